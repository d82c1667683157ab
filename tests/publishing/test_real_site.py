"""The site of this project, as MkDocs builds it strictly."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generator.publishing.make import make_pages
from generator.publishing.site import build_site
from generator.rendering.addresses import Links, address
from tests.found import all_found
from tests.links import broken_links, outward, pages_of
from tests.pictures import ROOT
from tests.rendering.test_paging import CHROME


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "briefings/index.html",
        "briefings/2021-12-03-nato-guarantees/index.html",
        "actors/index.html",
        "actors/putin/index.html",
        "demands/index.html",
        "risks/index.html",
        "sources/index.html",
        "threads/index.html",
        "threads/russia-nato-guarantees/index.html",
        "figures/index.html",
        "timeline/index.html",
        "calibration/index.html",
        "guide/index.html",
        "assets/briefings.js",
        "tags/index.html",
        "tags/nato/index.html",
        "sitemap.xml",
    ],
)
def test_the_site_has_its_pages(site: Path, path: str) -> None:
    assert (site / path).stat().st_size > 0


def test_every_briefing_has_its_page(site: Path) -> None:
    written = {path.stem for path in (ROOT / "briefings").glob("[0-9]*/*.yml")}
    assert len(written) >= 5
    assert {path.parent.name for path in (site / "briefings").glob("*/index.html")} == written


def test_nothing_within_the_site_leads_nowhere(site: Path) -> None:
    assert len(pages_of(site)) > 40
    assert broken_links(site) == []


def test_a_browser_loads_nothing_from_elsewhere(site: Path) -> None:
    assert list(outward(site)) == []


def test_archived_texts_and_sources_of_pages_stay_out_of_the_site(site: Path) -> None:
    kinds = {path.suffix for path in site.rglob("*") if path.is_file()}
    assert not kinds & {".txt", ".yml", ".yaml", ".jinja", ".seal", ".md"}


@pytest.mark.parametrize("word", ["Reznikov", "Reznikov gives Kyiv", "94,300", "Donbas"])
def test_search_knows_the_words_of_a_briefing(site: Path, word: str) -> None:
    first = "briefings/2021-12-03-nato-guarantees/"
    told = [f"{e.title} {e.text}" for e in all_found(site) if e.address.startswith(first)]
    words = " ".join(told)
    assert all(part in words for part in word.split())


def test_every_hit_of_search_leads_somewhere(site: Path) -> None:
    pages = pages_of(site)
    for entry in all_found(site):
        address, _, anchor = f"http://site.test/{entry.address}".partition("#")
        assert address in pages
        assert not anchor or anchor in pages[address].ids


def test_with_addresses_of_files_nothing_leads_nowhere_either(tmp_path: Path) -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    config = tmp_path / "mkdocs.yml"
    places = {"docs_dir": str(ROOT / "docs"), "use_directory_urls": False}
    config.write_text(f"{text}\n{yaml.safe_dump(places)}", encoding="utf-8")
    site = build_site(config, ROOT / "briefings", tmp_path / "site", strict=True).site
    assert (site / "actors" / "putin.html").is_file()
    assert not (site / "actors" / "putin").exists()
    assert broken_links(site) == []


def test_the_theme_adds_less_to_a_page_than_the_bound_on_pages_allows(site: Path) -> None:
    """With `test_paging`, which counts what is written: no HTML page exceeds its bound."""
    made = make_pages(ROOT / "briefings")
    added = {
        page.uri: (site / address(page.uri, Links.FOLDERS) / "index.html").stat().st_size
        - len(page.markdown.encode())
        for page in made.pages
        if page.uri != "index.md"
    }
    largest = max(added, key=lambda uri: added[uri])
    assert added[largest] < CHROME, largest
