"""Long lists are split; nothing is lost and no page grows without bound."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.linking.link import link
from generator.reading.folder import read_folder
from generator.rendering.page import Page
from generator.rendering.pages import render_pages
from generator.rendering.pages.paging import initial, neighbours, split
from tests.bench.desk import make_desk

CHROME = 60_000
"""Bytes that the theme puts around a page, at most."""
LARGEST = 300_000
"""Bytes that no page of a site exceeds."""

DAYS = st.lists(st.integers(1990, 2030), max_size=300)


@given(DAYS, st.integers(1, 40))
def test_every_item_is_on_one_part_of_its_own_group(years: list[int], most: int) -> None:
    items = list(enumerate(years))
    parts = split("events/years", items, lambda item: item[1], most)
    if len(items) <= most:
        assert parts == ()
        return
    assert Counter(item for part in parts for item in part.items) == Counter(items)
    assert all(0 < len(part.items) <= most for part in parts)
    assert all(len({year for _, year in part.items}) == 1 for part in parts)
    assert len({part.uri for part in parts}) == len(parts)


@given(DAYS, st.integers(1, 40), st.integers(1990, 2030))
def test_what_is_added_at_the_end_leaves_all_parts_but_one(
    years: list[int], most: int, year: int
) -> None:
    items = list(enumerate(sorted(years)))
    before = split("events/years", items, lambda item: item[1], most)
    added = (len(items), max([*years, year]))
    after = split("events/years", [*items, added], lambda item: item[1], most)
    if before:
        assert len(set(after) - set(before)) == 1


def test_a_group_of_several_pages_is_counted() -> None:
    parts = split("names", ["a", "a", "a", "b"], str, 2)
    assert [(part.uri, part.name, part.page, part.items) for part in parts] == [
        ("names/a.md", "A", 1, ("a", "a")),
        ("names/a-2.md", "A", 2, ("a",)),
        ("names/b.md", "B", 1, ("b",)),
    ]
    assert [(a and (a.name, a.page), b and (b.name, b.page)) for _, a, b in neighbours(parts)] == [
        (None, ("A", 2)),
        (("A", 1), ("B", 1)),
        (("A", 2), None),
    ]


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Ada", "a"),
        (" zeta", "z"),
        ("Éva", "other"),
        ("北京", "other"),
        ("", "other"),
        ("9", "other"),
    ],
)
def test_a_name_is_filed_under_its_first_letter(name: str, letter: str) -> None:
    assert initial(name) == letter


def rendered(folder: Path, count: int) -> list[Page]:
    make_desk(folder, count)
    return list(render_pages(link(read_folder(folder))))


@pytest.fixture(scope="module", params=[900, pytest.param(3_000, marks=pytest.mark.long)])
def large(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    return rendered(tmp_path_factory.mktemp("large") / "briefings", request.param)


def test_no_page_of_a_large_desk_is_too_large(large: list[Page]) -> None:
    sizes = {page.uri: len(page.markdown.encode()) for page in large}
    largest = max(sizes, key=lambda uri: sizes[uri])
    assert sizes[largest] + CHROME < LARGEST, largest


def test_pages_grow_in_step_with_briefings(large: list[Page], tmp_path: Path) -> None:
    small = rendered(tmp_path / "briefings", 300)
    assert len(small) > 300
    times = briefings_in(large) / briefings_in(small)
    assert times >= 2.5
    assert len(large) / len(small) == pytest.approx(times, rel=0.1)


def briefings_in(pages: list[Page]) -> int:
    return sum(page.kind == "briefing" for page in pages)


def test_every_briefing_stays_within_reach_of_the_front_page(large: list[Page]) -> None:
    """From list to part to briefing: no page of a large desk is an orphan."""
    pages = {page.uri: page for page in large}
    parts = [uri for uri in pages if uri.startswith("briefings/years/")]
    index = pages["briefings/index.md"].markdown
    shown: set[str] = set()
    for uri in parts:
        assert f'"{uri.removeprefix("briefings/").removesuffix(".md")}/"' in index
        shown |= pages[uri].uses
    assert shown >= {
        f"briefing:{page.uri.removeprefix('briefings/').removesuffix('.md')}"
        for page in large
        if page.kind == "briefing"
    }
