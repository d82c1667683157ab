"""Find some characters of a value in the file, as they were typed."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.diagnostics.finding import Place

_SPACE = {
    '"': re.compile(r"(?:\s|\\(?:[ nrtvfN_LP\t]|\r?\n|x20|xA0))*", re.IGNORECASE),
    "": re.compile(r"\s*"),
}
_CHARACTER = {
    '"': re.compile(r"\\(?:x..|u....|U........|.)|(?P<same>.)", re.DOTALL),
    "'": re.compile(r"''|(?P<same>.)", re.DOTALL),
    "": re.compile(r"(?P<same>.)", re.DOTALL),
}
"""How one character may be typed, by the quotes that the value is in."""


def inside(place: Place, value: str, start: int, end: int) -> Place:
    """The place of a stretch of a value; that of the whole value if it cannot be found.

    Folded lines and escaped characters are taken into account.
    """
    ways = _ways(place, value)
    if end > len(ways) or start >= end:
        return place
    begin, at = ways[start][0], ways[end - 1][1]
    return Place(place.source, begin, at) if begin < at else place


@lru_cache(maxsize=8)
def _ways(place: Place, value: str) -> list[tuple[int, int]]:
    """Where each character of a value starts and ends in the file, as far as it can be told.

    Kept for a while: much may be found in one long value.
    """
    text = place.source.text[: place.end]
    style, at = _opened(text, place.start)
    space, character = _SPACE.get(style, _SPACE[""]), _CHARACTER[style]
    ways: list[tuple[int, int]] = []
    was_space = True
    for char in value:
        if char.isspace() or was_space:
            at = _behind(space, text, at)
        begin = at
        if not char.isspace():
            typed = character.match(text, at)
            if typed is None or typed["same"] not in (None, char):
                break
            at = typed.end()
        ways.append((begin, at))
        was_space = char.isspace()
    return ways


def _opened(text: str, at: int) -> tuple[str, int]:
    """The quotes that a value stands in, and where it starts behind them or a block's head."""
    first = text[at : at + 1]
    if first in ("'", '"'):
        return first, at + 1
    if first in (">", "|"):
        return "", text.find("\n", at) + 1 or at
    return "", at


def _behind(space: re.Pattern[str], text: str, at: int) -> int:
    found = space.match(text, at)
    return found.end() if found else at
