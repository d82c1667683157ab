"""Planning pages: everything that is decided about a page before its template is rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from generator.linking.about import states
from generator.linking.link import published
from generator.linking.sightings import Ref, assess
from generator.linking.tags import tag_id
from generator.rendering.addresses import WITH_FEED, feed_of
from generator.rendering.escape import marked
from generator.rendering.page import Page, Plan, Planned
from generator.rendering.pages.linked.graph import Node, graph, nothing
from generator.rendering.pages.paging import Part, neighbours, split
from generator.rendering.pages.site import (
    Site,
    View,
    actor_uri,
    source_uri,
    tag_uri,
    thread_uri,
)
from generator.rendering.sections import WIDE
from generator.rendering.templates import render
from generator.rendering.units import LIST

T = TypeVar("T")


def plan(
    site: Site,
    *,
    unit: str,
    uri: str,
    kind: str,
    title: str,
    describe: Callable[[], str],
    values: Callable[[], Mapping[str, Any]],
    refs: Callable[[], Iterable[Ref]] = tuple,
    shape: Callable[[], object] | None = None,
    is_total: bool = False,
    in_search: bool = True,
    source: Path | None = None,
    about: Ref | None = None,
    whole: tuple[str, str] | None = None,
    linked: Callable[[View], Node] | None = nothing,
) -> Plan:
    """Plan a page, to be written with the template of its kind.

    `refs` are the briefings whose words it shows; writing it adds those that the template links to
    or takes a name from. Without a `shape`, its shape is these briefings in their order. `about` is
    the briefing, if it is a briefing's own page; `whole` is the file and the title of the page that
    it is a part of. `linked` gives its terms in JSON-LD, besides those that every page has; with
    None, it has no JSON-LD at all.
    """
    subject, _, id_ = unit.partition(":")
    feed = feed_of(subject, id_) if _has_feed(site, subject, id_) else ""

    def write() -> Page:
        view = View(site, uri, set(_taken(unit, refs())))
        markdown = render(site.env, f"{kind}.md.jinja", context(view, title) | dict(values()))
        description = describe()
        said = ""
        if linked and "jsonld" in site.edition.exports:
            said = graph(view, title, description, linked(view), whole)
        return Page(
            uri,
            kind,
            title,
            description,
            markdown,
            frozenset(view.uses),
            in_search=in_search,
            has_contents=kind not in WIDE,
            source=source,
            about=about,
            whole=whole[1] if whole else "",
            feed=feed,
            linked=said,
        )

    decided = shape or (lambda: [ref.id for ref in refs()])
    return Planned(uri, unit, kind, decided, write, is_total, refs)


def _has_feed(site: Site, subject: str, id_: str) -> bool:
    """Whether a thing has a feed: it has none if only drafts mention it."""
    if subject not in WITH_FEED:
        return False
    told = published(site.corpus)
    return id_ in (told.threads if subject == "thread" else told.known)


def _taken(unit: str, refs: Iterable[Ref]) -> Iterator[str]:
    """What a page of a unit depends on, whatever its template does."""
    kind, _, _ = unit.partition(":")
    if kind in ("actor", "thread"):
        yield unit
    for ref in refs:
        yield f"briefing:{ref.id}"
        if kind == "list" and ref.outline.thread:  # the list's filter names threads
            yield f"thread:{ref.outline.thread}"


def context(view: View, title: str) -> dict[str, Any]:
    """The names that every template can use, besides the values of its page."""
    site = view.site
    return {
        "actors": view.actors,
        "assess": assess,
        "corpus": site.corpus,
        "has": site.edition.has,
        "has_passed": view.has_passed,
        "is_due": view.is_due,
        "label": site.label,
        "lang": view.lang,
        "marked": marked,
        "moved": view.moved,
        "part": None,  # except on a part of a long list
        "permalink": site.edition.permalink(view.uri),
        "publishers": view.publishers,
        "section": site.section,
        "site_name": site.edition.site_name,
        "source_uri": source_uri,
        "states": states,
        "tag_id": tag_id,
        "tag_uri": tag_uri,
        "thread_uri": thread_uri,
        "threads": view.threads,
        "title": title,
        "to": view.ways.to,
        "to_file": view.to_file,
        "to_actor": lambda id_: view.to(actor_uri(id_)),
        "to_briefing": view.to_briefing,
        "to_search": view.to_search,
    }


def plan_list(
    site: Site,
    items: Sequence[T],
    *,
    kind: str,
    title: str,
    description: str,
    group: Callable[[T], object],
    refs_of: Callable[[T], Iterable[Ref]],
    most: int,
    shape: Callable[[Sequence[T]], object],
    values: Callable[[], Mapping[str, Any]] = dict,
    best: Sequence[T] | None = None,
    folder: str = "years",
) -> Iterator[Plan]:
    """Plan the list of a kind from its items, oldest first: a front page, and parts if it is long.

    The front page shows the first `most` items of `best`, or else the newest. `refs_of` and
    `shape` are as `refs` and `shape` in `plan`, but for one item and for some items.
    """
    parts = split(f"{kind}/{folder}", items, group, most)
    front = tuple(reversed(items)) if best is None else tuple(best)
    yield plan(
        site,
        unit=f"{LIST}{kind}",
        uri=f"{kind}/index.md",
        kind=kind,
        title=title,
        describe=lambda: description,
        refs=lambda: (ref for item in front[:most] for ref in refs_of(item)),
        shape=tuple,
        is_total=True,
        values=lambda: {
            "items": front[:most],
            "total": len(items),
            "pages": parts,
            **values(),
        },
    )
    yield from plan_parts(
        site,
        parts,
        refs_of,
        lambda part: {"items": part.items, **values()},
        shape=lambda part: shape(part.items),
        unit=f"{LIST}{kind}",
        kind=kind,
        title=title,
        description=description,
        whole=f"{kind}/index.md",
    )


def plan_parts(
    site: Site,
    parts: Sequence[Part[T]],
    refs_of: Callable[[T], Iterable[Ref]],
    values_of: Callable[[Part[T]], Mapping[str, Any]],
    *,
    shape: Callable[[Part[T]], object],
    unit: str,
    kind: str,
    title: str,
    description: str,
    whole: str,
    linked: Callable[[View, Part[T]], Node] = lambda *_: {},
) -> Iterator[Plan]:
    """Plan the parts of a long list, with the template of the page `whole` that leads to them."""

    def planned(part: Part[T], earlier: Part[T] | None, later: Part[T] | None) -> Plan:
        beside = [each.uri if each else "" for each in (earlier, later)]
        return plan(
            site,
            unit=unit,
            uri=part.uri,
            kind=kind,
            title=f"{title}: {site.label(part)}",
            describe=lambda: description,
            refs=lambda: (ref for item in part.items for ref in refs_of(item)),
            shape=lambda: (beside, shape(part)),
            in_search=False,
            whole=(whole, title),
            linked=lambda view: linked(view, part),
            values=lambda: {
                "pages": (),
                "part": part,
                "earlier": earlier,
                "later": later,
                "whole": whole,
                **values_of(part),
            },
        )

    return (planned(part, earlier, later) for part, earlier, later in neighbours(parts))
