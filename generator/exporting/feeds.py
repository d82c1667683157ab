"""Feeds: what is new on the whole site, in one thread or about one actor, newest first.

A feed has an entry for each briefing, for what each later briefing of a thread changes, and for
each correction. It holds the newest of these, 50 for the site and 20 for other feeds, or fewer if
their full texts would be longer than a million characters; at least one.

Every feed is made with a `View`, of the page that it goes with or any other: names are looked up
through views, and what a feed takes is noted in `uses` of the view that is passed in.

The corpus must be linked without drafts: anything in it may be published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from itertools import chain
from operator import itemgetter

from generator.exporting.entries import Entries, Entry, Told, identity, language_of
from generator.linking.sightings import Ref
from generator.rendering.addresses import FEED, Ways, feed_of
from generator.rendering.pages.site import Site, View, actor_uri, thread_uri

MOST = 50
"""Entries in the feed of the site."""
FEW = 20
"""Entries in any other feed."""
ROOM = 1_000_000
"""Characters of HTML in a feed; only its first entry may be longer."""
UNTOLD = date(1970, 1, 1)
"""When a feed without entries was updated, as Atom has to give a date."""
NOTE = "The site does not say its own address (site_url), so links are relative to this file."

_ROOT = "index.md"
"""A page in the same folder as the feed of the site."""
_DEEP = "feeds/threads/index.md"
"""A page as deep as all other feeds."""
_News = tuple[tuple[date, str, int], Callable[[], Told | None]]
"""A sort key, and what makes the entry if there is one. The key is the entry's day, its briefing,
and, in reverse, its place among the entries with both."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, in whatever format it is written."""

    id: str
    """A URI that stays the same when the site moves to another path."""
    title: str
    description: str
    stem: str
    """Its file without the ending, from the root of the site: `feeds/threads/ID`."""
    root: str
    """The absolute address of the site's root, with a slash; empty if it is unknown."""
    page: str
    """Address of the page that shows the same, absolute or relative to the feed."""
    author: str
    """Who answers for what nobody signs: the site, by its name."""
    language: str
    entries: tuple[Entry, ...]
    """Newest first, by the day on which each became new."""

    @property
    def updated(self) -> date:
        """The last day on which any of its entries was updated."""
        return max((entry.updated for entry in self.entries), default=UNTOLD)

    @property
    def note(self) -> str:
        """What someone who reads the file itself should know."""
        return "" if self.root else NOTE

    def address(self, ending: str) -> str:
        """Its own absolute address as a file with this ending; empty if it is unknown."""
        return f"{self.root}{self.stem}{ending}" if self.root else ""


def feed_of_site(view: View) -> Feed:
    """What is new in all briefings."""
    corpus, words = view.site.corpus, view.site.words
    entries = _entries(view.site, FEED)
    return _feed(
        view,
        FEED,
        "index.md",
        "",
        words.gettext("New briefings, what they change, and what was corrected in them."),
        chain(_told_in(entries, corpus.refs), _changed(entries, corpus.refs)),
    )


def feed_of_thread(view: View, id_: str) -> Feed:
    """What is new in one thread. Raises `KeyError` if there is none."""
    thread = view.threads[id_]
    stem = feed_of("thread", id_)
    entries = _entries(view.site, stem)
    return _feed(
        view,
        stem,
        thread_uri(id_),
        thread.name,
        view.site.words.gettext("How this story has developed: {thread}.", thread=thread.name),
        chain(_told_in(entries, thread.refs), _changed(entries, thread.refs)),
    )


def feed_of_actor(view: View, id_: str) -> Feed:
    """What is new about one actor. Raises `KeyError` if there is none.

    That is each briefing that mentions it, and what changes in threads about the demands that it
    makes, is asked or answers, the risks that affect it and the figures that it claims.
    """
    name = view.actors[id_].name
    corpus = view.site.corpus
    refs = corpus.mentions.get(id_, ())
    scopes = dict.fromkeys(ref.scope for ref in refs)
    stem = feed_of("actor", id_)
    entries = _entries(view.site, stem)
    # A briefing may change something about an actor by no longer naming it.
    changing = chain.from_iterable(entries.changing(scope).get(id_, ()) for scope in scopes)
    for scope in scopes:
        if scope in corpus.threads:
            view.uses.update(entries.telling(scope).get(id_, ()))
    return _feed(
        view,
        stem,
        actor_uri(id_),
        name,
        view.site.words.gettext("Briefings on {actor}, and what they change.", actor=name),
        chain(_told_in(entries, refs), _changed(entries, changing, id_)),
    )


@lru_cache(maxsize=1)
def _kept(site: Site) -> Mapping[str, Entries]:
    """The entries of the last site, by the page from which their links go."""
    return {start: Entries(site, start) for start in (_ROOT, _DEEP)}


def _entries(site: Site, stem: str) -> Entries:
    # Absolute links are the same wherever a feed is.
    return _kept(site)[_ROOT if site.edition.site_url else _start(stem)]


def _start(stem: str) -> str:
    """A page from which relative links are the same as from a feed."""
    return _DEEP if "/" in stem else _ROOT


def _told_in(entries: Entries, refs: Iterable[Ref]) -> Iterator[_News]:
    """Briefings, and their corrections."""
    for ref in refs:
        yield (ref.date, ref.id, 0), partial(entries.briefing, ref)
        for place, day in enumerate(entries.corrected_on(ref)):
            yield (day, ref.id, -2 - place), partial(entries.correction, ref, place)


def _changed(entries: Entries, refs: Iterable[Ref], actor: str = "") -> Iterator[_News]:
    """What briefings change, or the part of it that names an actor."""
    for ref in refs:
        yield (ref.date, ref.id, -1), partial(entries.changes, ref, actor)


def _feed(
    view: View, stem: str, uri: str, name: str, description: str, news: Iterable[_News]
) -> Feed:
    """Make the feed that goes with a page; `name` is what it is about, empty for the whole site."""
    site, edition = view.site, view.site.edition
    site_name = edition.site_name or site.words.gettext("Briefings")
    root = f"{edition.site_url.rstrip('/')}/" if edition.site_url else ""
    return Feed(
        id=identity(edition, stem),
        title=f"{name} – {site_name}" if name else site_name,
        description=description,
        stem=stem,
        root=root,
        page=edition.permalink(uri) or Ways(_start(stem), edition.links).to(uri),
        author=site_name,
        language=language_of(edition),
        entries=tuple(_newest(view, news, FEW if name else MOST)),
    )


def _newest(view: View, news: Iterable[_News], most: int) -> Iterator[Entry]:
    """As many entries as a feed holds; what they are made from is noted in `view`."""
    number, room = 0, ROOM
    for _, make in sorted(news, key=itemgetter(0), reverse=True):
        told = make()
        if told is None:
            continue
        number, room = number + 1, room - len(told.entry.html)
        view.uses.update(told.uses)  # even if there is no room: it may be shorter next time
        if room < 0 and number > 1:
            return
        yield told.entry
        if number == most:
            return
