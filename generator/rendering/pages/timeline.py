"""The timeline: the events of all briefings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.linking.sightings import Sighting
from generator.model.briefing import Event
from generator.rendering.page import Plan
from generator.rendering.pages.facets import by_actor, by_thread, by_year
from generator.rendering.pages.filters import Facet, Filter, filter_of
from generator.rendering.pages.planning import plan_list
from generator.rendering.pages.site import Site
from generator.rendering.pictures.timeline import timeline

MOST = 200
"""Events that one page lists at most."""


def timeline_list(site: Site) -> Iterator[Plan]:
    """Plan the timeline; an event of which only the end is known is listed at its end."""
    yield from plan_list(
        site,
        site.corpus.events,
        kind="timeline",
        title=site.section("timeline"),
        description=site.words.gettext("What happened, or is claimed to have happened, and when."),
        group=lambda event: event.gist.date.year,
        refs_of=lambda event: [event.ref],
        most=MOST,
        shape=lambda events: [(event.ref.id, event.key) for event in events],
        values=lambda: {
            "drawn": lambda events: timeline(events, site.words),
            "filter_of": lambda events: _filter(site, events),
        },
    )


def _filter(site: Site, events: Sequence[Sighting[Event]]) -> Filter:
    facets: list[Facet[Sighting[Event]]] = [
        by_actor(site, lambda event: (*event.entry.actors, event.entry.claimed_by)),
        by_thread(site, lambda event: event.ref),
        by_year(site, lambda event: [event.entry.date.year]),
    ]
    return filter_of(events, facets)
