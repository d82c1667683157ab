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
    """The demands, the risks and the figures of a briefing, in this order.

    Demands and figures are claims of those who make them, risks are judgements of the briefing's
    own `author`.
    """
    story = view.site.corpus.stories[ref.scope]
    for demand in demands_in(ref):
        yield _demand(view, demand, story.demand_of[demand.key].first.ref)
    for risk in risks_in(ref):
        yield _risk(view, risk, story.risk_of[risk.key].first.ref, author)
    yield from (_figure(view, each) for each in figures_in(ref))


def event(view: View, sighting: Sighting[Event]) -> Node:
    """Something that happened; what somebody tells is a claim of theirs about it."""
    entry = sighting.entry
    here = place_of(view, sighting.ref, sighting.anchor)
    start, end = ends(entry.date)
    what = {
        "@type": "Event",
        "name": plain(entry.text),
        "startDate": start,
        "endDate": end,
        # In words, where ISO 8601 has none: about 2014, the 1990s.
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
    """What names a briefing, or an entry of it; it is noted that the page takes it."""
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
    """What makes a claim of the event of a risk, which alone would say that it comes."""
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
    """A claim with what is `said` of it; `first` is the briefing of its thread that told it first.

    In that briefing's own node stand the sources that it was in then.
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
    """The sources that a claim stands in."""
    keys = dict.fromkeys(ref.briefing.sources_of(evidence))
    ids = view.site.corpus.source_ids
    return [{"@id": source_place(view, ids[ref.id, key])} for key in keys if key]
