"""What every page is written with, and how a page comes to know what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

from markupsafe import Markup

from generator.linking.about import states
from generator.linking.corpus import Corpus
from generator.linking.identities import Known
from generator.linking.sightings import Line, Ref, Sighting, assess
from generator.linking.standing import is_due_for_review
from generator.linking.tags import tag_id
from generator.linking.threads import Thread
from generator.model.briefing import Risk
from generator.model.dates import PartialDate
from generator.rendering.addresses import Ways
from generator.rendering.edition import Edition
from generator.rendering.escape import escape, marked, safe
from generator.rendering.page import Page, Plan
from generator.rendering.pages.paging import OTHER, Part, neighbours, split
from generator.rendering.running import QuickEnvironment
from generator.rendering.sentences import movements
from generator.rendering.templates import environment, render
from generator.rendering.wording import Wording

T = TypeVar("T")

WIDE = frozenset(
    {
        *("front", "briefings", "threads", "actors", "demands", "risks", "figures", "sources"),
        *("tags", "search"),
    }
)
"""Kinds of pages that use the room of a table of contents themselves."""
_NOTHING = Markup("")
SEARCH = "search.md"
"""The page of the search."""


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages are written with."""

    corpus: Corpus
    edition: Edition
    words: Wording
    env: QuickEnvironment

    def name(self, actor: str) -> str:
        """What an actor is called; its id where nothing says so."""
        return self.corpus.known[actor].name if actor in self.corpus.known else actor

    def label(self, part: Part[Any]) -> str:
        """What a part of a long list is called: `2021`, or `2021, page 2`."""
        name = part.name if part.name != OTHER else self.words.gettext("Other")
        if part.page == 1:
            return name
        return self.words.gettext("{name}, page {page}", name=name, page=part.page)


def site_of(corpus: Corpus, edition: Edition) -> Site:
    """Prepare what the pages of a corpus are written with."""
    words = edition.wording()
    env = environment(words, edition.templates)
    return Site(corpus, edition, words, env)


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
) -> Plan:
    """Plan a page that the template of its kind will be written with.

    `refs` are the briefings whose words it shows; those that the template links to or takes a
    name from are added as it is written. Where no `shape` is given, it is these briefings in their
    order. `about` is the briefing that it is the page of.
    """

    def write() -> Page:
        view = View(site, uri, set(_taken(unit, refs())))
        markdown = render(site.env, f"{kind}.md.jinja", context(view, title) | dict(values()))
        return Page(
            uri,
            kind,
            title,
            describe(),
            markdown,
            frozenset(view.uses),
            in_search=in_search,
            has_contents=kind not in WIDE,
            source=source,
            about=about,
        )

    return Plan(uri, unit, kind, shape or (lambda: [ref.id for ref in refs()]), write, is_total)


def _taken(unit: str, refs: Iterable[Ref]) -> Iterator[str]:
    """What a page takes, whatever its template does."""
    kind, _, _ = unit.partition(":")
    if kind in ("actor", "thread"):
        yield unit
    for ref in refs:
        yield f"briefing:{ref.id}"
        if kind == "list" and ref.outline.thread:  # which it can be narrowed down to by its name
            yield f"thread:{ref.outline.thread}"


def context(view: View, title: str) -> dict[str, Any]:
    """What every template finds, beside the values of its page."""
    site = view.site
    return {
        "actors": view.actors,
        "assess": assess,
        "corpus": site.corpus,
        "has_passed": view.has_passed,
        "is_due": view.is_due,
        "label": site.label,
        "lang": view.lang,
        "marked": marked,
        "moved": view.moved,
        "permalink": site.edition.permalink(view.uri),
        "publishers": view.publishers,
        "site_name": site.edition.site_name,
        "source_uri": source_uri,
        "states": states,
        "tag_id": tag_id,
        "tag_uri": tag_uri,
        "thread_uri": thread_uri,
        "threads": view.threads,
        "title": title,
        "to": view.ways.to,
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
    """Plan the list of a kind, oldest first: its front page, and its parts where it is long.

    The front page of a long list shows as many as fit of `best`, or the newest. `refs_of` and
    `shape` are for an item and for some items what `refs` and `shape` are for a page.
    """
    parts = split(f"{kind}/{folder}", items, group, most)
    front = tuple(reversed(items)) if best is None else tuple(best)
    yield plan(
        site,
        unit=f"list:{kind}",
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
            "part": None,
            **values(),
        },
    )
    yield from plan_parts(
        site,
        parts,
        refs_of,
        lambda part: {"items": part.items, **values()},
        shape=lambda part: shape(part.items),
        unit=f"list:{kind}",
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
) -> Iterator[Plan]:
    """Plan the parts of a long list, by the template of the page `whole` that leads to them."""

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


@dataclass(frozen=True, slots=True)
class View:
    """One page's way to the rest of the site; what it takes from a briefing is noted."""

    site: Site
    uri: str
    uses: set[str]
    """What it takes, as of `Page.uses`."""
    ways: Ways = field(init=False)
    _briefings: dict[str, tuple[str, bool]] = field(init=False, default_factory=dict)
    """Links to briefings whose pages were linked to before, and whether this is the page."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "ways", Ways(self.uri, self.site.edition.links))

    def to(self, target: str, anchor: str = "") -> str:
        """The link to a page."""
        return self.ways.to(target, anchor)

    def to_briefing(self, ref: Ref, anchor: str = "") -> str:
        """The link to a briefing's page."""
        known = self._briefings.get(ref.id)
        if known is None:
            self.uses.add(f"briefing:{ref.id}")
            uri = briefing_uri(ref.id)
            known = self._briefings[ref.id] = (self.to(uri), uri == self.uri)
        link, is_here = known
        if not anchor:
            return link
        return f"#{anchor}" if is_here else f"{link}#{anchor}"

    def to_search(self, choices: Mapping[str, str]) -> str:
        """The link to the search with facets set; empty where the site has none of ours."""
        if not self.site.edition.has_search:
            return ""
        return f"{self.to(SEARCH)}?{urlencode(choices)}"

    def lang(self, ref: Ref) -> Markup:
        """Says, as attributes, in which language a briefing's own words are, if in another."""
        language = ref.outline.language
        if language is None or language == self.site.edition.language:
            return _NOTHING
        return safe(f' lang="{escape(language)}" dir="auto"')

    def moved(self, changes: Iterable[Any]) -> Any:
        """What changed, in sentences."""
        return movements(changes, self.actors, self.site.words)

    def publishers(self, sighting: Sighting[Any]) -> list[str]:
        """Who published what an entry stands on."""
        entry = (sighting.field, sighting.key)
        claims = (gist for gist in sighting.ref.outline.claims if gist[:2] == entry)
        every = sighting.ref.briefing.sources
        sources = (every[gist.source] for gist in claims)
        return list(dict.fromkeys(source.publisher or source.title for source in sources))

    def has_passed(self, date: PartialDate) -> bool:
        """Whether a day lies behind the newest briefing."""
        self.uses.add("day")
        return date.last < self.site.corpus.as_of

    def is_due(self, line: Line[Risk]) -> bool:
        """Whether a risk's horizon lies behind the newest briefing, and it is unresolved."""
        self.uses.add("day")
        return is_due_for_review(line, self.site.corpus.as_of)

    @property
    def actors(self) -> Mapping[str, Known]:
        """Who each actor is."""
        return Noted(self.site.corpus.known, "actor", self.uses)

    @property
    def threads(self) -> Mapping[str, Thread]:
        """All threads, each named after the words of its first briefing."""
        return Noted(self.site.corpus.threads, "thread", self.uses)


@dataclass(frozen=True, slots=True)
class Noted(Mapping[str, T]):
    """Things by id, of which a page takes the name: what is looked up is noted, there or not."""

    things: Mapping[str, T]
    kind: str
    uses: set[str]
    _noted: dict[str, T] = field(init=False, repr=False, default_factory=dict)
    """What was looked up before."""

    def __getitem__(self, id_: str) -> T:
        """Look one up. Raises `KeyError`."""
        if id_ in self._noted:
            return self._noted[id_]
        self.uses.add(f"{self.kind}:{id_}")
        thing = self._noted[id_] = self.things[id_]
        return thing

    def __contains__(self, id_: object) -> bool:
        """Tell whether there is one."""
        return id_ in self._noted or Mapping.__contains__(self, id_)

    def __iter__(self) -> Iterator[str]:
        """Go through all ids."""
        return iter(self.things)

    def __len__(self) -> int:
        """Count them."""
        return len(self.things)


def briefing_uri(id_: str) -> str:
    """The Markdown file of a briefing's page."""
    return _uri("briefings", id_)


def thread_uri(id_: str) -> str:
    """The Markdown file of a thread's page."""
    return _uri("threads", id_)


def source_uri(id_: str) -> str:
    """The Markdown file of a source's page."""
    return _uri("sources", id_)


def tag_uri(id_: str) -> str:
    """The Markdown file of a tag's page."""
    return _uri("tags", id_)


def actor_uri(id_: str) -> str:
    """The Markdown file of an actor's dossier."""
    return _uri("actors", id_)


def _uri(folder: str, id_: str) -> str:
    # The list of all is `index`; no id ends in a hyphen, so nothing else has this address.
    return f"{folder}/{'index-' if id_ == 'index' else id_}.md"
