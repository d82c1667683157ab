"""Whether judgements came true: each assessment of a risk is a forecast, scored once it can be.

The Brier score is the mean of (p - o)², with p the middle of the word's band and o 1 where the
event occurred by the horizon, else 0 (Brier, Monthly Weather Review 78, 1950): 0 is perfect,
0.25 is what “always even” gets.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from generator.linking.lines import Line
from generator.linking.sightings import Sighting, assess
from generator.model.briefing import Risk
from generator.model.dates import PartialDate
from generator.model.horizons import Round, came_by, in_turn, round_of, unanswered
from generator.model.scales import Likelihood
from generator.model.vocabulary import Outcome

ENOUGH = 5
"""Scored forecasts below which no rate is drawn."""


class Verdict(StrEnum):
    """What became of a forecast."""

    OCCURRED = "occurred"
    DID_NOT_OCCUR = "did not occur"
    PENDING = "pending"
    """No resolution settles its horizon yet."""
    UNSCORED = "not scored"
    """The risk is resolved, but in a way that settles nothing for this forecast."""


SCORED = frozenset({Verdict.OCCURRED, Verdict.DID_NOT_OCCUR})
"""Verdicts that count."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """One assessment of one risk: a likelihood by a horizon."""

    line: Line[Risk]
    sighting: Sighting[Risk]
    horizon: PartialDate
    """Its own, or the one that stood."""
    step: Likelihood
    verdict: Verdict
    resolved: Sighting[Risk] | None
    """The entry that says what became of it; None while that is pending."""

    @property
    def is_scored(self) -> bool:
        """Whether it counts."""
        return self.verdict in SCORED

    @property
    def error(self) -> float:
        """The squared distance of the band's middle from what happened, 0 to 1."""
        return (self.step.middle / 100 - (self.verdict is Verdict.OCCURRED)) ** 2


@dataclass(frozen=True, slots=True)
class Score:
    """How scored forecasts came out."""

    judged: int
    occurred: int
    error: float
    """The sum of the squared errors."""

    @property
    def is_enough(self) -> bool:
        """Whether there are as many as a rate needs."""
        return self.judged >= ENOUGH

    @property
    def rate(self) -> float | None:
        """Share that occurred, 0 to 1; None if there are fewer than `ENOUGH`."""
        return self.occurred / self.judged if self.is_enough else None

    @property
    def brier(self) -> float | None:
        """The Brier score, 0 to 1; None if there are fewer than `ENOUGH`."""
        return self.error / self.judged if self.is_enough else None


@dataclass(frozen=True, slots=True)
class Calibration:
    """All forecasts, and how those that can be scored came out."""

    forecasts: tuple[Forecast, ...]
    """Newest first."""
    overall: Score
    by_word: tuple[tuple[Likelihood, Score], ...]
    """Each step of each scale that was used, lowest first."""
    by_author: tuple[tuple[str, Score], ...]
    """Each named author, who judged most first."""


def calibrate(lines: Iterable[Line[Risk]], as_of: date) -> Calibration:
    """Score every forecast of some risks that a resolution settles, as of a day."""
    every = sorted(
        (forecast for line in lines for forecast in forecasts(line, as_of)),
        key=lambda forecast: (forecast.sighting.ref.sort_key, forecast.line.key),
        reverse=True,
    )
    scored = [forecast for forecast in every if forecast.is_scored]
    words: dict[Likelihood, list[Forecast]] = defaultdict(list)
    authors: dict[str, list[Forecast]] = defaultdict(list)
    for forecast in scored:
        words[forecast.step].append(forecast)
        if author := forecast.sighting.ref.outline.author:
            authors[author].append(forecast)
    by_word = [(step, _score(found)) for step, found in words.items()]
    by_author = [(author, _score(found)) for author, found in authors.items()]
    return Calibration(
        tuple(every),
        _score(scored),
        tuple(sorted(by_word, key=lambda item: (item[0].middle, item[0].words))),
        tuple(sorted(by_author, key=lambda item: (-item[1].judged, item[0]))),
    )


class _End(NamedTuple):
    """An entry that resolves a risk."""

    place: int
    """Which of the risk's entries it is, counted from 0."""
    sighting: Sighting[Risk]
    told: Round


_PLACE = attrgetter("place")


def forecasts(line: Line[Risk], as_of: date) -> Iterator[Forecast]:
    """Every forecast of a risk, oldest first, scored as of a day.

    An entry that already gives the outcome is not a forecast. Forecasts are pending while the risk
    still needs a resolution; after that, a horizon that has passed unanswered stays unscored.
    """
    rounds = list(in_turn(round_of(each.ref.date, each.gist) for each in line.sightings))
    every = zip(line.sightings, rounds, strict=True)
    ends = [
        _End(place, sighting, told)
        for place, (sighting, told) in enumerate(every)
        if told.resolution
    ]
    came = [end for end in ends if _outcome(end.told) is Outcome.OCCURRED]
    is_over = unanswered(rounds) is None
    for place, (sighting, told) in enumerate(zip(line.sightings, rounds, strict=True)):
        step, horizon = assess(sighting).likelihood, told.forecast_by
        if step and horizon:
            later = ends[bisect_right(ends, place, key=_PLACE) :]
            made = Forecast(line, sighting, horizon, step, Verdict.PENDING, None)
            made = _judged(made, later, came)
            if made.verdict is Verdict.PENDING and later and is_over and horizon.last < as_of:
                made = replace(made, verdict=Verdict.UNSCORED, resolved=later[-1].sighting)
            yield made


def _judged(made: Forecast, later: Sequence[_End], came: Sequence[_End]) -> Forecast:
    """Score a forecast by the first later resolution that settles it.

    If a resolution is corrected before the risk is opened again, the correction counts. An event
    settled as not coming that came by the horizon after all did occur: `came` are all entries that
    say so.
    """
    outcome: Outcome | None = None
    last = -1
    for place, sighting, told in later:
        if made.is_scored and place > last + 1:
            break
        last = place
        verdict = _verdict(made, told)
        is_corrected = verdict in SCORED or _outcome(told) is not outcome
        if not made.is_scored or (is_corrected and verdict is not made.verdict):
            resolved = sighting if verdict is not Verdict.PENDING else None
            made = replace(made, verdict=verdict, resolved=resolved)
        outcome = _outcome(told)
    is_early = made.resolved is not None and made.resolved.ref.date < made.horizon.last
    if made.verdict is Verdict.DID_NOT_OCCUR and is_early:
        for _, sighting, told in came[bisect_right(came, last, key=_PLACE) :][:1]:
            if _verdict(made, told) is Verdict.OCCURRED:
                made = replace(made, verdict=Verdict.OCCURRED, resolved=sighting)
    return made


def _outcome(told: Round) -> Outcome | None:
    return told.resolution.outcome if told.resolution else None


def _verdict(forecast: Forecast, told: Round) -> Verdict:
    """What one resolution says about a forecast.

    A conditional risk that is said to have occurred, or not, implies that the condition was met.
    If the event came after the horizon, nothing says whether the condition was met in time. A
    judgement made after the event is not a forecast.
    """
    made, resolution = forecast.sighting, told.resolution
    came = came_by(forecast.horizon, told)
    occurred = _outcome(told) is Outcome.OCCURRED
    when = resolution.date if resolution else None
    is_late = when is not None and when.last < made.ref.date
    if occurred and (is_late or (not came and made.gist.given)):
        return Verdict.UNSCORED
    if came is None:
        is_open = _outcome(told) is Outcome.DID_NOT_OCCUR
        return Verdict.PENDING if is_open else Verdict.UNSCORED
    return Verdict.OCCURRED if came else Verdict.DID_NOT_OCCUR


def _score(found: Sequence[Forecast]) -> Score:
    occurred = sum(forecast.verdict is Verdict.OCCURRED for forecast in found)
    return Score(len(found), occurred, sum(forecast.error for forecast in found))
