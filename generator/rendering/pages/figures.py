"""Whose number: what claimants say of one measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.linking.sightings import Sighting
from generator.linking.threads import Measure
from generator.model.briefing import Figure
from generator.rendering.page import Plan
from generator.rendering.pages.facets import by_actor, by_thread, by_year
from generator.rendering.pages.filters import Facet, Filter, filter_of
from generator.rendering.pages.planning import plan_list
from generator.rendering.pages.site import Site
from generator.rendering.pictures.ranges import Ranges, ranges

MOST = 120
"""Figures that one page lists at most."""
DRAWN = 12
"""Figures of one measure that a picture shows at most: the latest."""


def figure_list(site: Site) -> Iterator[Plan]:
    """Plan the figures by measure: contested measures first, the latest first among them."""
    measures = sorted(
        site.corpus.figures,
        key=lambda measure: (_is_contested(measure), measure[-1].ref.sort_key),
        reverse=True,
    )
    found = [figure for measure in measures for figure in measure]
    keys = {id(figure): number for number, measure in enumerate(measures) for figure in measure}
    yield from plan_list(
        site,
        sorted(found, key=lambda figure: (figure.ref.sort_key, int(figure.key))),
        kind="figures",
        title=site.section("figures"),
        description=site.words.gettext("Figures, and who claims them."),
        group=lambda figure: figure.ref.date.year,
        refs_of=lambda figure: [figure.ref],
        most=MOST,
        shape=lambda figures: [
            [(figure.ref.id, figure.key) for figure in measure]
            for measure in _measures(figures, keys)
        ],
        best=found,
        values=lambda: {
            "measures_in": lambda figures: _measures(figures, keys),
            "filter_of": lambda measures: _filter(site, measures),
            "drawn": lambda measure: drawn(site, measure),
        },
    )


def differs(measure: Measure) -> bool:
    """Whether a measure was given different numbers."""
    return len({figure.gist.value for figure in measure}) > 1


def _is_contested(measure: Measure) -> bool:
    """Whether it was given different numbers by different claimants."""
    return differs(measure) and len({figure.gist.claimed_by for figure in measure}) > 1


def drawn(site: Site, measure: Measure) -> Ranges | None:
    """The latest numbers of a measure as a picture."""
    return ranges(measure[-DRAWN:], site.name, site.words)


def _filter(site: Site, measures: Sequence[Measure]) -> Filter:
    facets: list[Facet[Measure]] = [
        by_actor(site, lambda measure: (figure.entry.claimed_by for figure in measure)),
        by_thread(site, lambda measure: measure[0].ref),
        by_year(site, lambda measure: sorted({figure.ref.date.year for figure in measure})),
    ]
    return filter_of(measures, facets)


def _measures(figures: Iterable[Sighting[Figure]], keys: dict[int, int]) -> list[Measure]:
    """Group some figures by measure again, in the order of the measures."""
    groups: dict[int, list[Sighting[Figure]]] = {}
    for figure in figures:
        groups.setdefault(keys[id(figure)], []).append(figure)
    return [tuple(groups[key]) for key in sorted(groups)]
