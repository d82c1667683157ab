"""Which pages there are, and what each is made from.

A page belongs to a unit: a list, or one briefing, thread, actor, source or tag. So what an edit
touches can be planned and written alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from generator.linking.corpus import Corpus
from generator.rendering.edition import Edition
from generator.rendering.kinds import page_kinds
from generator.rendering.page import Page, Plan
from generator.rendering.pages.actors import actor_list, actor_pages
from generator.rendering.pages.added import plans_of_added
from generator.rendering.pages.briefings import briefing_list, briefing_pages
from generator.rendering.pages.calibration import calibration_list
from generator.rendering.pages.data import data_page
from generator.rendering.pages.demands import demand_list
from generator.rendering.pages.figures import figure_list
from generator.rendering.pages.front import front_page
from generator.rendering.pages.risks import risk_list
from generator.rendering.pages.search import search_page
from generator.rendering.pages.site import Site, briefing_uri, site_of
from generator.rendering.pages.sources import source_list, source_pages
from generator.rendering.pages.tags import tag_list, tag_pages
from generator.rendering.pages.threads import thread_list, thread_pages
from generator.rendering.pages.timeline import timeline_list
from generator.rendering.sections import LISTED, NEEDS, OURS
from generator.rendering.units import LIST

__all__ = [
    "LISTS",
    "PLAIN",
    "SHOWN_ANYWHERE",
    "THINGS",
    "briefing_uri",
    "look_up",
    "plans_of",
    "render_pages",
    "site_of",
    "units",
]

PLAIN = Edition()
"""An edition of which nobody decided anything."""

LISTS: dict[str, Callable[[Site], Iterable[Plan]]] = {
    "front": front_page,
    "briefings": briefing_list,
    "threads": thread_list,
    "actors": actor_list,
    "demands": demand_list,
    "risks": risk_list,
    "figures": figure_list,
    "timeline": timeline_list,
    "sources": source_list,
    "calibration": calibration_list,
    "tags": tag_list,
    "data": data_page,
    "search": search_page,
}
"""Plans the pages about all briefings, by the part of the unit's name behind `list:`."""
THINGS: dict[str, Callable[[Site, str], Iterable[Plan]]] = {
    "briefing": briefing_pages,
    "thread": thread_pages,
    "actor": actor_pages,
    "source": source_pages,
    "tag": tag_pages,
}
"""Plans the pages about one thing, by its kind."""
_LONG = 200
"""Briefings of a thread from which on it takes long to compare each with those before it."""

_OF_ALL = frozenset({"date", "thread", "status", "language", "scale", "tags"})
"""The fields that any page may go by."""
_NAMES = frozenset({"title", "author"})
"""The fields that pages may tell of a briefing wherever they name it."""
SHOWN_ANYWHERE = _NAMES | {"language"}
"""The fields that no list goes by, and that a template of an owner's may show in any list."""
_NAMELESS = frozenset(kind.name for kind in OURS if not kind.names_briefings)
_FIELDS = {kind.name: kind.fields for kind in OURS if kind.fields is not None}


def silent(fields: Collection[str]) -> frozenset[str]:
    """Kinds of pages that say nothing of some fields of the briefings that they take.

    That is so of our own templates; those of a site's owner may say anything.
    """
    others = frozenset(fields) - _NAMES
    if not _OF_ALL.isdisjoint(others):
        return frozenset()
    kinds = frozenset(kind for kind, own in _FIELDS.items() if own.isdisjoint(others))
    if not others:
        kinds |= _NAMELESS
    return kinds if _NAMES.isdisjoint(fields) else kinds & _NAMELESS


def lists() -> tuple[str, ...]:
    """The kinds of pages about all briefings: ours, then those that packages add.

    Raises `ExtensionError`.
    """
    return (*LISTS, *page_kinds())


def units(corpus: Corpus) -> Iterator[str]:
    """Every unit that has pages."""
    found = {
        "briefings": (f"briefing:{ref.id}" for ref in corpus.refs),
        "threads": (f"thread:{id_}" for id_ in corpus.threads),
        "actors": (f"actor:{id_}" for id_ in corpus.actors),
        "sources": (f"source:{record.id}" for record in corpus.sources),
        "tags": (f"tag:{id_}" for id_ in corpus.tags),
    }
    for name in lists():
        yield f"{LIST}{name}"
        yield from found.get(name, ())


def plans_of(site: Site, unit: str) -> Iterable[Plan]:
    """The pages of a unit; none where there is no such thing, or not any more."""
    kind, _, name = unit.partition(":")
    if not site.edition.has(LISTED.get(kind, name)):
        return ()
    if kind == "list":
        return LISTS[name](site) if name in LISTS else plans_of_added(site, name)
    there: Mapping[str, object] = getattr(site.corpus, NEEDS[kind][0])
    return THINGS[kind](site, name) if name in there else ()


def look_up(corpus: Corpus, units: Iterable[str]) -> None:
    """Have a corpus work out what the pages of some units are looked up in.

    Who then forks has it in every process, where each would take as long for it.
    """
    scopes: set[str] = set()
    kinds: set[str] = set()
    for kind, _, id_ in (unit.partition(":") for unit in units):
        kinds.add(kind)
        if kind == "briefing" and id_ in corpus.by_id:
            scopes.add(corpus.by_id[id_].scope)
    for name in (name for kind in kinds for name in NEEDS.get(kind, ())):
        getattr(corpus, name)
    for scope in scopes.intersection(corpus.threads):
        thread = corpus.threads[scope]
        if len(thread.refs) > _LONG:
            thread.changes.get(thread.latest)


def render_pages(corpus: Corpus, edition: Edition = PLAIN) -> Iterator[Page]:
    """Write every page of a corpus.

    Raises `BadTemplateError` or `BadCatalogueError` where one of the owner's is wrong, and
    `ExtensionError` where a kind of pages is that a package adds.
    """
    site = site_of(corpus, edition)
    for unit in units(corpus):
        for plan in plans_of(site, unit):
            yield plan.write()
