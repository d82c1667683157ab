"""Every kind of page on a phone and on a desk: nothing is cut off, nothing comes from elsewhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

THREAD = "threads/russia-nato-guarantees/"
KINDS = (
    "",
    "briefings/",
    "briefings/2022-01-26-written-answers/",
    "threads/",
    THREAD,
    "actors/",
    "actors/russia/",
    "demands/",
    "risks/",
    "figures/",
    "timeline/",
    "sources/",
    "calibration/",
    "guide/tutorial/",
    "guide/how-to/",
    "reference/format/",
    "reference/vocabularies/",
    "reference/commands/",
    "reference/options/",
    "reference/tables/",
)
LEAST = 9
"""Height in pixels below which the words of a picture cannot be read."""

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_off_and_nothing_comes_from_elsewhere(
    page: Page, address: str, happenings: list[str], kind: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + kind)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small, outside = page.evaluate(
        """() => {
            const pictures = [...document.querySelectorAll(".bf-picture svg")];
            const boxes = pictures.flatMap(picture => {
                const frame = picture.getBoundingClientRect();
                return [...picture.querySelectorAll("text")].map(text => {
                    const box = text.getBoundingClientRect();
                    return [box.height, frame.left - box.left, box.right - frame.right];
                });
            });
            return [boxes.map(box => box[0]), boxes.flatMap(box => box.slice(1))];
        }"""
    )
    assert min(small, default=LEAST) >= LEAST
    assert max(outside, default=0) <= 3
    assert happenings == []


def test_a_mark_of_a_picture_leads_to_its_judgement(page: Page, address: str) -> None:
    page.goto(address + THREAD)
    picture = page.locator("#risk-invasion .bf-picture")
    expect(picture.get_by_role("group")).to_have_accessible_name(
        "Likelihood over time: Russia launches a large-scale military attack on Ukraine"
    )
    expect(picture.get_by_role("group")).to_have_accessible_description(
        "Each step is the band of one assessment, in percent; the line joins their midpoints."
    )
    picture.get_by_role("link", name="27 January 2022: likely (55–80 %)").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/briefings/2022-01-26-written-answers/#risk-invasion")


def test_the_facts_of_a_picture_stand_beside_it_in_words(page: Page, address: str) -> None:
    page.goto(address + THREAD)
    risk = page.locator("#risk-invasion")
    risk.get_by_text("Each assessment").click()
    rows = risk.get_by_role("row")
    expect(rows).to_have_count(6)
    expect(rows.nth(1)).to_contain_text("3 December 2021 unlikely (20–45 %) 31 January 2022")
    expect(rows.nth(5)).to_contain_text("occurred")


def test_without_a_palette_pages_have_their_lines_and_spaces(page: Page, address: str) -> None:
    """An owner who chooses none gets a body that names no scheme."""
    page.goto(address)
    page.evaluate("document.body.removeAttribute('data-md-color-scheme')")
    value = "name => getComputedStyle(document.body).getPropertyValue(name)"
    assert page.evaluate(value, "--bf-3")
    assert page.evaluate(value, "--bf-bad")
