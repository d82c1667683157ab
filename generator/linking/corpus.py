"""All briefings and what connects them.

Everything here follows from the outlines of briefings and is computed when first asked for, so
that an edit links only what the changed pages show.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.evidence.proof import State
from generator.linking.about import Claim, Dossier, SourceRecord
from generator.linking.claims import cited_in, claims_of, in_order, record_of, source_id
from generator.linking.dossiers import Dossiers
from generator.linking.forecasts import Calibration, calibrate
from generator.linking.identities import Known, identities
from generator.linking.lines import Line
from generator.linking.made import Made
from generator.linking.sightings import Ref, Sighting
from generator.linking.stories import Story, demands_of, events_of, figures_of, risks_of
from generator.linking.tags import Tag, tags_of
from generator.linking.threads import Measure, Thread, thread_of
from generator.model.briefing import Demand, Event, Register, Risk, Source


@dataclass(frozen=True, eq=False)
class Corpus:
    """All briefings and what connects them."""

    refs: tuple[Ref, ...]
    """Newest first."""
    as_of: datetime.date
    """The day that deadlines and horizons are compared with: the newest briefing's, or the one
    asked for; never the day on which the site is built."""
    register: Register | None = None

    @cached_property
    def by_id(self) -> Mapping[str, Ref]:
        """The briefings by their ids."""
        return {ref.id: ref for ref in self.refs}

    @cached_property
    def stories(self) -> Mapping[str, Story]:
        """By scope: what the briefings of each thread, or a briefing alone, say over time."""
        members: dict[str, list[Ref]] = defaultdict(list)
        for ref in reversed(self.refs):
            members[ref.scope].append(ref)
        return {scope: Story(tuple(refs)) for scope, refs in members.items()}

    @cached_property
    def known(self) -> Mapping[str, Known]:
        """Who each actor is, by id."""
        return identities(self.refs, self.register)

    @cached_property
    def mentions(self) -> Mapping[str, list[Ref]]:
        """By actor, every briefing that mentions it, newest first."""
        found: dict[str, list[Ref]] = defaultdict(list)
        for ref in self.refs:
            for id_ in ref.outline.mentioned:
                found[id_].append(ref)
        return found

    @cached_property
    def actors(self) -> Mapping[str, Dossier]:
        """Everything about each actor, by id, in the order of their names."""
        return Dossiers(self.known, self.stories, self.refs, self.mentions)

    @cached_property
    def threads(self) -> Mapping[str, Thread]:
        """The threads by id, those with the newest briefings first."""
        told = [scope for scope, story in self.stories.items() if story.refs[0].outline.thread]
        told.sort(key=lambda scope: self.stories[scope].refs[-1].sort_key, reverse=True)
        return Made(told, lambda id_: thread_of(id_, self.stories[id_]))

    @cached_property
    def demands(self) -> tuple[Line[Demand], ...]:
        """All demands, the latest seen first."""
        return demands_of(self.stories.values())

    @cached_property
    def risks(self) -> tuple[Line[Risk], ...]:
        """All risks: open ones first, then by level, highest first."""
        return risks_of(self.stories.values())

    @cached_property
    def events(self) -> tuple[Sighting[Event], ...]:
        """All events in the order of time; one that briefings of a thread repeat is there once."""
        return events_of(self.stories.values())

    @cached_property
    def figures(self) -> tuple[Measure, ...]:
        """The measures of all threads, in the order in which they were first reported."""
        return figures_of(self.stories.values())

    @cached_property
    def calibration(self) -> Calibration:
        """Whether judgements came true."""
        return calibrate(self.risks, self.as_of)

    @cached_property
    def cited(self) -> Mapping[str, list[Sighting[Source]]]:
        """Where each document is cited, newest first."""
        return cited_in(self.refs)

    @cached_property
    def sources(self) -> tuple[SourceRecord, ...]:
        """All sources, by publisher and title."""
        return in_order(self.records.values())

    @cached_property
    def records(self) -> Mapping[str, SourceRecord]:
        """The sources by the ids of their pages."""
        cited = {source_id(found): found for found in self.cited.values()}
        return Made(cited, lambda id_: record_of(cited[id_]))

    @cached_property
    def source_ids(self) -> Mapping[tuple[str, str], str]:
        """The id of a source's page, by the briefing's id and the source's key in it."""
        return {
            (sighting.ref.id, sighting.key): source_id(found)
            for found in self.cited.values()
            for sighting in found
        }

    @cached_property
    def relaying(self) -> Mapping[str, tuple[SourceRecord, ...]]:
        """The sources that relay each origin's reporting."""
        ids: dict[str, list[str]] = defaultdict(list)
        for found in self.cited.values():
            if origin := found[0].gist.origin:
                ids[origin].append(source_id(found))
        return Made(ids, lambda origin: in_order(self.records[id_] for id_ in ids[origin]))

    @cached_property
    def tags(self) -> Mapping[str, Tag]:
        """By id, in the order of their names."""
        return tags_of(self.refs)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every evidence item, oldest briefing first."""
        return tuple(claim for ref in reversed(self.refs) for claim in claims_of(ref))

    @cached_property
    def states(self) -> Mapping[State, int]:
        """How many evidence items are in each state, best first; no state is left out."""
        counts = Counter[str]()
        for ref in self.refs:
            counts.update(ref.outline.states)
        return {state: counts[state] for state in State}
