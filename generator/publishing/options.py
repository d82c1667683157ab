"""What an owner may say of the briefings in `mkdocs.yml`."""

from __future__ import annotations

from mkdocs.config import config_options as c
from mkdocs.config.base import Config

from generator.rendering.edition import EXPORTS, EXTRA_EXPORTS


class BriefingsConfig(Config):  # type: ignore[no-untyped-call] # MkDocs leaves it untyped
    """The options under `plugins: briefings:`. Paths are relative to `mkdocs.yml`."""

    folder = c.Type(str, default="briefings")
    """The folder of briefings."""
    templates = c.Optional(c.Type(str))
    """A folder of templates that take the place of the ones that come along."""
    drafts = c.Choice((True, False, "serve"), default="serve")
    """Whether briefings that are not published yet get a page: always, never, or under
    `serve` alone."""
    search = c.Type(bool, default=True)
    """Whether the site has the search that finds claims. It makes room where the theme's own
    is listed as a plugin."""
    exports = c.ListOfItems(c.Choice(sorted((*EXPORTS, *EXTRA_EXPORTS))), default=sorted(EXPORTS))
    """What the site holds beside its pages, for programs that read. All but Parquet, which needs
    a library of its own, unless they are named."""
    csp = c.Type((bool, dict), default=True)
    """Whether pages run under a Content Security Policy; a mapping allows more sources, each list
    under its directive."""
    reference = c.Type(bool, default=False)
    """Whether the site holds the reference pages of the generator itself, under `reference/`."""
