"""Claims, sources and actors, each with everything that any briefing says about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.evidence.fragments import address
from generator.evidence.proof import Proof, State
from generator.linking.lines import Line
from generator.linking.outline import ClaimGist, SourceGist
from generator.linking.sightings import Ref, Reply, Sighting
from generator.model.briefing import (
    Actor,
    Demand,
    Entry,
    Event,
    Evidence,
    Figure,
    Identity,
    Risk,
    Source,
)

_KINDS = {
    "actors": "actor",
    "demands": "demand",
    "risks": "risk",
    "events": "event",
    "figures": "figure",
}


_STATES = tuple(State)


@dataclass(frozen=True, slots=True)
class Claim:
    """An evidence item, and the claim that rests on it."""

    ref: Ref
    place: int
    """Which of its briefing's evidence items it is, counted from 0."""
    gist: ClaimGist

    @property
    def kind(self) -> str:
        """`demand`, `risk`, `event`, `figure` or `actor`."""
        return _KINDS[self.gist.field]

    @property
    def key(self) -> str:
        """The entry's id, or its place in a list counted from 1."""
        return self.gist.key

    @property
    def entry(self) -> Entry:
        """The entry that makes the claim."""
        field, key = self.gist[:2]
        found = getattr(self.ref.briefing, field)
        entry: Entry = found[int(key) - 1] if isinstance(found, tuple) else found[key]
        return entry

    @property
    def text(self) -> str:
        """The claim in its own words."""
        return _words(self.entry, self.key)

    @property
    def evidence(self) -> Evidence:
        """The evidence item as typed."""
        return self.ref.content.evidence[self.place]

    @property
    def source_key(self) -> str:
        """Id of the source within the briefing."""
        return self.gist.source

    @property
    def state(self) -> State:
        """Whether its quote was proven."""
        return State(self.gist.state)

    @property
    def proof(self) -> Proof:
        """The result of looking up its quote."""
        return self.ref.content.proofs[self.place]

    @property
    def anchor(self) -> str:
        """The anchor of the claim's entry on its briefing's page."""
        return f"{_KINDS[self.gist.field]}-{self.gist.key}"

    @property
    def source(self) -> Source:
        """The source that it is from."""
        return self.ref.briefing.sources[self.gist.source]

    @property
    def address(self) -> str:
        """The address of the quoted words on the web; empty if the source has no address."""
        url = self.source.url
        return address(url, self.proof.fragment) if url else ""


def _words(entry: Entry, key: str) -> str:
    """What an entry claims, in its own words."""
    if isinstance(entry, Risk):
        return entry.event
    if isinstance(entry, Figure):
        return f"{entry.measure}: {entry.value}"
    if isinstance(entry, Actor):
        return entry.note or entry.role or entry.name or key
    text: str = getattr(entry, "text", key)
    return text


def states(claims: Iterable[Claim]) -> dict[State, int]:
    """How many evidence items are in each state, best first; no state is left out."""
    counts = dict.fromkeys(_STATES, 0)
    for claim in claims:
        counts[claim.gist.state] += 1  # type: ignore[index] # a state equals its word
    return counts


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One document on the web, however many briefings cite it, or one source without an address."""

    id: str
    sightings: tuple[Sighting[Source], ...]
    """Newest first."""
    claims: tuple[Claim, ...]

    @property
    def gist(self) -> SourceGist:
        """What the newest briefing that cites it says about it, without the note."""
        gist: SourceGist = self.sightings[0].gist
        return gist

    @property
    def source(self) -> Source:
        """What the newest briefing that cites it says about it."""
        return self.sightings[0].entry

    @property
    def sort_key(self) -> tuple[str, str]:
        """The order of sources: by publisher, then by title."""
        return ((self.gist.publisher or "").casefold(), self.gist.title)


@dataclass(frozen=True, slots=True)
class Concern:
    """A demand as it concerns an actor: directly, or through a different actor."""

    line: Line[Demand]
    through: str = ""
    """Id of the actor that demanded, or was asked, in its place: one that speaks for it, or is
    part of it. Empty if it was the actor itself."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one actor."""

    id: str
    identity: Identity
    """Register and in-place definitions merged; the name is always there."""
    appearances: tuple[Sighting[Actor], ...] = ()
    """Newest first."""
    demands_made: tuple[Concern, ...] = ()
    demands_received: tuple[Concern, ...] = ()
    responses: tuple[Reply, ...] = ()
    """Answers that it gave, each with the latest report of it."""
    risks: tuple[Line[Risk], ...] = ()
    """Risks that affect it."""
    events: tuple[Sighting[Event], ...] = ()
    figures: tuple[Sighting[Figure], ...] = ()
    """Figures that it claims."""
    quotes: tuple[Claim, ...] = ()
    """Evidence that it is the speaker of."""
    wholes: tuple[str, ...] = ()
    """Ids of the actors that it is part of, the nearest first."""
    parts: tuple[str, ...] = ()
    """Ids of the actors that are part of it."""
    principals: tuple[str, ...] = ()
    """Ids of the actors that it speaks for."""
    speakers: tuple[str, ...] = ()
    """Ids of the actors that speak for it."""
    refs: tuple[Ref, ...] = ()
    """Every briefing that mentions it, newest first."""

    @property
    def name(self) -> str:
        """The name as a reader should see it."""
        return self.identity.name or self.id
