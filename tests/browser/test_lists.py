"""The lists of the real site in a browser: narrowed down, in order, and at an address to share."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from generator.linking.corpus import Corpus
from generator.model.vocabulary import DemandStatus
from tests.real import real_corpus

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return real_corpus()


def shown(page: Page) -> list[str]:
    """The ids of the entries that a reader sees."""
    return page.evaluate(  # type: ignore[no-any-return] # a list of ids
        "[...document.querySelectorAll('[data-bf-item]')].filter(e => e.checkVisibility())"
        ".map(e => e.id)"
    )


def test_the_ledger_shows_what_is_chosen_and_its_address_shows_it_again(
    page: Page, address: str, corpus: Corpus, happenings: list[str]
) -> None:
    wanted = {
        f"{line.scope}--{line.key}"
        for line in corpus.demands
        if line.latest.entry.status is DemandStatus.OPEN
        and "nato" in (*line.latest.entry.by, *line.latest.entry.of)
    }
    assert 0 < len(wanted) < len(corpus.demands)
    page.goto(f"{address}demands/")
    assert len(shown(page)) == len(corpus.demands)
    page.get_by_label("Status").select_option("open")
    page.get_by_label("Actor").select_option("NATO")
    assert set(shown(page)) == wanted
    expect(page.locator(".bf-filter output")).to_have_text(
        f"{len(wanted)} of {len(corpus.demands)} shown"
    )
    assert page.url == f"{address}demands/?status=open&actor=nato"
    page.goto(page.url)
    assert set(shown(page)) == wanted
    page.get_by_role("button", name="Show all").click()
    assert len(shown(page)) == len(corpus.demands)
    assert happenings == []


def test_the_register_can_be_put_in_the_order_of_its_horizons(
    page: Page, address: str, corpus: Corpus
) -> None:
    page.goto(f"{address}risks/?sort=horizon")
    horizons = {
        f"{line.scope}--{line.key}": horizon.last
        for line in corpus.risks
        if (horizon := line.latest.entry.horizon)
    }
    dated = [horizons[id_] for id_ in shown(page) if id_ in horizons]
    assert len(dated) > 1
    assert dated == sorted(dated)


def test_sources_are_sorted_by_the_number_of_their_claims(page: Page, address: str) -> None:
    page.goto(f"{address}sources/")
    for _ in range(2):
        page.get_by_role("button", name="Claims").click()
    cells = page.locator("td[data-label=Claims]").all_inner_texts()
    counts = [int(cell) for cell in cells]
    assert len(set(counts)) > 1
    assert counts == sorted(counts, reverse=True)
    assert page.url.endswith("?sort-sources=-claims")


@pytest.fixture
def clipboard(page: Page, address: str) -> Callable[[], str]:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    return lambda: str(page.evaluate("navigator.clipboard.readText()"))


def test_a_claim_and_a_citation_are_copied(
    page: Page, address: str, clipboard: Callable[[], str]
) -> None:
    here = f"{address}briefings/2021-12-03-nato-guarantees/"
    page.goto(here)
    page.get_by_role("link", name="Link to this entry: invasion").click()
    expect(page.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
    assert clipboard() == page.url == f"{here}#risk-invasion"
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert clipboard() == (
        "Desk: “Moscow seeks a binding halt to NATO's eastward expansion”, "
        f"Briefings, 3 December 2021. {here}"
    )
