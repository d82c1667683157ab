"""The ledger: who demanded what of whom, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from generator.linking.changes import SETTLED
from generator.linking.lines import Line
from generator.linking.standing import answers
from generator.model.briefing import Demand
from generator.model.vocabulary import DemandStatus
from generator.rendering.page import Plan
from generator.rendering.pages.facets import (
    by_actor,
    by_thread,
    by_year,
    shape_of_lines,
    years_seen,
)
from generator.rendering.pages.filters import Facet, Filter, Order, filter_of
from generator.rendering.pages.planning import plan_list
from generator.rendering.pages.site import Site
from generator.rendering.pictures.asks import asks

MOST = 60
"""Demands that one page lists at most."""


def demand_list(site: Site) -> Iterator[Plan]:
    """Plan the ledger: unsettled demands first, and the latest seen first among them."""
    lines = sorted(site.corpus.demands, key=lambda line: line.latest.gist.status in SETTLED)
    standing = [line.standing for line in lines if line.latest.gist.status not in SETTLED]
    picture = cache(lambda: asks(standing, site.name))
    yield from plan_list(
        site,
        sorted(lines, key=lambda line: (*line.first.ref.sort_key, line.key)),
        kind="demands",
        title=site.section("demands"),
        description=site.words.gettext("Who wants what from whom, and what came of it."),
        group=lambda line: line.first.ref.date.year,
        refs_of=lambda line: line.bearing,
        most=MOST,
        shape=shape_of_lines,
        best=lines,
        values=lambda: {
            "answers": answers,
            "filter_of": lambda items: _filter(site, items),
            "picture": picture(),
            "standing": len(standing),
        },
    )


def _filter(site: Site, lines: Sequence[Line[Demand]]) -> Filter:
    word = site.words.word
    facets: list[Facet[Line[Demand]]] = [
        Facet(
            "status",
            site.words.gettext("Status"),
            lambda line: {line.latest.entry.status: word(line.latest.entry.status)},
            in_order=list(DemandStatus),
        ),
        by_actor(site, lambda line: (*line.latest.gist.by, *line.standing.gist.of)),
        by_thread(site, lambda line: line.latest.ref),
        by_year(site, years_seen),
    ]
    orders: list[Order[Line[Demand]]] = [
        Order("seen", site.words.gettext("most recently seen first"), _seen, falling=True),
        Order("deadline", site.words.gettext("nearest deadline first"), _deadline),
    ]
    return filter_of(lines, facets, orders)


def _seen(line: Line[Demand]) -> str:
    return line.latest.ref.date.isoformat()


def _deadline(line: Line[Demand]) -> str | None:
    deadline = line.standing.gist.deadline
    return deadline.last.isoformat() if deadline else None
