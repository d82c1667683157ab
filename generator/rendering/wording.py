"""Dates and numbers in words, none more precise than what was typed."""

from __future__ import annotations

import calendar
from datetime import date
from decimal import Decimal

from generator.model.dates import DatePoint, PartialDate
from generator.model.quantities import Bound, Quantity


def date_words(value: PartialDate | date) -> str:
    """A date in words: `3 December 2021`, `about 2014`, `the 1990s`, `2014 to 2021`."""
    if isinstance(value, date):
        return f"{value.day} {calendar.month_name[value.month]} {value.year}"
    if value.start is None and value.end is not None:
        return f"until {_point(value.end)}"
    if value.end is None and value.start is not None:
        return f"since {_point(value.start)}"
    if value.start is not None and value.end is not None and value.is_interval:
        return f"{_point(value.start)} to {_point(value.end)}"
    return _point(value.start) if value.start else value.text


def _point(point: DatePoint) -> str:
    words = [str(point.day)] if point.day else []
    if point.month:
        words.append(calendar.month_name[point.month])
    words.append(f"the {point.year}s" if point.decade else str(point.year))
    return ("about " if point.about else "") + " ".join(words)


def quantity_words(value: Quantity) -> str:
    """A number in words: `94,300`, `about 70,000`, `169,000 to 190,000`, `up to 175,000`."""
    if value.low is None and value.high is not None:
        return f"up to {_bound(value.high)}"
    if value.high is None and value.low is not None:
        return f"at least {_bound(value.low)}"
    if value.low is not None and value.high is not None and value.is_range:
        return f"{_bound(value.low)} to {_bound(value.high)}"
    return _bound(value.low) if value.low else value.text


def _bound(bound: Bound) -> str:
    # A number typed as 1.50 keeps its last digit: it says how exact the number is.
    return ("about " if bound.about else "") + _grouped(bound.number)


def _grouped(number: Decimal) -> str:
    return f"{number:,f}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 actor`, `3 actors`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: list[str]) -> str:
    """Words as a list in a sentence: `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
