"""What a feed says of a briefing: that it is there, what it changes, what was corrected in it.

Everything is plain data. What a writer typed is text: titles and summaries have no markup, and in
the HTML every character of it is escaped; the marks of prose are left out, and the only links are
ours. Days are those of the briefings; nothing asks the clock.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from generator.exporting.fulltext import corrected, full_text, link_to, moved
from generator.linking.changes import Change
from generator.linking.gists import DemandGist, FigureGist, RiskGist
from generator.linking.sightings import Ref, Sighting
from generator.rendering.edition import Edition
from generator.rendering.escape import escape, opening, plain
from generator.rendering.pages.site import Site, View
from generator.rendering.sentences import Movement, plain_words

KEPT = 10_000
"""Briefings whose entries are kept for the next feed with them; each takes a few KB."""
SUMMED = 3
"""How many of a briefing's changes the summary gives."""
LONGEST = 100_000
"""Characters of HTML in an entry; a longer one only gives the beginning of its summary."""
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
"""RFC 4151, section 2.1: DNSname."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed."""

    id: str
    """A URI that stays the same whatever is rewritten: `tag:HOST,DAY:briefings/ID…` (RFC 4151), or
    `urn:uuid:…` if the site has no address with a host name."""
    address: str
    """Of its place on the site: absolute, or relative to the feed if the site's is unknown."""
    title: str
    summary: str
    html: str
    """The full text, in elements without classes or styles."""
    published: date
    updated: date
    """The last day on which something in it was written."""
    author: str
    """Empty if nobody but the site answers for it."""
    tags: tuple[str, ...]
    language: str
    """Language tag of its title and summary."""


@dataclass(frozen=True, slots=True)
class Told:
    """An entry, and what it was made from."""

    entry: Entry
    uses: frozenset[str]
    """See `View.uses`."""


class Entries:
    """The entries of a site; the full text of a briefing is made once for all feeds that hold it.

    `start` is the page from which links go that cannot be absolute.
    """

    def __init__(self, site: Site, start: str) -> None:
        self.site = site
        self.start = start
        self.briefing = lru_cache(maxsize=KEPT)(self._briefing)
        self.corrected_on = lru_cache(maxsize=None)(self._corrected_on)
        self.changing = lru_cache(maxsize=None)(self._changing)
        self.telling = lru_cache(maxsize=None)(self._telling)

    def _changing(self, scope: str) -> Mapping[str, Sequence[Ref]]:
        """By actor, the briefings of a thread with a change that names it, oldest first."""
        found: dict[str, dict[Ref, None]] = defaultdict(dict)
        thread = self.site.corpus.threads.get(scope)
        for ref, changes in thread.changes.items() if thread else ():
            for id_ in chain.from_iterable(map(_named, changes)):
                found[id_][ref] = None
        return {id_: tuple(refs) for id_, refs in found.items()}

    def _telling(self, scope: str) -> Mapping[str, Collection[str]]:
        """By actor, the briefings of a thread, as in `View.uses`, that deal with what concerns it.

        A single new word in one of them may make a change where there was none.
        """
        story = self.site.corpus.stories[scope]
        found: dict[str, set[str]] = defaultdict(set)
        every: list[Sequence[Sighting[Any]]] = [line.sightings for line in story.demands]
        every += [line.sightings for line in story.risks]
        every += story.figures
        for sightings in every:
            told = {f"briefing:{each.ref.id}" for each in sightings}
            for id_ in {id_ for each in sightings for id_ in _parties(each.gist)}:
                found[id_] |= told
        return found

    def _corrected_on(self, ref: Ref) -> tuple[date, ...]:
        """The days on which a briefing was corrected, in the order of its list."""
        return tuple(map(date.fromisoformat, ref.outline.corrected))

    def _briefing(self, ref: Ref) -> Told:
        """A briefing, with its full text."""
        view = self._view()
        summary = plain(ref.briefing.summary)
        return self._told(view, ref, "", ref.title, summary, full_text(view, ref), ref.language)

    def changes(self, ref: Ref, actor: str = "") -> Told | None:
        """What a briefing changes in its thread, or the part that names an actor; None if nothing.

        The part that names an actor is a separate entry, with an id of its own.
        """
        thread = self.site.corpus.threads.get(ref.scope)
        changes: Sequence[Change] = thread.changes.get(ref, ()) if thread else ()
        if actor:
            changes = [change for change in changes if actor in _named(change)]
        if not changes:
            return None
        view, words = self._view(), self.site.words
        # What changed follows from everything that the thread said before.
        view.uses.update(_until(ref, self.site.corpus.stories[ref.scope].refs))
        movements = view.moved(changes)
        title = words.gettext(
            "{thread}: what changed, {date}",
            thread=view.threads[ref.scope].name,
            date=words.date(ref.date),
        )
        place = f"changes/{actor}" if actor else "changes"
        text = moved(view, ref, movements)
        return self._told(view, ref, place, title, self._summary(movements), text)

    def correction(self, ref: Ref, place: int) -> Told:
        """One of the corrections of a briefing, by its place in their list."""
        view = self._view()
        every = ref.briefing.corrections
        correction, before = every[place], every[:place].count(every[place])
        # By its day and its words, as new corrections may be added at either end of the list.
        mark = hashlib.sha256(correction.text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        which = f"corrections/{correction.date}/{mark}{f'-{before + 1}' if before else ''}"
        title = self.site.words.gettext("Corrected: {title}", title=ref.title)
        text = corrected(view, ref, correction)
        return self._told(
            view, ref, which, title, plain(correction.text), text, ref.language, correction.date
        )

    def _view(self) -> View:
        return View(self.site, self.start, set())

    def _told(
        self,
        view: View,
        ref: Ref,
        place: str,
        title: str,
        summary: str,
        html: str,
        language: str | None = None,
        day: date | None = None,
    ) -> Told:
        """An entry that links to a place on a briefing's page.

        `language` is that of its words, if they are not ours; `day`, if it is not the briefing's
        own.
        """
        if len(html) > LONGEST:
            summary = opening(summary)
            html = f"<p>{escape(summary)}</p>\n"
        entry = Entry(
            id=identity(self.site.edition, f"briefings/{ref.id}/{place}".rstrip("/"), ref.date),
            address=link_to(view, ref, place.partition("/")[0]),
            title=title,
            summary=summary,
            html=html,
            published=day or ref.date,
            updated=day or max((ref.date, *self.corrected_on(ref))),
            author=ref.outline.author or "",
            tags=tuple(dict.fromkeys(ref.outline.tags)),
            language=language or language_of(self.site.edition),
        )
        return Told(entry, frozenset(view.uses))

    def _summary(self, movements: Sequence[Movement]) -> str:
        """The weightiest of some changes, and how many more there are."""
        told = [f"{plain_words(m.subject)}: {' '.join(m.sentences)}" for m in movements[:SUMMED]]
        more = len(movements) - SUMMED
        if more > 0:
            words = self.site.words
            told.append(f"({words.ngettext('{n} more change', '{n} more changes', more)})")
        return " ".join(told)


def identity(edition: Edition, name: str, day: date | None = None) -> str:
    """The id of the thing with this name on a site, and of a day if it belongs to one.

    It depends only on the host, so it stays the same when the site moves to another path. Without a
    day, two sites on one host are told apart by their names.
    """
    host = _host(edition.site_url)
    if host and day:
        return f"tag:{host},{day.isoformat()}:{name}"
    return uuid5(NAMESPACE_URL, f"{host} {edition.site_name!a} {name}").urn


def moment(day: date) -> str:
    """The beginning of a day in RFC 3339: briefings give no hours."""
    return f"{day.isoformat()}T00:00:00Z"


def language_of(edition: Edition) -> str:
    """The tag, as in BCP 47, of the language of a site's own words."""
    return edition.language.replace("_", "-")


@lru_cache(maxsize=16)
def _host(site_url: str) -> str:
    """The host name in an address, as in DNS; empty if there is none."""
    try:
        host = (urlsplit(site_url).hostname or "").encode("idna").decode()
    except ValueError:
        return ""
    return host if _HOST.fullmatch(host) else ""


def _named(change: Change) -> Iterator[str]:
    """Ids of the actors that a changed demand, risk or figure concerns."""
    yield from change.concerned
    yield from _parties(change.now.gist)


def _parties(gist: object) -> Iterator[str]:
    """Ids of the actors that an entry itself names as concerned."""
    if isinstance(gist, DemandGist):
        yield from (*gist.by, *gist.of, *(answer.by for answer in gist.responses))
    elif isinstance(gist, RiskGist):
        yield from gist.affects
    elif isinstance(gist, FigureGist) and gist.claimed_by:
        yield gist.claimed_by


def _until(last: Ref, refs: Sequence[Ref]) -> Iterator[str]:
    """The briefings of a story, oldest first, up to and including one, as in `View.uses`."""
    return (f"briefing:{ref.id}" for ref in refs[: refs.index(last) + 1])
