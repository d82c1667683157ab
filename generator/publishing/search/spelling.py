"""The words that a misspelt one may have meant, in files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from generator.publishing.search.files import Cut, cut, name_of, order, packed
from generator.publishing.search.pieces import Piece, place_in, recut, replaced
from generator.publishing.search.rows import Rows, read, seal, written

SPELLING = 16_000
"""Bytes that a file of words has on average, before it is packed."""
LEAST_SPELT = 4
"""Letters of the shortest word that is offered in the place of an unknown one."""
_ROW = "spelling"


class Spelling:
    """Words that two or more records have, and how many have them."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.pieces: list[Piece[str]] = []
        if _ROW in rows:
            self.pieces = [Piece(first, Cut(c), name) for first, c, name in read(rows.get(_ROW))]

    def change(self, counts: Mapping[str, int]) -> dict[str, bytes]:
        """Take in how many records now have some words, and return the files that were written."""
        firsts = [order(piece.first) for piece in self.pieces]
        held: dict[int, dict[str, int]] = {}
        now: dict[int, dict[str, int]] = {}
        by_piece: dict[int, dict[str, int]] = defaultdict(dict)
        for word, count in counts.items():
            by_piece[place_in(firsts, order(word))][word] = count if is_spelt(word, count) else 0
        for place, told in by_piece.items():
            held[place] = self._held(place) if self.pieces else {}
            new = {word: count for word, count in (held[place] | told).items() if count}
            if new != held[place]:
                now[place] = new
        if not now and self.pieces:
            return {}

        def entries(place: int) -> list[tuple[str, Cut]]:
            if place not in now:
                now[place] = self._held(place)
            return [
                (word, cut(word, len(word), SPELLING)) for word in sorted(now[place], key=order)
            ]

        found = recut(self.pieces, tuple(now), entries)
        every = {word: count for told in now.values() for word, count in told.items()}
        old = {self.pieces[place].first for each in found for place in range(each.start, each.end)}
        files: dict[str, bytes] = {}
        made: list[Piece[str]] = []
        for part in (part for each in found for part in each.parts):
            words = [word for word, _ in part]
            both = [words, [every[word] for word in words]]
            content = packed(both)
            made.append(Piece(*part[0], name_of(content)))
            files[made[-1].name] = content
            self._rows.put(_row(words[0]), written(both))
        self._rows.drop(map(_row, old - {piece.first for piece in made}))
        self.pieces = replaced(self.pieces, found, made)
        kept = [(piece.first, piece.cut, piece.name) for piece in self.pieces]
        self._rows.put(_ROW, written(kept))
        return files

    def _held(self, place: int) -> dict[str, int]:
        return dict(zip(*read(self._rows.get(_row(self.pieces[place].first))), strict=True))


def is_spelt(word: str, count: int) -> bool:
    """Whether a word is offered if so many records have it."""
    return (
        count > 1
        and len(word) >= LEAST_SPELT
        and (word.isalpha() or not any(map(str.isdigit, word)))
    )


def _row(first: str) -> str:
    return f"{_ROW} {seal(first.encode('utf-8', 'surrogatepass')).hex()}"
