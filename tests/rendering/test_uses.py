"""Which pages a briefing changes: each that it changes takes it, or has another shape."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

import pytest

from generator.linking.link import link
from generator.reading.folder import Folder, read_folder
from generator.rendering.escape import escape
from generator.rendering.page import Page
from generator.rendering.pages import PLAIN, plans_of, site_of, units
from tests.bench.desk import make_desk
from tests.real import real_corpus, real_folder


class Made(NamedTuple):
    page: Page
    shape: str
    is_total: bool


def pages_of(folder: Folder) -> dict[str, Made]:
    site = site_of(link(folder), PLAIN)
    plans = (plan for unit in units(site.corpus) for plan in plans_of(site, unit))
    return {plan.uri: Made(plan.write(), repr(plan.shape()), plan.is_total) for plan in plans}


def without(folder: Folder, id_: str) -> Folder:
    return replace(folder, briefings=tuple(b for b in folder.briefings if b.id != id_))


def assert_told(folder: Folder, id_: str) -> int:
    """Every page that is not what it was without a briefing takes it, or has another shape.

    What takes a name that others say is told by that name; a page of all is written each time.
    """
    after, before = pages_of(folder), pages_of(without(folder, id_))
    silent = {
        uri
        for uri, (page, shape, is_total) in after.items()
        if uri in before
        and (page.markdown, page.linked) != (before[uri].page.markdown, before[uri].page.linked)
        and f"briefing:{id_}" not in page.uses | before[uri].page.uses
        and shape == before[uri].shape
        and page.uses.isdisjoint(named(folder, id_))
        and not is_total
    }
    assert silent == set()
    return sum(
        uri in before and f"briefing:{id_}" not in made.page.uses for uri, made in after.items()
    )


def named(folder: Folder, id_: str) -> set[str]:
    """The names that are others without a briefing."""
    old, new = link(without(folder, id_)), link(folder)
    actors = (
        a for a in old.known.keys() | new.known.keys() if old.known.get(a) != new.known.get(a)
    )
    threads = {
        t
        for t in old.threads.keys() | new.threads.keys()
        if [c.threads[t].name if t in c.threads else "" for c in (old, new)].count("") == 1
        or old.threads[t].name != new.threads[t].name
    }
    day = ["day"] if old.as_of != new.as_of else []
    return {*(f"actor:{a}" for a in actors), *(f"thread:{t}" for t in threads), *day}


@pytest.mark.parametrize("id_", [read.id for read in real_folder().briefings])
def test_a_page_that_a_real_briefing_changes_names_it(id_: str) -> None:
    kept = assert_told(real_folder(), id_)
    assert kept > 20, "most pages show nothing of it"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = tmp_path_factory.mktemp("desk") / "briefings"
    make_desk(folder, 130)
    return read_folder(folder)


@pytest.mark.parametrize("place", [0, 60, 129])
def test_a_page_that_a_briefing_of_a_larger_desk_changes_names_it(desk: Folder, place: int) -> None:
    ids = [ref.id for ref in reversed(link(desk).refs)]
    assert_told(desk, ids[place])


def test_a_page_takes_the_name_of_each_actor_that_it_links_to() -> None:
    ids = {escape(known.name): id_ for id_, known in real_corpus().known.items()}
    pages = pages_of(real_folder())
    linked = {
        (uri, ids[name])
        for uri, (page, _, _) in pages.items()
        for name in re.findall('<a class="bf-actor"[^>]*>([^<]+)</a>', page.markdown)
    }
    assert len(linked) > 100
    assert {
        (uri, id_) for uri, id_ in linked if f"actor:{id_}" not in pages[uri].page.uses
    } == set()
