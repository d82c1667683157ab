"""Units, which pages belong to, and the Markdown files of their pages.

A unit is a list, `list:actors`, or one thing, `actor:union`. It is planned and written alone.
"""

from __future__ import annotations

from generator.rendering.kinds import page_kinds
from generator.rendering.sections import LISTED, SECTIONS

LIST = "list:"
"""How the units begin that are no single thing."""
FRONT = f"{LIST}front"
"""The unit of the front page."""
PARTS = ("years", "names")
"""Folders with the parts of long lists."""


def uri_of(kind: str, id_: str) -> str:
    """The Markdown file of the page about one thing."""
    # The list of all is `index`; no id ends in a hyphen, so nothing else has this address.
    return f"{LISTED[kind]}/{'index-' if id_ == 'index' else id_}.md"


def unit_of(uri: str) -> str:
    """The unit that a page belongs to, by its Markdown file; empty if it can belong to none."""
    first, *rest = uri.removesuffix(".md").split("/")
    if not rest:
        return {"index": FRONT, "search": f"{LIST}search"}.get(first, "")
    if first in page_kinds():
        return f"{LIST}{first}"
    if first in SECTIONS and (rest == ["index"] or (len(rest) == 2 and rest[0] in PARTS)):
        return f"{LIST}{first}"
    if first in _THINGS and len(rest) in (1, 3):
        return f"{_THINGS[first]}:{'index' if rest[0] == 'index-' else rest[0]}"
    return ""


_THINGS = {section: kind for kind, section in LISTED.items()}
