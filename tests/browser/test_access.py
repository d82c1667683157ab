"""Every kind of page serves whoever reads it: by eye or ear, by keyboard, enlarged, in the dark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.kinds import BRIEFING, KINDS, Kind
from tests.conftest import PATIENCE
from tests.npm import unpacked

pytestmark = pytest.mark.browser

ColorScheme = Literal["light", "dark"]
SCHEMES: dict[ColorScheme, str] = {"light": "default", "dark": "slate"}
"""What a reader's system prefers, and what the theme calls it."""
WIDTHS = (360, 768, 1440)
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

# Begins to look a page through, by all rules of some tags or by those that are about colours, and
# leaves word of what it finds in `looked`: so two pages can be looked through at a time.
BEGIN_AXE = """([tags, isAll]) => {
    const rules = axe.getRules(tags).filter(rule => isAll || rule.tags.includes("cat.color"));
    window.looked = new Promise(done => setTimeout(() => done(axe.run({
        runOnly: rules.map(rule => rule.ruleId), resultTypes: ["violations"], preload: false,
    })))).then(result => result.violations.flatMap(rule => rule.nodes.map(node => [
        `${rule.id}: ${node.target.flat().join(" ")}`,
        `${node.html.slice(0, 200)}\\n        ${node.failureSummary.replace(/\\s+/g, " ")}`,
    ])));
}"""

# A page that asks the search has its answer.
ANSWERED = "() => !document.querySelector('.bf-found-said')?.matches(':empty')"

OPEN_ALL = "document.querySelectorAll('main details').forEach(each => { each.open = true })"

# What has begun to move has ended.
AT_REST = "() => Promise.allSettled(document.getAnimations().map(each => each.finished))"

# Words that reach over the edge of the window, or of what clips them; a part that scrolls may.
CUT_OFF = """() => {
    const content = document.querySelector("[data-md-component=content]");
    const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
    const cut = new Set();
    while (walker.nextNode()) {
        const holder = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim()) continue;
        if (!holder.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        const boxes = [...range.getClientRects()];
        let left = 0, right = document.documentElement.clientWidth;
        for (let at = holder; at; at = at.parentElement) {
            const {overflowX, clipPath} = getComputedStyle(at);
            if (clipPath !== "none" || ["auto", "scroll"].includes(overflowX)) {
                boxes.length = 0;
            } else if (["hidden", "clip"].includes(overflowX)) {
                const frame = at.getBoundingClientRect();
                left = Math.max(left, frame.left);
                right = Math.min(right, frame.right);
            }
        }
        if (boxes.some(box => box.width && (box.left < left - 2 || box.right > right + 2))) {
            cut.add(`<${holder.localName} class="${holder.getAttribute("class") ?? ""}"> `
                + walker.currentNode.data.trim().slice(0, 60));
        }
    }
    return [...cut];
}"""

HEADINGS = """[...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")]
    .map(each => [Number(each.localName[1]), each.innerText])"""

# Tables that are written by hand in Markdown cannot have a caption; ours can.
BARE_TABLES = """[...document.querySelectorAll("main .bf-table")].filter(table =>
    !table.caption?.textContent.trim() || !table.querySelector("th")
    || [...table.querySelectorAll("th")].some(each => !each.scope)
).map(table => table.innerText.slice(0, 80))"""

# Names as axe computes them, which is not how a browser comes by them.
BARE_PICTURES = """() => {
    axe.setup(document);
    const bare = [...document.querySelectorAll(".bf-picture svg")].filter(picture =>
        !picture.querySelector(":scope > title")?.textContent.trim()
        || !picture.querySelector(":scope > desc")?.textContent.trim()
        || !axe.commons.text.accessibleText(picture).trim()
    ).map(picture => picture.outerHTML.slice(0, 200));
    axe.teardown();
    return bare;
}"""

MOVING = """() => {
    const moving = new Set();
    const ours = ':is([class^="bf-"], [class*=" bf-"])';
    for (const each of document.querySelectorAll(`main ${ours}, main ${ours} *`)) {
        for (const part of ["", "::before", "::after"]) {
            const style = getComputedStyle(each, part || null);
            if (part && ["none", "normal"].includes(style.content)) continue;
            const times = [
                style.animationName === "none" ? "" : style.animationDuration,
                style.transitionProperty === "none" ? "" : style.transitionDuration,
            ];
            if (times.some(time => time.split(",").some(one => parseFloat(one) > 0))) {
                const names = `${each.localName}.${[...each.classList].join(".")}${part}`;
                moving.add(`${names}: ${times.join(" ")}`);
            }
        }
    }
    return [...moving];
}"""

# Notes what each part that can be used looks like, and then how it differs when the focus comes.
WATCH_FOCUS = """() => {
    const still = document.createElement("style");
    still.textContent = "*, ::before, ::after { transition: none !important }";
    document.head.append(still);
    const looks = each => JSON.stringify([each, ...each.querySelectorAll("*")].map(part => {
        const style = getComputedStyle(part);
        const outline = style.outlineStyle === "none" ? "" : style.outline;
        return [outline, style.boxShadow, style.backgroundColor, style.border, style.stroke,
            style.strokeWidth, style.textDecorationLine, style.textDecorationThickness];
    }));
    const usable = "a[*|href], button, input, select, textarea, summary, [tabindex]";
    window.shown = each => each.getClientRects().length
        && each.checkVisibility({visibilityProperty: true})
        && each.tabIndex >= 0 && !each.disabled;
    const every = [...document.querySelectorAll(usable)].filter(shown);
    const inMain = every.filter(each => each.closest("main"));
    const before = new Map(inMain.map(each => [each, looks(each)]));
    window.unreached = new Set(inMain);
    window.unmarked = [];
    document.addEventListener("focusin", ({target}) => {
        window.unreached.delete(target);
        if (before.get(target) === looks(target)) window.unmarked.push(target);
    });
    return every.length;
}"""
WITHOUT_FOCUS = """[[...unreached].filter(shown), [...new Set(unmarked)]].map(
    found => found.map(each => each.outerHTML.slice(0, 160)))"""


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe, by which a page is looked through."""
    folder = unpacked(
        "axe-core",
        "4.14.1",
        "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
    )
    return (folder / "axe.min.js").read_text("utf-8")


@pytest.fixture(scope="module")
def readers(browser: Browser, axe: str) -> Iterator[dict[ColorScheme, Page]]:
    """Pages for all tests of this file, of readers who want no motion and have fine screens."""
    pages: dict[ColorScheme, Page] = {}
    for scheme in SCHEMES:
        context = browser.new_context(
            color_scheme=scheme, device_scale_factor=2, reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE)
        context.add_init_script(axe)
        pages[scheme] = context.new_page()
    yield pages
    for page in pages.values():
        page.context.close()


@pytest.fixture(scope="module", params=KINDS, ids=str)
def shown(
    request: pytest.FixtureRequest,
    readers: dict[ColorScheme, Page],
    address_of: Callable[[str], str],
) -> dict[ColorScheme, Page]:
    """A kind of page, opened once in each scheme for all tests that look at it."""
    kind: Kind = request.param
    address = address_of(kind.site) + kind.path
    readers["dark"].goto(address, wait_until="commit")
    response = readers["light"].goto(address)
    assert response is not None
    assert response.ok, f"there is no page {kind}"
    for scheme, page in readers.items():
        page.wait_for_function(f"document.body?.dataset.mdColorScheme === '{SCHEMES[scheme]}'")
        page.wait_for_load_state()
        page.wait_for_function(ANSWERED)
    return readers


@pytest.fixture
def opened(shown: dict[ColorScheme, Page]) -> Page:
    """The page as most see it."""
    resize(shown["light"], 1280)
    return shown["light"]


def resize(page: Page, width: int) -> None:
    """Show a page as wide as a reader has it, once it has come to rest."""
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(AT_REST)


def test_the_first_thing_that_takes_the_focus_leads_past_all_that_repeats(opened: Page) -> None:
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.getAttribute('href') ?? ''").startswith("#")
    opened.evaluate(AT_REST)
    assert opened.evaluate("document.activeElement.checkVisibility({opacityProperty: true})")
    opened.keyboard.press("Enter")
    opened.wait_for_function("location.hash")
    assert opened.evaluate("Boolean(document.querySelector('main :target'))")


def test_axe_finds_nothing_wrong_in_light_and_in_dark_at_any_width(
    shown: dict[ColorScheme, Page],
) -> None:
    """Where it is narrow, the dark scheme is looked at for its colours: it changes nothing else."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for width in WIDTHS:
        is_wide = width == WIDTHS[-1]
        for scheme, page in shown.items():
            if is_wide:
                page.evaluate(OPEN_ALL)
            resize(page, width)
            page.evaluate(BEGIN_AXE, [RULES, is_wide or scheme == "light"])
        for scheme, page in shown.items():
            for what, html in page.evaluate("looked"):
                found[what][f"{scheme} {width}"] = html
    assert not found, "\n".join(
        f"{what}\n    at {', '.join(seen)}\n    {next(iter(seen.values()))}"
        for what, seen in found.items()
    )


@pytest.mark.parametrize("width", [320, 640])
def test_nothing_is_cut_off_and_nothing_scrolls_sideways_when_enlarged(
    opened: Page, width: int
) -> None:
    """At 400 % a window of 1280 pixels is 320 wide, at 200 % it is 640."""
    resize(opened, width)
    cut: list[str] = opened.evaluate(CUT_OFF)
    assert not cut, "\n".join(cut)
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_headings_begin_with_one_title_and_leave_no_level_out(opened: Page) -> None:
    headings: list[tuple[int, str]] = opened.evaluate(HEADINGS)
    levels = [level for level, _ in headings]
    assert levels[:1] == [1]
    assert levels.count(1) == 1
    leaps = [
        heading
        for before, heading in zip(levels, headings[1:], strict=False)
        if heading[0] > before + 1
    ]
    assert leaps == []
    assert [level for level, words in headings if not words.strip()] == []


def test_every_table_of_ours_says_what_it_holds_and_what_its_headers_head(opened: Page) -> None:
    bare: list[str] = opened.evaluate(BARE_TABLES)
    assert not bare, "\n".join(bare)


def test_every_picture_has_a_name_and_a_description(opened: Page) -> None:
    assert opened.evaluate(BARE_PICTURES) == []


def test_nothing_of_ours_moves_for_a_reader_who_wants_no_motion(opened: Page) -> None:
    assert opened.evaluate("matchMedia('(prefers-reduced-motion: reduce)').matches")
    assert opened.evaluate(MOVING) == []


@pytest.mark.parametrize("path", [BRIEFING, "demands/"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    page: Page, address_of: Callable[[str], str], path: str
) -> None:
    page.goto(address_of("real") + path)
    count: int = page.evaluate(WATCH_FOCUS)
    for _ in range(count + 1):
        page.keyboard.press("Tab")
    unreached, unmarked = page.evaluate(WITHOUT_FOCUS)
    assert unreached == []
    assert unmarked == []


# A test that finds nothing proves nothing: what it looks for is there to be found, once.


def test_what_is_wrong_with_a_page_would_be_found(page: Page, axe: str) -> None:
    words = "Donaudampfschifffahrtsgesellschaft" * 20
    page.set_viewport_size({"width": 320, "height": 900})
    page.set_content(
        f"""<main><div data-md-component=content><h1></h1><h3>x</h3><p>{words}
        <p class=cut style="overflow: hidden; color: #ddd">{words}
        <table class=bf-table><th>x</table>
        <a href=# style="outline: 0">x</a><a href=# tabindex=-1>y</a>
        <figure class=bf-picture style="transition: all 1s"><svg></svg></figure></main>""",
    )
    page.evaluate(axe)
    page.evaluate(BEGIN_AXE, [RULES, True])
    found = {what.partition(":")[0] for what, _ in page.evaluate("looked")}
    assert {"color-contrast", "empty-heading", "heading-order"} <= found
    assert len(page.evaluate(CUT_OFF)) == 2
    assert page.evaluate(HEADINGS) == [[1, ""], [3, "x"]]
    assert len(page.evaluate(BARE_TABLES)) == len(page.evaluate(BARE_PICTURES)) == 1
    assert len(page.evaluate(MOVING)) == 1
    assert page.evaluate(WATCH_FOCUS) == 1
    link = '<a href="#" style="outline: 0">x</a>'
    assert page.evaluate(WITHOUT_FOCUS) == [[link], []]
    page.keyboard.press("Tab")
    assert page.evaluate(WITHOUT_FOCUS) == [[], [link]]
