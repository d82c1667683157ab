"""Which pages a site has, and what each is made from.

Every page belongs to a unit: a list, or one briefing, thread, actor, source or tag. An edit then
plans and writes only the units that it touches.
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
"""An edition with every setting at its default."""

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
"""The planner of each list, by the part of its unit's name after `list:`."""
THINGS: dict[str, Callable[[Site, str], Iterable[Plan]]] = {
    "briefing": briefing_pages,
    "thread": thread_pages,
    "actor": actor_pages,
    "source": source_pages,
    "tag": tag_pages,
}
"""The planner of the pages about one thing, by the thing's kind."""
_LONG = 200
"""A thread with more briefings than this takes long to compare, each with those before it."""

_OF_ALL = frozenset({"date", "thread", "status", "language", "scale", "tags"})
"""Fields of a briefing that any page may be sorted or selected by."""
_NAMES = frozenset({"title", "author"})
"""Fields of a briefing that any page which names it may show."""
SHOWN_ANYWHERE = _NAMES | {"language"}
"""Fields that no list is sorted or selected by, but that an owner's template may show in any."""
_NAMELESS = frozenset(kind.name for kind in OURS if not kind.names_briefings)
_FIELDS = {kind.name: kind.fields for kind in OURS if kind.fields is not None}


def silent(fields: Collection[str]) -> frozenset[str]:
    """Kinds of pages that show none of some fields of the briefings that they use.

    This holds for our own templates. Those of a site's owner may show anything.
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
    """Every unit that a site of this corpus may have pages for."""
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
    """Plan the pages of a unit; none if the edition leaves them out, or the thing is not there."""
    kind, _, name = unit.partition(":")
    if not site.edition.has(LISTED.get(kind, name)):
        return ()
    if kind == "list":
        return LISTS[name](site) if name in LISTS else plans_of_added(site, name)
    there: Mapping[str, object] = getattr(site.corpus, NEEDS[kind][0])
    return THINGS[kind](site, name) if name in there else ()


def look_up(corpus: Corpus, units: Iterable[str]) -> None:
    """Make the corpus compute now what the pages of some units will look up in it.

    A caller that forks afterwards shares the result with every process. Otherwise, each process
    would spend the same time on it again.
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

    Raises `BadTemplateError` or `BadCatalogueError` if one of the owner's is wrong, and
    `ExtensionError` if a kind of pages that a package adds is.
    """
    site = site_of(corpus, edition)
    for unit in units(corpus):
        for plan in plans_of(site, unit):
            yield plan.write()
