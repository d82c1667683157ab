"""The records of each day as they are kept: what a result shows of each, and everything else.

A record's number is made of its day and its place in that day. Whatever changes in a record, the
two lines of text that it is kept as change, too.
"""

from __future__ import annotations

import json
import re
import zlib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from generator.model.plain import json_text
from generator.publishing.search.files import Cut, cut
from generator.publishing.search.record import TYPES, Record
from generator.publishing.search.rows import Rows, read, written
from generator.publishing.search.shards import UNDATED

TEXTS = 16_000
"""Bytes that a file of records has on average, before it is packed."""
_PLACE_OF = {type_: place for place, type_ in enumerate(TYPES)}
_TYPES = list(TYPES)
T = TypeVar("T")
_DIGITS = re.compile("([0-9]+)")
_COUNTS = "days"


@dataclass(frozen=True, slots=True)
class Line:
    """A record as it is kept."""

    row: str
    """What a result shows, as JSON without its brackets."""
    rest: str
    """Its names, its subject and its facets, as JSON."""

    @property
    def content(self) -> bytes:
        """Both in bytes. JSON has no line ends inside."""
        return f"{self.row}\n{self.rest}".encode("utf-8", "surrogatepass")

    @property
    def address(self) -> str:
        """The address of the record."""
        return str(self.shown()[1])

    @property
    def page(self) -> str:
        """The address of its page."""
        return self.address.partition("#")[0]

    @property
    def subject(self) -> str:
        """What the record is about."""
        return str(json.loads(self.rest)[1])

    @property
    def cut(self) -> Cut:
        """Whether a file of records starts with it."""
        return cut(self.address, len(self.row), TEXTS)

    def record(self, day: int) -> Record:
        """The whole record."""
        type_, address, title, when, style, words, facts, text, language = self.shown()
        names, subject, facets = json.loads(self.rest)
        return Record(
            _TYPES[type_],
            address,
            title,
            text=text,
            facts=tuple(facts),
            names=tuple(names),
            chip=(style, words),
            day=date.fromordinal(day - UNDATED) if day > UNDATED else None,
            when=when,
            language=language,
            subject=subject,
            facets=tuple((facet, tuple(values)) for facet, values in facets),
        )

    def shown(self) -> list[Any]:
        """What a result shows: the place of its type in `TYPES`, its address, its title."""
        shown: list[Any] = json.loads(f"[{self.row}]")
        return shown


def line_of(record: Record) -> Line:
    """A record in the form in which it is kept."""
    row = [
        _PLACE_OF[record.type],
        record.address,
        record.title,
        record.when,
        *record.chip,
        record.facts,
        record.text,
        record.language,
    ]
    return Line(json_text(row)[1:-1], json_text([record.names, record.subject, record.facets]))


def in_order(lines: Sequence[Line]) -> list[Line]:
    """The records of a day, in the order of their numbers."""
    shown = [line.shown() for line in lines]
    return placed(lines, [(_TYPES[type_], address) for type_, address, *_ in shown])


def placed(held: Sequence[T], named: Sequence[tuple[str, str]]) -> list[T]:
    """What is held of the records of a day, in the order of their numbers.

    `named` has the type and address of each. A day is shown from its end: briefings, each before
    its claims; then sources.
    """
    pairs = list(zip(named, held, strict=True))
    pairs.sort(key=lambda pair: _natural(pair[0][1]), reverse=True)
    pairs.sort(key=lambda pair: _in_day(*pair[0]))
    return [each for _, each in pairs]


def line_in(content: bytes) -> Line:
    """The record in some bytes."""
    return Line(*content.decode("utf-8", "surrogatepass").split("\n"))


def lines_in(content: bytes) -> list[Line]:
    """The records that a row holds."""
    parts = zlib.decompress(content).decode("utf-8", "surrogatepass").split("\n")
    return list(map(Line, parts[::2], parts[1::2]))


def as_content(lines: Sequence[Line]) -> bytes:
    """The row for some records."""
    return zlib.compress(b"\n".join(line.content for line in lines), 1)


class Days:
    """The records of each day."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._read: dict[int, list[Line]] = {}
        self._ordered: list[int] | None = None
        self.counts: dict[int, int] = {}
        """How many records each day has; days without any are left out."""
        if _COUNTS in rows:
            self.counts = {int(day): count for day, count in read(rows.get(_COUNTS)).items()}

    def of(self, day: int) -> list[Line]:
        """The records of a day, in the order of their numbers."""
        if day not in self.counts:
            return []
        if day not in self._read:
            self._read[day] = self.peek(day)
        return self._read[day]

    def peek(self, day: int) -> list[Line]:
        """The same, for a caller that will not ask again: nothing is remembered."""
        return lines_in(self._rows.get(_row(day)))

    def between(self, start: int, end: int | None) -> list[int]:
        """The days that have records, in order, from `start` to before `end`."""
        if self._ordered is None:
            self._ordered = sorted(self.counts)
        first = bisect_left(self._ordered, start)
        return self._ordered[first : None if end is None else bisect_left(self._ordered, end)]

    def put(self, day: int, lines: list[Line]) -> None:
        """Set the records of a day."""
        if lines:
            self.put_content(day, as_content(lines), len(lines))
            self._read[day] = lines
        elif day in self.counts:
            del self.counts[day]
            self._ordered = None
            self._read.pop(day, None)
            self._rows.drop([_row(day)])

    def put_content(self, day: int, content: bytes, count: int) -> None:
        """Set the records of a day, given as a row."""
        self._rows.put(_row(day), content)
        if day not in self.counts:
            self._ordered = None
        self.counts[day] = count

    def flush(self) -> None:
        """Write how many records each day has, and forget what was read."""
        self._rows.put(_COUNTS, written(self.counts))
        self._read.clear()


def _row(day: int) -> str:
    return f"day {day}"


def _natural(address: str) -> list[tuple[int, str]]:
    """A sort key by which `event-2` comes before `event-10`."""
    parts = _DIGITS.split(address)
    return [(int(part), "") if at % 2 else (0, part) for at, part in enumerate(parts)]


def _in_day(type_: str, address: str) -> tuple[bool, str, int]:
    return (type_ != "source", address.partition("#")[0], -_PLACE_OF[type_])
