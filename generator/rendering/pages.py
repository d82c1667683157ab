"""Which pages there are, and what each is made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment

from generator.linking.corpus import (
    Claim,
    Corpus,
    Dossier,
    Ref,
    Sighting,
    SourceRecord,
    assess,
    states,
)
from generator.linking.drift import drifts
from generator.model.briefing import Actor, Evidence, Risk
from generator.model.origins import origins
from generator.model.vocabulary import ActorKind, DemandStatus
from generator.rendering.addresses import Links, link_between
from generator.rendering.escape import marked, plain
from generator.rendering.page import Page
from generator.rendering.templates import environment, render

LATEST_BRIEFINGS = 10
"""How many briefings the front page shows."""
LATEST_LINES = 8
"""How many open demands, and how many open risks, the front page shows."""

_KIND_TITLES = {
    ActorKind.PERSON: "People",
    ActorKind.COUNTRY: "Countries",
    ActorKind.GOVERNMENT: "Governments",
    ActorKind.ORGANIZATION: "Organizations",
    ActorKind.GROUP: "Groups",
    ActorKind.COMPANY: "Companies",
    ActorKind.OTHER: "Others",
}


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages are written with."""

    corpus: Corpus
    env: Environment
    links: Links
    claims: Mapping[str, list[Claim]]
    """By the briefing's id."""
    source_ids: Mapping[tuple[str, str], str]
    """The id of a source's page, by the briefing's id and the source's key in it."""
    relaying: Mapping[str, list[SourceRecord]]
    """By origin."""


def render_pages(
    corpus: Corpus, *, links: Links = Links.FOLDERS, templates: Path | None = None
) -> Iterator[Page]:
    """Write every page of a corpus.

    `templates` is a folder whose templates take the place of ours. Raises `BadTemplateError`
    where one of them is wrong.
    """
    site = _site(corpus, links, templates)
    yield _front_page(site)
    yield _index(
        site, "briefings", "Briefings", "Every briefing, newest first.", corpus.refs,
        years=_by_year(corpus.refs),
    )  # fmt: skip
    for ref in corpus.refs:
        yield _briefing(site, ref)
    yield _index(
        site, "actors", "Actors", "Every person and body in the briefings.", corpus.refs,
        kinds=_by_kind(corpus.actors.values()), kind_titles=_KIND_TITLES,
    )  # fmt: skip
    for dossier in corpus.actors.values():
        yield _actor(site, dossier)
    yield _index(site, "demands", "Demands", "Who wants what from whom.", corpus.refs)
    yield _index(site, "risks", "Risks", "What could go wrong, and how likely it is.", corpus.refs)
    yield _index(site, "sources", "Sources", "What the briefings draw on.", corpus.refs)
    for record in corpus.sources:
        yield _source(site, record)


def _site(corpus: Corpus, links: Links, templates: Path | None) -> Site:
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in corpus.claims:
        claims[claim.ref.id].append(claim)
    source_ids = {(s.ref.id, s.key): r.id for r in corpus.sources for s in r.sightings}
    relaying: dict[str, list[SourceRecord]] = defaultdict(list)
    for record in corpus.sources:
        relaying[record.source.origin or ""].append(record)
    relaying.pop("", None)
    return Site(corpus, environment(templates), links, claims, source_ids, relaying)


def _front_page(site: Site) -> Page:
    corpus = site.corpus
    demands = [d for d in corpus.demands if d.latest.entry.status is DemandStatus.OPEN]
    risks = [r for r in corpus.risks if r.latest.entry.resolution is None]
    return _page(
        site,
        uri="index.md",
        kind="front",
        title="Briefings",
        description="What matters now: the latest briefings, the highest risks, the open demands.",
        refs=corpus.refs,
        latest=corpus.refs[:LATEST_BRIEFINGS],
        demands=demands[:LATEST_LINES],
        open_demands=len(demands),
        risks=risks[:LATEST_LINES],
        open_risks=len(risks),
    )


def _index(
    site: Site, kind: str, title: str, description: str, refs: Iterable[Ref], **values: Any
) -> Page:
    return _page(
        site,
        uri=f"{kind}/index.md",
        kind=kind,
        title=title,
        description=description,
        refs=refs,
        **values,
    )


def _briefing(site: Site, ref: Ref) -> Page:
    briefing = ref.briefing
    thread = site.corpus.thread(ref)
    risks = _keyed(ref, briefing.risks)
    sources = _keyed(ref, briefing.sources)
    claims = site.claims.get(ref.id, [])
    levels = [a.level for risk in risks if (a := assess(risk)).level]
    highest = max(risks, key=_level, default=None) if levels else None
    return _page(
        site,
        uri=briefing_uri(ref.id),
        kind="briefing",
        title=briefing.title,
        description=plain(briefing.summary),
        refs=thread,
        source=ref.path,
        ref=ref,
        briefing=briefing,
        thread=thread if len(thread) > 1 else (),
        sides=_by_side(_keyed(ref, briefing.actors)),
        demands=_keyed(ref, briefing.demands),
        risks=risks,
        highest_risk=highest,
        events=sorted(_numbered(ref, briefing.events), key=lambda s: s.entry.date.sort_key),
        figures=_numbered(ref, briefing.figures),
        sources=sources,
        claims_on={s.key: [c for c in claims if c.source_key == s.key] for s in sources},
        source_pages={s.key: source_uri(site.source_ids[ref.id, s.key]) for s in sources},
        claims=claims,
        claims_of=_claims_of(claims),
        origins=origins(briefing.sources, briefing.sources),
        drifts=list(drifts(claims)),
    )


def _source(site: Site, record: SourceRecord) -> Page:
    source = record.source
    by_briefing: dict[Ref, dict[str, list[Claim]]] = {}
    for claim in record.claims:
        by_briefing.setdefault(claim.ref, {}).setdefault(claim.anchor, []).append(claim)
    return _page(
        site,
        uri=source_uri(record.id),
        kind="source",
        title=source.title,
        description=f"What the briefings draw from {source.publisher or source.title}.",
        refs=[sighting.ref for sighting in record.sightings],
        record=record,
        cited=source,
        relays=[r for r in site.relaying.get(source.origin or "", ()) if r is not record],
        by_briefing={ref: list(entries.values()) for ref, entries in by_briefing.items()},
    )


def _claims_of(claims: Iterable[Claim]) -> Callable[[Iterable[Evidence]], list[Claim]]:
    """Find the claims of some evidence items of one briefing."""
    by_item = {id(claim.evidence): claim for claim in claims}
    return lambda items: [by_item[id(item)] for item in items]


def _actor(site: Site, dossier: Dossier) -> Page:
    identity = dossier.identity
    what = ", ".join(filter(None, [identity.office, identity.kind and identity.kind.value]))
    return _page(
        site,
        uri=actor_uri(dossier.id),
        kind="actor",
        title=dossier.name,
        description=f"{dossier.name}: {what}" if what else dossier.name,
        refs=dossier.refs,
        actor=dossier,
        identity=identity,
    )


def _page(
    site: Site,
    *,
    uri: str,
    kind: str,
    title: str,
    description: str,
    refs: Iterable[Ref],
    source: Path | None = None,
    **values: Any,
) -> Page:
    link: Callable[..., str] = partial(link_between, uri, links=site.links)
    context = {
        "actors": site.corpus.actors,
        "corpus": site.corpus,
        "title": title,
        "assess": assess,
        "states": states,
        "source_uri": source_uri,
        "marked": marked,
        "to": link,
        "to_briefing": lambda ref, anchor="": link(briefing_uri(ref.id), anchor=anchor),
        "to_actor": lambda id_: link(actor_uri(id_)),
        **values,
    }
    markdown = render(site.env, f"{kind}.md.jinja", context)
    return Page(uri, kind, title, description, markdown, frozenset(r.id for r in refs), source)


def briefing_uri(id_: str) -> str:
    """The Markdown file of a briefing's page."""
    return f"briefings/{id_}.md"


def source_uri(id_: str) -> str:
    """The Markdown file of a source's page."""
    return f"sources/{id_}.md"


def actor_uri(id_: str) -> str:
    """The Markdown file of an actor's dossier."""
    return f"actors/{id_}.md"


def _keyed(ref: Ref, found: Mapping[str, Any]) -> list[Sighting[Any]]:
    return [Sighting(ref, key, entry) for key, entry in found.items()]


def _numbered(ref: Ref, found: Iterable[Any]) -> list[Sighting[Any]]:
    return [Sighting(ref, str(number), entry) for number, entry in enumerate(found, start=1)]


def _level(risk: Sighting[Risk]) -> tuple[int, int]:
    assessment = assess(risk)
    if assessment.level is None or assessment.likelihood is None:
        return (-1, 0)
    return (list(type(assessment.level)).index(assessment.level), assessment.likelihood.low)


def _by_side(found: Iterable[Sighting[Actor]]) -> dict[str, list[Sighting[Actor]]]:
    """Actors by the side that they take, those of none last."""
    sides: dict[str, list[Sighting[Actor]]] = defaultdict(list)
    for sighting in found:
        sides[sighting.entry.side or ""].append(sighting)
    return dict(sorted(sides.items(), key=lambda item: not item[0]))


def _by_kind(dossiers: Iterable[Dossier]) -> dict[ActorKind, list[Dossier]]:
    kinds: dict[ActorKind, list[Dossier]] = {kind: [] for kind in _KIND_TITLES}
    for dossier in dossiers:
        kinds[dossier.identity.kind or ActorKind.OTHER].append(dossier)
    return {kind: found for kind, found in kinds.items() if found}


def _by_year(refs: Iterable[Ref]) -> dict[int, list[Ref]]:
    years: dict[int, list[Ref]] = defaultdict(list)
    for ref in refs:
        years[ref.date.year].append(ref)
    return dict(years)
