"""Words in pictures: SVG breaks no lines, so lines are broken here."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

SIZE = 12
"""Usual size of letters in a picture, in its own units."""
LINE = 14
"""Distance from one line to the next."""
_SMALLEST = 9
"""Smallest size of letters that can still be read, even on a phone."""
_NARROW = 0.56
"""Width of an ordinary letter as a share of its size; a wide letter counts as two."""


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of words in a box, vertically centred."""

    lines: tuple[str, ...]
    tops: tuple[float, ...]
    """The baseline of each line."""
    size: float = SIZE
    """Size of its letters: smaller than `SIZE` if a word would not fit on a line."""

    @property
    def placed(self) -> tuple[tuple[str, float], ...]:
        """Each line with its baseline."""
        return tuple(zip(self.lines, self.tops, strict=True))

    @property
    def is_small(self) -> bool:
        """Whether its letters are smaller than usual."""
        return self.size < SIZE


def text_in(words: str, y: float, width: float, height: float) -> Text:
    """Break words into lines that fit a box; text that does not fit ends in an ellipsis.

    Letters become smaller, as far as they can still be read, before a word is broken.
    """
    longest = max(map(width_of, words.split()), default=0)
    # Rounded down to tenths, so that it is never slightly too large.
    size = max(SIZE * 10 * width // longest / 10, _SMALLEST) if longest > width else SIZE
    lines = broken(words, width * SIZE / size, max(int(height // LINE), 1))
    first = y + height / 2 - (len(lines) - 1) * LINE / 2 + size * 0.35
    tops = tuple(round(first + number * LINE, 1) for number in range(len(lines)))
    return Text(lines, tops, size)


def shortened(words: str, width: float) -> str:
    """Words on one line of a given width; text that does not fit ends in an ellipsis."""
    return broken(words, width, 1)[0]


def width_of(words: str) -> float:
    """About how wide words are on one line."""
    return _wide(words) * SIZE * _NARROW


@lru_cache(maxsize=10_000)
def broken(words: str, width: float, most: int) -> tuple[str, ...]:
    """Break words into at most `most` lines of a given width."""
    room = width / (SIZE * _NARROW)
    lines: list[str] = []
    line = ""
    for word in _pieces(words, room):
        longer = f"{line} {word}" if line else word
        if line and _wide(longer) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if len(lines) > most:
        whole = last = lines[most - 1]
        while last and _wide(last) + 1 > room:
            last = last[:-1]
        if most > 1 and last != whole and whole[len(last)] != " ":
            last = last.rpartition(" ")[0] or last  # drop a partial word
        lines = [*lines[: most - 1], f"{last.rstrip(' ,;:')}…"]
    return tuple(lines)


def _pieces(words: str, room: float) -> list[str]:
    """Split words; one that is wider than a line is cut into pieces."""
    found = []
    for word in words.split():
        if _wide(word) <= room:
            found.append(word)
            continue
        piece = ""
        for letter in word:
            if piece and _wide(piece + letter) > room:
                found.append(piece)
                piece = ""
            piece += letter
        found.append(piece)
    return found


def _wide(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
