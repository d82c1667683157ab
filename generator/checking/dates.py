"""Rules about the dates of a briefing: that no two of them contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from generator.diagnostics.finding import Finding, Place
from generator.model.briefing import Briefing
from generator.model.dates import PartialDate
from generator.model.horizons import round_of
from generator.model.references import Path
from generator.reading.folder import ReadBriefing

_NAMED_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=-|$)")
_NEARLY_A_YEAR = 330
"""Days. Less is fine: around New Year, a file may be named by the day on which it was written."""
_NEXT_MORNING = 1
"""Days. What happens on a day is in the papers of the next."""


def conflicting_dates(read: ReadBriefing) -> Iterator[Finding]:
    """A briefing reports what had happened by its day, and judges what had not.

    If the file's name has a different year, conflicts that either of the two days would resolve
    are not reported as well.
    """
    briefing = read.briefing
    if briefing is None:
        return
    named = _other_year(read.id, briefing.date)
    if named:
        yield Finding(
            "conflicting-dates",
            f"the file's name begins with {named}, a day in another year",
            read.document.place(("date",)),
            help="correct the date; if it is right, rename the file",
        )
    yield from _unknown_yet(read, briefing, max(briefing.date, named or date.min))
    yield from _judged_late(read, briefing, min(briefing.date, named or date.max))


def _other_year(name: str, day: date) -> date | None:
    """The day that a name begins with, if it is of a different year: a slip of every January."""
    match = _NAMED_DAY.match(name)
    try:
        named = date.fromisoformat(match.group()) if match else day
    except ValueError:
        return None
    is_other = named.year != day.year and abs((named - day).days) >= _NEARLY_A_YEAR
    return named if is_other else None


def _unknown_yet(read: ReadBriefing, briefing: Briefing, day: date) -> Iterator[Finding]:
    for path, told, grace in _reported(briefing):
        if told and (told.first - day).days > grace:
            yield Finding(
                "conflicting-dates",
                f"{told} is after the briefing's date, {briefing.date}; a briefing covers what "
                "was known by then",
                read.document.place(path),
                (_day_of(read),),
                help="correct one of the two dates",
            )


def _judged_late(read: ReadBriefing, briefing: Briefing, day: date) -> Iterator[Finding]:
    for key, risk in briefing.risks.items():
        if risk.likelihood and round_of(day, risk).is_late:
            yield Finding(
                "conflicting-dates",
                f"the horizon {risk.horizon} had already passed on {briefing.date}, when the risk "
                "was judged",
                read.document.place(("risks", key, "horizon")),
                (_day_of(read),),
                help="correct one of the two dates; or say in a `resolution` what became of it",
            )


def _reported(briefing: Briefing) -> Iterator[tuple[Path, PartialDate | None, int]]:
    """Dates of what has to have happened by the briefing's day, with the days of grace for each.

    Corrections are not among them: they may come at any time.
    """
    for key, source in briefing.sources.items():
        yield ("sources", key, "published"), source.published, _NEXT_MORNING
    for key, demand in briefing.demands.items():
        for index, response in enumerate(demand.responses):
            yield ("demands", key, "responses", index, "date"), response.date, 0
    for key, risk in briefing.risks.items():
        for index, indicator in enumerate(risk.indicators):
            yield ("risks", key, "indicators", index, "seen"), indicator.seen, 0
        if risk.resolution:
            yield ("risks", key, "resolution", "date"), risk.resolution.date, 0
    for index, figure in enumerate(briefing.figures):
        yield ("figures", index, "as_of"), figure.as_of, 0


def _day_of(read: ReadBriefing) -> Place:
    return replace(read.document.place(("date",)), label="the date of the briefing")
