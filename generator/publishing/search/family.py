"""A family of keys, words or a facet's values: each with its records' numbers, cut into files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.publishing.search.chunk import Chunk, Entry, Files, entries_in, files_of
from generator.publishing.search.files import Cut, cut, order
from generator.publishing.search.lists import (
    Said,
    Segment,
    numbers_of,
    parted,
    patched,
    places_of,
    table_of,
)
from generator.publishing.search.pieces import Piece, place_in, recut, replaced
from generator.publishing.search.rows import Rows, read, seal, written
from generator.publishing.spread import beside, spread

TARGET = 24_000
"""Bytes of lists that a file has on average, before it is packed."""

Changes = Mapping[str, Mapping[int, Said | None]]
"""By key: what is now said of some of its records; None for those that no longer have it."""
More = Callable[[str], Any]
"""What else is said of a new key."""


@dataclass(frozen=True, slots=True)
class Made:
    """The outcome of a change."""

    files: dict[str, bytes] = field(default_factory=dict)
    """The files that were written, by their names."""
    counts: dict[str, int] = field(default_factory=dict)
    """For each key that now has more records, or fewer: how many it has."""


class Family:
    """The keys of one kind."""

    def __init__(self, rows: Rows, name: str, bits: int, has_places: bool) -> None:
        self._rows = rows
        self._name = name
        self._bits = bits
        self._has_places = has_places
        self.pieces: list[Piece[str]] = []
        if name in rows:
            self.pieces = [Piece(first, Cut(c), *said) for first, c, *said in read(rows.get(name))]

    def fill(self, lists: Mapping[str, tuple[Segment, ...]], more: More) -> Made:
        """Take in all keys, while there are none yet."""
        entries = {key: self._entry(key, segments, more(key)) for key, segments in lists.items()}
        files = self._write({0: entries}, {}, spread)
        return Made(files, {key: entry.records for key, entry in entries.items()})

    def change(self, changes: Changes, said: Mapping[str, Any], more: More) -> Made:
        """Take in what has changed for some keys.

        `said` is what else is now said of some keys, whether or not the family has them.
        """
        firsts = [order(piece.first) for piece in self.pieces]
        by_piece: dict[int, list[str]] = defaultdict(list)
        for key in changes.keys() | said.keys():
            by_piece[place_in(firsts, order(key))].append(key)
        held, touched, counts = {}, {}, {}
        for place, keys in by_piece.items():
            old = held[place] = self._held(place) if self.pieces else {}
            new = dict(old)
            for key in keys:
                before = old.get(key)
                entry = self._changed(key, before, changes.get(key, {}), more)
                if entry and key in said and entry.more != said[key]:
                    entry = entry._replace(more=said[key])
                if entry == before:
                    continue
                if entry:
                    new[key] = entry
                else:
                    del new[key]
                had, has = before.records if before else 0, entry.records if entry else 0
                if had != has:
                    counts[key] = has
                touched[place] = new
        return Made(self._write(touched, held, beside) if touched else {}, counts)

    def _changed(
        self, key: str, old: Entry | None, changes: Mapping[int, Said | None], more: More
    ) -> Entry | None:
        """A key with its records as they are now; None if it has none."""
        if not changes:
            return old
        before = parted(old.numbers, old.places, old.table, self._bits) if old else ()
        now = patched(before, changes, self._bits)
        return self._entry(key, now, old.more if old else more(key)) if now else None

    def _write(
        self,
        touched: dict[int, dict[str, Entry]],
        held: dict[int, dict[str, Entry]],
        each_of: Callable[[Callable[[Chunk], Files], Sequence[Chunk]], Iterable[Files]],
    ) -> dict[str, bytes]:
        """Cut again what is touched, and write the files that differ afterwards.

        `held` is what the pieces held before.
        """

        def entries(place: int) -> list[tuple[str, Cut]]:
            if place not in touched:
                touched[place] = held[place] = self._held(place)
            now = touched[place]
            return [(key, now[key].cut) for key in sorted(now, key=order)]

        found = recut(self.pieces, tuple(touched), entries)
        every = {key: entry for now in touched.values() for key, entry in now.items()}
        before = {
            self.pieces[place].first: (self.pieces[place], keys)
            for place, keys in held.items()
            if keys
        }
        parts = [part for each in found for part in each.parts]
        chunks = []
        for part in parts:
            old = before.get(part[0][0])
            is_same = old and [key for key, _ in part] == list(old[1])
            its = {key: every[key] for key, _ in part}
            chunks.append(Chunk(its, self._has_places, old if is_same else None))
        files: dict[str, bytes] = {}
        made: list[Piece[str]] = []
        for part, done in zip(parts, each_of(files_of, chunks), strict=True):
            first, its_cut = part[0]
            made.append(Piece(first, its_cut, done.name, done.places, done.size))
            files |= done.contents
            self._rows.put(self._row(first), done.row)
        self._rows.drop(map(self._row, before.keys() - {piece.first for piece in made}))
        self.pieces = replaced(self.pieces, found, made)
        kept = [(each.first, each.cut, each.name, each.places, each.size) for each in self.pieces]
        self._rows.put(self._name, written(kept))
        return files

    def _entry(self, key: str, segments: Sequence[Segment], more: Any) -> Entry:
        numbers, places = numbers_of(segments, self._bits), places_of(segments)
        count = sum(segment[2] for segment in segments)
        how = cut(key, len(numbers), TARGET)
        return Entry(numbers, places, count, more, how, table_of(segments))

    def _held(self, place: int) -> dict[str, Entry]:
        return entries_in(self._rows.get(self._row(self.pieces[place].first)))

    def _row(self, first: str) -> str:
        return f"{self._name} {seal(first.encode('utf-8', 'surrogatepass')).hex()}"
