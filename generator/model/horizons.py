"""Decide whether a risk's event came by its horizon, and whether the risk is due for review.

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

    @property
    def likelihood(self) -> str | None:
        """How likely it is."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one briefing says about the timing of a risk."""

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
        """Whether the horizon had passed by then without a resolution."""
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
        """The last day that the resolution, if there is one, covers.

        A resolution settles things up to the horizon: its own, or else the one in force. For a
        month or a year that was not over yet, the day of the briefing counts.
        """
        horizon = self.horizon or self.stood
        days = [horizon.last] if horizon else []
        if self.resolution and (when := self.resolution.date):
            days.append(max(when.first, min(when.last, self.told_on)))
        elif not self.horizon:
            days.append(self.told_on)
        return max(days)


def round_of(told_on: date, risk: Judged) -> Round:
    """Take from a risk what concerns its timing."""
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


def unanswered(rounds: Iterable[Round]) -> PartialDate | None:
    """The horizon in force of a risk, unless somebody has resolved it.

    `rounds` are those of its briefings, oldest first, as in `in_turn`. A horizon holds until a new
    one is given. Only resolutions since the horizon was last given, even if it was the same as
    before, or since the risk was last judged by it, count as an answer.
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
