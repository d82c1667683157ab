"""An entry in its briefing: a sighting."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar
from weakref import ref as weak

from generator.evidence.proof import Proof
from generator.linking.outline import AnswerGist, Outline
from generator.model import references
from generator.model.briefing import (
    Actor,
    Briefing,
    Demand,
    Entry,
    Event,
    Evidence,
    Figure,
    Response,
    Risk,
    Source,
)
from generator.model.scales import SCALES, Likelihood, Scale, ScaleName, risk_level
from generator.model.vocabulary import Level, Status

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Content:
    """A whole briefing, and the proofs of its evidence."""

    briefing: Briefing
    proofs: tuple[Proof, ...]
    """In the order of the evidence items in the briefing."""

    @cached_property
    def evidence_at(self) -> dict[references.Path, Evidence]:
        """Its evidence items by the paths to them, in the same order."""
        every = references.entries(self.briefing)
        # For models, `isinstance` is slow.
        return {path: entry for path, entry in every if type(entry) is Evidence}

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """The same evidence items, as a sequence."""
        return tuple(self.evidence_at.values())


def _nothing() -> None:
    return None


@dataclass(frozen=True, slots=True, eq=False)
class Ref:
    """A reference to a briefing. A corpus has exactly one for each of its briefings."""

    id: str
    name: str
    """The file by its path below the folder of briefings."""
    outline: Outline = field(repr=False)
    load: Callable[[], Content] = field(repr=False)
    """Fetches its content, which is not kept here: a large desk does not fit into memory."""
    date: datetime.date = field(init=False)
    """The day that the briefing speaks from."""
    is_draft: bool = field(init=False)
    """Whether it is not meant for the published site yet."""
    _near: Callable[[], Content | None] = field(init=False, repr=False)
    """A weak reference to the content fetched last, which lives while something else uses it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "date", self.outline.date)
        object.__setattr__(self, "is_draft", self.outline.status != Status.PUBLISHED)
        object.__setattr__(self, "_near", _nothing)

    @property
    def path(self) -> Path:
        """The file, below the folder of briefings."""
        return Path(self.name)

    @property
    def content(self) -> Content:
        """The whole briefing with its proofs, fetched if it is not in memory."""
        found = self._near()
        if found is None:
            found = self.load()
            object.__setattr__(self, "_near", weak(found))
        return found

    @property
    def briefing(self) -> Briefing:
        """All of it."""
        return (self._near() or self.content).briefing

    @property
    def title(self) -> str:
        """The headline."""
        return self.outline.title

    @property
    def language(self) -> str | None:
        """The language of its own words, where that is said."""
        return self.outline.language

    @property
    def scale(self) -> Scale:
        """The scale of its likelihood words."""
        return SCALES[ScaleName(self.outline.scale)]

    @property
    def scope(self) -> str:
        """The scope in which an entry's key means the same thing: the thread, or this briefing."""
        return self.outline.thread or f"briefing:{self.id}"

    @property
    def sort_key(self) -> tuple[datetime.date, str]:
        """The order of briefings: by date, then by id."""
        return (self.date, self.id)


@dataclass(frozen=True, slots=True)
class Sighting(Generic[E]):
    """An entry in its briefing."""

    ref: Ref
    field: str
    """The briefing's field that it is in."""
    gist: Any
    """What is known about it without its words, such as a `DemandGist`."""

    @property
    def key(self) -> str:
        """Its id, or its place in a list counted from 1."""
        key: str = self.gist.key
        return key

    @property
    def entry(self) -> E:
        """The whole entry, including its words."""
        ref, key = self.ref, self.gist.key
        found = getattr((ref._near() or ref.content).briefing, self.field)
        entry: E = found[int(key) - 1] if isinstance(found, tuple) else found[key]
        return entry

    @property
    def scale_name(self) -> str:
        """The scale of its likelihood."""
        return self.ref.outline.scale

    @property
    def anchor(self) -> str:
        """Its anchor on its briefing's page."""
        return f"{self.field.removesuffix('s')}-{self.gist.key}"


def actors_in(ref: Ref) -> list[Sighting[Actor]]:
    """The actors of a briefing."""
    return [Sighting(ref, "actors", gist) for gist in ref.outline.actors]


def demands_in(ref: Ref) -> list[Sighting[Demand]]:
    """The demands of a briefing."""
    return [Sighting(ref, "demands", gist) for gist in ref.outline.demands]


def risks_in(ref: Ref) -> list[Sighting[Risk]]:
    """The risks of a briefing."""
    return [Sighting(ref, "risks", gist) for gist in ref.outline.risks]


def events_in(ref: Ref) -> list[Sighting[Event]]:
    """The events of a briefing."""
    return [Sighting(ref, "events", gist) for gist in ref.outline.events]


def figures_in(ref: Ref) -> list[Sighting[Figure]]:
    """The figures of a briefing."""
    return [Sighting(ref, "figures", gist) for gist in ref.outline.figures]


def sources_in(ref: Ref) -> list[Sighting[Source]]:
    """The sources of a briefing."""
    return [Sighting(ref, "sources", gist) for gist in ref.outline.sources]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a demand, with the briefing that reports it."""

    sighting: Sighting[Demand]
    place: int
    """Which answer in that briefing's entry it is, counted from 0."""

    @property
    def gist(self) -> AnswerGist:
        """What is known of it without its words."""
        gist: AnswerGist = self.sighting.gist.responses[self.place]
        return gist

    @property
    def response(self) -> Response:
        """All of it."""
        return self.sighting.entry.responses[self.place]

    def __iter__(self) -> Iterator[Any]:
        """Both parts, for a template that takes them one by one."""
        return iter((self.sighting, self.response))


def when_counted(sighting: Sighting[Figure]) -> tuple[datetime.date, datetime.date, str, int]:
    """The order of figures: by the day they are for, then by briefing and place in it.

    A month or a year means its latest day that had come by the date of the briefing.
    """
    as_of, day = sighting.gist.as_of, sighting.ref.date
    if as_of:
        day = max(as_of.first, min(as_of.last, day))
    return (day, *sighting.ref.sort_key, int(sighting.key))


Measure = tuple[Sighting[Figure], ...]
"""What claimants say of one measure in one thread, in the order of time."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A risk's judgement in terms of its scale."""

    likelihood: Likelihood | None
    level: Level | None
    """None as long as likelihood or impact is missing."""


def assess(sighting: Sighting[Risk]) -> Assessment:
    """Put a risk's likelihood on its scale and combine it with the impact."""
    risk = sighting.gist
    return _assess(sighting.scale_name, risk.likelihood, risk.impact_word)


@lru_cache(maxsize=1000)
def _assess(scale: str, word: str | None, impact: str | None) -> Assessment:
    if word is None:
        return Assessment(None, None)
    likelihood = SCALES[ScaleName(scale)].step(word)
    return Assessment(likelihood, risk_level(likelihood, Level(impact)) if impact else None)
