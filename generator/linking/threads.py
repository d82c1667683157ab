"""A running story: the briefings of one thread, and all that they say over time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from generator.linking.changes import Change
from generator.linking.comparing import Changes
from generator.linking.lines import Line
from generator.linking.sightings import Measure, Ref, Sighting
from generator.linking.stories import Story
from generator.model.briefing import Demand, Event, Risk

__all__ = ["Excerpt", "Measure", "Thread", "thread_of"]


class Told(Protocol):
    """What briefings say over time: a `Story`, which computes it when asked, or an `Excerpt`."""

    @property
    def demands(self) -> tuple[Line[Demand], ...]: ...
    @property
    def risks(self) -> tuple[Line[Risk], ...]: ...
    @property
    def events(self) -> tuple[Sighting[Event], ...]: ...
    @property
    def figures(self) -> tuple[Measure, ...]: ...


class Excerpt(NamedTuple):
    """Some of what a story tells."""

    demands: tuple[Line[Demand], ...]
    risks: tuple[Line[Risk], ...]
    events: tuple[Sighting[Event], ...]
    figures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """A running story."""

    id: str
    name: str
    """The id as readable words."""
    refs: tuple[Ref, ...]
    """Its briefings, oldest first; never empty."""
    changes: Mapping[Ref, tuple[Change, ...]]
    """What each briefing changes; the first is left out."""
    told: Told
    """What they say over time: all of it, or only what one of its pages shows."""

    @property
    def latest(self) -> Ref:
        """Its newest briefing."""
        return self.refs[-1]

    @property
    def demands(self) -> tuple[Line[Demand], ...]:
        """Latest seen first."""
        return self.told.demands

    @property
    def risks(self) -> tuple[Line[Risk], ...]:
        """Open risks first, then by level, highest first."""
        return self.told.risks

    @property
    def events(self) -> tuple[Sighting[Event], ...]:
        """In the order of time."""
        return self.told.events

    @property
    def figures(self) -> tuple[Measure, ...]:
        """Each measure, in the order in which they were first reported."""
        return self.told.figures


def thread_of(id_: str, story: Story) -> Thread:
    """The thread of a story, named after the words of its first briefing."""
    name = story.refs[0].outline.thread_name
    return Thread(id_, name, story.refs, Changes(story.refs), story)
