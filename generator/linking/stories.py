"""What the briefings of a scope say over time: those of a thread, or one without a thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TypeVar

from generator.linking.lines import Line
from generator.linking.sightings import (
    Measure,
    Ref,
    Sighting,
    assess,
    demands_in,
    events_in,
    figures_in,
    risks_in,
    when_counted,
)
from generator.model.briefing import Demand, Entry, Event, Figure, Risk
from generator.model.vocabulary import Level

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, eq=False)
class Story:
    """The briefings of one scope, and what they say about the same things."""

    refs: tuple[Ref, ...]
    """Oldest first; never empty."""

    @cached_property
    def demands(self) -> tuple[Line[Demand], ...]:
        """Latest seen first."""
        lines = _lines(self.refs, demands_in)
        return tuple(sorted(lines, key=lambda line: line.latest.ref.sort_key, reverse=True))

    @cached_property
    def risks(self) -> tuple[Line[Risk], ...]:
        """Open risks first, then by level, highest first."""
        return tuple(sorted(_lines(self.refs, risks_in), key=risk_rank))

    @cached_property
    def places(self) -> Mapping[Ref, int]:
        """The position of each briefing among them, from 0."""
        return {ref: place for place, ref in enumerate(self.refs)}

    @cached_property
    def demand_of(self) -> Mapping[str, Line[Demand]]:
        """The demands by their keys."""
        return {line.key: line for line in self.demands}

    @cached_property
    def risk_of(self) -> Mapping[str, Line[Risk]]:
        """The risks by their keys."""
        return {line.key: line for line in self.risks}

    @cached_property
    def demands_last_in(self) -> Mapping[Ref, Sequence[Line[Demand]]]:
        """The demands by the briefing that names them last."""
        found: dict[Ref, list[Line[Demand]]] = defaultdict(list)
        for line in self.demands:
            found[line.latest.ref].append(line)
        return found

    @cached_property
    def events(self) -> tuple[Sighting[Event], ...]:
        """In the order of time."""
        return tuple(sorted(_events(self.refs), key=lambda event: event.gist.date.sort_key))

    @cached_property
    def figures(self) -> tuple[Measure, ...]:
        """Each measure, in the order in which they were first reported."""
        measures: dict[str, list[Sighting[Figure]]] = defaultdict(list)
        for ref in self.refs:
            for sighting in figures_in(ref):
                measures[sighting.gist.measure].append(sighting)
        return tuple(tuple(sorted(found, key=when_counted)) for found in measures.values())


def _lines(
    refs: Sequence[Ref], entries_in: Callable[[Ref], Sequence[Sighting[E]]]
) -> list[Line[E]]:
    seen: dict[str, list[Sighting[E]]] = defaultdict(list)
    for ref in refs:
        for sighting in entries_in(ref):
            seen[sighting.key].append(sighting)
    scope, newest = refs[0].scope, refs[-1]
    return [Line(scope, key, tuple(found), newest) for key, found in seen.items()]


def _events(refs: Sequence[Ref]) -> Iterator[Sighting[Event]]:
    """Every event once, in its first report: as established, and as each claimant has it."""
    told: set[tuple[str, str, str | None]] = set()
    for ref in refs:
        for sighting in events_in(ref):
            name = (sighting.gist.date_text, sighting.gist.told, sighting.gist.claimed_by)
            if name not in told:
                told.add(name)
                yield sighting


def risk_rank(line: Line[Risk]) -> tuple[int, int, int, str]:
    """Open risks first, then by level, then the latest seen."""
    assessment = assess(line.standing)
    levels = list(Level)
    level = levels.index(assessment.level) if assessment.level else -1
    settled = line.latest.gist.outcome is not None
    return (settled, -level, -line.latest.ref.date.toordinal(), line.key)


def demands_of(stories: Iterable[Story]) -> tuple[Line[Demand], ...]:
    """The demands of some stories, the latest seen first."""
    lines = chain.from_iterable(story.demands for story in stories)
    return tuple(sorted(lines, key=lambda line: line.latest.ref.sort_key, reverse=True))


def risks_of(stories: Iterable[Story]) -> tuple[Line[Risk], ...]:
    """The risks of some stories, the highest level first."""
    lines = chain.from_iterable(story.risks for story in stories)
    in_time = sorted(lines, key=lambda line: line.first.ref.sort_key)
    return tuple(sorted(in_time, key=risk_rank))


def events_of(stories: Iterable[Story]) -> tuple[Sighting[Event], ...]:
    """The events of some stories, in the order of time."""
    events = chain.from_iterable(story.events for story in stories)
    told = sorted(events, key=lambda event: event.ref.sort_key)
    return tuple(sorted(told, key=lambda event: event.gist.date.sort_key))


def figures_of(stories: Iterable[Story]) -> tuple[Measure, ...]:
    """The measures of some stories, in the order in which they were first reported."""
    measures = chain.from_iterable(story.figures for story in stories)
    return tuple(sorted(measures, key=lambda m: min(figure.ref.sort_key for figure in m)))
