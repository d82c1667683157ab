"""What a feed was made from: an edit changes the feeds that note it, and no others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from generator.exporting.atom import atom
from generator.exporting.jsonfeed import json_feed
from generator.linking.corpus import Corpus
from generator.linking.link import link
from generator.reading.folder import Folder, read_folder
from generator.rendering.addresses import Links, address
from generator.rendering.edition import Edition
from generator.rendering.pages import render_pages
from tests.bench.desk import make_desk
from tests.exporting.feeding import AT, feeds_of
from tests.markup import read_html
from tests.pictures import ROOT
from tests.writing import briefing, linked

HOME = "https://elsewhere.example/"


def written(corpus: Corpus, edition: Edition = AT) -> dict[str, bytes]:
    return {stem: atom(f) + json_feed(f) for stem, (f, _) in feeds_of(corpus, edition).items()}


def notes(corpus: Corpus) -> dict[str, set[str]]:
    """What each feed notes, as the tokens of an incremental build."""
    return {stem: set(view.uses) for stem, (_, view) in feeds_of(corpus).items()}


def assert_noted(before: Corpus, after: Corpus, edited: set[str]) -> int:
    """A feed that is not what it was notes an edited briefing, or a name that has changed.

    Returns how many feeds are what they were.
    """
    changed = {f"briefing:{id_}" for id_ in edited}
    for kind, old, new in (
        ("actor", _names(before.known), _names(after.known)),
        ("thread", _names(before.threads), _names(after.threads)),
    ):
        changed |= {f"{kind}:{id_}" for id_ in old.keys() | new if old.get(id_) != new.get(id_)}
    olds, news, noted_old, noted_new = written(before), written(after), notes(before), notes(after)
    shared = olds.keys() & news.keys()
    moved = {stem for stem in shared if olds[stem] != news[stem]}
    unnoted = {stem for stem in moved if changed.isdisjoint(noted_old[stem] | noted_new[stem])}
    assert unnoted == set()
    assert moved, "an edit that changes no feed shows nothing"
    return len(shared - moved)


def _names(things: Mapping[str, Any]) -> dict[str, str]:
    return {id_: thing.name for id_, thing in things.items()}


def without(folder: Folder, id_: str) -> Folder:
    return replace(folder, briefings=tuple(b for b in folder.briefings if b.id != id_))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = tmp_path_factory.mktemp("desk") / "briefings"
    make_desk(folder, 130)
    return read_folder(folder)


@pytest.mark.parametrize("id_", [read.id for read in read_folder(ROOT / "briefings").briefings])
def test_a_feed_that_a_real_briefing_changes_notes_it(id_: str) -> None:
    folder = read_folder(ROOT / "briefings")
    assert_noted(link(folder), link(without(folder, id_)), {id_})


@pytest.mark.parametrize("place", [0, 17, 61, 128, 129])
def test_a_feed_that_a_briefing_of_a_larger_desk_changes_notes_it(made: Folder, place: int) -> None:
    corpus = link(made)
    id_ = corpus.refs[-1 - place].id
    kept = assert_noted(corpus, link(without(made, id_)), {id_})
    assert kept > 10, "most feeds show nothing of it"


def two_threads(**edit: Any) -> Corpus:
    ada, eve = ({"actors": {id_: {"name": id_.title()}}} for id_ in ("ada", "eve"))
    risk = {"risks": {"ruin": {"event": "The port fails", "affects": "ada"}}}
    return linked(
        {
            "a1": briefing(thread="strike", date="2021-03-01") | ada | risk,
            "a2": briefing(thread="strike", date="2021-03-02") | ada | edit,
            "e1": briefing(thread="storm", date="2021-03-03") | eve,
            "e2": briefing(thread="storm", date="2021-03-04") | eve,
        }
    )


def test_an_edit_leaves_the_feeds_of_other_threads_and_actors_as_they_are() -> None:
    before, after = two_threads(), two_threads(title="They are back", corrections=[])
    assert assert_noted(before, after, {"a2"}) == 2
    old, new = written(before), written(after)
    for stem in ("feeds/threads/storm", "feeds/actors/eve"):
        assert old[stem] == new[stem]


def test_a_name_that_changes_is_noted_by_every_feed_that_says_it() -> None:
    text = {"demands": {"pay": {"by": "union", "of": "port", "text": "More pay."}}}
    days = {
        f"b{n}": briefing(thread="strike", date=f"2021-03-0{n}", actors={"port": {}}) | text
        for n in (1, 2)
    } | {"alone": briefing()}
    known = {"port": {"name": "Port"}, "union": {"name": "Union"}}
    before = linked(days, known)
    after = linked(days, known | {"union": {"name": "Union of Dockers"}})
    assert_noted(before, after, set())
    assert "actor:union" in notes(before)["feeds/threads/strike"]


def test_a_change_notes_all_that_its_thread_said_before() -> None:
    """The port stands in the last briefing alone, and its risk was judged in the second."""

    def told(likelihood: str) -> Corpus:
        ada = {"actors": {"ada": {"name": "Ada Brandt"}}}
        ruin = {"event": "The port fails", "likelihood": likelihood}
        later = {"ruin": ruin | {"likelihood": "likely", "affects": "port"}}
        return linked(
            {
                "b1": briefing(thread="strike", date="2021-03-01") | ada,
                "b2": briefing(thread="strike", date="2021-03-02", risks={"ruin": ruin}) | ada,
                "b3": briefing(thread="strike", date="2021-03-03", risks=later),
            }
        )

    before, after = told("unlikely"), told("remote")
    stem = "feeds/actors/port"
    assert written(before)[stem] != written(after)[stem]
    assert_noted(before, after, {"b2"})


def test_an_entry_that_another_feed_had_first_is_noted_all_the_same() -> None:
    corpus = link(read_folder(ROOT / "briefings"))
    every = notes(corpus)
    *_, last = every
    feeds = feeds_of(corpus)
    assert feeds[last][0].entries, "it has something to note"
    # In the other order, the last feed is the first to make its entries.
    alone = feeds_of(link(read_folder(ROOT / "briefings")))[last][1]
    assert alone.uses == every[last]


def test_the_same_briefings_give_the_same_bytes(tmp_path: Path) -> None:
    folder = read_folder(ROOT / "briefings")
    turned = replace(folder, briefings=folder.briefings[::-1])
    assert written(link(folder)) == written(link(turned))


@pytest.mark.parametrize("links", list(Links))
def test_without_an_address_links_lead_from_the_feed_to_pages_and_places(links: Links) -> None:
    corpus = link(read_folder(ROOT / "briefings"))
    edition = Edition(links)
    places: set[str] = set()
    for page in render_pages(corpus, edition):
        place = urljoin(HOME, address(page.uri, links))
        if links is Links.FOLDERS:
            place = place.removesuffix("index.html")
        places |= {place, *(f"{place}#{id_}" for id_ in read_html(page.markdown).ids)}
    for stem, (feed, _) in feeds_of(corpus, edition).items():
        inside = [a for e in feed.entries for _, a in read_html(e.html).addresses]
        for link_ in (feed.page, *(entry.address for entry in feed.entries), *inside):
            assert not link_.startswith(("http", "/"))
            assert urljoin(f"{HOME}{stem}.xml", link_) in places, (stem, link_)
