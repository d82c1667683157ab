"""Dates that say as much as is known: a subset of EDTF (ISO 8601-2:2019, levels 0 and 1)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Annotated

from pydantic import PlainSerializer
from pydantic_core import PydanticCustomError

from generator.model.shapes import pattern, spaced
from generator.model.text import scalar

_POINT = re.compile(
    r"(?P<decade>\d{3})X"
    r"|(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<about>~)?"
)


@dataclass(frozen=True, slots=True)
class DatePoint:
    """One end of a date: a day, a month, a year or a decade, exact or about."""

    year: int
    month: int | None = None
    day: int | None = None
    decade: bool = False
    about: bool = False

    @property
    def first(self) -> date:
        """The earliest day that it can mean."""
        return date(max(self.year, 1), self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day that it can mean."""
        year = self.year + 9 if self.decade else self.year
        month = self.month or 12
        return date(year, month, self.day or calendar.monthrange(year, month)[1])


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of any precision, or an interval between two, either end of which may be open.

    It sorts by the first day that it can mean, then by the last. So a year comes before its later
    months and days, but after those that start with it.
    """

    text: str
    """As the writer typed it."""
    start: DatePoint | None
    """None if the interval has no known beginning."""
    end: DatePoint | None
    """None if the interval has no known end; the same as `start` for a single date."""

    @property
    def first(self) -> date:
        """The earliest day that it can mean."""
        return self.start.first if self.start else date.min

    @property
    def last(self) -> date:
        """The latest day that it can mean."""
        return self.end.last if self.end else date.max

    @property
    def year(self) -> int:
        """The year to file it under: that of its beginning, or else of its end."""
        point = self.start or self.end
        return point.year if point else 0

    @property
    def is_interval(self) -> bool:
        """Whether it was written with a `/`."""
        return self.start != self.end

    @property
    def sort_key(self) -> tuple[date, date]:
        """What dates are ordered by."""
        return (self.first, self.last)

    def __lt__(self, other: PartialDate) -> bool:
        return self.sort_key < other.sort_key

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=20_000)
def parse_date(text: str) -> PartialDate:
    """Read a date as format rule 8 defines it; cached, because a desk repeats the same days.

    Raises `bad-date` for a text that is not a date, a day that does not exist, or an interval
    that ends before it starts.
    """
    start_text, slash, end_text = text.partition("/")
    if not slash:
        point = _point(text, text)
        return PartialDate(text, point, point)
    start = None if start_text == ".." else _point(start_text, text)
    end = None if end_text == ".." else _point(end_text, text)
    if start is None and end is None:
        raise _bad(text, "an interval needs at least one end")
    parsed = PartialDate(text, start, end)
    if start == end or parsed.last < parsed.first:
        raise _bad(text, "the interval ends before it starts")
    return parsed


def _point(text: str, whole: str, advice: str = "bad-date") -> DatePoint:
    match = _POINT.fullmatch(text)
    if not match or not text.isascii():
        raise _bad(whole, "it is not written as YYYY-MM-DD, YYYY-MM, YYYY or 199X", advice)
    if match["decade"]:
        point = DatePoint(int(match["decade"]) * 10, decade=True)
    else:
        point = DatePoint(
            int(match["year"]),
            int(match["month"]) if match["month"] else None,
            int(match["day"]) if match["day"] else None,
            about=bool(match["about"]),
        )
    if point.year < 1:
        raise _bad(whole, "the first year is 0001", advice)
    if point.month is not None and not 1 <= point.month <= 12:
        raise _bad(whole, f"there is no month {point.month}", advice)
    if point.day is not None and point.month is not None:
        days = calendar.monthrange(point.year, point.month)[1]
        if not 1 <= point.day <= days:
            what = f"{calendar.month_name[point.month]} {point.year} has {days} days"
            raise _bad(whole, what, advice)
    return point


def parse_day(text: str) -> date:
    """Read a day of the calendar. Raises `bad-date` for anything else."""
    match = _POINT.fullmatch(text)
    if not match or not match["day"] or match["about"]:
        raise _bad(text, "a whole day is needed here, such as 2021-12-03", "bad-day")
    return _point(text, text, "bad-day").first


def _bad(text: str, why: str, advice: str = "bad-date") -> PydanticCustomError:
    return PydanticCustomError(
        "bad-date", "“{text}” is not a date: {why}", {"text": text, "why": why, "advice": advice}
    )


_POINT_PATTERN = r"(?:[0-9]{3}X|[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?~?|\.\.)"

Date = Annotated[
    PartialDate,
    scalar(parse_date),
    PlainSerializer(attrgetter("text"), return_type=str, when_used="json"),
    pattern(
        "Date",
        "A date as exact as it is known. An editor reads a year as a number.",
        spaced(f"{_POINT_PATTERN}(?:/{_POINT_PATTERN})?"),
        "bad-date",
        type=["string", "integer"],
        minimum=1,
        maximum=9999,
        examples=["2021-12-03", "2022-01", "2014~", "2014/2021", "2014/.."],
    ),
]
"""A date of any precision."""

Day = Annotated[
    date,
    scalar(parse_day),
    PlainSerializer(date.isoformat, return_type=str, when_used="json"),
    pattern(
        "Day",
        "A day.",
        spaced(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
        "bad-day",
        type="string",
        examples=["2021-12-03", "2022-02-24"],
    ),
]
"""One day of the calendar."""
