"""Which pages have to be written: all of them, or those that an edit touches.

An edit is the difference of two corpora. From it follow the units whose pages may come, go or
lie otherwise, and the names of things that other pages take. Of their pages those are written
that are new, that have other neighbours, or that show something that has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from generator.linking.about import states
from generator.linking.corpus import Corpus
from generator.linking.difference import Difference
from generator.linking.sightings import Measure, Ref
from generator.publishing.state import PageRow, State
from generator.rendering.page import Page, Plan
from generator.rendering.pages import KINDS, LISTS, plans_of, units
from generator.rendering.pages.figures import is_contested
from generator.rendering.pages.site import Site

FRONT = "list:front"
"""The unit of the front page, which is written after every edit."""
PARTS = ("years", "names")
"""Folders with the parts of long lists."""


@dataclass(frozen=True, slots=True)
class Work:
    """What has to be done to the pages of a site."""

    plans: tuple[Plan, ...]
    """Pages to be written."""
    gone: tuple[str, ...]
    """Pages that there are no more."""
    uris: tuple[str, ...]
    """All pages that there are now, in an order that depends on nothing else."""


def all_work(site: Site, state: State) -> Work:
    """Write everything."""
    plans = tuple(plan for unit in units(site.corpus) for plan in plans_of(site, unit))
    uris = dict.fromkeys(plan.uri for plan in plans)
    return Work(plans, tuple(state.pages().keys() - uris), in_order(uris))


def work_of(site: Site, state: State, edit: Difference, kinds: Collection[str]) -> Work:
    """Write what an edit touches, and all pages of the kinds whose templates have changed."""
    changed = frozenset(_tokens(edit))
    using = state.using(changed) | state.of_kinds(kinds)
    lists = [] if edit.is_nothing else [FRONT, *(f"list:{name}" for name in edit.lists)]
    pages = state.pages()
    plans: list[Plan] = []
    for unit in dict.fromkeys((*lists, *_units(edit), *using.values())):
        before = state.shapes(unit)
        planned = list(plans_of(site, unit))
        for plan in planned:
            pages[plan.uri] = unit
            if (
                (plan.is_total and unit in lists)
                or before.get(plan.uri) != shape_of(plan, site.corpus)
                or plan.uri in using
                or unit in edit.moved
                or not changed.isdisjoint(f"briefing:{ref.id}" for ref in plan.refs())
            ):
                plans.append(plan)
        for uri in before.keys() - {plan.uri for plan in planned}:
            del pages[uri]
    return Work(tuple(plans), tuple(state.pages().keys() - pages.keys()), in_order(pages))


def in_order(uris: Iterable[str]) -> tuple[str, ...]:
    """Pages by kind, the list of each kind first."""
    kinds: dict[str, list[str]] = {f"{name}/": [] for name in ("", *LISTS)}
    for uri in sorted(uris):
        folder, slash, _ = uri.partition("/")
        kinds[f"{folder}/" if slash else "/"].append(uri)
    for folder, found in kinds.items():
        if (index := f"{folder.removeprefix('/')}index.md") in found:
            found.remove(index)
            found.insert(0, index)
    return tuple(chain.from_iterable(kinds.values()))


def unit_of(uri: str) -> str:
    """The unit that a page belongs to, by its Markdown file; empty if it can belong to none."""
    first, *rest = uri.removesuffix(".md").split("/")
    if not rest:
        return {"index": "list:front", "search": "list:search"}.get(first, "")
    kind = first.removesuffix("s")
    if first in LISTS and (rest == ["index"] or (len(rest) == 2 and rest[0] in PARTS)):
        return f"list:{first}"
    if first in LISTS and kind in KINDS and len(rest) in (1, 3):
        return f"{kind}:{'index' if rest[0] == 'index-' else rest[0]}"
    return ""


def row_of(plan: Plan, page: Page, corpus: Corpus) -> PageRow:
    """What is kept of a page that was written."""
    shown: Iterable[str] = ()
    if plan.unit != FRONT:
        shown = chain.from_iterable(_taken(plan, corpus))
    shape = shape_of(plan, corpus)
    return PageRow(plan.uri, plan.unit, page.kind, shape, tuple({*shown, *page.uses}))


def shape_of(plan: Plan, corpus: Corpus) -> str:
    """What decides what a page shows, beside the contents of the briefings that it shows.

    These are the briefings themselves: as another one comes or goes, a risk affects others, or a
    thread begins in another year. A part of a long list shows things of the whole, too, which
    goes by more briefings than the part shows.
    """
    if plan.unit == FRONT:
        return ""
    refs = [ref.id for ref in plan.refs()]
    there = _told_in(plan.unit, corpus)
    told = sorted(each for ref in dict.fromkeys(refs) for each in there.get(ref, ()))
    said = repr((plan.shape, _whole_of(plan.unit, corpus), refs, [each for _, each in told]))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _whole_of(unit: str, corpus: Corpus) -> tuple[object, ...]:
    """What each part of something long shows of all of it."""
    kind, _, id_ = unit.partition(":")
    if kind == "actor":
        dossier = corpus.actors[id_]
        tied = (dossier.wholes, dossier.parts, dossier.principals, dossier.speakers)
        return (sorted(dossier.identity.model_dump().items()), tied)
    if kind == "source":
        record = corpus.records[id_]
        relays = corpus.relaying.get(record.gist.origin or "", ())
        named = [(each.id, each.gist.publisher, each.gist.title) for each in relays]
        return (record.gist, record.sightings[0].ref.id, states(record.claims), named)
    if kind == "tag":
        tag = corpus.tags[id_]
        return (tag.name, len(tag.refs))
    return ()


@lru_cache(maxsize=1)
def _told_in(unit: str, corpus: Corpus) -> Mapping[str, Sequence[tuple[int, str]]]:
    """What a dossier or a list tells of each briefing, each with its place among all.

    What there is to tell goes by other briefings, too: an event is told by the first of a thread,
    and figures stand where their measure does. What is on a page goes by which of this there is
    and by the order of it, not by what others have in between.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for place, (ref, *told) in enumerate(_things(unit, corpus)):
        found.setdefault(ref.id, []).append((place, f"{ref.id} {told}"))
    return found


def _things(unit: str, corpus: Corpus) -> Iterator[tuple[Ref, *tuple[object, ...]]]:
    kind, _, id_ = unit.partition(":")
    if kind == "actor":
        dossier = corpus.actors[id_]
        for concern in (*dossier.demands_made, *dossier.demands_received):
            yield concern.line.first.ref, concern.line.key, concern.through
        for reply in dossier.responses:
            yield reply.sighting.ref, reply.sighting.key, reply.place
        for risk in dossier.risks:
            yield risk.first.ref, risk.key
        for event in dossier.events:
            yield event.ref, "event", event.key
        for figure in dossier.figures:
            yield figure.ref, "figure", figure.key
    elif unit == "list:demands":
        yield from ((line.first.ref, line.key) for line in corpus.demands)
    elif unit == "list:risks":
        yield from ((line.first.ref, line.key) for line in corpus.risks)
    elif unit == "list:timeline":
        yield from ((event.ref, event.key) for event in corpus.events)
    elif unit == "list:calibration":
        for forecast in corpus.calibration.forecasts:
            yield forecast.sighting.ref, forecast.sighting.key
    elif unit == "list:sources":
        yield from ((record.sightings[-1].ref, record.id) for record in corpus.sources)
    elif unit == "list:figures":
        for measure in measures_in(corpus):
            yield from ((figure.ref, figure.key) for figure in measure)


def measures_in(corpus: Corpus) -> list[Measure]:
    """All measures in the order in which the list of figures has them."""
    return sorted(
        corpus.figures,
        key=lambda measure: (is_contested(measure), measure[-1].ref.sort_key),
        reverse=True,
    )


def _taken(plan: Plan, corpus: Corpus) -> Iterator[Iterable[str]]:
    """What a page takes, as far as its plan tells."""
    kind, _, id_ = plan.unit.partition(":")
    yield (f"briefing:{ref.id}" for ref in plan.refs())
    if kind == "actor":
        yield (plan.unit,)
    elif kind == "source":  # the newest briefing that cites it says who wrote it, and all that
        yield (f"briefing:{corpus.records[id_].sightings[0].ref.id}",)
    elif kind == "list":  # a list can be narrowed down to a thread by its name
        yield (f"thread:{ref.outline.thread}" for ref in plan.refs() if ref.outline.thread)


def _tokens(edit: Difference) -> Iterator[str]:
    yield from (f"briefing:{id_}" for id_ in edit.briefings)
    yield from (f"actor:{id_}" for id_ in edit.names)
    yield from (f"thread:{id_}" for id_ in edit.thread_names)
    if edit.day:
        yield "day"


def _units(edit: Difference) -> Iterator[str]:
    for kind, ids in (
        ("briefing", edit.retold),
        ("thread", edit.threads),
        ("actor", edit.actors),
        ("source", edit.sources),
        ("tag", edit.tags),
    ):
        yield from (f"{kind}:{id_}" for id_ in sorted(ids))
