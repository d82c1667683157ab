"""Events on an axis of time: drawn to scale, but with long gaps cut short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from generator.linking.sightings import Sighting
from generator.model.briefing import Event
from generator.rendering.pictures.axis import Tick
from generator.rendering.pictures.words import width_of
from generator.rendering.wording import Wording

LEFT, TOP, WIDTH, BOTTOM = 10, 8, 336, 24
MARK = 5
"""Radius of a mark."""
MOST = 60
"""Events that one picture shows at most: the latest."""
_SILENCE = 4
"""A gap of more than so many times the median gap is cut short to `_BREAK`."""
_BREAK = 44
"""Length of such a gap, which leaves room for a label below each of its ends."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One event, above its day; marks that would touch are stacked."""

    x: float
    y: float
    sighting: Sighting[Event]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole picture."""

    width: float
    height: float
    base: float
    """Height of the axis."""
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    breaks: tuple[float, ...]
    """Positions where a long gap is cut short."""


def timeline(events: Sequence[Sighting[Event]], words: Wording) -> Timeline | None:
    """Lay out events, given in order of time; None if they have fewer than two different days."""
    shown = events[-MOST:]
    days = sorted({_day(event) for event in shown})
    if len(days) < 2:
        return None
    places, breaks = _places(days)
    marks = []
    levels: dict[int, float] = {}
    for event in shown:
        x = places[_day(event)]
        # A mark that would touch one before it moves up.
        level = 0
        while x - levels.get(level, float("-inf")) < 2 * MARK + 1:
            level += 1
        levels[level] = x
        marks.append((x, level, event))
    base = TOP + (max(level for _, level, _ in marks) + 1) * (2 * MARK + 1)
    return Timeline(
        width=LEFT + WIDTH + 14,
        height=base + BOTTOM,
        base=base,
        marks=tuple(
            Mark(x, base - MARK - 1 - level * (2 * MARK + 1), event) for x, level, event in marks
        ),
        ticks=_ticks(_names(shown, words), places, breaks),
        breaks=tuple(breaks),
    )


def _day(event: Sighting[Event]) -> date:
    """The first day that an event's date can mean; the last if its beginning is open."""
    when = event.entry.date
    return when.first if when.start else when.last


def _places(days: Sequence[date]) -> tuple[dict[date, float], list[float]]:
    """The position of each day, and the positions where a long gap is cut short."""
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    usual = sorted(gaps)[len(gaps) // 2]
    is_cut = [gap > _SILENCE * usual for gap in gaps]
    total = sum(gap for gap, cut in zip(gaps, is_cut, strict=True) if not cut)
    short = min(_BREAK, WIDTH / 2 / max(sum(is_cut), 1)) if total else WIDTH / sum(is_cut)
    scale = (WIDTH - short * sum(is_cut)) / total if total else 0
    at, places, breaks = float(LEFT), {days[0]: float(LEFT)}, []
    for day, gap, cut in zip(days[1:], gaps, is_cut, strict=True):
        length = short if cut else gap * scale
        breaks += [at + length / 2] if cut else []
        at += length
        places[day] = at
    return places, breaks


def _names(events: Sequence[Sighting[Event]], words: Wording) -> dict[date, str]:
    """The label of each day: its month, or the date as typed if that is less exact."""
    names: dict[date, str] = {}
    for event in events:
        point = event.entry.date.start or event.entry.date.end
        is_close = point is not None and point.month is not None and not point.about
        day = _day(event)
        names.setdefault(day, words.month(day) if is_close else words.date(event.entry.date))
    return names


def _ticks(
    names: dict[date, str], places: dict[date, float], breaks: Sequence[float]
) -> tuple[Tick, ...]:
    """Labels below the last day, the first, and each after a cut gap, as far as they fit."""
    days = sorted(names)
    after = {min(x for x in places.values() if x > cut) for cut in breaks}
    found: list[Tick] = []
    for day in (days[-1], days[0], *(day for day in days if places[day] in after)):
        half = width_of(names[day]) / 2
        x = min(max(places[day], LEFT + half), LEFT + WIDTH - half)
        if all(abs(x - tick.at) > half + width_of(tick.text) / 2 + 4 for tick in found):
            found.append(Tick(x, names[day]))
    return tuple(sorted(found, key=lambda tick: tick.at))
