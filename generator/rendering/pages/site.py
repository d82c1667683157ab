"""What every page is written with, and how it is noted what a page depends on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlencode

from markupsafe import Markup

from generator.linking.corpus import Corpus
from generator.linking.identities import Known
from generator.linking.lines import Line
from generator.linking.sightings import Ref, Sighting
from generator.linking.standing import is_due_for_review
from generator.linking.threads import Thread
from generator.model.briefing import Risk
from generator.model.dates import PartialDate
from generator.rendering.addresses import Ways, address, root_from
from generator.rendering.edition import Edition
from generator.rendering.escape import escape, safe
from generator.rendering.kinds import page_kinds
from generator.rendering.pages.paging import OTHER, Part
from generator.rendering.running import QuickEnvironment
from generator.rendering.sections import SECTIONS
from generator.rendering.sentences import movements
from generator.rendering.templates import environment
from generator.rendering.units import uri_of
from generator.rendering.wording import Wording

T = TypeVar("T")

_NOTHING = Markup("")
SEARCH = "search.md"
"""The Markdown file of the search page."""


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that pages are written with."""

    corpus: Corpus
    edition: Edition
    words: Wording
    env: QuickEnvironment

    def name(self, actor: str) -> str:
        """An actor's name; its id if it has none."""
        return self.corpus.known[actor].name if actor in self.corpus.known else actor

    def section(self, name: str) -> str:
        """The title of a section: the owner's, or else ours from `SECTIONS`."""
        return self.edition.titles.get(name) or self.words.gettext(SECTIONS[name])

    def label(self, part: Part[Any]) -> str:
        """The title of a part of a long list: `2021`, or `2021, page 2`."""
        name = part.name if part.name != OTHER else self.words.gettext("Other")
        if part.page == 1:
            return name
        return self.words.gettext("{name}, page {page}", name=name, page=part.page)


def site_of(corpus: Corpus, edition: Edition) -> Site:
    """Prepare what the pages of a corpus are written with. Raises `ExtensionError`."""
    words = edition.wording()
    added = {name: kind.templates for name, (_, kind) in page_kinds().items()}
    env = environment(words, edition.templates, added)
    return Site(corpus, edition, words, env)


@dataclass(frozen=True, slots=True)
class View:
    """One page's access to the rest of the site. It notes in `uses` what the page depends on."""

    site: Site
    uri: str
    uses: set[str]
    """What it depends on, as in `Page.uses`."""
    ways: Ways = field(init=False)
    actors: Mapping[str, Known] = field(init=False)
    """The identity of each actor."""
    threads: Mapping[str, Thread] = field(init=False)
    """All threads, for their names."""
    _briefings: dict[str, tuple[str, bool]] = field(init=False, default_factory=dict)
    """For briefings linked to so far: the link, and whether it leads to this very page."""
    _names: dict[str, str] = field(init=False, default_factory=dict)
    """What `name` returned for pages named so far."""

    def __post_init__(self) -> None:
        corpus = self.site.corpus
        actors = Noted(corpus.known, "actor", self.uses)
        threads = Noted(corpus.threads, "thread", self.uses)
        object.__setattr__(self, "ways", Ways(self.uri, self.site.edition.links))
        object.__setattr__(self, "actors", actors)
        object.__setattr__(self, "threads", threads)

    def to(self, target: str, anchor: str = "") -> str:
        """The link to a page."""
        return self.ways.to(target, anchor)

    def to_file(self, uri: str) -> str:
        """The link to a file of the site that is not a page."""
        return f"{root_from(address(self.uri, self.site.edition.links))}{uri}"

    def name(self, target: str, anchor: str = "") -> str:
        """A name for a page, or an anchor on it, that holds everywhere: its absolute address.

        If the site's own address is not configured, it is the link from this page.
        """
        if target not in self._names:
            self._names[target] = self.site.edition.permalink(target) or self.to(target)
        return f"{self._names[target]}#{anchor}" if anchor else self._names[target]

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
        """The link to the search with facets set; empty if the site does not have our search."""
        if not self.site.edition.has_search:
            return ""
        return f"{self.to(SEARCH)}?{urlencode(choices)}"

    def lang(self, ref: Ref) -> Markup:
        """HTML attributes for a briefing's own words, if their language is not the page's."""
        language = ref.outline.language
        if language is None or language == self.site.edition.language:
            return _NOTHING
        return safe(f' lang="{escape(language)}" dir="auto"')

    def moved(self, changes: Iterable[Any]) -> Any:
        """What changed, in sentences."""
        return movements(changes, self.actors, self.site.words)

    def publishers(self, sighting: Sighting[Any]) -> list[str]:
        """The publishers of an entry's sources; the title for a source without one."""
        entry = (sighting.field, sighting.key)
        claims = (gist for gist in sighting.ref.outline.claims if gist[:2] == entry)
        every = sighting.ref.briefing.sources
        sources = (every[gist.source] for gist in claims)
        return list(dict.fromkeys(source.publisher or source.title for source in sources))

    def has_passed(self, date: PartialDate) -> bool:
        """Whether a date is over by the day of the newest briefing."""
        self.uses.add("day")
        return date.last < self.site.corpus.as_of

    def is_due(self, line: Line[Risk]) -> bool:
        """Whether a risk is unresolved past its horizon, by the day of the newest briefing."""
        self.uses.add("day")
        return is_due_for_review(line, self.site.corpus.as_of)


@dataclass(frozen=True, slots=True)
class Noted(Mapping[str, T]):
    """Things by id, for their names; notes every id that a page looks up, even a missing one."""

    things: Mapping[str, T]
    kind: str
    uses: set[str]
    _noted: dict[str, T] = field(init=False, repr=False, default_factory=dict)
    """The things looked up so far."""

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
    return uri_of("briefing", id_)


def thread_uri(id_: str) -> str:
    """The Markdown file of a thread's page."""
    return uri_of("thread", id_)


def source_uri(id_: str) -> str:
    """The Markdown file of a source's page."""
    return uri_of("source", id_)


def tag_uri(id_: str) -> str:
    """The Markdown file of a tag's page."""
    return uri_of("tag", id_)


def actor_uri(id_: str) -> str:
    """The Markdown file of an actor's dossier."""
    return uri_of("actor", id_)
