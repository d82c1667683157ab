"""What results show of the records, in files, in the order of the records' numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from generator.publishing.search.days import Days, Line
from generator.publishing.search.files import Cut, in_files, name_of, packed_text
from generator.publishing.search.pieces import Piece, place_in, recut, replaced
from generator.publishing.search.rows import Rows, read, written
from generator.publishing.spread import spread

_ROW = "texts"


class Texts:
    """The files of records. What is in them is kept by `Days`."""

    def __init__(self, rows: Rows, days: Days) -> None:
        self._rows = rows
        self._days = days
        self.pieces: list[Piece[int]] = []
        if _ROW in rows:
            self.pieces = [Piece(first, Cut(c), name) for first, c, name in read(rows.get(_ROW))]

    def fill(self, numbers: Sequence[int], cuts: Sequence[Cut], slots: int) -> dict[str, bytes]:
        """Write the files of all records, which have these numbers."""
        parts = list(in_files(cuts))
        firsts = [numbers[part.start] for part in parts]
        last: dict[int, Sequence[Line]] = {}

        def of(day: int) -> Sequence[Line]:
            if day not in last:  # the next file may have records of it, too
                last.clear()
                last[day] = self._days.peek(day)
            return last[day]

        def content(at: int) -> bytes:
            end = firsts[at + 1] if at + 1 < len(firsts) else None
            return _packed(self._between(firsts[at], end, slots, of))

        made = list(spread(content, range(len(parts))))
        self.pieces = [
            Piece(first, cuts[part.start], name_of(each))
            for first, part, each in zip(firsts, parts, made, strict=True)
        ]
        self._keep()
        return {name_of(each): each for each in made}

    def change(self, changed: Iterable[int], slots: int) -> dict[str, bytes]:
        """Write again the files with the records of some numbers, old and new ones."""
        firsts = [piece.first for piece in self.pieces]
        ends: list[int | None] = [*firsts[1:], None]
        lines: dict[int, Line] = {}

        def entries(place: int) -> list[tuple[int, Cut]]:
            start = firsts[place] if place else 0
            held = dict(self._between(start, ends[place] if firsts else None, slots, self._days.of))
            lines.update(held)
            return [(number, line.cut) for number, line in held.items()]

        found = recut(self.pieces, {place_in(firsts, number) for number in changed}, entries)
        files: dict[str, bytes] = {}
        made: list[Piece[int]] = []
        for part in (part for each in found for part in each.parts):
            content = _packed((number, lines[number]) for number, _ in part)
            made.append(Piece(*part[0], name_of(content)))
            files[made[-1].name] = content
        self.pieces = replaced(self.pieces, found, made)
        self._keep()
        return files

    def _between(
        self, start: int, end: int | None, slots: int, of: Callable[[int], Sequence[Line]]
    ) -> Iterator[tuple[int, Line]]:
        """The records with numbers from `start` to before `end`."""
        for day in self._days.between(start // slots, None if end is None else -(-end // slots)):
            first = day * slots
            skipped = max(start - first, 0)
            lines = of(day)[skipped : None if end is None else max(end - first, 0)]
            yield from enumerate(lines, first + skipped)

    def _keep(self) -> None:
        kept = [(piece.first, piece.cut, piece.name) for piece in self.pieces]
        self._rows.put(_ROW, written(kept))


def _packed(lines: Iterable[tuple[int, Line]]) -> bytes:
    told = "],[".join(f"{number},{line.row}" for number, line in lines)
    return packed_text(f"[[{told}]]")
