"""A site with lists so long that they are split."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.publishing.site import build_site
from tests.bench.desk import make_desk
from tests.found import all_found
from tests.links import broken_links
from tests.pictures import ROOT
from tests.rendering.test_paging import LARGEST

COUNT = 75


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    make_desk(folder / "briefings", COUNT)
    return build_site(ROOT / "mkdocs.yml", folder / "briefings", folder / "site", strict=True).site


def test_every_link_between_the_parts_of_a_list_leads_somewhere(large: Path) -> None:
    assert (large / "briefings" / "years" / "2005" / "index.html").is_file()
    assert broken_links(large) == []


def test_no_page_is_too_large(large: Path) -> None:
    assert max(path.stat().st_size for path in large.rglob("*.html")) < LARGEST


def test_search_finds_each_briefing_and_does_not_find_it_again_in_the_parts(large: Path) -> None:
    found = {each.address.partition("#")[0] for each in all_found(large)}
    assert not [location for location in found if "/years/" in location]
    pages = {
        path.parent.relative_to(large).as_posix() + "/"
        for path in large.glob("briefings/*/index.html")
        if path.parent.name != "years"
    }
    assert len(pages) == COUNT
    assert pages <= found
