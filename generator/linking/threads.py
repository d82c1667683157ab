"""A running story: the briefings of one thread, and all that they say over time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.linking.changes import Change
from generator.linking.comparing import Changes
from generator.linking.sightings import Line, Measure, Ref, Sighting
from generator.linking.stories import Story
from generator.model.briefing import Demand, Event, Risk

__all__ = ["Measure", "Thread", "thread_of"]


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


def thread_of(id_: str, story: Story) -> Thread:
    """The thread of a story, named after the words of its first briefing."""
    return Thread(
        id_,
        story.refs[0].outline.thread_name,
        story.refs,
        Changes(story.refs),
        story.demands,
        story.risks,
        story.events,
        story.figures,
    )
