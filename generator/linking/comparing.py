"""Each briefing of a thread compared with all that the thread said before it.

Nobody types what changed: the same key in one thread is the same demand or risk over time.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

from generator.linking.changes import Change, ChangeKind, is_settled
from generator.linking.lines import Line, is_unconditional
from generator.linking.outline import FigureGist, stands_for
from generator.linking.sightings import (
    Ref,
    Sighting,
    assess,
    demands_in,
    figures_in,
    risks_in,
    when_counted,
)
from generator.model.briefing import Demand, Entry, Figure, Risk
from generator.model.dates import PartialDate
from generator.model.vocabulary import Confidence, Level, Word

E = TypeVar("E", bound=Entry)

_CONCERNED = "concerned"
"""What names, among what was given, whom a demand is made of or a risk affects."""


def changes(thread: Sequence[Ref]) -> Iterator[tuple[Ref, tuple[Change, ...]]]:
    """Compare each briefing of a thread, oldest first, with what was said before it.

    The first briefing has nothing before it and is left out.
    """
    demands: dict[str, _Said[Demand]] = {}
    risks: dict[str, _Said[Risk]] = {}
    figures: dict[_Count, list[Sighting[Figure]]] = defaultdict(list)
    before: Ref | None = None
    for ref in thread:
        found = (
            *_concerning(list(_demands(ref, before, demands)), demands),
            *_concerning(list(_risks(ref, before, risks)), risks),
            *_figures(ref, figures),
        )
        if before is not None:
            yield ref, tuple(sorted(found, key=_weight))
        before = ref


class Changes(Mapping[Ref, tuple[Change, ...]]):
    """What each briefing of a thread changes, computed when it is first asked for."""

    def __init__(self, thread: Sequence[Ref]) -> None:
        self._thread = thread

    @cached_property
    def _found(self) -> dict[Ref, tuple[Change, ...]]:
        return dict(changes(self._thread))

    def __getitem__(self, ref: Ref) -> tuple[Change, ...]:
        """What a briefing changes. Raises `KeyError`."""
        return self._found[ref]

    def __iter__(self) -> Iterator[Ref]:
        """Go through the briefings but the first."""
        return iter(self._thread[1:])

    def __len__(self) -> int:
        """Count them."""
        return len(self._thread) - 1


@dataclass
class _Said(Generic[E]):
    """What was said so far about one demand or risk; what a later entry omits still holds."""

    latest: Sighting[E]
    rank: int = 0
    """How many others became known before it."""
    judged: Sighting[E] | None = None
    """The last entry that gives a likelihood."""
    condition: Sighting[E] | None = None
    """The last entry that gives the condition of that likelihood."""
    given: dict[str, Any] = field(default_factory=dict)
    """The last value given for each key, however long ago."""
    told: set[object] = field(default_factory=set)
    """The answers reported, and the signs seen."""

    def take(self, sighting: Sighting[E], **given: Any) -> None:
        """Take in what is said next."""
        self.latest = sighting
        self.given |= {name: value for name, value in given.items() if value is not None}


def _concerning(
    found: Iterable[Change], known: Mapping[str, _Said[Demand]] | Mapping[str, _Said[Risk]]
) -> Iterator[Change]:
    """Some changes, each with whom it concerns: known is by now what their briefing says."""
    for change in found:
        yield replace(change, concerned=known[change.now.key].given.get(_CONCERNED, ()))


def _weight(change: Change) -> int:
    # The numbers of one measure stay in the order of their days.
    is_number = isinstance(change.now.gist, FigureGist)
    return list(ChangeKind).index(ChangeKind.REVISED if is_number else change.kind)


def _demands(ref: Ref, before: Ref | None, known: dict[str, _Said[Demand]]) -> Iterator[Change]:
    now = demands_in(ref)
    yield from _come_and_gone(now, known, before, demands_in(before) if before else ())
    for sighting in now:
        said = known.get(sighting.key)
        if said:
            yield from _put_anew(said, sighting)
        else:
            said = known[sighting.key] = _Said(sighting, len(known))
        gist = sighting.gist
        said.take(sighting, deadline=gist.deadline, **{_CONCERNED: gist.of or None})
        said.told.update(sighting.gist.answers)


def _put_anew(said: _Said[Demand], now: Sighting[Demand]) -> Iterator[Change]:
    old, new = said.latest.entry, now.entry
    if old.status is not new.status:
        yield Change(ChangeKind.STATUS, now, old.status, new.status)
    for answer, response in zip(now.gist.answers, new.responses, strict=True):
        if answer not in said.told:
            yield Change(ChangeKind.ANSWERED, now, new=response.answer, response=response)
    deadline = said.given.get("deadline")
    if new.deadline and deadline != new.deadline:
        yield _on_a_calendar(ChangeKind.DEADLINE, now, deadline, new.deadline)
    if _words(old.text) != _words(new.text):
        yield Change(ChangeKind.REWORDED, now, old.text, new.text)


def _risks(ref: Ref, before: Ref | None, known: dict[str, _Said[Risk]]) -> Iterator[Change]:
    now = risks_in(ref)
    yield from _come_and_gone(now, known, before, risks_in(before) if before else ())
    for sighting in now:
        said = known.get(sighting.key)
        if said:
            yield from _judged_anew(said, sighting)
        else:
            said = known[sighting.key] = _Said(sighting, len(known))
        _remember(said, sighting)


def _remember(said: _Said[Risk], sighting: Sighting[Risk]) -> None:
    gist = sighting.gist
    said.take(
        sighting,
        impact=gist.impact,
        confidence=gist.confidence,
        horizon=gist.horizon,
        **{_CONCERNED: gist.affects or None},
    )
    if gist.likelihood:
        said.judged = sighting
    if gist.given:
        said.condition = sighting
    elif is_unconditional(sighting):
        said.condition = None
    said.told.update(gist.seen)


def movement(line: Line[Risk]) -> tuple[Change, ...]:
    """What the latest entry of a risk judges differently from those before it."""
    *earlier, latest = line.sightings
    said: _Said[Risk] = _Said(line.first)
    for sighting in earlier:
        _remember(said, sighting)
    return tuple(_judged_anew(said, latest)) if earlier else ()


def _judged_anew(said: _Said[Risk], now: Sighting[Risk]) -> Iterator[Change]:
    old, new = said.latest.entry, now.entry
    outcome = old.resolution.outcome if old.resolution else ""
    if new.resolution and new.resolution.outcome != outcome:
        yield Change(ChangeKind.RESOLVED, now, outcome, new.resolution.outcome)
    if outcome and not new.resolution:
        yield Change(ChangeKind.REOPENED, now, outcome)
    yield from _likelier(said.judged, now)
    impact = said.given.get("impact")
    if new.impact and impact is not new.impact:
        yield _on_a_scale(ChangeKind.IMPACT, now, impact, new.impact, list(Level))
    confidence = said.given.get("confidence")
    if new.confidence and confidence is not new.confidence:
        words = list(Confidence)
        yield _on_a_scale(ChangeKind.CONFIDENCE, now, confidence, new.confidence, words)
    horizon = said.given.get("horizon")
    if new.horizon and horizon != new.horizon:
        yield _on_a_calendar(ChangeKind.HORIZON, now, horizon, new.horizon)
    if new.given or is_unconditional(now):
        condition = (said.condition and said.condition.entry.given) or ""
        if _words(condition) != _words(new.given or "") and not new.resolution:
            yield Change(ChangeKind.CONDITION, now, condition, new.given or "")
    for sign in new.indicators:
        if sign.seen and stands_for(sign.text) not in said.told:
            yield Change(ChangeKind.INDICATOR, now, new=sign.text)


def _likelier(before: Sighting[Risk] | None, now: Sighting[Risk]) -> Iterator[Change]:
    """Compare a likelihood with the last one given, which may be on a different scale."""
    step = assess(now).likelihood
    earlier = assess(before).likelihood if before else None
    if step and step is not earlier:
        old = (before and before.gist.likelihood) or ""
        direction = _sign(step.middle - earlier.middle) if earlier else 0
        new = now.entry.likelihood or ""
        yield Change(ChangeKind.LIKELIHOOD, now, old, new, direction, before)


_Count = tuple[str, str | None, str | None]
"""Measure, unit and claimant: only numbers that share all three are compared."""


def _figures(ref: Ref, known: dict[_Count, list[Sighting[Figure]]]) -> Iterator[Change]:
    """Numbers that a claimant revised, and first numbers of a claimant.

    A number is compared with the claimant's previous one by the day it is for. So a claimant who
    said 100, then 120, has not gone back to 100 just because a third briefing repeats both.
    """
    for sighting in sorted(figures_in(ref), key=when_counted):
        figure = sighting.entry
        given = known[_words(figure.measure).casefold(), figure.unit, figure.claimed_by]
        place = bisect_left(given, _told(sighting), key=_told)
        start = bisect_left(given, _told(given[place - 1]), key=_told) if place else 0
        last = [each.entry.value for each in given[start:place]]
        if not last:
            yield Change(ChangeKind.ADDED, sighting, new=figure.value.text)
        elif not any(
            (value.low, value.high) == (figure.value.low, figure.value.high) for value in last
        ):
            yield Change(ChangeKind.REVISED, sighting, last[-1].text, figure.value.text)
        insort(given, sighting, key=_told)


def _told(figure: Sighting[Figure]) -> tuple[date, date, str]:
    """The day that a number is for, and the briefing that gives it."""
    return when_counted(figure)[:3]


def _come_and_gone(
    now: Sequence[Sighting[Demand]] | Sequence[Sighting[Risk]],
    known: Mapping[str, _Said[Demand]] | Mapping[str, _Said[Risk]],
    before: Ref | None,
    earlier: Sequence[Sighting[Demand]] | Sequence[Sighting[Risk]],
) -> Iterator[Change]:
    """What is new, back, or no longer mentioned; `earlier` are the entries of `before`."""
    for sighting in now:
        if sighting.key not in known:
            yield Change(ChangeKind.ADDED, sighting)
        elif known[sighting.key].latest.ref is not before:
            yield Change(ChangeKind.RETURNED, sighting)
    named = {sighting.key for sighting in now}
    told = (known[sighting.key] for sighting in earlier if sighting.key not in named)
    for said in sorted(told, key=lambda said: said.rank):
        if not is_settled(said.latest.entry):
            yield Change(ChangeKind.DROPPED, said.latest)


def _on_a_scale(
    kind: ChangeKind,
    now: Sighting[Risk],
    old: Level | Confidence | None,
    new: Level | Confidence,
    words: Sequence[Word],
) -> Change:
    direction = _sign(words.index(new) - words.index(old)) if old else 0
    return Change(kind, now, old or "", new, direction)


def _on_a_calendar(
    kind: ChangeKind,
    now: Sighting[Demand] | Sighting[Risk],
    old: PartialDate | None,
    new: PartialDate,
) -> Change:
    direction = _sign((new.last - old.last).days) if old else 0
    return Change(kind, now, str(old or ""), str(new), direction)


def _words(text: str) -> str:
    """A text as it reads, however its lines are broken."""
    return " ".join(text.split())


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)
