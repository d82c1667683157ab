"""Fixes for faults of YAML: each is tried, and offered only if its result fits the model."""

from __future__ import annotations

import re
from itertools import islice

from pydantic import BaseModel

from generator.diagnostics.finding import Edit, Fix
from generator.reading.limits import MAX_FINDINGS
from generator.reading.lines import BREAKS, line_at, line_end, line_start, top_level_entry
from generator.reading.trial import fits, tried

_TABS = re.compile(rf"(?<=[{BREAKS}]) *\t[ \t]*")
_WIDTHS = (2, 4, 3, 6, 8, 1)
"""Spaces that a tab may stand for, the likeliest first."""
PLAIN_VALUE = re.compile(
    r"""(?P<lead> *(?:- +)*)[\w-]+: +(?P<value>[^\s'"|>#][^#]*)(?:(?<=\s)#.*)?"""
)
_BELOW = re.compile(rf"(?:\r\n|[{BREAKS}])(?P<indent>[ \t]*)(?P<line>[^{BREAKS}]*)")
_MORE_TEXT = re.compile(r"(?!- |[\w-]+:(?:\s|\Z))[^#]+")
"""A further line of a text, which does not look like a key or an item."""


def spaces_for_tabs(text: str, start: int, model: type[BaseModel]) -> Fix | None:
    """The fix for all tabs that the lines of an entry start with, from an offset on.

    The width of a tab is guessed by what fits; the fix is safe if all that fits means the same.
    """
    _, end = top_level_entry(text, start)
    lines = list(islice(_TABS.finditer(text, start, end), MAX_FINDINGS))
    made = []
    for width in _WIDTHS:
        edits = tuple(
            Edit(*match.span(), match.group().replace("\t", " " * width)) for match in lines
        )
        if edits and (values := tried(text, edits, model, whole=True)) is not None:
            made.append((edits, values))
    if not made:
        return None
    (edits, values), *others = made
    return Fix("indent by spaces", edits, safe=all(other == values for _, other in others))


def quoted(text: str, at: int, model: type[BaseModel]) -> Fix | None:
    """The fix that puts the plain value of a line in quotes, with all lines that it goes on in."""
    start = line_start(text, at)
    match = PLAIN_VALUE.fullmatch(line_at(text, at))
    if not match or at < (at_value := start + match.start("value")):
        return None
    value_end = at_value + len(match["value"].rstrip())
    end = _end_of_text(text, value_end, len(match["lead"]))
    if end is None:
        return None
    edit = Edit(at_value, end, "'" + text[at_value:end].replace("'", "''") + "'")
    # Quotes do not mend an id or a date.
    is_text = fits(text, (edit,), model, valid=True)
    return Fix("put the text in quotes", (edit,)) if is_text else None


def _end_of_text(text: str, end: int, indent: int) -> int | None:
    """Where a text ends whose first line ends at `end`, after a key with this indentation.

    None if it is unclear whether further lines belong to it.
    """
    goes_on = not text[end : line_end(text, end)].strip()
    for below in _BELOW.finditer(text, line_end(text, end)):
        line = below["line"].rstrip()
        if line.startswith("#") or (line and len(below["indent"]) <= indent):
            break
        if line and not (goes_on and _MORE_TEXT.fullmatch(line)):
            return None
        goes_on = goes_on and bool(line)
        end = below.start("line") + len(line) if line else end
    return end
