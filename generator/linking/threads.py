"""A running story: the briefings of one thread, and all that they say over time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.linking.changes import Change
from generator.linking.sightings import Line, Ref, Sighting
from generator.model.briefing import Demand, Event, Figure, Risk

Measure = tuple[Sighting[Figure], ...]
"""What claimants say of one measure in one thread, in the order of time."""

_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Thread:
    """A running story."""

    id: str
    name: str
    """The id as a reader should see it."""
    refs: tuple[Ref, ...]
    """Its briefings, oldest first; never empty."""
    changes: Mapping[Ref, tuple[Change, ...]]
    """What each briefing changes; the first is left out."""
    demands: tuple[Line[Demand], ...]
    """Latest seen first."""
    risks: tuple[Line[Risk], ...]
    """Highest level first."""
    events: tuple[Sighting[Event], ...]
    """In the order of time."""
    figures: tuple[Measure, ...]

    @property
    def latest(self) -> Ref:
        """Its newest briefing."""
        return self.refs[-1]


def thread_name(id_: str, texts: Iterable[str]) -> str:
    """A thread's id as words, with the capitals that the briefings' own texts give them.

    `russia-nato-guarantees` → `Russia NATO guarantees`.
    """
    words = id_.split("-")
    spelt: dict[str, str] = {}
    for text in texts:
        for word in _WORDS.findall(text):
            if word.casefold() in words:
                spelt.setdefault(word.casefold(), word)
                if word.islower():
                    spelt[word.casefold()] = word
    name = " ".join(spelt.get(word, word) for word in words)
    return name[:1].upper() + name[1:]
