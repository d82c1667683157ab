"""What every page is written with, and how a page comes to know what it shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment

from generator.linking.corpus import Claim, Corpus, Dossier, SourceRecord, states
from generator.linking.sightings import Line, Ref, Sighting, assess
from generator.linking.standing import is_due_for_review
from generator.linking.threads import Thread
from generator.model.briefing import Risk
from generator.model.dates import PartialDate
from generator.rendering.addresses import Links, link_between
from generator.rendering.escape import marked
from generator.rendering.page import Page
from generator.rendering.pages.paging import Part, neighbours, split
from generator.rendering.sentences import movements
from generator.rendering.templates import environment, render

T = TypeVar("T")


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

    def name(self, actor: str) -> str:
        """What an actor is called; its id where nothing says so."""
        return self.corpus.actors[actor].name if actor in self.corpus.actors else actor


def site_of(corpus: Corpus, links: Links, templates: Path | None) -> Site:
    """Prepare what the pages of a corpus are written with."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in corpus.claims:
        claims[claim.ref.id].append(claim)
    source_ids = {(s.ref.id, s.key): r.id for r in corpus.sources for s in r.sightings}
    relaying: dict[str, list[SourceRecord]] = defaultdict(list)
    for record in corpus.sources:
        relaying[record.source.origin or ""].append(record)
    relaying.pop("", None)
    return Site(corpus, environment(templates), links, claims, source_ids, relaying)


def write(
    site: Site,
    *,
    uri: str,
    kind: str,
    title: str,
    description: str,
    refs: Iterable[Ref] = (),
    in_search: bool = True,
    source: Path | None = None,
    **values: Any,
) -> Page:
    """Write a page by the template of its kind.

    `refs` are the briefings that it shows something of; those that the template links to or
    takes a name from are added.
    """
    view = View(site, uri, {ref.id for ref in refs})
    context = {
        "actors": view.actors,
        "assess": assess,
        "corpus": site.corpus,
        "has_passed": view.has_passed,
        "is_due": view.is_due,
        "marked": marked,
        "moved": view.moved,
        "publishers": view.publishers,
        "source_uri": source_uri,
        "states": states,
        "thread_uri": thread_uri,
        "threads": view.threads,
        "title": title,
        "to": view.to,
        "to_actor": lambda id_: view.to(actor_uri(id_)),
        "to_briefing": view.to_briefing,
        **values,
    }
    markdown = render(site.env, f"{kind}.md.jinja", context)
    return Page(uri, kind, title, description, markdown, frozenset(view.shown), in_search, source)


def write_list(
    site: Site,
    items: Sequence[T],
    *,
    kind: str,
    title: str,
    description: str,
    group: Callable[[T], object],
    refs_of: Callable[[T], Iterable[Ref]],
    most: int,
    best: Sequence[T] | None = None,
    folder: str = "years",
    **values: Any,
) -> Iterator[Page]:
    """Write the list of a kind, oldest first: its front page, and its parts where it is long.

    The front page of a long list shows as many as fit of `best`, or the newest.
    """
    parts = split(f"{kind}/{folder}", items, group, most)
    front = tuple(reversed(items)) if best is None else tuple(best)
    yield write(
        site,
        uri=f"{kind}/index.md",
        kind=kind,
        title=title,
        description=description,
        refs=site.corpus.refs,
        items=front[:most],
        total=len(items),
        pages=parts,
        part=None,
        **values,
    )
    yield from write_parts(
        site,
        parts,
        refs_of,
        lambda part: {"items": part.items, **values},
        kind=kind,
        title=title,
        description=description,
        whole=f"{kind}/index.md",
    )


def write_parts(
    site: Site,
    parts: Sequence[Part[T]],
    refs_of: Callable[[T], Iterable[Ref]],
    values_of: Callable[[Part[T]], Mapping[str, Any]],
    *,
    kind: str,
    title: str,
    description: str,
    whole: str,
) -> Iterator[Page]:
    """Write the parts of a long list, by the template of the page `whole` that leads to them."""
    for part, earlier, later in neighbours(parts):
        shown = (*part.before, *part.items, *(later.items[:1] if later else ()))
        yield write(
            site,
            uri=part.uri,
            kind=kind,
            title=f"{title}: {part.label}",
            description=description,
            refs=(ref for item in shown for ref in refs_of(item)),
            in_search=False,
            pages=(),
            part=part,
            earlier=earlier,
            later=later,
            whole=whole,
            **values_of(part),
        )


@dataclass(frozen=True, slots=True)
class View:
    """One page's way to the rest of the site; what it takes from a briefing is noted."""

    site: Site
    uri: str
    shown: set[str]
    """Ids of the briefings that the page shows something of."""

    def to(self, target: str, anchor: str = "") -> str:
        """The link to a page."""
        return link_between(self.uri, target, self.site.links, anchor)

    def to_briefing(self, ref: Ref, anchor: str = "") -> str:
        """The link to a briefing's page."""
        self.shown.add(ref.id)
        return self.to(briefing_uri(ref.id), anchor)

    def moved(self, changes: Iterable[Any]) -> Any:
        """What changed, in sentences."""
        return movements(changes, self.actors)

    def publishers(self, sighting: Sighting[Any]) -> list[str]:
        """Who published what an entry stands on."""
        claims = self.site.claims.get(sighting.ref.id, ())
        sources = (claim.source for claim in claims if claim.anchor == sighting.anchor)
        return list(dict.fromkeys(source.publisher or source.title for source in sources))

    def has_passed(self, date: PartialDate) -> bool:
        """Whether a day lies behind the newest briefing."""
        self._note_day()
        return date.last < self.site.corpus.as_of

    def is_due(self, line: Line[Risk]) -> bool:
        """Whether a risk's horizon lies behind the newest briefing, and it is unresolved."""
        self._note_day()
        return is_due_for_review(line, self.site.corpus.as_of)

    @property
    def actors(self) -> Mapping[str, Dossier]:
        """All actors."""
        return Noted(self.site.corpus.actors, self.shown, lambda dossier: dossier.said_in)

    @property
    def threads(self) -> Mapping[str, Thread]:
        """All threads, each named after the words of its first briefing."""
        return Noted(self.site.corpus.threads, self.shown, lambda thread: (thread.refs[0].id,))

    def _note_day(self) -> None:
        self.shown.update(ref.id for ref in self.site.corpus.refs[:1])


@dataclass(frozen=True, slots=True)
class Noted(Mapping[str, T]):
    """Things by id, of which a page takes the name: it notes whose words it thereby shows."""

    things: Mapping[str, T]
    shown: set[str]
    said_in: Callable[[T], Iterable[str]]
    """Ids of the briefings that a thing's name comes from."""

    def __getitem__(self, id_: str) -> T:
        """Look one up. Raises `KeyError`."""
        thing = self.things[id_]
        self.shown.update(self.said_in(thing))
        return thing

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


def actor_uri(id_: str) -> str:
    """The Markdown file of an actor's dossier."""
    return _uri("actors", id_)


def _uri(folder: str, id_: str) -> str:
    # The list of all is `index`; no id ends in a hyphen, so nothing else has this address.
    return f"{folder}/{'index-' if id_ == 'index' else id_}.md"
