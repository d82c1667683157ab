"""Whose number: what claimants say of one measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.linking.sightings import Sighting
from generator.linking.threads import Measure
from generator.model.briefing import Figure
from generator.rendering.page import Page
from generator.rendering.pages.site import Site, write_list
from generator.rendering.pictures.ranges import Ranges, ranges

MOST = 120
"""Figures that one page lists."""
DRAWN = 12
"""Figures of one measure that a picture shows, the latest."""


def figure_pages(site: Site) -> Iterator[Page]:
    """Write the figures by measure: first those that several claim, the latest on top."""
    measures = sorted(
        site.corpus.figures,
        key=lambda measure: (is_contested(measure), measure[-1].ref.sort_key),
        reverse=True,
    )
    found = [figure for measure in measures for figure in measure]
    keys = {id(figure): number for number, measure in enumerate(measures) for figure in measure}
    yield from write_list(
        site,
        sorted(found, key=lambda figure: (figure.ref.sort_key, int(figure.key))),
        kind="figures",
        title="Figures",
        description="Numbers that someone claims, and whose they are.",
        group=lambda figure: figure.ref.date.year,
        refs_of=lambda figure: [figure.ref],
        most=MOST,
        best=found,
        measures_in=lambda figures: _measures(figures, keys),
        drawn=drawn,
    )


def is_contested(measure: Measure) -> bool:
    """Whether one measure has several numbers."""
    return len({figure.entry.value for figure in measure}) > 1


def drawn(measure: Measure) -> Ranges | None:
    """The latest numbers of a measure as a picture."""
    return ranges(measure[-DRAWN:])


def _measures(figures: Iterable[Sighting[Figure]], keys: dict[int, int]) -> list[Measure]:
    """Gather some figures by their measure again, in the order of the measures."""
    groups: dict[int, list[Sighting[Figure]]] = {}
    for figure in figures:
        groups.setdefault(keys[id(figure)], []).append(figure)
    return [tuple(groups[key]) for key in sorted(groups)]
