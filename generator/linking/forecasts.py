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
from enum import StrEnum
from operator import itemgetter

from generator.linking.lines import Line
from generator.linking.sightings import Sighting, assess
from generator.model.briefing import Risk
from generator.model.horizons import Round, came_by, round_of
from generator.model.scales import Likelihood
from generator.model.vocabulary import Outcome

ENOUGH = 5
"""Scored forecasts below which no rate is drawn."""


class Verdict(StrEnum):
    """What became of a forecast."""

    OCCURRED = "occurred"
    DID_NOT_OCCUR = "did not occur"
    PENDING = "pending"
    """No resolution speaks of its horizon yet."""
    UNSCORED = "not scored"
    """It is resolved, but in a way that settles nothing for this forecast."""


SCORED = frozenset({Verdict.OCCURRED, Verdict.DID_NOT_OCCUR})
"""Verdicts that count."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """One assessment of one risk: a likelihood by a horizon."""

    line: Line[Risk]
    sighting: Sighting[Risk]
    step: Likelihood
    verdict: Verdict
    resolved: Sighting[Risk] | None
    """Where it says what became of it; None while that is pending."""

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
        """Share that occurred, 0 to 1; None where there are fewer than `ENOUGH`."""
        return self.occurred / self.judged if self.is_enough else None

    @property
    def brier(self) -> float | None:
        """The Brier score, 0 to 1; None where there are fewer than `ENOUGH`."""
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


def calibrate(lines: Iterable[Line[Risk]]) -> Calibration:
    """Score every forecast of some risks that a resolution settles."""
    every = sorted(
        (forecast for line in lines for forecast in forecasts(line)),
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


def forecasts(line: Line[Risk]) -> Iterator[Forecast]:
    """Every forecast of a risk, oldest first. What already tells the outcome is none."""
    resolved = [(place, s) for place, s in enumerate(line.sightings) if s.gist.resolution]
    for place, sighting in enumerate(line.sightings):
        step = assess(sighting).likelihood
        if step and sighting.gist.horizon and not sighting.gist.resolution:
            later = resolved[bisect_right(resolved, place, key=itemgetter(0)) :]
            yield _judged(Forecast(line, sighting, step, Verdict.PENDING, None), later)


def _judged(made: Forecast, later: Sequence[tuple[int, Sighting[Risk]]]) -> Forecast:
    """Score a forecast by the first later resolution, with its place, that settles it.

    What is corrected before the risk is opened again counts as it was corrected.
    """
    outcome: Outcome | None = None
    last = -1
    for place, sighting in later:
        told = round_of(sighting.ref.date, sighting.gist)
        if told.resolution is None or (made.is_scored and place > last + 1):
            break
        last = place
        verdict = _verdict(made.sighting, told)
        is_corrected = verdict in SCORED or told.resolution.outcome is not outcome
        if not made.is_scored or (is_corrected and verdict is not made.verdict):
            resolved = sighting if verdict is not Verdict.PENDING else None
            made = replace(made, verdict=verdict, resolved=resolved)
        outcome = told.resolution.outcome
    return made


def _verdict(forecast: Sighting[Risk], told: Round) -> Verdict:
    """What one resolution says of a forecast.

    Who says of a risk on a condition that it occurred, or did not, says that the condition was
    met. Where the event came after the horizon, nothing says whether it was met by then. A
    judgement made after the event is no forecast.
    """
    horizon, resolution = forecast.gist.horizon, told.resolution
    came = came_by(horizon, told) if horizon else None
    occurred = resolution is not None and resolution.outcome is Outcome.OCCURRED
    when = resolution.date if resolution else None
    is_late = when is not None and when.last < forecast.ref.date
    if occurred and (is_late or (not came and forecast.gist.given)):
        return Verdict.UNSCORED
    if came is None:
        is_open = resolution is not None and resolution.outcome is Outcome.DID_NOT_OCCUR
        return Verdict.PENDING if is_open else Verdict.UNSCORED
    return Verdict.OCCURRED if came else Verdict.DID_NOT_OCCUR


def _score(found: Sequence[Forecast]) -> Score:
    occurred = sum(forecast.verdict is Verdict.OCCURRED for forecast in found)
    return Score(len(found), occurred, sum(forecast.error for forecast in found))
