"""The options for the briefings that an owner may set in `mkdocs.yml`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings, ValidationError

from generator.diagnostics.nearest import choice, did_you_mean
from generator.rendering.edition import EXPORTS, EXTRA_EXPORTS
from generator.rendering.sections import OPTIONAL, SECTIONS


class _Titles(c.Type[dict[Any, Any]]):
    """Titles of kinds of pages, by the names of the kinds."""

    def run_validation(self, value: object) -> dict[Any, Any]:
        """Refuse a name that is no kind of pages, or a value that is no title."""
        titles = super().run_validation(value)
        for kind, title in titles.items():
            if kind not in SECTIONS:
                raise ValidationError(f"there are no pages `{kind}`; {_instead(kind, SECTIONS)}")
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

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """What is wrong with the options, each with its place.

        MkDocs only warns of an option that it does not know. Here that is a mistake, as an unknown
        key in a briefing is: a misspelt `drafts` decides what is published.
        """
        failed, warned = super().validate()
        known = [name for name, _ in self._schema]
        unknown = sorted({str(key) for key in self} - {*known})
        said = [(key, str(error)) for key, error in failed]
        said += [(key, f"there is no such option; {_instead(key, known)}") for key in unknown]
        placed: ConfigErrors = [
            (key, ValidationError(f"{text}{self._place(key)}")) for key, text in said
        ]
        return placed, [(key, told) for key, told in warned if str(key) not in unknown]

    def _place(self, key: str) -> str:
        file = Path(self.config_file_path)
        line = line_of_option(file, key) if self.config_file_path else None
        return f" ({file.name}:{line})" if line else ""


def _instead(key: object, known: Iterable[str]) -> str:
    return did_you_mean(str(key), known, f"there are {choice(known)}")


def line_of_option(file: Path, key: str) -> int | None:
    """The line, counted from 1, on which a file sets an option of the plugin.

    None if it does not: `INHERIT` may bring the option from another file.
    """
    # Composed, not loaded: only MkDocs knows what tags such as `!ENV` mean.
    root = yaml.compose(file.read_text("utf-8-sig"), yaml.SafeLoader)
    for plugins in _behind(root, "plugins"):
        listed = plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]
        for options in (found for each in listed for found in _behind(each, "briefings")):
            for name, _ in options.value if isinstance(options, yaml.MappingNode) else ():
                if name.value == key:
                    return int(name.start_mark.line) + 1
    return None


def _behind(node: yaml.Node | None, key: str) -> list[yaml.Node]:
    """The values of a key, if the node is a mapping that has it."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return [value for name, value in pairs if name.value == key]
