"""What an owner may say of the briefings in `mkdocs.yml`."""

from __future__ import annotations

from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings, ValidationError

from generator.diagnostics.nearest import did_you_mean
from generator.rendering.edition import EXPORTS, EXTRA_EXPORTS, OPTIONAL, SECTIONS


class _Titles(c.Type[dict[Any, Any]]):
    """What kinds of pages are called, by their names."""

    def run_validation(self, value: object) -> dict[Any, Any]:
        """Refuse what is no kind of pages, or no title."""
        titles = super().run_validation(value)
        for kind, title in titles.items():
            if kind not in SECTIONS:
                hint = did_you_mean(str(kind), SECTIONS, f"choose from {', '.join(SECTIONS)}")
                raise ValidationError(f"there are no pages `{kind}`; {hint}")
            if not isinstance(title, str) or not title.strip() or len(title.splitlines()) > 1:
                raise ValidationError(f"the title of `{kind}` has to be a text of one line")
        return {kind: title.strip() for kind, title in sorted(titles.items())}


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
    without = c.ListOfItems(c.Choice(sorted(OPTIONAL)), default=[])
    """Kinds of pages that the site does without. What they would list stays in the briefings."""
    titles = _Titles(dict, default={})
    """What kinds of pages are called, where it is something else than they are called here: a
    mapping such as `demands: Asks`."""
    csp = c.Type((bool, dict), default=True)
    """Whether pages run under a Content Security Policy; a mapping allows more sources, each list
    under its directive."""
    reference = c.Type(bool, default=False)
    """Whether the site holds the reference pages of the generator itself, under `reference/`."""

    def _validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """Refuse an option that there is not, of which MkDocs would only warn."""
        failed, warnings = super()._validate()
        known = [key for key, _ in self._schema]
        unknown = sorted(set(self.keys()) - set(known))
        for key in unknown:
            hint = did_you_mean(key, known, f"choose from {', '.join(known)}")
            failed.append((key, ValidationError(f"there is no such option; {hint}")))
        return failed, [each for each in warnings if each[0] not in unknown]
