"""Entries in an order, cut into files: how an edit changes the cuts.

Where a file starts depends on the entry there, and on whether the entry before it is a file of its
own. So only the files around an edit are looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any, Generic, TypeVar

from generator.publishing.search.files import Cut, in_files

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Piece(Generic[K]):
    """A file of some adjacent entries."""

    first: K
    """The key of its first entry."""
    cut: Cut
    """The cut of its first entry."""
    name: str
    """Of the file."""
    places: str = ""
    """Name of the file of places, if there is one."""
    size: int = 0
    """Bytes of the file."""


@dataclass(frozen=True, slots=True)
class Recut(Generic[K]):
    """New entries for some adjacent pieces."""

    start: int
    end: int
    """Where the old pieces are that these replace."""
    parts: Sequence[Sequence[tuple[K, Cut]]]
    """The keys of the entries of each new piece, with their cuts; there may be no pieces."""


def recut(
    old: Sequence[Piece[K]],
    touched: Iterable[int],
    entries: Callable[[int], Sequence[tuple[K, Cut]]],
) -> list[Recut[K]]:
    """Cut again what some pieces hold now, and what now belongs together with it.

    `entries` gives what a piece holds after the edit. If there are no pieces yet, all entries are
    those of piece 0.
    """
    wanted = set(touched)
    held: dict[int, Sequence[tuple[K, Cut]]] = {}
    while True:
        runs = list(_runs(wanted))
        joined: list[list[tuple[K, Cut]]] = []
        for start, end in runs:
            for place in range(start, end):
                if place not in held:
                    held[place] = entries(place)
            joined.append([entry for place in range(start, end) for entry in held[place]])
        more = set()
        for (start, end), now in zip(runs, joined, strict=True):
            before = old[start - 1].cut if start else Cut.ALONE
            if now and now[0][1] is Cut.NONE and before is not Cut.ALONE:
                more.add(start - 1)
            last = now[-1][1] if now else before
            if end < len(old) and old[end].cut is Cut.NONE and last is not Cut.ALONE:
                more.add(end)
        if not more:
            break
        wanted |= more
    return [
        Recut(start, min(end, len(old)), [now[part] for part in in_files([cut for _, cut in now])])
        for (start, end), now in zip(runs, joined, strict=True)
    ]


def replaced(
    old: Sequence[Piece[K]], found: Iterable[Recut[K]], new: Iterable[Piece[K]]
) -> list[Piece[K]]:
    """All pieces: `new` has one for each part that was found, in order."""
    made: list[Piece[K]] = []
    done, rest = 0, iter(new)
    for each in found:
        made += old[done : each.start]
        made += islice(rest, len(each.parts))
        done = each.end
    return made + list(old[done:])


def place_in(firsts: Sequence[Any], key: Any) -> int:
    """The piece that a key belongs to, given the keys of the pieces' first entries."""
    return max(bisect_right(firsts, key) - 1, 0)


def _runs(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Runs of consecutive numbers, each from its start to before its end."""
    ordered = sorted(places)
    breaks = [at for at, (one, other) in enumerate(pairwise(ordered), 1) if other != one + 1]
    for start, end in pairwise([0, *breaks, len(ordered)]):
        if start < end:
            yield ordered[start], ordered[end - 1] + 1
