"""What the corpus is made of."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.evidence.fragments import address
from generator.evidence.proof import Proof, State
from generator.linking.forecasts import Calibration
from generator.linking.sightings import Line, Ref, Sighting
from generator.linking.tags import Tag
from generator.linking.threads import Measure, Thread
from generator.model.briefing import (
    Actor,
    Demand,
    Entry,
    Event,
    Evidence,
    Figure,
    Identity,
    Response,
    Risk,
    Source,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """An evidence item and the claim that stands on it."""

    ref: Ref
    kind: str
    """`demand`, `risk`, `event`, `figure` or `actor`."""
    key: str
    """The entry's id, or its place in a list counted from 1."""
    entry: Entry
    """What the evidence stands under."""
    text: str
    """The claim in its own words."""
    evidence: Evidence
    source_key: str
    """Id of the source within the briefing."""
    proof: Proof
    """What was found when its quote was looked up."""

    @property
    def anchor(self) -> str:
        """The anchor of the claim's entry on its briefing's page."""
        return f"{self.kind}-{self.key}"

    @property
    def source(self) -> Source:
        """The source that it is from."""
        return self.ref.briefing.sources[self.source_key]

    @property
    def address(self) -> str:
        """Where the words stand on the web; empty where the source has no address."""
        return address(self.source.url, self.proof.fragment) if self.source.url else ""


def states(claims: Iterable[Claim]) -> dict[State, int]:
    """How many evidence items are in each state, best first; no state is left out."""
    counts = Counter(claim.proof.state for claim in claims)
    return {state: counts[state] for state in State}


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One document on the web, or one unaddressed source, however many briefings cite it."""

    id: str
    source: Source
    sightings: tuple[Sighting[Source], ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Concern:
    """A demand as it concerns an actor: directly, or through another one."""

    line: Line[Demand]
    through: str = ""
    """Id of the actor that demanded, or was asked, in its place: one that speaks for it, or is
    a part of it. Empty where it was the actor itself."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one actor."""

    id: str
    identity: Identity
    """Register and in-place definitions merged; the name is always there."""
    said_in: frozenset[str] = frozenset()
    """Ids of the briefings that say who it is."""
    appearances: tuple[Sighting[Actor], ...] = ()
    """Newest first."""
    demands_made: tuple[Concern, ...] = ()
    demands_received: tuple[Concern, ...] = ()
    responses: tuple[tuple[Sighting[Demand], Response], ...] = ()
    """Answers that it gave, each with the latest report of it."""
    risks: tuple[Line[Risk], ...] = ()
    """Risks that affect it."""
    events: tuple[Sighting[Event], ...] = ()
    figures: tuple[Sighting[Figure], ...] = ()
    """Figures that it claims."""
    quotes: tuple[Claim, ...] = ()
    """Evidence that it is the speaker of."""
    wholes: tuple[str, ...] = ()
    """Ids of what it is part of, the nearest first."""
    parts: tuple[str, ...] = ()
    """Ids of the actors that are part of it."""
    principals: tuple[str, ...] = ()
    """Ids of the actors that it speaks for."""
    speakers: tuple[str, ...] = ()
    """Ids of the actors that speak for it."""
    refs: tuple[Ref, ...] = ()
    """Every briefing that it stands in, newest first."""

    @property
    def name(self) -> str:
        """The name as a reader should see it."""
        return self.identity.name or self.id


@dataclass(frozen=True, slots=True)
class Corpus:
    """All briefings and what connects them."""

    refs: tuple[Ref, ...]
    """Newest first."""
    as_of: datetime.date
    """The day that deadlines and horizons are compared with: the newest briefing's, or the one
    asked for; never the day on which the site is built."""
    actors: Mapping[str, Dossier]
    """By id, in the order of their names."""
    threads: Mapping[str, Thread]
    """By id, the latest seen first."""
    demands: tuple[Line[Demand], ...]
    """Latest seen first."""
    risks: tuple[Line[Risk], ...]
    """Highest level first."""
    events: tuple[Sighting[Event], ...]
    """In the order of time; what several briefings of a thread tell alike is told once."""
    figures: tuple[Measure, ...]
    """One measure of a thread each, in the order of time."""
    calibration: Calibration
    sources: tuple[SourceRecord, ...]
    """By publisher and title."""
    tags: Mapping[str, Tag]
    """By id, in the order of their names."""
    claims: tuple[Claim, ...]
    """Every evidence item, oldest briefing first."""
