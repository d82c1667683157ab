"""Which records are about the same subject, in one file."""

from __future__ import annotations

import hashlib
import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from generator.publishing.search.files import name_of, packed, varints
from generator.publishing.search.rows import Rows, read, written

_ROW = "subjects"
_NAME = "subjects name"
_NUMBER = "Q"
"""Eight bytes, the lowest first when kept."""


class Subjects:
    """The numbers of the records that have a subject, each with the number that stands for it."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._told: tuple[array[int], array[int]] | None = None
        self.name: str = read(rows.get(_NAME)) if _NAME in rows else ""

    def put(self, start: int, end: int, told: Sequence[tuple[int, int]]) -> None:
        """Set what the records are about whose numbers are from `start` to before `end`.

        `told` has a record's number, and the number that stands for its subject, for each that has
        one.
        """
        numbers, subjects = self._told = self._held()
        at = slice(bisect_left(numbers, start), bisect_left(numbers, end))
        numbers[at] = array(_NUMBER, [number for number, _ in told])
        subjects[at] = array(_NUMBER, [subject for _, subject in told])

    def flush(self) -> dict[str, bytes]:
        """Keep what has been set since the last time, and return the file if it was written."""
        if self._told is None and self.name:
            return {}
        numbers, subjects = self._held()
        self._told = None
        self._rows.put(_ROW, _bytes(numbers) + _bytes(subjects))
        content = _file(numbers, subjects)
        self.name = name_of(content)
        self._rows.put(_NAME, written(self.name))
        return {self.name: content}

    def _held(self) -> tuple[array[int], array[int]]:
        if self._told:
            return self._told
        content = self._rows.get(_ROW) if _ROW in self._rows else b""
        middle = len(content) // 2
        return _numbers(content[:middle]), _numbers(content[middle:])


def stands_for(subject: str) -> int:
    """A number that no other subject has."""
    name = subject.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(name, digest_size=8).digest(), "little")


def _file(numbers: Sequence[int], subjects: Sequence[int]) -> bytes:
    """The file, in which each record that shares its subject points back to the one before it."""
    times = Counter(subjects)
    seen: dict[int, int] = {}
    gaps: list[int] = []
    back: list[int] = []
    last = 0
    every = zip(numbers, subjects, strict=True)
    shared = [(number, subject) for number, subject in every if times[subject] > 1]
    for at, (number, subject) in enumerate(shared):
        gaps.append(number - last)
        last = number
        back.append(at - seen.get(subject, at))
        seen[subject] = at
    return packed({"count": len(gaps)}, varints(gaps) + varints(back))


def _bytes(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _numbers(content: bytes) -> array[int]:
    numbers = array(_NUMBER, content)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
