"""Axes of time and of numbers: they turn values into positions, and have round ticks."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from generator.rendering.wording import Wording


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick of an axis with its label."""

    at: float
    text: str


_STEPS = (1, 2, 3, 6, *(12 * years for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)))
"""Months that may lie between two ticks of an axis of time."""


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Maps the days from `first` to `last` to a line."""

    first: date
    last: date
    start: float
    length: float

    def place(self, day: date) -> float:
        """The position of a day; a day outside the axis is put at the nearer end."""
        days = (self.last - self.first).days or 1
        share = (min(max(day, self.first), self.last) - self.first).days / days
        return self.start + share * self.length

    def ticks(self, words: Wording) -> tuple[Tick, ...]:
        """Ticks at the first days of months or years, at most about five."""
        first = self.first.year * 12 + self.first.month - 1
        last = self.last.year * 12 + self.last.month - 1
        step = next(months for months in _STEPS if (last - first) / months < 5)
        found = []
        for index in range(first + -first % step, last + 1, step):
            day = date(index // 12, index % 12 + 1, 1)
            if day >= self.first:
                text = words.month(day) if step < 12 else str(day.year)
                found.append(Tick(self.place(day), text))
        return tuple(found)


def time_axis(days: Iterable[date], start: float, length: float) -> TimeAxis:
    """An axis that covers some days, with a little room at both ends."""
    found = list(days)
    first, last = min(found), max(found)
    room = timedelta(days=max((last - first).days // 25, 3))
    earliest = first - room if first.toordinal() > room.days else first
    latest = last + room if last.toordinal() < date.max.toordinal() - room.days else last
    return TimeAxis(earliest, latest, start, length)


@dataclass(frozen=True, slots=True)
class NumberAxis:
    """Maps the numbers from `low` to `high` to a line."""

    low: float
    high: float
    step: float
    start: float
    length: float

    def place(self, number: float) -> float:
        """The position of a number; one outside the axis is put at the nearer end."""
        share = (min(max(number, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + share * self.length

    def ticks(self, words: Wording) -> tuple[Tick, ...]:
        """Ticks at round numbers, about five."""
        first, last = round(self.low / self.step), round(self.high / self.step)
        return tuple(
            Tick(self.place(index * self.step), words.number(_plain(index * self.step)))
            for index in range(first, last + 1)
        )


def _plain(number: float) -> Decimal:
    """A round number without the error of its binary fraction."""
    return Decimal(f"{Decimal(f'{number:.10g}'):f}")


def number_axis(numbers: Iterable[float], start: float, length: float) -> NumberAxis:
    """An axis that covers some numbers and zero, and begins and ends at round ones."""
    found = [*numbers, 0.0]
    low, high = min(found), max(found)
    if low == high:
        high = low + 1
    step = _round_step((high - low) / 4)
    return NumberAxis(
        math.floor(low / step) * step, math.ceil(high / step) * step, step, start, length
    )


def _round_step(rough: float) -> float:
    size = 10.0 ** math.floor(math.log10(rough))
    return next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough)
