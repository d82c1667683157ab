"""The list of briefings, and a page for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from markupsafe import Markup

from generator.linking.about import Claim
from generator.linking.changes import Change
from generator.linking.claims import claims_of
from generator.linking.drift import drifts
from generator.linking.lines import Line
from generator.linking.sightings import (
    Ref,
    Sighting,
    actors_in,
    assess,
    demands_in,
    events_in,
    figures_in,
    risks_in,
    sources_in,
)
from generator.linking.tags import tag_id
from generator.model.briefing import Actor, Evidence, Risk
from generator.model.origins import origins
from generator.model.vocabulary import DemandStatus, Level
from generator.rendering.escape import escape, plain
from generator.rendering.page import Plan
from generator.rendering.pages.facets import by_thread, by_year
from generator.rendering.pages.filters import Facet, Filter, filter_of
from generator.rendering.pages.linked.briefings import analysis
from generator.rendering.pages.planning import plan, plan_list
from generator.rendering.pages.site import Site, briefing_uri, source_uri
from generator.rendering.pictures.asks import asks
from generator.rendering.pictures.matrix import matrix
from generator.rendering.pictures.timeline import timeline

MOST = 60
"""Briefings that one page lists at most."""
_LEVELS = tuple(Level)
DRAWN_FROM = 4
"""A briefing with at least so many events gets a picture of them, besides their list."""


def briefing_list(site: Site) -> Iterator[Plan]:
    """Plan the list of briefings."""
    yield from plan_list(
        site,
        site.corpus.refs[::-1],
        kind="briefings",
        title=site.section("briefings"),
        description=site.words.gettext("Every briefing, newest first."),
        group=lambda ref: ref.date.year,
        refs_of=lambda ref: [ref],
        most=MOST,
        shape=lambda refs: [ref.id for ref in refs],
        values=lambda: {"filter_of": lambda refs: _filter(site, refs)},
    )


def _filter(site: Site, refs: Sequence[Ref]) -> Filter:
    facets: list[Facet[Ref]] = [
        by_thread(site, lambda ref: ref),
        Facet(
            "tag",
            site.words.gettext("Tag"),
            lambda ref: {tag_id(tag): tag for tag in ref.outline.tags},
        ),
        by_year(site, lambda ref: [ref.date.year]),
    ]
    return filter_of(refs, facets)


def briefing_pages(site: Site, id_: str) -> Iterator[Plan]:
    """Plan the page of a briefing."""
    ref = site.corpus.by_id[id_]
    story = site.corpus.stories[ref.scope]
    place = story.places[ref]
    earlier = story.refs[place - 1] if place else None
    later = story.refs[place + 1] if place + 1 < len(story.refs) else None
    beside = [each for each in (earlier, ref, later) if each]
    yield plan(
        site,
        unit=f"briefing:{id_}",
        uri=briefing_uri(id_),
        kind="briefing",
        title=ref.title,
        describe=lambda: plain(ref.briefing.summary),
        values=lambda: {"earlier": earlier, "later": later, **_values(site, ref)},
        refs=lambda: beside,
        # What changed depends on everything that the thread said before.
        shape=lambda: ([each.id for each in beside], _told_before(site, ref)),
        source=ref.path,
        about=ref,
        # Exports leave drafts out.
        linked=None if ref.is_draft else lambda view: analysis(view, ref),
    )


def _told_before(site: Site, ref: Ref) -> object:
    """What a briefing's page says about earlier briefings of its thread, however far back."""
    story = site.corpus.stories[ref.scope]
    lines: tuple[Line[Any], ...] = (
        *(story.demand_of[demand.key] for demand in demands_in(ref)),
        *(story.risk_of[risk.key] for risk in risks_in(ref)),
    )
    return (
        [(line.first.ref.id, line.first.ref.is_draft) for line in lines],
        [
            (
                *(change.kind, change.now.ref.id, change.now.anchor),
                *(change.old, change.new, change.direction, change.response),
                change.before and (change.before.ref.outline.scale, change.before.gist),
            )
            for change in _changes(site, ref)
        ],
    )


def _changes(site: Site, ref: Ref) -> Sequence[Change]:
    thread = site.corpus.threads.get(ref.scope)
    return thread.changes.get(ref, ()) if thread else ()


def _values(site: Site, ref: Ref) -> dict[str, Any]:
    """What the page of a briefing shows."""
    briefing = ref.briefing
    demands, risks, sources = demands_in(ref), risks_in(ref), sources_in(ref)
    claims = claims_of(ref)
    claims_on = {s.key: [c for c in claims if c.gist.source == s.key] for s in sources}
    found = origins(briefing.sources, briefing.sources)
    events = sorted(events_in(ref), key=lambda event: event.gist.date.sort_key)
    return {
        "ref": ref,
        "briefing": briefing,
        "changes": _changes(site, ref),
        "sides": _by_side(actors_in(ref)),
        "demands": demands,
        "open_demands": sum(demand.gist.status == DemandStatus.OPEN for demand in demands),
        "asks": asks(demands, site.name),
        "risks": risks,
        "matrix": matrix(risks, site.words) if len(risks) > 1 else None,
        "highest_risk": _highest(risks),
        "answers_in": lambda sighting: [(sighting, each) for each in sighting.entry.responses],
        "corrected": max((each.date for each in briefing.corrections), default=None),
        "events": events,
        "on_axis": timeline(events, site.words) if len(events) >= DRAWN_FROM else None,
        "figures": figures_in(ref),
        "sources": sources,
        "claims_on": claims_on,
        "quotes_on": {key: [c for c in on if c.evidence.quote] for key, on in claims_on.items()},
        "source_pages": {s.key: source_uri(site.corpus.source_ids[ref.id, s.key]) for s in sources},
        "claims": claims,
        "claims_of": _claims_of(claims),
        "origins": found,
        "shared_origins": [
            [
                _strong(source.publisher or source.title)
                for source in (briefing.sources[key] for key in keys)
            ]
            for keys in found.values()
            if len(keys) > 1
        ],
        "drifts": list(drifts(claims)),
    }


def _strong(text: str) -> Markup:
    return Markup("<strong>{}</strong>").format(escape(text))


def _claims_of(claims: Iterable[Claim]) -> Callable[[Iterable[Evidence]], list[Claim]]:
    """A function that finds the claims of some evidence items of one briefing."""
    by_item = {id(claim.evidence): claim for claim in claims}
    return lambda items: [by_item[id(item)] for item in items]


def _highest(risks: Iterable[Sighting[Risk]]) -> Sighting[Risk] | None:
    """The risk of the highest level; among equals, the likeliest."""
    ranked = []
    for risk in risks:
        found = assess(risk)
        if found.level and found.likelihood:
            ranked.append((_LEVELS.index(found.level), found.likelihood.low, risk))
    return max(ranked, key=lambda item: item[:2])[2] if ranked else None


def _by_side(found: Iterable[Sighting[Actor]]) -> dict[str, list[Sighting[Actor]]]:
    """Actors by the side that they take; those on no side last."""
    sides: dict[str, list[Sighting[Actor]]] = defaultdict(list)
    for sighting in found:
        sides[sighting.entry.side or ""].append(sighting)
    return dict(sorted(sides.items(), key=lambda item: not item[0]))
