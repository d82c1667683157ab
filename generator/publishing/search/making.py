"""The first half of making an index from scratch: shards of records, on all cores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from generator.publishing.search.days import TEXTS, Line, as_content, line_in, line_of, placed
from generator.publishing.search.files import Cut, cut
from generator.publishing.search.record import Record
from generator.publishing.search.shards import Shard, day_number, index_shard, slots_for
from generator.publishing.search.subjects import stands_for
from generator.publishing.spread import spread

FEW, MANY = 100, 1_000
"""The fewest and the most records that a shard is meant to have; a day is never divided."""
SHARDS = 32
"""Shards to aim for, so that there is something for every core."""


class Gathered:
    """Records as they are kept, by day. Of two with the same address the later one counts."""

    def __init__(self) -> None:
        self.held: dict[int, list[bytes]] = defaultdict(list)
        self.pages: dict[str, list[int]] = {}
        """The days on which the records of each page are."""

    def add(self, page: str, new: Mapping[str, tuple[int, Line]]) -> None:
        """Take in some records of a page by their addresses, each with its day."""
        before = self.pages.get(page, [])
        for day in before:
            self.held[day] = [
                content for content in self.held[day] if line_in(content).address not in new
            ]
        for day, line in new.values():
            self.held[day].append(line.content)
        if new or before:
            self.pages[page] = sorted({*before, *(day for day, _ in new.values())})

    def keep(self, day: int, lines: Iterable[Line]) -> None:
        """Take in records that were kept before, all of other addresses."""
        for line in lines:
            self.held[day].append(line.content)
            days = self.pages.setdefault(line.page, [])
            if day not in days:
                days.append(day)

    @property
    def slots(self) -> int:
        """How many numbers each day needs."""
        return slots_for(max(map(len, self.held.values()), default=1))

    def shards(self) -> Iterator[Indexed]:
        """All shards, in the order of their numbers; what has been given is not held any longer."""
        counts = {day: len(lines) for day, lines in sorted(self.held.items()) if lines}
        most = max(FEW, min(MANY, sum(counts.values()) // SHARDS))
        parts: list[list[int]] = []
        room = 0
        for day, count in counts.items():
            if count > room:
                parts.append([])
                room = most
            parts[-1].append(day)
            room -= count
        for each in spread(partial(_indexed, self.held, self.slots), parts):
            for day in each.days:
                self.held[day] = []
            yield each


@dataclass(slots=True)
class Indexed:
    """Some days."""

    shard: Shard
    days: dict[int, tuple[bytes, int]]
    """Of each day: its row, and how many records there are."""
    numbers: list[int]
    cuts: list[Cut]
    told: list[tuple[int, int]]
    """Each record that has a subject, with the number that stands for it."""


def lines_of(page: str, records: Iterable[Record]) -> dict[str, tuple[int, Line]]:
    """The records of a page as they are kept, by their addresses, each with its day."""
    found: dict[str, tuple[int, Line]] = {}
    for record in records:
        if record.page != page:
            raise ValueError(f"{record.address} is not on the page {page}")
        found[record.address] = (day_number(record), line_of(record))
    return found


def _indexed(held: Mapping[int, list[bytes]], slots: int, days: list[int]) -> Indexed:
    numbered: list[tuple[int, Record]] = []
    cuts: list[Cut] = []
    rows: dict[int, tuple[bytes, int]] = {}
    for day in days:
        found = [(line, line.record(day)) for line in map(line_in, held[day])]
        found = placed(found, [(record.type, record.address) for _, record in found])
        rows[day] = (as_content([line for line, _ in found]), len(found))
        for number, (line, record) in enumerate(found, day * slots):
            numbered.append((number, record))
            cuts.append(cut(record.address, len(line.row), TEXTS))
    told = [(number, stands_for(record.subject)) for number, record in numbered if record.subject]
    return Indexed(index_shard(numbered), rows, [number for number, _ in numbered], cuts, told)
