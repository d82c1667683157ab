"""Cut a quote into the pieces that must be in the text word for word.

`[…]`, `(…)` and `...` in a quote omit words of the source. Other words in brackets are the
writer's own, and left out: `he [Putin] said` quotes `he said`. Brackets within a word put other
letters there: `[T]he call` quotes `the call`, and `call[ed]` quotes `call`. They never stand for
letters that are not given, for then `[T]he` would quote `she`.

A source may contain such marks itself. So a quote is first taken as it is, and a bracket inside a
piece may also be the source's.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product
from math import prod

from generator.evidence.folding import Edit, Folded, Span, fold

MAX_PIECES = 25
"""A quote with so many omissions is not taken apart."""
MAX_MIXED = 3
"""Up to how many omissions some are taken for the source's own, and others not."""
MAX_READINGS = 16
"""How many readings of a piece with brackets are tried."""

_OMISSION = re.compile(
    r"\[[^\[\]]{0,200}\.\.\.[^\[\]]{0,200}\]|\[\s*-\s*\]|\(\s*\.\.\.\s*\)|\.\.\."
)
_INSERTION = re.compile(r"\[([^\[\]]{1,200})\](?: ?\[[^\[\]]{1,200}\])*")
_OPENING = "('"
_CLOSING = " ,.;:!?)'"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a quote that follow each other in the source."""

    readings: tuple[Folded, ...]
    """From first word to last, the likeliest reading first; several if there are brackets."""

    @property
    def text(self) -> str:
        """Folded, without the writer's own words."""
        return self.readings[0].text


def core(folded: Folded) -> str:
    """A folded text from its first word to its last, without the punctuation around them."""
    return folded.text[folded.starts[0] : folded.ends[-1]] if folded.count else ""


def pieces_of(quote: str) -> list[Piece]:
    """Cut a quote into its pieces; none for a quote without any word of the source."""
    folded = fold(quote)
    return _pieces(folded, _omissions(folded))


def insertions(quote: str) -> list[Span]:
    """Where the writer's own words stand, with their brackets, and no omission beside them."""
    folded = fold(quote)
    omitted = _omissions(folded)
    found = []
    for match in _INSERTION.finditer(folded.text):
        start, end = match.span()
        beside = (first <= end + 1 and start <= last + 1 for first, last in omitted)
        if not _is_within_word(match) and not any(beside):
            found.append(folded.original(start, end))
    return found


def ways_of(folded: Folded) -> Iterator[list[Piece]]:
    """The ways to take a folded quote: as it is, cut at every omission, or cut only at some.

    For a text the first two are enough, because an omission may skip just the source's own dots.
    But a seal proves only long pieces, so it matters where a quote is not cut.
    """
    if folded.count and "[" not in folded.text and "..." not in folded.text:
        # Nearly every quote: there is only one way to take it.
        yield [Piece((folded.trimmed(0, folded.count),))]
        return
    marks = _omissions(folded)
    pieces = _pieces(folded, marks)
    if not pieces:
        return
    as_it_stands = folded.trimmed(0, folded.count)
    yield [Piece((as_it_stands,))]
    if [one.text for piece in pieces for one in piece.readings] != [as_it_stands.text]:
        yield pieces
    for count in range(len(marks) if len(marks) <= MAX_MIXED else 0):
        yield from filter(None, (_pieces(folded, some) for some in combinations(marks, count)))


def _omissions(folded: Folded) -> Sequence[Span]:
    marks = islice(_OMISSION.finditer(folded.text), MAX_PIECES)
    spans = [match.span() for match in marks]
    return spans if len(spans) < MAX_PIECES else ()


def _pieces(folded: Folded, omissions: Iterable[Span]) -> list[Piece]:
    pieces, start = [], 0
    for end, after in (*omissions, (len(folded.text), 0)):
        pieces.append(_piece(folded, start, end))
        start = after
    return [piece for piece in pieces if piece]


def _piece(folded: Folded, start: int, end: int) -> Piece | None:
    choices = [_choices(match) for match in _INSERTION.finditer(folded.text, start, end)]
    if not choices:
        first, last = bisect_left(folded.starts, start), bisect_right(folded.ends, end)
        return Piece((folded.trimmed(first, last),)) if first < last else None
    readings: dict[str, Folded] = {}
    for choice in _combined(choices):
        outside = [(0, start, ""), *choice, (end, len(folded.text), "")]
        reading = folded.edited(outside).spaced()
        if not (reading.count or readings):
            return None
        reading = reading.trimmed(0, reading.count)
        readings.setdefault(reading.text, reading)
    return Piece(tuple(readings.values()))


def _combined(choices: list[list[Edit]]) -> Iterable[tuple[Edit, ...]]:
    """Every combination of choices; where these are too many, the same choice throughout."""
    if prod(map(len, choices)) <= MAX_READINGS:
        return product(*choices)
    most = max(map(len, choices))
    return (tuple(some[min(index, len(some) - 1)] for some in choices) for index in range(most))


def _choices(match: re.Match[str]) -> list[Edit]:
    """What the source may have in place of brackets, the likeliest first."""
    start, end = match.span()
    before, after = match.string[start - 1 : start], match.string[end : end + 1]
    as_typed = (start, end, match.group())
    if not _is_within_word(match):
        if before == " " and after and after in _CLOSING:
            start -= 1
        elif before and before in _OPENING and after == " ":
            end += 1
        return [(start, end, ""), as_typed]
    letters = match[1]
    puts = ["", letters] if before.isalnum() else [letters[0].swapcase() + letters[1:], letters, ""]
    return [*((start, end, put) for put in puts), as_typed]


def _is_within_word(match: re.Match[str]) -> bool:
    """Whether brackets stand for letters of a word, not for words."""
    start, end = match.span()
    before, after = match.string[start - 1 : start], match.string[end : end + 1]
    return before.isalnum() or after.isalnum()
