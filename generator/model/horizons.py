"""Decide whether a risk's event came by its horizon, and whether the risk is due for review.

A judgement says “by this day”. What a resolution in a later briefing means for it depends on
that day: an attack on 24 February did not come by 31 January, and did come by 31 March.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from generator.model.dates import PartialDate
from generator.model.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class Settled:
    """An outcome, and when it came about."""

    outcome: Outcome
    date: PartialDate | None


class Judged(Protocol):
    """What is needed from a risk here; a `Risk` has it, and so does its gist."""

    @property
    def horizon(self) -> PartialDate | None:
        """By when it would happen."""

    @property
    def resolution(self) -> Any:
        """What became of it: an outcome and a date."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one briefing says about the timing of a risk."""

    told_on: date
    """The day that the briefing speaks from."""
    horizon: PartialDate | None
    resolution: Settled | None

    @property
    def is_late(self) -> bool:
        """Whether the horizon had passed by then without a resolution."""
        return bool(self.horizon and self.horizon.last < self.told_on and not self.resolution)

    @property
    def reach(self) -> date:
        """The last day that the resolution, if there is one, covers.

        For a month or a year that was not over yet, that is the day of the briefing.
        """
        days = [self.horizon.last] if self.horizon else []
        if self.resolution and (when := self.resolution.date):
            days.append(max(when.first, min(when.last, self.told_on)))
        return max(days, default=self.told_on)


def round_of(told_on: date, risk: Judged) -> Round:
    """Take from a risk what concerns its timing."""
    end = risk.resolution
    return Round(told_on, risk.horizon, Settled(end.outcome, end.date) if end else None)


def came_by(horizon: PartialDate, told: Round) -> bool | None:
    """Tell whether the event came by a horizon; None if the resolution does not settle it."""
    resolution = told.resolution
    if resolution is None or resolution.outcome is Outcome.UNCLEAR:
        return None
    if resolution.outcome is Outcome.DID_NOT_OCCUR:
        return False if horizon.last <= told.reach else None
    # If the day is not known exactly, it had come by the day of the briefing at the latest.
    first = resolution.date.first if resolution.date else date.min
    last = resolution.date.last if resolution.date else date.max
    if max(first, min(last, told.told_on)) <= horizon.last:
        return True
    return False if first > horizon.last else None


def is_due(rounds: Iterable[Round], as_of: date) -> bool:
    """Tell whether a risk's latest horizon has passed by a day, and nobody has resolved it.

    `rounds` are those of the briefings up to that day, oldest first. Only resolutions since the
    horizon was last given, even if it was the same as before, count as an answer to it.
    """
    every = list(rounds)
    given = [(place, told.horizon) for place, told in enumerate(every) if told.horizon]
    if not given:
        return False
    since, horizon = given[-1]
    if horizon.last >= as_of or every[-1].resolution:
        return False
    return not any(told.resolution and told.reach >= horizon.last for told in every[since:])
