"""When: the events of all briefings."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rendering.page import Page
from generator.rendering.pages.site import Site, write_list

MOST = 200
"""Events that one page lists."""


def timeline_pages(site: Site) -> Iterator[Page]:
    """Write the timeline; what is only known to be over by a day stands with that day."""
    yield from write_list(
        site,
        site.corpus.events,
        kind="timeline",
        title="Timeline",
        description="What happened, or is claimed to have happened, and when.",
        group=lambda event: event.entry.date.year,
        refs_of=lambda event: [event.ref],
        most=MOST,
    )
