"""What the corpus is made of."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from generator.evidence.fragments import address
from generator.evidence.proof import Proof, State
from generator.model.briefing import (
    Actor,
    Briefing,
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
from generator.model.scales import SCALES, Likelihood, Scale, risk_level
from generator.model.vocabulary import Level, Status

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True, eq=False)
class Ref:
    """A briefing, as something else names it. There is one for each briefing of a corpus."""

    id: str
    path: Path
    """Below the folder of briefings."""
    briefing: Briefing = field(repr=False)

    @property
    def title(self) -> str:
        """The headline."""
        return self.briefing.title

    @property
    def date(self) -> datetime.date:
        """The day that the briefing speaks from."""
        return self.briefing.date

    @property
    def scale(self) -> Scale:
        """The scale of its likelihood words."""
        return SCALES[self.briefing.scale]

    @property
    def scope(self) -> str:
        """Within what an entry's key means the same thing: the thread, or the briefing alone."""
        return self.briefing.thread or self.id

    @property
    def is_draft(self) -> bool:
        """Whether it is not meant for the published site yet."""
        return self.briefing.status is not Status.PUBLISHED

    @property
    def sort_key(self) -> tuple[datetime.date, str]:
        """The order of briefings: by date, then by id."""
        return (self.date, self.id)


@dataclass(frozen=True, slots=True)
class Sighting(Generic[E]):
    """An entry where it stands."""

    ref: Ref
    key: str
    """Its id, or its place in a list counted from 1."""
    entry: E

    @property
    def anchor(self) -> str:
        """What names it on its briefing's page."""
        return f"{type(self.entry).__name__.lower()}-{self.key}"


@dataclass(frozen=True, slots=True)
class Line(Generic[E]):
    """One demand or risk of a thread over time."""

    scope: str
    """The thread, or the briefing for one that belongs to none."""
    key: str
    sightings: tuple[Sighting[E], ...]
    """Oldest first; never empty."""

    @property
    def first(self) -> Sighting[E]:
        """Where it was first seen."""
        return self.sightings[0]

    @property
    def latest(self) -> Sighting[E]:
        """Where it was last seen, which says how things stand."""
        return self.sightings[-1]


@dataclass(frozen=True, slots=True)
class Assessment:
    """A risk's judgement in terms of its scale."""

    likelihood: Likelihood | None
    level: Level | None
    """None as long as likelihood or impact is missing."""


def assess(sighting: Sighting[Risk]) -> Assessment:
    """Put a risk's likelihood on its briefing's scale and combine it with the impact."""
    risk = sighting.entry
    if risk.likelihood is None:
        return Assessment(None, None)
    likelihood = sighting.ref.scale.step(risk.likelihood)
    level = risk_level(likelihood, risk.impact) if risk.impact else None
    return Assessment(likelihood, level)


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
class Dossier:
    """Everything about one actor."""

    id: str
    identity: Identity
    """Register and in-place definitions merged; the name is always there."""
    appearances: tuple[Sighting[Actor], ...] = ()
    """Newest first."""
    demands_made: tuple[Line[Demand], ...] = ()
    demands_received: tuple[Line[Demand], ...] = ()
    responses: tuple[tuple[Line[Demand], Response], ...] = ()
    risks: tuple[Line[Risk], ...] = ()
    """Risks that affect it."""
    events: tuple[Sighting[Event], ...] = ()
    figures: tuple[Sighting[Figure], ...] = ()
    """Figures that it claims."""
    quotes: tuple[Claim, ...] = ()
    """Evidence that it is the speaker of."""
    parts: tuple[str, ...] = ()
    """Ids of the actors that are part of it."""
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
    actors: Mapping[str, Dossier]
    """By id, in the order of their names."""
    demands: tuple[Line[Demand], ...]
    """Latest seen first."""
    risks: tuple[Line[Risk], ...]
    """Highest level first."""
    events: tuple[Sighting[Event], ...]
    """In the order of time."""
    figures: tuple[tuple[Sighting[Figure], ...], ...]
    """One measure of a thread each, in the order of time."""
    sources: tuple[SourceRecord, ...]
    """By publisher and title."""
    claims: tuple[Claim, ...]
    """Every evidence item, oldest briefing first."""

    def thread(self, ref: Ref) -> tuple[Ref, ...]:
        """The briefings of a briefing's thread, itself among them, oldest first."""
        if ref.briefing.thread is None:
            return (ref,)
        same = (other for other in self.refs if other.briefing.thread == ref.briefing.thread)
        return tuple(sorted(same, key=lambda other: other.sort_key))
