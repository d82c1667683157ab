"""Whether a risk's event came by its horizon, and whether somebody ought to look.

A judgement says “by this day”. What a resolution in a later briefing means for it depends on
that day: an attack on 24 February did not come by 31 January, and did come by 31 March.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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

    @property
    def likelihood(self) -> str | None:
        """How likely it is."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one briefing says of a risk's time."""

    told_on: date
    """The day that the briefing speaks from."""
    horizon: PartialDate | None
    resolution: Settled | None
    is_judged: bool = False
    """Whether it says how likely the risk is."""
    stood: PartialDate | None = None
    """Where it gives no horizon, the one that briefings before it gave last, as of `in_turn`."""

    @property
    def is_late(self) -> bool:
        """Whether the horizon had passed by then and nothing says what became."""
        return bool(self.horizon and self.horizon.last < self.told_on and not self.resolution)

    @property
    def forecast_by(self) -> PartialDate | None:
        """By when the forecast says that it would happen; None where it makes none.

        What tells the outcome is no forecast. A horizon that is left out is the one that stands;
        by a horizon that has passed nobody judges anew.
        """
        if not self.is_judged or self.resolution:
            return None
        is_ahead = self.stood is not None and self.stood.last >= self.told_on
        return self.horizon or (self.stood if is_ahead else None)

    @property
    def reach(self) -> date:
        """The last day that the resolution, if there is one, speaks of.

        What is settled is so up to the horizon: its own, or else the one that stands. Of a month
        or a year that was not over yet a date says no more than the day on which it was told.
        """
        horizon = self.horizon or self.stood
        days = [horizon.last] if horizon else []
        if self.resolution and (when := self.resolution.date):
            days.append(max(when.first, min(when.last, self.told_on)))
        elif not self.horizon:
            days.append(self.told_on)
        return max(days)


def round_of(told_on: date, risk: Judged) -> Round:
    """Take from a risk what concerns its time."""
    end = risk.resolution
    settled = Settled(end.outcome, end.date) if end else None
    return Round(told_on, risk.horizon, settled, risk.likelihood is not None)


def in_turn(rounds: Iterable[Round]) -> Iterator[Round]:
    """The rounds of a risk, oldest first, each with the horizon that stood when it was told."""
    stood: PartialDate | None = None
    for told in rounds:
        yield told if told.horizon or stood is None else replace(told, stood=stood)
        stood = told.horizon or stood


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


def unanswered(rounds: Iterable[Round]) -> PartialDate | None:
    """The horizon that stands of a risk, unless somebody has said what became of it.

    `rounds` are those of its briefings, oldest first, as of `in_turn`. A horizon stands until
    another one is given. What was said before it was given, be it the same anew, or before the
    risk was judged anew by it, is no answer to it; whatever was said since is one.
    """
    horizon: PartialDate | None = None
    is_answered = False
    for told in rounds:
        if told.horizon or told.forecast_by:
            horizon, is_answered = told.horizon or horizon, False
        is_answered = is_answered or told.resolution is not None
    return None if is_answered else horizon


def is_due(rounds: Iterable[Round], as_of: date) -> bool:
    """Tell whether a risk's horizon has passed on a day and nobody said what became of it.

    `rounds` are those of the briefings up to that day, oldest first.
    """
    horizon = unanswered(in_turn(rounds))
    return horizon is not None and horizon.last < as_of
