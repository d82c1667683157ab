"""The register: what could go wrong, how likely it is, and how that changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from generator.linking.comparing import movement
from generator.linking.lines import Line
from generator.linking.sightings import assess
from generator.linking.standing import is_due_for_review
from generator.model.briefing import Risk
from generator.model.vocabulary import Level, Outcome
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
from generator.rendering.pictures.matrix import matrix

MOST = 60
"""Risks that one page lists at most."""
_OPEN = "open"


def risk_list(site: Site) -> Iterator[Plan]:
    """Plan the register: open risks first, and the highest level first among them."""
    corpus = site.corpus

    @cache
    def told_first() -> dict[str, Any]:
        shown = [risk.standing for risk in corpus.risks[:MOST] if not risk.latest.gist.outcome]
        return {
            "picture": matrix(shown, site.words),
            "due": sum(is_due_for_review(line, corpus.as_of) for line in corpus.risks),
        }

    yield from plan_list(
        site,
        sorted(corpus.risks, key=lambda line: (*line.first.ref.sort_key, line.key)),
        kind="risks",
        title=site.section("risks"),
        description=site.words.gettext("What could go wrong, and how likely it is."),
        group=lambda line: line.first.ref.date.year,
        refs_of=lambda line: line.bearing,
        most=MOST,
        shape=shape_of_lines,
        best=corpus.risks,
        values=lambda: {
            "movement": movement,
            "filter_of": lambda items: _filter(site, items),
            **told_first(),
        },
    )


def _filter(site: Site, lines: Sequence[Line[Risk]]) -> Filter:
    gettext, word = site.words.gettext, site.words.word

    def state(line: Line[Risk]) -> dict[str, str]:
        resolution = line.latest.entry.resolution
        return {resolution.outcome: word(resolution.outcome)} if resolution else {_OPEN: still_open}

    def level(line: Line[Risk]) -> dict[str, str]:
        found = assess(line.standing).level
        return {found: word(found)} if found else {}

    still_open = site.words.pgettext("risk", "open")
    facets: list[Facet[Line[Risk]]] = [
        Facet("state", gettext("Outcome"), state, in_order=[_OPEN, *Outcome]),
        Facet("level", gettext("Level"), level, in_order=list(Level)[::-1]),
        by_actor(site, lambda line: line.standing.gist.affects),
        by_thread(site, lambda line: line.latest.ref),
        by_year(site, years_seen),
    ]
    orders: list[Order[Line[Risk]]] = [
        Order("horizon", gettext("nearest horizon first"), _horizon),
        Order("judged", gettext("most recently judged first"), _judged, falling=True),
        Order("likelihood", gettext("most likely first"), _likelihood, falling=True),
    ]
    return filter_of(lines, facets, orders)


def _horizon(line: Line[Risk]) -> str | None:
    horizon = line.standing.gist.horizon
    return horizon.last.isoformat() if horizon else None


def _judged(line: Line[Risk]) -> str:
    return line.latest.ref.date.isoformat()


def _likelihood(line: Line[Risk]) -> float | None:
    likelihood = assess(line.standing).likelihood
    return likelihood.middle if likelihood else None
