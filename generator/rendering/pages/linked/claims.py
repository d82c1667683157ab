"""Claims and events as nodes, each named by its place on its briefing's page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.linking.sightings import (
    Ref,
    Sighting,
    assess,
    demands_in,
    figures_in,
    risks_in,
)
from generator.model.briefing import Demand, Event, Evidence, Figure, Risk
from generator.rendering.escape import plain
from generator.rendering.pages.linked.actors import named
from generator.rendering.pages.linked.dates import ends, period, until
from generator.rendering.pages.linked.graph import Node, filled
from generator.rendering.pages.linked.sources import place_of as source_place
from generator.rendering.pages.site import View, briefing_uri
from generator.rendering.wording import Wording


def claims(view: View, ref: Ref, author: Node | None) -> Iterator[Node]:
    """The demands, then the risks, then the figures of a briefing.

    Demands and figures are claims of the actors who make them. Risks are judgements of the
    briefing's own `author`.
    """
    story = view.site.corpus.stories[ref.scope]
    for demand in demands_in(ref):
        yield _demand(view, demand, story.demand_of[demand.key].first.ref)
    for risk in risks_in(ref):
        yield _risk(view, risk, story.risk_of[risk.key].first.ref, author)
    yield from (_figure(view, each) for each in figures_in(ref))


def event(view: View, sighting: Sighting[Event]) -> Node:
    """An event that happened or, if only somebody says so, their claim about it."""
    entry = sighting.entry
    here = place_of(view, sighting.ref, sighting.anchor)
    start, end = ends(entry.date)
    what = {
        "@type": "Event",
        "name": plain(entry.text),
        "startDate": start,
        "endDate": end,
        # In words, if ISO 8601 cannot express it: about 2014, the 1990s.
        "description": None if period(entry.date) else view.site.words.date(entry.date),
        "about": named(view, entry.actors),
    }
    if not entry.claimed_by:
        return filled({**what, "@id": here})
    claim = {
        "@type": "Claim",
        "@id": here,
        "genre": "event",
        "text": plain(entry.text),
        "author": named(view, [entry.claimed_by]),
        "appearance": _sources(view, sighting.ref, entry.evidence),
        "about": filled(what),
    }
    return filled(claim)


def place_of(view: View, ref: Ref, anchor: str = "") -> str:
    """The `@id` of a briefing, or of an entry in it; notes that the page uses the briefing."""
    view.to_briefing(ref)
    return view.name(briefing_uri(ref.id), anchor)


def _demand(view: View, sighting: Sighting[Demand], first: Ref) -> Node:
    entry = sighting.entry
    said = {
        "genre": "demand",
        "text": plain(entry.text),
        "author": named(view, entry.by),
        "about": named(view, entry.of),
    }
    return _claim(view, sighting, entry.evidence, said, first)


def _risk(view: View, sighting: Sighting[Risk], first: Ref, author: Node | None) -> Node:
    entry = sighting.entry
    told = [_judgement(sighting, view.site.words), plain(entry.event)]
    if entry.given:
        told.insert(0, f"{view.site.words.gettext('Given that')} {plain(entry.given)}")
    horizon = until(entry.horizon)
    said = {
        "genre": "risk",
        "text": ": ".join(told),
        "author": author,
        "about": named(view, entry.affects),
        "temporalCoverage": f"{sighting.ref.date.isoformat()}/{horizon}" if horizon else None,
    }
    return _claim(view, sighting, entry.evidence, said, first)


def _judgement(sighting: Sighting[Risk], words: Wording) -> str:
    """The judgement of a risk: without it, the text of the event would say that it will happen."""
    risk, likelihood = sighting.entry, assess(sighting).likelihood
    if likelihood and risk.likelihood:
        return f"{words.word(risk.likelihood)} ({likelihood.band} %)"
    if risk.resolution:
        return words.word(risk.resolution.outcome)
    return words.gettext("no likelihood given")


def _figure(view: View, sighting: Sighting[Figure]) -> Node:
    entry = sighting.entry
    amount = " ".join(filter(None, [view.site.words.quantity(entry.value), entry.unit]))
    said = {
        "genre": "figure",
        "text": f"{entry.measure}: {amount}",
        "author": named(view, [entry.claimed_by]) if entry.claimed_by else None,
        "temporalCoverage": period(entry.as_of) if entry.as_of else None,
    }
    return _claim(view, sighting, entry.evidence, said)


def _claim(
    view: View,
    sighting: Sighting[Any],
    evidence: Iterable[Evidence],
    said: Node,
    first: Ref | None = None,
) -> Node:
    """A claim with its own terms, `said`; `first` is the briefing of the thread that had it first.

    The sources that it had at that time are in that briefing's own node.
    """
    ref = sighting.ref
    earlier = None if first is ref or (first and first.is_draft) else first
    claim = {
        "@type": "Claim",
        "@id": place_of(view, ref, sighting.anchor),
        "appearance": _sources(view, ref, evidence),
        "firstAppearance": {"@id": place_of(view, earlier)} if earlier else None,
        **said,
    }
    return filled(claim)


def _sources(view: View, ref: Ref, evidence: Iterable[Evidence]) -> list[Node]:
    """The sources that a claim is found in."""
    keys = dict.fromkeys(ref.briefing.sources_of(evidence))
    ids = view.site.corpus.source_ids
    return [{"@id": source_place(view, ids[ref.id, key])} for key in keys if key]
