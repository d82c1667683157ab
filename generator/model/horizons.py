"""Whether a risk's event came by its horizon, and whether somebody ought to look.

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
    """What a resolution says of when."""

    outcome: Outcome
    date: PartialDate | None


class Judged(Protocol):
    """What is asked of a risk, be it all of one or what is kept of it."""

    @property
    def horizon(self) -> PartialDate | None:
        """By when it would happen."""

    @property
    def resolution(self) -> Any:
        """What became of it: an outcome and a date."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one briefing says of a risk's time."""

    told_on: date
    """The day that the briefing speaks from."""
    horizon: PartialDate | None
    resolution: Settled | None

    @property
    def is_late(self) -> bool:
        """Whether the horizon had passed by then and nothing says what became."""
        return bool(self.horizon and self.horizon.last < self.told_on and not self.resolution)

    @property
    def reach(self) -> date:
        """The last day that the resolution, if there is one, speaks of.

        Of a month or a year that was not over yet that is the day on which it was told.
        """
        days = [self.horizon.last] if self.horizon else []
        if self.resolution and (when := self.resolution.date):
            days.append(max(when.first, min(when.last, self.told_on)))
        return max(days, default=self.told_on)


def round_of(told_on: date, risk: Judged) -> Round:
    """Take from a risk what concerns its time."""
    end = risk.resolution
    return Round(told_on, risk.horizon, Settled(end.outcome, end.date) if end else None)


def came_by(horizon: PartialDate, told: Round) -> bool | None:
    """Tell whether the event came by a horizon; None where the resolution does not settle it."""
    resolution = told.resolution
    if resolution is None or resolution.outcome is Outcome.UNCLEAR:
        return None
    if resolution.outcome is Outcome.DID_NOT_OCCUR:
        return False if horizon.last <= told.reach else None
    # Where the day is not known well enough, it had come at the latest when it was told.
    first = resolution.date.first if resolution.date else date.min
    last = resolution.date.last if resolution.date else date.max
    if max(first, min(last, told.told_on)) <= horizon.last:
        return True
    return False if first > horizon.last else None


def is_due(rounds: Iterable[Round], as_of: date) -> bool:
    """Tell whether a risk's latest horizon has passed on a day and nobody said what became.

    `rounds` are those of the briefings up to that day, oldest first. A horizon stands until
    another one is given, or the same anew: what was said before that is no answer to it.
    """
    every = list(rounds)
    given = [(place, told.horizon) for place, told in enumerate(every) if told.horizon]
    if not given:
        return False
    since, horizon = given[-1]
    if horizon.last >= as_of or every[-1].resolution:
        return False
    return not any(told.resolution and told.reach >= horizon.last for told in every[since:])
