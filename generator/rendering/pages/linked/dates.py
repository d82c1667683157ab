"""Dates for machines, as ISO 8601-1:2019, if that can express exactly what was typed."""

from __future__ import annotations

from generator.model.dates import DatePoint, PartialDate


def exact(date: PartialDate | None) -> str:
    """A day, a month or a year; empty for an interval, and for an approximate date."""
    return "" if date is None or date.is_interval else _point(date.start)


def ends(date: PartialDate) -> tuple[str, str]:
    """The start and the end of a date, each empty if it is open or approximate.

    A single date has no end: what happened in 2014 did not last until its end.
    """
    return _point(date.start), _point(date.end) if date.is_interval else ""


def until(date: PartialDate | None) -> str:
    """The last day, month or year; empty if it is open or approximate."""
    return _point(date.end) if date else ""


def period(date: PartialDate) -> str:
    """A date or an interval in the form of schema.org's `temporalCoverage`: `2014/..`.

    Empty if it is approximate.
    """
    points = (date.start, date.end) if date.is_interval else (date.start,)
    texts = [_point(point) if point else ".." for point in points]
    return "/".join(texts) if all(texts) else ""


def _point(point: DatePoint | None) -> str:
    if point is None or point.about or point.decade:
        return ""
    parts = [f"{point.year:04}", *(f"{part:02}" for part in (point.month, point.day) if part)]
    return "-".join(parts)
