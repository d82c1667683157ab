"""One table says which kinds of pages there are; what goes by kinds elsewhere agrees with it."""

from __future__ import annotations

import pytest

from generator.linking.difference import EVERY_LIST, Difference
from generator.rendering.pages import LISTS, PLAIN, THINGS, plans_of, site_of, units
from generator.rendering.sections import LISTED, NEEDS, OURS, SECTIONS
from generator.rendering.units import unit_of, uri_of
from tests.stress import stress_briefings, stress_register
from tests.writing import linked


def test_every_kind_is_planned_by_a_function_of_its_own() -> None:
    lists = [kind.name for kind in OURS if kind.name not in NEEDS]
    assert list(LISTS) == lists
    assert list(THINGS) == [kind.name for kind in OURS if kind.name in NEEDS]
    assert set(THINGS) == set(LISTED)


def test_an_edit_tells_of_every_list_and_of_every_kind_of_thing() -> None:
    """But of the front page, which is written after every edit, and the search, which has none."""
    assert set(EVERY_LIST) == set(LISTS) - {"front", "search"}
    assert {"threads", "actors", "sources", "tags"} <= set(Difference.__slots__)
    assert set(SECTIONS) == set(LISTS) - {"front"}


def test_a_page_is_of_the_unit_that_plans_it() -> None:
    site = site_of(linked(stress_briefings(), stress_register(), drafts=True), PLAIN)
    planned = [plan for unit in units(site.corpus) for plan in plans_of(site, unit)]
    assert {kind for kind, _, _ in (plan.unit.partition(":") for plan in planned)} > set(THINGS)
    assert [plan.uri for plan in planned if unit_of(plan.uri) != plan.unit] == []


@pytest.mark.parametrize("kind", THINGS)
def test_a_thing_called_index_has_another_page_than_the_list(kind: str) -> None:
    uri = uri_of(kind, "index")
    assert uri != f"{LISTED[kind]}/index.md"
    assert unit_of(uri) == f"{kind}:index"


@pytest.mark.parametrize("uri", ["guide.md", "guide/read.md", "feeds/a.md", "actors/a/b.md", ""])
def test_a_page_written_by_hand_is_of_no_unit(uri: str) -> None:
    assert unit_of(uri) == ""
