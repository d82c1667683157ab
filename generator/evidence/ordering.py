"""Pieces that follow each other, each within reach of the one before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from generator.evidence.folding import Span

MAX_GAP = 300
"""How many words an omission may skip."""
MAX_PLACES = 120_000
"""At how many places the pieces of a quote are tried, all in all; from the front."""

Places = Callable[[int, int], Iterator[Span]]
"""The places of a piece, in words: every span that starts in the range, both ends included."""
Gap = tuple[int, int]
"""The fewest and the most words that may be between two pieces."""


def reach(pieces: Sequence[Places], gaps: Sequence[Gap], last: int) -> Iterator[dict[int, int]]:
    """For each piece in turn: where it may end, mapped to where the first piece then starts.

    Stops before a piece that is not there, or not within reach. Of several starts, the nearest
    is taken, so that the passage is short. `last` is the text's last word, `gaps` are those before
    each piece but the first.
    """
    first, *rest = pieces
    most = MAX_PLACES // len(pieces) if rest else 1
    reached = {end: start for start, end in islice(first(0, last), most)}
    for places, gap in zip(rest, gaps, strict=True):
        if not reached:
            return
        yield reached
        reached = dict(islice(_next(reached, gap, places, last), most))
    if reached:
        yield reached


def _next(reached: dict[int, int], gap: Gap, places: Places, last: int) -> Iterator[Span]:
    """Ends of the places that are within reach, with the start of the passage."""
    fewest, most = gap
    ends = sorted(reached)
    at = 0
    while at < len(ends):
        low = ends[at] + fewest
        while at + 1 < len(ends) and ends[at + 1] + fewest <= ends[at] + most + 1:
            at += 1
        high = min(ends[at] + most, last)
        at += 1
        for start, end in places(low, high):
            nearest = ends[bisect_right(ends, start - fewest) - 1]
            yield end, reached[nearest]
