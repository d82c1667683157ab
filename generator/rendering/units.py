"""Units, which group pages, and the Markdown files of their pages.

A unit is a list, such as `list:actors`, or one thing, such as `actor:union`. Each can be planned
and written without the others.
"""

from __future__ import annotations

from generator.rendering.kinds import page_kinds
from generator.rendering.sections import LISTED, SECTIONS

LIST = "list:"
"""Prefix of the units that are lists."""
FRONT = f"{LIST}front"
"""The unit of the front page."""
PARTS = ("years", "names")
"""Folders for the parts of long lists."""


def uri_of(kind: str, id_: str) -> str:
    """The Markdown file of the page about one thing."""
    # `index.md` is the list; no id ends in a hyphen, so nothing else has this address.
    return f"{LISTED[kind]}/{'index-' if id_ == 'index' else id_}.md"


def unit_of(uri: str) -> str:
    """The unit of a page, by its Markdown file; empty if no unit can have it."""
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
