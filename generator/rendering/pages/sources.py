"""The list of sources, and a page for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

from markupsafe import Markup

from generator.linking.about import Claim, SourceRecord, states
from generator.linking.sightings import Ref
from generator.rendering.escape import escape
from generator.rendering.page import Plan
from generator.rendering.pages.facets import by_year
from generator.rendering.pages.filters import Facet, Filter, filter_of
from generator.rendering.pages.linked import sources as linked
from generator.rendering.pages.paging import split
from generator.rendering.pages.planning import plan, plan_list, plan_parts
from generator.rendering.pages.site import Site, source_uri

MOST = 120
"""Sources that one page lists at most."""
CLAIMS = 120
"""Claims that one page of a source lists at most."""
RELAYS = 30
"""Other outlets of the same origin that the page of a source names at most."""


def source_list(site: Site) -> Iterator[Plan]:
    """Plan the list of sources."""
    yield from plan_list(
        site,
        sorted(site.corpus.sources, key=lambda record: record.sightings[-1].ref.sort_key),
        kind="sources",
        title=site.section("sources"),
        description=site.words.gettext("What the briefings draw on."),
        group=lambda record: record.sightings[-1].ref.date.year,
        refs_of=lambda record: [record.sightings[0].ref],
        most=MOST,
        shape=lambda records: [
            (each.id, len(each.claims), [(ref.id, ref.date) for ref in _refs(each)])
            for each in records
        ],
        values=lambda: {"filter_of": lambda records: _filter(site, records)},
        best=sorted(site.corpus.sources, key=lambda record: -len(record.claims))
        if len(site.corpus.sources) > MOST
        else site.corpus.sources,
    )


def _filter(site: Site, records: Sequence[SourceRecord]) -> Filter:
    def reliability(record: SourceRecord) -> dict[str, str]:
        letter = record.source.reliability
        return {letter: f"{letter}: {site.words.meaning(letter)}"} if letter else {}

    facets: list[Facet[SourceRecord]] = [
        Facet("reliability", site.words.gettext("Reliability"), reliability),
        by_year(site, lambda record: sorted({ref.date.year for ref in _refs(record)})),
    ]
    return filter_of(records, facets)


def _refs(record: SourceRecord) -> list[Ref]:
    return [sighting.ref for sighting in record.sightings]


def source_pages(site: Site, id_: str) -> Iterator[Plan]:
    """Plan the page of a source."""
    record = site.corpus.records[id_]
    gist = record.gist
    newest = record.sightings[0].ref
    uri = source_uri(id_)
    others = (r for r in site.corpus.relaying.get(gist.origin or "", ()) if r is not record)
    relays = list(islice(others, RELAYS + 1))
    description = site.words.gettext(
        "What the briefings draw from {source}.", source=gist.publisher or gist.title
    )
    parts = split(f"sources/{id_}/years", record.claims[::-1], lambda c: c.ref.date.year, CLAIMS)

    def refs(claims: Sequence[Claim]) -> list[Ref]:
        return list(dict.fromkeys((newest, *(claim.ref for claim in claims))))

    @cache
    def whole() -> object:
        named = [(each.id, each.gist.publisher, each.gist.title) for each in relays]
        return (gist, newest.id, states(record.claims), named)

    def shape(claims: Sequence[Claim]) -> object:
        return (whole(), [(claim.ref.id, claim.place) for claim in claims])

    def values(claims: Sequence[Claim]) -> dict[str, Any]:
        return {
            "record": record,
            "cited": record.source,
            "relays": relays[:RELAYS],
            "more_relays": len(relays) > RELAYS,
            "others_of": _others,
            "by_briefing": _by_briefing(claims),
        }

    yield plan(
        site,
        unit=f"source:{id_}",
        uri=uri,
        kind="source",
        title=gist.title,
        describe=lambda: description,
        refs=lambda: refs(record.claims[:CLAIMS]),
        shape=lambda: (shape(record.claims[:CLAIMS]), [part.uri for part in parts]),
        values=lambda: {"pages": parts, **values(record.claims[:CLAIMS])},
        linked=lambda view: linked.record(view, record),
    )
    yield from plan_parts(
        site,
        parts,
        lambda claim: [claim.ref, newest],
        lambda part: values(part.items),
        shape=lambda part: shape(part.items),
        unit=f"source:{id_}",
        kind="source",
        title=gist.title,
        description=description,
        whole=uri,
        linked=lambda view, _: linked.part(view, record),
    )


def _others(records: Iterable[SourceRecord], to: Callable[[str], str]) -> list[Markup]:
    """Other outlets, each as a link to its page."""
    return [
        Markup('<a href="{}">{}</a>').format(
            escape(to(source_uri(record.id))),
            escape(record.gist.publisher or record.gist.title),
        )
        for record in records
    ]


def _by_briefing(claims: Iterable[Claim]) -> dict[Ref, list[list[Claim]]]:
    """Claims by briefing, and within it by the entry that they belong to."""
    found: dict[Ref, dict[str, list[Claim]]] = {}
    for claim in claims:
        found.setdefault(claim.ref, {}).setdefault(claim.anchor, []).append(claim)
    return {ref: list(entries.values()) for ref, entries in found.items()}
