"""A reader with a browser: from the front page by search to a risk with its band."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

FIRST = "briefings/2021-12-03-nato-guarantees/"
TITLE = "Moscow seeks a binding halt to NATO's eastward expansion"

pytestmark = pytest.mark.browser


def test_a_reader_finds_a_name_and_reads_a_risk_with_its_band(
    page: Page, address: str, happenings: list[str]
) -> None:
    page.goto(address)
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("Reznikov")
    hit = page.locator(".md-search-result__item").filter(has_text=TITLE)
    expect(hit).to_be_visible()
    hit.get_by_role("link").first.click()
    page.wait_for_url(f"{address}{FIRST}**")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)

    risk = page.locator("#risk-invasion")
    expect(risk.get_by_role("heading", level=3)).to_have_text(
        "Russia launches a large-scale military attack on Ukraine"
    )
    expect(risk).to_contain_text("unlikely (20–45 %)")
    word = risk.locator(".bf-likelihood").bounding_box()
    band = risk.locator(".bf-band").bounding_box()
    assert word is not None
    assert band is not None
    assert band["y"] < word["y"] + word["height"], "the band stands in the line of its word"
    assert 0 <= band["x"] - (word["x"] + word["width"]) < 20, "and right behind it"
    assert happenings == []


@pytest.mark.parametrize("path", ["", FIRST, "actors/putin/", "sources/", "guide/"])
def test_a_page_loads_without_an_error_and_asks_no_other_host(
    page: Page, address: str, path: str, happenings: list[str]
) -> None:
    response = page.goto(address + path, wait_until="networkidle")
    assert response is not None
    assert response.ok
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert happenings == []


def test_a_page_is_complete_without_scripts(page: Page, address: str) -> None:
    assert page.context.browser is not None
    context = page.context.browser.new_context(java_script_enabled=False)
    bare = context.new_page()
    bare.goto(address + FIRST)
    expect(bare.locator("#risk-invasion")).to_contain_text("unlikely (20–45 %)")
    evidence = bare.locator("#demand-no-expansion details").first
    evidence.locator("summary").click()
    expect(evidence.locator("q").first).to_be_visible()
    context.close()


def test_a_link_into_a_page_leads_to_its_risk(page: Page, address: str) -> None:
    page.goto(f"{address}risks/")
    page.get_by_role("link", name="Russia launches a large-scale military attack").first.click()
    page.wait_for_url("**/briefings/**#risk-invasion")
    expect(page.locator("#risk-invasion")).to_be_in_viewport()
