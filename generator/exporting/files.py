"""Which files there are for programs, apart from the pages, and what each is made from.

Such a file belongs to the unit that it is about, as a page does, so that an edit rewrites those
that it affects. Files that gather many briefings are put together from their shares, see
`gathering.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from generator.exporting.atom import ENDING as ATOM
from generator.exporting.atom import atom
from generator.exporting.feeds import Feed, feed_of_actor, feed_of_site, feed_of_thread
from generator.exporting.gathering import GATHERS, share_of
from generator.exporting.jsonfeed import ENDING as JSON_FEED
from generator.exporting.jsonfeed import json_feed
from generator.exporting.model import briefing_json
from generator.exporting.stix import bundle_of, stix
from generator.linking.link import published
from generator.linking.sightings import Ref
from generator.rendering.addresses import FEED, WITH_FEED, feed_of
from generator.rendering.page import Planned
from generator.rendering.pages.site import Site, View
from generator.rendering.units import FRONT

SHARES = "data/shares"
"""Where shares, which are no files of their own, have their places among files."""
_BRIEFINGS, _STIX = "data/briefings", "data/stix"
_SITEMAP = "sitemap"
_EMPTY_SITEMAP = (
    b"<?xml version='1.0' encoding='utf-8'?>\n"
    b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>\n'
)


def is_for_programs(uri: str) -> bool:
    """Whether a file is in one of the places for files for programs."""
    return uri.startswith(("data/", f"{FEED}.", f"{FEED}s/"))


@dataclass(frozen=True, slots=True)
class File:
    """A file that programs read."""

    uri: str
    """Its place in the site, with forward slashes, such as `feeds/threads/dam.xml`."""
    kind: str
    """The export that it belongs to."""
    content: bytes | None
    """None if it is only a share in files that gather many briefings."""
    uses: frozenset[str]
    """See `Page.uses`."""
    share: bytes = b""


FilePlan = Planned[File]


def file_plans(site: Site, unit: str) -> Iterator[FilePlan]:
    """The files of a unit that the site has. Drafts are in none."""
    site = without_drafts(site)
    kind, _, id_ = unit.partition(":")
    corpus, exports = site.corpus, site.edition.exports
    if kind == "briefing" and id_ in corpus.by_id:
        yield from _of_briefing(site, corpus.by_id[id_], unit)
    if "feeds" in exports:
        if unit == FRONT:
            yield from _feeds(site, unit, FEED, feed_of_site)
            for subject, there in (("thread", corpus.threads), ("actor", corpus.known)):
                if _SITEMAP not in there:
                    yield _empty_sitemap(unit, f"{feed_of(subject, _SITEMAP)}.xml")
        elif kind == "thread" and id_ in corpus.threads:
            yield from _feeds(site, unit, feed_of(kind, id_), lambda v: feed_of_thread(v, id_))
        elif kind == "actor" and id_ in corpus.known:
            yield from _feeds(site, unit, feed_of(kind, id_), lambda v: feed_of_actor(v, id_))


def unit_of_file(uri: str) -> str:
    """The unit that a file belongs to; empty for one that gathers many briefings."""
    folder, _, name = uri.rpartition("/")
    stem = name.rpartition(".")[0]
    if not folder:
        return FRONT if stem == FEED else ""
    kinds = {
        _BRIEFINGS: "briefing",
        _STIX: "briefing",
        **{feed_of(kind, "").rstrip("/"): kind for kind in WITH_FEED},
    }
    return f"{kinds[folder]}:{stem}" if folder in kinds and stem else ""


def _empty_sitemap(unit: str, uri: str) -> FilePlan:
    """The empty sitemap that Material asks for: it takes feeds for sites in other languages."""
    made = File(uri, "feeds", _EMPTY_SITEMAP, frozenset())
    return Planned(uri, unit, "feeds", tuple, lambda: made)


@lru_cache(maxsize=1)
def without_drafts(site: Site) -> Site:
    """The site with only what is published, whatever its pages show."""
    corpus = published(site.corpus)
    return site if corpus is site.corpus else replace(site, corpus=corpus)


def _of_briefing(site: Site, ref: Ref, unit: str) -> Iterator[FilePlan]:
    exports = site.edition.exports
    if "json" in exports:
        yield _plan(
            site,
            unit,
            f"{_BRIEFINGS}/{ref.id}.json",
            "json",
            lambda view: briefing_json(ref, site.edition),
            ref,
        )
    if "stix" in exports:
        yield _plan(
            site,
            unit,
            f"{_STIX}/{ref.id}.json",
            "stix",
            lambda view: stix(bundle_of(view, ref)),
            ref,
        )
    if not GATHERS.isdisjoint(exports):
        uri = f"{SHARES}/{ref.id}"
        # A demand is reported by the latest briefing of its thread that names it.
        story = site.corpus.stories[ref.scope]
        lines = story.demands_last_in.get(ref, ())
        shown = dict.fromkeys((ref, *(each for line in lines for each in line.refs)))
        uses = frozenset(f"briefing:{each.id}" for each in shown)

        def write() -> File:
            return File(uri, "share", None, uses, share_of(site, ref, lines))

        told = [(line.key, [each.id for each in line.refs]) for line in lines]
        yield Planned(uri, unit, "share", lambda: told, write)


def _plan(
    site: Site,
    unit: str,
    uri: str,
    kind: str,
    content: Callable[[View], bytes],
    ref: Ref,
) -> FilePlan:
    def write() -> File:
        view = View(site, uri, {f"briefing:{ref.id}"})
        made = content(view)
        return File(uri, kind, made, frozenset(view.uses))

    return Planned(uri, unit, kind, tuple, write)


def _feeds(site: Site, unit: str, stem: str, make: Callable[[View], Feed]) -> Iterator[FilePlan]:
    """A feed in both formats. Anything that happens to its unit may be news, or stop being news."""

    @cache
    def made() -> tuple[Feed, frozenset[str]]:
        view = View(site, stem, set())
        return make(view), frozenset(view.uses)

    for ending, written in ((ATOM, atom), (JSON_FEED, json_feed)):

        def write(uri: str = f"{stem}{ending}", written: Callable[[Feed], bytes] = written) -> File:
            feed, uses = made()
            return File(uri, "feeds", written(feed), uses)

        yield Planned(f"{stem}{ending}", unit, "feeds", tuple, write, is_total=True)
