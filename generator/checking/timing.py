"""Rules about time within a thread: overdue reviews, early resolutions, briefings of one day.

A forecast counts only if it was made before the event, and is useful only if somebody returns to
it once its day has passed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import dropwhile, pairwise

from generator.checking.chapters import Chapter, RiskSeen
from generator.checking.threads import Thread
from generator.diagnostics.finding import Finding
from generator.model.horizons import is_due


def overdue_risks(thread: Thread, as_of: date) -> Iterator[Finding]:
    """Once the horizon of a risk has passed, a briefing says what became of it."""
    for seen in thread.risks.values():
        _, latest = seen[-1]
        is_told = latest.judged and latest.round.is_late  # as `conflicting-dates`
        if not is_told and is_due((risk.round for _, risk in seen), as_of):
            horizon = next(risk.round.horizon for _, risk in reversed(seen) if risk.round.horizon)
            yield Finding(
                "overdue-risk",
                f"the horizon {horizon} had passed by {as_of}, but nothing says what "
                "became of the risk",
                latest.horizon_place,
                help=_later(thread),
            )


def _later(thread: Thread) -> str:
    """How to say later what became of a risk."""
    advice = "in the next briefing of the thread, give the risk a `resolution` or a later `horizon`"
    if thread.chapters[0].thread:
        return advice
    return f"give the briefing a `thread`; {advice}"


def early_resolutions(thread: Thread) -> Iterator[Finding]:
    """No risk is first judged after it was resolved."""
    for seen in thread.risks.values():
        yield from _early(seen)


def _early(seen: list[tuple[Chapter, RiskSeen]]) -> Iterator[Finding]:
    since = list(dropwhile(lambda each: not each[1].judged, seen))
    for _, risk in since:
        first, judgement = since[0]
        resolution = risk.round.resolution
        settled = resolution.date if resolution else None
        if settled and settled.last < first.date and risk.resolved and judgement.judged:
            yield Finding(
                "early-resolution",
                f"the risk “{risk.key}” was resolved before it was first judged, on {first.date}",
                risk.resolved,
                (replace(judgement.judged, label="first judged here"),),
                help="correct the date; or remove the likelihood: "
                "a known outcome is not a forecast",
            )


def same_days(thread: Thread) -> Iterator[Finding]:
    """The briefings of a thread are of different days."""
    for earlier, later in pairwise(thread.chapters):
        if earlier.date == later.date and earlier.id != later.id:
            yield Finding(
                "same-day",
                f"the thread has two briefings on this day; “{earlier.id}” comes first, by its id",
                later.date_place,
                (replace(earlier.date_place, label="the first of the two"),),
                help="if it should not, rename a file: briefings of one day are ordered by id",
            )
