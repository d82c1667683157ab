"""Which pages a briefing changes: each page names the briefings that it shows something of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.linking.link import link
from generator.reading.folder import Folder, read_folder
from generator.rendering.page import Page
from generator.rendering.pages import render_pages
from tests.bench.desk import make_desk
from tests.pictures import ROOT


def pages_of(folder: Folder) -> dict[str, Page]:
    return {page.uri: page for page in render_pages(link(folder))}


def without(folder: Folder, id_: str) -> Folder:
    return replace(folder, briefings=tuple(b for b in folder.briefings if b.id != id_))


def assert_told(folder: Folder, id_: str) -> int:
    """A page that is not what it was without a briefing names it, or is made from others."""
    after, before = pages_of(folder), pages_of(without(folder, id_))
    unnamed = {
        uri
        for uri, page in after.items()
        if uri in before
        and page.markdown != before[uri].markdown
        and page.made_from == before[uri].made_from
        and id_ not in page.made_from
    }
    assert unnamed == set()
    return sum(uri in before and id_ not in page.made_from for uri, page in after.items())


@pytest.mark.parametrize("id_", [read.id for read in read_folder(ROOT / "briefings").briefings])
def test_a_page_that_a_real_briefing_changes_names_it(id_: str) -> None:
    kept = assert_told(read_folder(ROOT / "briefings"), id_)
    assert kept > 20, "most pages show nothing of it"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = tmp_path_factory.mktemp("desk") / "briefings"
    make_desk(folder, 130)
    return read_folder(folder)


@pytest.mark.parametrize("place", [0, 17, 60, 128, 129])
def test_a_page_that_a_briefing_of_a_larger_desk_changes_names_it(desk: Folder, place: int) -> None:
    ids = [ref.id for ref in reversed(link(desk).refs)]
    assert_told(desk, ids[place])


def test_a_page_names_the_briefing_that_says_who_an_actor_is(tmp_path: Path) -> None:
    folder = read_folder(ROOT / "briefings")
    pages = pages_of(folder)
    first = "2021-12-03-nato-guarantees"
    # Only the first briefing defines this group; its name stands on its page.
    assert first in pages["actors/western-leaders.md"].made_from
