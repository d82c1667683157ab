"""What a reader sees are the words of the YAML: all of them, whatever the browser runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from generator.model.briefing import Briefing
from generator.model.references import entries, hint_of, parts_of
from generator.model.text import Plain, Prose
from generator.reading.folder import read_briefing
from generator.rendering.escape import plain
from tests.markup import squeezed
from tests.pictures import ROOT

pytestmark = pytest.mark.browser

HOME = ROOT / "briefings"
PATHS = {path.stem: path for path in sorted(HOME.glob("[0-9]*/*.yml"))}

OPEN_ALL = "document.querySelectorAll('details').forEach(each => { each.open = true })"

# Which of some texts, without their white space, are not to be seen in the page, and why. A text
# is seen if every piece of it has a place that nothing clips, covers in its own colour, or takes
# off the page; what one can scroll to counts.
UNSEEN = """texts => {
    const content = document.querySelector("[data-md-component=content]");
    const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
    let words = "";
    const owners = [];
    while (walker.nextNode()) {
        const node = walker.currentNode;
        if (node.parentElement.closest("script, style, template, noscript")) continue;
        const own = node.data.replace(/\\s+/g, "");
        words += own;
        for (let index = 0; index < own.length; index++) owners.push(node);
    }
    const isSeen = node => {
        const holder = node.parentElement;
        const shut = holder.closest("details:not([open])");
        if (shut && !shut.querySelector(":scope > summary")?.contains(holder)) return false;
        const kinds = {visibilityProperty: true, opacityProperty: true};
        if (!holder.checkVisibility(kinds)) return false;
        if (/^rgba.*, 0\\)$/.test(getComputedStyle(holder).color)) return false;
        const range = document.createRange();
        range.selectNodeContents(node);
        let boxes = [...range.getClientRects()].filter(box => box.width > 0 && box.height > 1);
        if (!boxes.length) return false;
        for (let at = holder; at; at = at.parentElement) {
            const style = getComputedStyle(at);
            if (style.display === "contents" || style.display === "inline") continue;
            if (style.clipPath !== "none" || style.clip !== "auto") return false;
            if (style.contentVisibility === "hidden") return false;
            const frame = at.getBoundingClientRect();
            const [x, y] = [style.overflowX, style.overflowY];
            if ([x, y].some(each => ["auto", "scroll"].includes(each))) {
                boxes = [frame];
            } else if ([x, y].some(each => ["hidden", "clip"].includes(each))) {
                const isInside = box => box.left >= frame.left - 2 && box.right <= frame.right + 2
                    && box.top >= frame.top - 2 && box.bottom <= frame.bottom + 2;
                if (!boxes.every(isInside)) return false;
            }
        }
        return boxes.every(box => box.right + scrollX > 0 && box.bottom + scrollY > 0);
    };
    const seen = new Map();
    for (const node of new Set(owners)) seen.set(node, isSeen(node));
    return texts.flatMap(([name, text]) => {
        let why = "is not there";
        for (let at = words.indexOf(text); at >= 0; at = words.indexOf(text, at + 1)) {
            if (owners.slice(at, at + text.length).every(node => seen.get(node))) return [];
            why = "cannot be seen";
        }
        return [`${name} ${why}: ${text.slice(0, 60)}`];
    });
}"""


def texts_of(briefing: Briefing) -> Iterator[tuple[str, str]]:
    """Every text of a briefing by its path, as it is to be seen: prose without its marks."""
    for path, entry in entries(briefing):
        for field in type(entry).model_fields:
            parts = list(parts_of(hint_of(type(entry), field)))
            if Plain in parts or Prose in parts:
                for key, text in _each(getattr(entry, field)):
                    yield ".".join(map(str, (*path, field, *key))), squeezed(plain(text))


def _each(value: object) -> Iterable[tuple[tuple[object, ...], str]]:
    """The texts that a field holds: one, a list of them, or some by their keys."""
    if isinstance(value, dict):
        return (((key,), text) for key, text in value.items())
    if isinstance(value, tuple):
        return (((place,), text) for place, text in enumerate(value))
    return [((), value)] if isinstance(value, str) else []


@pytest.fixture(scope="module")
def told() -> dict[str, list[tuple[str, str]]]:
    """The texts of each real briefing, by its id."""
    found = {}
    for id_, path in PATHS.items():
        read, _ = read_briefing(HOME, path)
        assert read.briefing is not None
        found[id_] = list(texts_of(read.briefing))
    return found


@pytest.fixture
def bare(browser: Browser) -> Iterator[Page]:
    """A page in a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_the_texts_of_all_kinds_of_entries_are_looked_for(
    told: dict[str, list[tuple[str, str]]],
) -> None:
    names = {name for texts in told.values() for name, _ in texts}
    last = {name.rpartition(".")[2] for name in names}
    assert last >= {"title", "quote", "text", "event", "basis", "measure", "note", "role", "side"}
    assert all(len(texts) > 50 for texts in told.values())


@pytest.mark.parametrize("id_", PATHS)
def test_every_text_of_a_briefing_is_to_be_seen_on_its_page(
    page: Page,
    address_of: Callable[[str], str],
    told: dict[str, list[tuple[str, str]]],
    id_: str,
) -> None:
    page.goto(f"{address_of('real')}briefings/{id_}/")
    page.evaluate(OPEN_ALL)
    assert page.evaluate(UNSEEN, told[id_]) == []


@pytest.mark.parametrize("id_", PATHS)
def test_without_scripts_every_text_is_to_be_seen_once_all_that_opens_is_open(
    bare: Page,
    address_of: Callable[[str], str],
    told: dict[str, list[tuple[str, str]]],
    id_: str,
) -> None:
    bare.goto(f"{address_of('real')}briefings/{id_}/")
    first = bare.locator("main summary").first
    first.click()
    assert first.evaluate("each => each.parentElement.open")
    # Where no script runs, what DOM methods would call back does not run either.
    bare.evaluate("""() => {
        const closed = document.querySelectorAll("main details:not([open]) > summary");
        for (const each of closed) each.click();
    }""")
    assert bare.locator("main details:not([open])").count() == 0
    assert bare.evaluate(UNSEEN, told[id_]) == []


def test_a_text_that_cannot_be_seen_would_be_found(page: Page) -> None:
    ways = (
        *("display: none", "visibility: hidden", "opacity: 0", "color: transparent"),
        *("font-size: 0", "height: 5px; overflow: hidden", "clip-path: inset(50%)"),
        *("position: absolute; left: -999px", "position: absolute; clip: rect(0 0 0 0)"),
        "content-visibility: hidden",
    )
    parts = "".join(f"<div style='{way}'>way-{place}/</div>" for place, way in enumerate(ways))
    page.set_content(f"""<!doctype html><body data-md-component=content>{parts}
        <details>within</details><script>'script'</script><b>se</b>e<i>n</i> <p style='height: 9px;
        overflow: auto; width: 4em'><br><br><br>scrolled to</p>""")
    names = [f"way-{place}/" for place in range(len(ways))]
    looked_for = [*names, "within", "script", "absent", "seen", "scrolledto"]
    unseen = page.evaluate(UNSEEN, [[name, name] for name in looked_for])
    assert [each.split()[0] for each in unseen] == looked_for[:-2]
