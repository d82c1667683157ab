"""The list of briefings, and a page for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from generator.linking.corpus import Claim
from generator.linking.drift import drifts
from generator.linking.sightings import Ref, Sighting, assess, keyed, numbered
from generator.model.briefing import Actor, Evidence, Risk
from generator.model.origins import origins
from generator.rendering.escape import plain
from generator.rendering.page import Page
from generator.rendering.pages.site import Site, briefing_uri, source_uri, write, write_list
from generator.rendering.pictures.asks import asks
from generator.rendering.pictures.matrix import matrix

MOST = 60
"""Briefings that one page lists."""


def briefing_pages(site: Site) -> Iterator[Page]:
    """Write the list of briefings and the page of each."""
    yield from write_list(
        site,
        site.corpus.refs[::-1],
        kind="briefings",
        title="Briefings",
        description="Every briefing, newest first.",
        group=lambda ref: ref.date.year,
        refs_of=lambda ref: [ref],
        most=MOST,
    )
    for ref in site.corpus.refs:
        yield _briefing(site, ref)


def _briefing(site: Site, ref: Ref) -> Page:
    briefing = ref.briefing
    thread = site.corpus.threads.get(ref.scope)
    story = thread.refs if thread else (ref,)
    place = story.index(ref)
    demands = keyed(ref, briefing.demands)
    risks = keyed(ref, briefing.risks)
    sources = keyed(ref, briefing.sources)
    claims = site.claims.get(ref.id, [])
    return write(
        site,
        uri=briefing_uri(ref.id),
        kind="briefing",
        title=briefing.title,
        description=plain(briefing.summary),
        # What changed is told by all that the thread said before.
        refs=story[: place + 1],
        source=ref.path,
        ref=ref,
        briefing=briefing,
        earlier=story[place - 1] if place else None,
        later=story[place + 1] if place + 1 < len(story) else None,
        changes=thread.changes.get(ref, ()) if thread else (),
        sides=_by_side(keyed(ref, briefing.actors)),
        demands=demands,
        asks=asks(demands, site.name),
        risks=risks,
        matrix=matrix(risks) if len(risks) > 1 else None,
        highest_risk=_highest(risks),
        events=sorted(numbered(ref, briefing.events), key=lambda s: s.entry.date.sort_key),
        figures=numbered(ref, briefing.figures),
        sources=sources,
        claims_on={s.key: [c for c in claims if c.source_key == s.key] for s in sources},
        source_pages={s.key: source_uri(site.source_ids[ref.id, s.key]) for s in sources},
        claims=claims,
        claims_of=_claims_of(claims),
        origins=origins(briefing.sources, briefing.sources),
        drifts=list(drifts(claims)),
    )


def _claims_of(claims: Iterable[Claim]) -> Callable[[Iterable[Evidence]], list[Claim]]:
    """Find the claims of some evidence items of one briefing."""
    by_item = {id(claim.evidence): claim for claim in claims}
    return lambda items: [by_item[id(item)] for item in items]


def _highest(risks: Iterable[Sighting[Risk]]) -> Sighting[Risk] | None:
    """The risk of the highest level; of several, the likelier one."""
    ranked = []
    for risk in risks:
        found = assess(risk)
        if found.level and found.likelihood:
            ranked.append((list(type(found.level)).index(found.level), found.likelihood.low, risk))
    return max(ranked, key=lambda item: item[:2])[2] if ranked else None


def _by_side(found: Iterable[Sighting[Actor]]) -> dict[str, list[Sighting[Actor]]]:
    """Actors by the side that they take, those of none last."""
    sides: dict[str, list[Sighting[Actor]]] = defaultdict(list)
    for sighting in found:
        sides[sighting.entry.side or ""].append(sighting)
    return dict(sorted(sides.items(), key=lambda item: not item[0]))
