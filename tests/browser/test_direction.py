"""A site that is read from right to left: pictures hold together, and arrows point onwards."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.kinds import BRIEFING

pytestmark = pytest.mark.browser

THREAD = "threads/russia-nato-guarantees/"

# A word that names a level stands left of its line, whichever way the page is read.
OVER_THE_GRID = """() => [...document.querySelectorAll(".bf-picture text[text-anchor=end]")]
    .filter(text => {
        const line = text.previousElementSibling;
        return line?.matches("line.bf-grid")
            && line.getAttribute("y1") === line.getAttribute("y2")
            && text.getBoundingClientRect().right > line.getBoundingClientRect().left;
    }).map(text => text.textContent)"""


@pytest.fixture
def turned(page: Page, address_of: Callable[[str], str]) -> Callable[[str], Page]:
    """Opens a page of the real site and turns it round, as a right-to-left theme does."""

    def turn(path: str) -> Page:
        page.goto(address_of("real") + path)
        page.evaluate("document.body.dir = 'rtl'")
        return page

    return turn


def test_the_words_of_an_axis_stand_beside_it(turned: Callable[[str], Page]) -> None:
    page = turned(THREAD)
    assert page.locator(".bf-picture line.bf-grid + text[text-anchor=end]").count() > 4
    assert page.evaluate(OVER_THE_GRID) == []


def test_an_arrow_points_from_who_asks_to_who_is_asked(turned: Callable[[str], Page]) -> None:
    arrow = turned(BRIEFING).locator(".bf-kicker .bf-arrow").first
    before = arrow.locator("xpath=preceding-sibling::*[1]").bounding_box()
    here = arrow.bounding_box()
    assert before
    assert here
    assert before["x"] > here["x"], "who asks stands on the right"
    assert arrow.evaluate("each => getComputedStyle(each).transform") == "matrix(-1, 0, 0, 1, 0, 0)"
