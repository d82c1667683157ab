"""Every extension of Markdown that Material's documentation recommends, and more.

Each could mistake a writer's words for something else.
"""

from __future__ import annotations

from typing import Any

EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "meta",
    "nl2br",
    "sane_lists",
    "smarty",
    "tables",
    "toc",
    "wikilinks",
    "pymdownx.arithmatex",
    "pymdownx.betterem",
    "pymdownx.blocks.admonition",
    "pymdownx.blocks.details",
    "pymdownx.blocks.html",
    "pymdownx.blocks.tab",
    "pymdownx.caret",
    "pymdownx.critic",
    "pymdownx.details",
    "pymdownx.emoji",
    "pymdownx.escapeall",
    "pymdownx.fancylists",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.progressbar",
    "pymdownx.saneheaders",
    "pymdownx.smartsymbols",
    "pymdownx.snippets",
    "pymdownx.striphtml",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
]
SETTINGS: dict[str, dict[str, Any]] = {
    "pymdownx.snippets": {"check_paths": True},
    "wikilinks": {"base_url": "/wiki/"},
}


def all_extensions(**further: Any) -> list[Any]:
    """They as `markdown_extensions` of `mkdocs.yml`; `further` are settings of snippets.

    All but the one that takes things out of finished HTML, from the values of attributes as well.
    """
    settings = SETTINGS | {"pymdownx.snippets": SETTINGS["pymdownx.snippets"] | further}
    names = (name for name in EXTENSIONS if name != "pymdownx.striphtml")
    return [{name: settings[name]} if name in settings else name for name in names]
