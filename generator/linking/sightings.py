"""An entry where it stands, and what becomes of it from briefing to briefing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from generator.model.briefing import Briefing, Entry, Figure, Risk
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
        return self.briefing.thread or f"briefing:{self.id}"

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
    newest: Ref
    """The newest briefing of its thread, whether or not it names this."""

    @property
    def first(self) -> Sighting[E]:
        """Where it was first seen."""
        return self.sightings[0]

    @property
    def latest(self) -> Sighting[E]:
        """Where it was last seen, which says how things stand."""
        return self.sightings[-1]

    @property
    def is_silent(self) -> bool:
        """Whether the newest briefing of its thread does not name it."""
        return self.latest.ref is not self.newest

    @property
    def anchor(self) -> str:
        """What names it on the page of its thread."""
        return self.latest.anchor

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The briefings that say something of it."""
        return tuple(sighting.ref for sighting in self.sightings)


def keyed(ref: Ref, entries: Mapping[str, E]) -> list[Sighting[E]]:
    """Entries that have ids, where they stand."""
    return [Sighting(ref, key, entry) for key, entry in entries.items()]


def numbered(ref: Ref, entries: Iterable[E]) -> list[Sighting[E]]:
    """Entries of a list, where they stand."""
    return [Sighting(ref, str(number), entry) for number, entry in enumerate(entries, start=1)]


def when_counted(sighting: Sighting[Figure]) -> tuple[datetime.date, datetime.date, str, int]:
    """The order of figures: by the day that they are for, then by where they stand."""
    as_of = sighting.entry.as_of
    day = as_of.first if as_of else sighting.ref.date
    return (day, *sighting.ref.sort_key, int(sighting.key))


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
