"""A page on paper: what one reads is there, and nothing that one could only click."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from generator.reading.folder import read_briefing
from tests.browser.kinds import BRIEFING, Kind
from tests.browser.test_words import HOME, PATHS, UNSEEN, texts_of
from tests.stress import SAGA

pytestmark = pytest.mark.browser

PAPERS = {"A4": (794, (595, 842)), "Letter": (816, (612, 792))}
"""Width of a sheet in pixels of CSS, and its measures in points."""
PADDING = 2
"""Pixels that the background of a word may reach over the edge; a sheet has a margin."""
SHEETS = {"": (1, 8), BRIEFING: (4, 24)}
"""How many sheets a page takes, at least and at most."""

# What is of use on a screen alone, by what it is. (A button that sorts a table is its header, too.)
NEEDLESS = {
    "the header": ".md-header, .md-tabs",
    "the navigation": ".md-sidebar, .md-nav",
    "the search": ".md-search",
    "the footer": ".md-footer",
    "the way to the top and past the navigation": ".md-top, .md-skip",
    "forms": "form, select, input",
    "buttons": "button:not(th button), [role=button]",
}
SHOWN = """selectors => Object.entries(selectors).flatMap(([name, selector]) =>
    [...document.querySelectorAll(selector)].filter(each => {
        const box = each.getBoundingClientRect();
        return box.width && box.height
            && each.checkVisibility({visibilityProperty: true, opacityProperty: true});
    }).map(each => `${name}: ${each.outerHTML.slice(0, 100)}`))"""

# On paper nothing scrolls: what is wider than its frame is lost. (What is clipped is for ears.)
LOST = """() => [...document.querySelectorAll("main *")].filter(each => {
    const style = getComputedStyle(each);
    return style.overflowX !== "visible" && style.clipPath === "none"
        && each.checkVisibility() && each.scrollWidth > each.clientWidth + 2;
}).map(each => `${each.scrollWidth} in ${each.clientWidth}: ${each.outerHTML.slice(0, 100)}`)"""

COLOURS = """() => {
    document.getAnimations().forEach(each => each.finish());
    return [...document.querySelectorAll("main *")].map(each => {
        const {color, backgroundColor, borderTopColor, fill, stroke} = getComputedStyle(each);
        return [each.localName, color, backgroundColor, borderTopColor, fill, stroke].join(" ");
    });
}"""

UNPRINTED = """urls => urls.filter(url =>
    ![...document.querySelectorAll("main a[href]")].some(link => {
        if (link.getAttribute("href") !== url || !link.checkVisibility()) return false;
        const added = getComputedStyle(link, "::after").content;
        return `${link.innerText} ${added}`.includes(url);
    }))"""


@pytest.fixture(scope="module")
def sheet(browser: Browser) -> Iterator[Page]:
    """A page for all tests of this file, shown as a printer has it."""
    page = browser.new_page()
    page.emulate_media(media="print")
    yield page
    page.close()


def put(sheet: Page, address: str) -> None:
    """Open a page and have it ready for the printer."""
    sheet.goto(address)
    sheet.set_viewport_size({"width": PAPERS["A4"][0], "height": 1100})
    sheet.evaluate("dispatchEvent(new Event('beforeprint'))")


@pytest.mark.parametrize("path", ["", BRIEFING, "guide/write/"])
def test_who_reads_in_the_dark_prints_as_all_others_do(page: Page, address: str, path: str) -> None:
    printed = []
    for scheme in ("default", "slate"):
        page.goto(address + path)
        page.evaluate("name => document.body.dataset.mdColorScheme = name", scheme)
        page.emulate_media(media="print")
        printed.append(page.evaluate(COLOURS))
        page.emulate_media(media="screen")
        printed.append(page.evaluate(COLOURS))
    light, on_screen, dark, in_the_dark = printed
    assert dark == light
    assert in_the_dark != on_screen


@pytest.mark.parametrize("path", ["", BRIEFING, "demands/"])
def test_what_one_can_only_click_is_not_printed(
    page: Page, sheet: Page, address_of: Callable[[str], str], path: str
) -> None:
    page.goto(address_of("real") + path)
    on_screen = {found.partition(":")[0] for found in page.evaluate(SHOWN, NEEDLESS)}
    assert {"the header", "the navigation", "the search", "the footer"} <= on_screen
    put(sheet, address_of("real") + path)
    printed: list[str] = sheet.evaluate(SHOWN, NEEDLESS)
    assert not printed, "\n".join(printed)
    assert sheet.get_by_role("heading", level=1).is_visible()


@pytest.mark.parametrize("id_", PATHS)
def test_all_texts_of_a_briefing_are_printed_with_their_evidence_and_the_addresses_of_sources(
    sheet: Page, address_of: Callable[[str], str], id_: str
) -> None:
    read, _ = read_briefing(HOME, PATHS[id_])
    assert read.briefing is not None
    put(sheet, f"{address_of('real')}briefings/{id_}/")
    assert sheet.evaluate(UNSEEN, list(texts_of(read.briefing))) == []
    urls = [source.url for source in read.briefing.sources.values() if source.url]
    assert urls
    assert sheet.evaluate(UNPRINTED, urls) == []


def test_every_mark_of_a_picture_is_printed(sheet: Page, address_of: Callable[[str], str]) -> None:
    put(sheet, f"{address_of('real')}{BRIEFING}")
    drawn = sheet.locator(".bf-picture :is(rect, circle, line, path, text)")
    assert drawn.count() > 20
    assert (
        sheet.evaluate(
            "drawn => drawn.filter(mark => !mark.checkVisibility()).map(mark => mark.outerHTML)",
            list(drawn.element_handles()),
        )
        == []
    )


@pytest.mark.parametrize(
    "kind",
    [
        Kind("real", ""),
        Kind("real", BRIEFING),
        Kind("real", "sources/"),
        Kind("stress", "briefings/one-word/"),
        Kind("stress", f"briefings/{SAGA}-04/"),
        Kind("stress", f"threads/{SAGA}/"),
    ],
    ids=str,
)
def test_nothing_is_wider_than_the_paper(
    sheet: Page, address_of: Callable[[str], str], kind: Kind
) -> None:
    put(sheet, address_of(kind.site) + kind.path)
    for width, _ in PAPERS.values():
        sheet.set_viewport_size({"width": width, "height": 1100})
        lost: list[str] = sheet.evaluate(LOST)
        assert not lost, "\n".join(lost)
        assert sheet.evaluate("document.documentElement.scrollWidth") <= width + PADDING


@pytest.mark.parametrize("path", SHEETS)
def test_a_page_takes_a_fitting_number_of_sheets(
    sheet: Page, address_of: Callable[[str], str], path: str
) -> None:
    put(sheet, address_of("real") + path)
    for paper, (_, measures) in PAPERS.items():
        pdf = sheet.pdf(format=paper)
        boxes = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf))
        assert [float(x) for box in boxes for x in box] == pytest.approx(measures, abs=2)
        least, most = SHEETS[path]
        assert least <= len(re.findall(rb"/Type /Page\b", pdf)) <= most


def test_what_is_wrong_with_a_print_would_be_found(page: Page) -> None:
    page.set_content("""<!doctype html><style>.told::after { content: " (" attr(href) ")" }</style>
        <header class=md-header>x</header><main><button>x</button><button hidden>x</button>
        <a href="https://a.example/" class=told>a</a> <a href="https://b.example/">b</a>
        <a href="https://c.example/">https://c.example/</a>
        <p style="overflow: auto; width: 3em">Donaudampfschifffahrtsgesellschaft</p></main>""")
    found = [each.partition(":")[0] for each in page.evaluate(SHOWN, NEEDLESS)]
    assert found == ["the header", "buttons"]
    urls = [f"https://{host}.example/" for host in "abcd"]
    assert page.evaluate(UNPRINTED, urls) == urls[1::2]
    assert len(page.evaluate(LOST)) == 1
