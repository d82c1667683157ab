"""A reader asks: in the box at the top of every page, and on the page of the search."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from generator.publishing.search.files import packed
from tests.found import all_found, head_of

pytestmark = pytest.mark.browser

FIRST = "briefings/2021-12-03-nato-guarantees/"
TYPES = ("Briefings", "Demands", "Risks", "Events", "Figures", "Actors", "Sources", "Guide")
MISSING = "A part of the search index could not be loaded"


@pytest.fixture
def box(page: Page, address: str) -> Locator:
    """The box of the front page."""
    page.goto(address)
    return page.get_by_role("textbox", name="Search")


def hits(page: Page) -> Locator:
    """The results in the box."""
    return page.locator(".md-search-result__link")


def results(page: Page) -> Locator:
    """The results on the page of the search."""
    return page.locator(".bf-result")


def asked(page: Page, address: str, **question: str | list[str]) -> None:
    """Open the page of the search with a question, and wait for its answer."""
    page.goto(f"{address}search/?{urlencode(question, doseq=True)}")
    expect(page.locator(".bf-found-said")).not_to_be_empty()


def expect_question(page: Page, *wanted: tuple[str, str]) -> None:
    """Wait until the address of the page asks this, and the page has answered it."""
    page.wait_for_url(lambda url: parse_qsl(urlsplit(url).query) == list(wanted))
    expect(page.locator(".bf-found-results")).to_have_attribute("aria-busy", "false")


def total(page: Page) -> int:
    """How many results the page of the search has."""
    found = re.search(r"Results: ([\d,]+)", page.locator(".bf-count").inner_text())
    return int(found[1].replace(",", "")) if found else 0


def facet(page: Page, name: str) -> Locator:
    """One facet, opened."""
    found = page.locator(".bf-facet").filter(has=page.get_by_text(name, exact=True))
    if not found.evaluate("each => each.open"):
        found.locator("summary").click()
    return found


def value(page: Page, name: str, label: str) -> Locator:
    """One value of a facet, with its count."""
    return facet(page, name).get_by_role("listitem").filter(has_text=label)


# The box


@pytest.mark.parametrize("key", ["/", "s", "f"])
def test_a_key_leads_into_the_box_and_escape_out_of_it(page: Page, box: Locator, key: str) -> None:
    page.keyboard.press(key)
    expect(box).to_be_focused()
    page.keyboard.type("Reznikov")
    expect(hits(page).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).not_to_be_focused()
    expect(hits(page).first).to_be_hidden()


def test_a_key_that_is_typed_somewhere_leads_nowhere(page: Page, address: str) -> None:
    asked(page, address)
    page.get_by_role("searchbox").press_sequentially("s/f")
    expect(page.get_by_role("searchbox")).to_have_value("s/f")


def test_arrows_go_through_results_and_enter_opens_the_one_that_has_the_focus(
    page: Page, box: Locator, happenings: list[str]
) -> None:
    box.click()
    page.keyboard.type("large-scale attack")
    expect(hits(page).nth(1)).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(hits(page).first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(hits(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(hits(page).last).to_be_focused()
    target = hits(page).last.get_attribute("href")
    assert target is not None
    page.keyboard.press("Enter")
    page.wait_for_url(target)
    assert happenings == []


def test_enter_opens_the_first_result_and_lands_on_the_claim(page: Page, box: Locator) -> None:
    box.click()
    page.keyboard.type("large-scale military attack")
    page.keyboard.press("Enter")
    page.wait_for_url("**/briefings/**#risk-invasion")
    expect(page.locator("#risk-invasion")).to_be_in_viewport()


def test_results_stand_under_their_type_with_date_and_standing_and_words_marked(
    page: Page, box: Locator
) -> None:
    box.click()
    page.keyboard.type("expansion guarantee")
    expect(hits(page).first).to_be_visible()
    assert set(page.locator(".bf-found-type").all_text_contents()) <= set(TYPES)
    risk = hits(page).filter(has_text="refuse the guarantee against further expansion")
    expect(risk).to_contain_text("27 January 2022")
    expect(risk.locator(".bf-chip")).to_have_text("occurred")
    assert {"guarantee", "expansion"} <= set(risk.locator("mark").all_text_contents())
    heading = page.locator(".bf-found-type", has_text="Risks")
    assert heading.evaluate("each => each.nextElementSibling.innerText").startswith("The United")


def test_all_results_are_one_click_away(page: Page, box: Locator) -> None:
    box.click()
    page.keyboard.type("nato")
    page.get_by_role("link", name="All results").click()
    page.wait_for_url("**/search/?q=nato")
    expect(results(page).first).to_be_visible()


def test_a_box_that_is_emptied_shows_nothing(page: Page, box: Locator) -> None:
    box.click()
    page.keyboard.type("nato")
    expect(hits(page).first).to_be_visible()
    page.get_by_role("button", name="Clear").click()
    expect(hits(page)).to_have_count(0)


def test_on_a_phone_the_box_is_opened_by_its_sign(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address + FIRST)
    page.locator("header label[for=__search]").first.click()
    page.keyboard.type("Reznikov")
    expect(hits(page).first).to_be_in_viewport()


def test_before_its_first_use_nothing_of_the_search_is_loaded(page: Page, address: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(urlsplit(request.url).path))
    page.goto(address, wait_until="networkidle")
    assert not [path for path in loaded if "search" in path]
    page.keyboard.press("/")
    page.keyboard.type("nato")
    expect(hits(page).first).to_be_visible()
    assert "/assets/search.js" in loaded
    assert "/search/index.bin" in loaded


# The page of the search


def test_a_choice_alone_is_a_question_and_the_newest_come_first(page: Page, address: str) -> None:
    asked(page, address, type="risk")
    assert total(page) == 8
    expect(results(page)).to_have_count(8)
    expect(results(page).first).to_contain_text("24 February 2022")
    expect(page.get_by_label("Order")).to_have_value("date")


def test_counts_tell_what_a_choice_would_leave(page: Page, address: str) -> None:
    asked(page, address, q="russia")
    told = value(page, "Type", "Events").locator(".bf-quiet").inner_text()
    value(page, "Type", "Events").get_by_role("checkbox").check()
    expect(page.locator(".bf-count")).to_have_text(f"Results: {told}")
    # The other types are counted as before: more of them may be chosen.
    more = value(page, "Type", "Risks").locator(".bf-quiet").inner_text()
    value(page, "Type", "Risks").get_by_role("checkbox").check()
    expect(page.locator(".bf-count")).to_have_text(f"Results: {int(told) + int(more)}")


def test_types_are_counted_as_the_lists_of_the_site_count_them(page: Page, address: str) -> None:
    asked(page, address)
    for label, path in (("Demands", "demands/"), ("Risks", "risks/"), ("Actors", "actors/")):
        shown = int(value(page, "Type", label).locator(".bf-quiet").inner_text())
        other = page.context.new_page()
        other.goto(address + path)
        listed = other.locator("main :is(.bf-row, .bf-columns li, tbody tr)").count()
        assert (label, shown) == (label, listed)
        other.close()


def test_the_address_holds_the_question_through_reload_and_back(page: Page, address: str) -> None:
    asked(page, address, q="troops")
    value(page, "Type", "Figures").get_by_role("checkbox").check()
    expect(page.locator(".bf-kicker").first).to_have_text("Figure")
    value(page, "Actor", "Reznikov").get_by_role("checkbox").check()
    page.get_by_label("Order").select_option("date")
    want = [("q", "troops"), ("type", "figure"), ("actor", "reznikov"), ("sort", "date")]
    expect_question(page, *want)
    before = results(page).all_text_contents()
    page.reload()
    expect(results(page)).to_have_count(len(before))
    assert results(page).all_text_contents() == before
    page.go_back()
    page.go_back()
    expect(value(page, "Actor", "Reznikov").get_by_role("checkbox")).not_to_be_checked()
    expect_question(page, *want[:2])


def test_typing_changes_the_address_but_not_the_way_back(page: Page, address: str) -> None:
    page.goto(address)
    asked(page, address)
    page.get_by_role("searchbox").press_sequentially("guarantees")
    expect(results(page).first.locator("mark").first).to_be_visible()
    expect_question(page, ("q", "guarantees"))
    page.go_back()
    page.wait_for_url(address)


def test_choices_can_be_cleared_and_a_strange_one_shows_as_chosen(
    page: Page, address: str, happenings: list[str]
) -> None:
    asked(page, address, type="nonsense", nonsense="1", sort="sideways", year="2021")
    assert total(page) == 0
    expect(value(page, "Type", "nonsense").get_by_role("checkbox")).to_be_checked()
    page.get_by_role("button", name="Clear all choices").click()
    expect(results(page).first).to_be_visible()
    expect_question(page)
    assert happenings == []


def test_more_results_come_when_asked_for(page: Page, address: str) -> None:
    asked(page, address, q="russia")
    count = total(page)
    assert count > 20
    expect(results(page)).to_have_count(20)
    page.locator(".bf-found-more").get_by_role("button").click()
    expect(results(page)).to_have_count(min(count, 40))
    expect(results(page).nth(20).get_by_role("link")).to_be_focused()


@pytest.mark.parametrize(
    ("path", "question"),
    [
        ("actors/putin/", ("actor", "putin")),
        ("tags/nato/", ("tag", "nato")),
        ("threads/russia-nato-guarantees/", ("thread", "russia-nato-guarantees")),
        (
            "sources/2021-12-03-nato-guarantees--washington-newsday/",
            ("source", "2021-12-03-nato-guarantees--washington-newsday"),
        ),
    ],
)
def test_a_page_leads_to_everything_about_it(
    page: Page, address: str, path: str, question: tuple[str, str]
) -> None:
    page.goto(address + path)
    page.get_by_role("link", name="Search everything about it").click()
    page.wait_for_url("**/search/**")
    expect_question(page, question)
    expect(results(page).first).to_be_visible()
    assert total(page) > 5


def test_a_word_that_is_not_there_offers_the_nearest_words_and_names(
    page: Page, address: str
) -> None:
    asked(page, address, q="Putn guarantees")
    said = page.locator(".bf-found-said")
    expect(said).to_contain_text("No result contains “putn”")
    expect(results(page).first.locator("mark").first).to_have_text(re.compile("guarantee", re.I))
    said.get_by_role("button", name="Vladimir Putin").click()
    expect(said).not_to_contain_text("No result contains")
    expect_question(page, ("q", "guarantees"), ("actor", "putin"))
    asked(page, address, q="guarantes of expantion")
    page.get_by_role("button", name="expansion").click()
    expect(page.get_by_role("searchbox")).to_have_value("guarantes of expansion")


def test_without_scripts_the_page_says_so_and_leads_to_the_lists(page: Page, address: str) -> None:
    assert page.context.browser is not None
    context = page.context.browser.new_context(java_script_enabled=False)
    bare = context.new_page()
    bare.goto(f"{address}search/?q=nato")
    assert "Search needs JavaScript" in bare.locator("main").inner_text()
    bare.get_by_role("article").get_by_role("link", name="Demands").click()
    expect(bare.get_by_role("heading", level=1)).to_have_text("Demands")
    context.close()


def test_under_instant_navigation_the_page_works_when_it_is_swapped_in(
    page: Page, address: str, happenings: list[str]
) -> None:
    page.goto(f"{address}search/?q=reznikov")
    expect(results(page).first).to_be_visible()
    root = page.locator(".bf-found")
    # What the theme does: other content takes the place of the page's, and is told of.
    root.evaluate("each => { each.outerHTML = each.outerHTML }")
    page.evaluate("document$.next(document)")
    expect(results(page).first).to_be_visible()
    assert happenings == []


# Bad input

STRANGE = {
    "long": "nato " * 2_000,
    "one word": "x" * 10_000,
    "open quote": '"binding guarantees',
    "quotes": '"""""',
    "punctuation": "?!.,;:-()[]{}/\\|&%$§=+*~#'<>^°",
    "markup": "<img src=x onerror=window.hacked=1><script>window.hacked=1</script>",
    "entities": "&lt;b&gt;&#x41;",
    "surrogates": "\ud800 nato \udfff",
    "zero width": "na\u200bto \u202e otan \ufeff",
    "marks alone": "\u0301\u0308",
    "prototype": "__proto__ constructor toString hasOwnProperty",
    "pattern": "(a+)+$ .* \\d [z-a]",
}


@pytest.mark.parametrize("query", STRANGE.values(), ids=STRANGE)
def test_whatever_is_typed_shows_as_typed_and_nothing_fails(
    page: Page, address: str, query: str, happenings: list[str]
) -> None:
    page.goto(f"{address}search/")
    field = page.get_by_role("searchbox")
    expect(results(page).first).to_be_visible()
    field.evaluate(
        """(each, query) => { each.value = query; each.dispatchEvent(new Event("input")) }""",
        query,
    )
    page.wait_for_function("location.search.length > 2")
    page.wait_for_function("() => !document.querySelector('.bf-found-said').matches(':empty')")
    assert field.evaluate("each => each.value") == query
    page.reload()
    expect(page.locator(".bf-found-said")).not_to_be_empty()
    assert page.evaluate("'hacked' in window") is False
    assert page.locator("main img[src=x]").count() == 0
    assert happenings == []


def test_parts_of_a_phrase_that_is_not_closed_count_as_one(page: Page, address: str) -> None:
    asked(page, address, q='"binding guarantees')
    as_one = total(page)
    asked(page, address, q="binding guarantees")
    assert 0 < as_one < total(page)


# An index that is not whole


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    """A copy of the site, to be damaged."""
    return Path(shutil.copytree(site, tmp_path / "site"))


def files_of(site: Path, which: str) -> list[Path]:
    """All files of an index of one kind: of `texts`, `postings`, or the like."""
    manifest = head_of(site / "search" / "index.bin")
    held = manifest.get(which, manifest["facets"].get(which))
    names = held["names"] if isinstance(held, dict) else held
    return [site / "search" / f"{name}.bin" for name in re.findall(".{12}", names)]


def damaged(content: bytes, other: bytes, damage: str) -> bytes:
    """What is left of a file."""
    return {
        "cut short": content[: len(content) // 2],
        "without its end": content[:-1],
        "of another build": other,
        "empty": b"",
        "a page": b"<h1>404</h1>" * 10,
    }[damage]


@pytest.mark.parametrize("which", ["texts", "postings", "subjects", "type"])
@pytest.mark.parametrize(
    "damage",
    ["missing", "cut short", "without its end", "of another build", "empty", "a page"],
)
def test_where_a_part_is_damaged_the_rest_answers_and_the_page_says_so(
    page: Page, serve_folder: Callable[[Path], str], copy: Path, which: str, damage: str
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    before = {file: file.read_bytes() for file in files_of(copy, which)}
    other = files_of(copy, "names" if which != "names" else "texts")[0].read_bytes()
    for file, content in before.items():
        if damage == "missing":
            file.unlink()
        else:
            file.write_bytes(damaged(content, other, damage))
    address = serve_folder(copy)
    asked(page, address, q="nato")
    said = page.locator(".bf-found-said")
    expect(said).to_contain_text(MISSING)
    page.wait_for_load_state("networkidle")
    for file, content in before.items():
        file.write_bytes(content)
        os.utime(file, (2**31, 2**31))  # the server compares times in whole seconds
    said.get_by_role("button", name="Reload").click()
    expect(results(page).first).to_be_visible()
    expect(page.get_by_text(MISSING)).to_have_count(0)
    assert errors == []


def test_where_no_script_may_run_the_page_says_that_it_cannot_answer(
    browser: Browser, copy: Path
) -> None:
    page = browser.new_page()
    page.goto((copy / "search" / "index.html").as_uri())
    said = page.locator(".bf-found-said")
    told = "getComputedStyle(each, '::before')"
    assert said.evaluate(f"each => {told}.content") == '"The search index could not be loaded."'
    assert said.evaluate(f"each => {told}.opacity") == "0"
    page.wait_for_timeout(3_500)
    assert said.evaluate(f"each => {told}.opacity") == "1"
    page.close()


def test_a_line_shows_while_an_answer_is_on_its_way(page: Page, address: str) -> None:
    held: list[Route] = []
    page.route("**/search/index.bin", lambda route: held.append(route))
    with page.expect_request("**/search/index.bin"):
        page.goto(f"{address}search/?q=nato")
    found = page.locator(".bf-found-results")
    line = "each => getComputedStyle(each, '::before').content"
    assert found.evaluate(line) == '""'
    for route in held:
        route.continue_()
    expect(results(page).first).to_be_visible()
    expect(found).to_have_attribute("aria-busy", "false")
    assert found.evaluate(line) == "none"


def test_where_a_text_is_missing_the_others_are_shown(
    browser: Browser, serve_folder: Callable[[Path], str], copy: Path
) -> None:
    address = serve_folder(copy)

    def shown() -> tuple[bool, int, set[str]]:
        page = browser.new_page()  # whose cache is empty
        fetched: set[str] = set()
        page.on("request", lambda request: fetched.add(request.url))
        asked(page, address, q="russia")
        expect(results(page).first).to_be_visible()
        page.wait_for_load_state("networkidle")
        found = page.get_by_text(MISSING).count() == 1, results(page).count(), fetched
        page.close()
        return found

    *whole, fetched = shown()
    assert whole == [False, 20]
    texts = files_of(copy, "texts")
    needed = [f"{address}{file.relative_to(copy).as_posix()}" in fetched for file in texts]
    assert needed.count(True) > 1, "what is shown stands in several files"
    for is_needed in (True, False):
        file = texts[needed.index(is_needed)]
        content = file.read_bytes()
        file.unlink()
        is_told, count, _ = shown()
        assert is_told is is_needed
        assert 0 < count < 20 if is_needed else count == 20
        file.write_bytes(content)


@pytest.mark.parametrize("damage", ["missing", "cut short", "another format"])
def test_without_the_index_box_and_page_say_so_and_offer_a_reload(
    page: Page, serve_folder: Callable[[Path], str], copy: Path, damage: str
) -> None:
    index = copy / "search" / "index.bin"
    content = index.read_bytes()
    if damage == "missing":
        index.unlink()
    elif damage == "cut short":
        index.write_bytes(content[:100])
    else:
        index.write_bytes(packed({**head_of(index), "format": 2}))
    address = serve_folder(copy)
    page.goto(f"{address}search/?q=nato")
    said = page.locator(".bf-found-said")
    expect(said).to_contain_text("The search index could not be loaded.")
    page.keyboard.press("/")
    page.keyboard.type("nato")
    expect(page.locator(".md-search-result")).to_contain_text("could not be loaded")
    index.write_bytes(content)
    os.utime(index, (2**31, 2**31))  # the server compares times in whole seconds
    page.keyboard.press("Escape")
    said.get_by_role("button", name="Reload").click()
    expect(results(page).first).to_be_visible()


def test_a_result_of_every_type_leads_to_its_place(page: Page, address: str, site: Path) -> None:
    for each in {found.type: found for found in all_found(site)}.values():
        anchor = each.address.partition("#")[2]
        page.goto(address + each.address)
        place = page.locator(f"[id='{anchor}']" if anchor else "main h1")
        expect(place.first).to_be_in_viewport()


def test_on_a_phone_the_page_scrolls_again_when_the_box_has_closed(
    page: Page, address: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address + FIRST)
    page.locator("header label[for=__search]").first.click()
    page.keyboard.type("Reznikov")
    expect(hits(page).first).to_be_visible()
    page.keyboard.press("Escape")
    page.mouse.move(200, 400)
    for _ in range(50):  # the theme gives the page back once the box has gone
        page.mouse.wheel(0, 600)
        page.wait_for_timeout(100)
        if page.evaluate("scrollY > 100"):
            return
    raise AssertionError("the page does not scroll")


def test_a_filter_of_a_facet_that_is_closed_shows_as_chosen(page: Page, address: str) -> None:
    source = "2021-12-03-nato-guarantees--newsweek"
    asked(page, address, source=source)
    expect(page.locator(f'input[data-value="source {source}"]')).to_be_checked()


def test_a_phrase_that_stands_nowhere_is_not_left_aside_without_a_word(
    page: Page, address: str
) -> None:
    asked(page, address, q='"purple elephants" nato')
    expect(page.locator(".bf-found-said")).to_contain_text("No result contains all of these words")
    asked(page, address, q='"purple elephants"')
    expect(page.locator(".bf-found-said")).to_have_text("Nothing found.")


def test_open_means_that_the_newest_briefing_says_so(page: Page, address: str) -> None:
    open_ones = {"demands/": ":has(.bf-status-open)", "risks/": ":not(:has([class*=bf-outcome]))"}
    for path, which in open_ones.items():
        asked(page, address, type=path.removesuffix("s/"), status="open")
        found = total(page)
        page.goto(address + path)
        assert (path, found) == (path, page.locator(f"main [data-bf-item]{which}").count())
        assert found


def test_an_unfinished_word_is_not_said_to_be_missing(page: Page, address: str) -> None:
    asked(page, address, q="nato gu")
    expect(page.locator(".bf-found-said")).not_to_contain_text("No result contains")


def test_a_window_that_grows_shows_the_facets(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 700, "height": 800})
    asked(page, address, q="nato")
    expect(page.locator(".bf-facet").first).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator(".bf-facet").first).to_be_visible()


def test_the_focus_stays_in_the_page_when_results_change(page: Page, address: str) -> None:
    asked(page, address, q="nato", type="risk")
    page.get_by_role("button", name="Clear all choices").press("Enter")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.locator(".bf-facet > summary", has_text="Source").press("Enter")
    expect(page.locator(".bf-facet > summary", has_text="Source")).to_be_focused()


def test_what_clears_all_choices_keeps_the_focus_while_counts_come_in(
    page: Page, address: str
) -> None:
    asked(page, address, q="nato", type="risk")
    clear = page.get_by_role("button", name="Clear all choices")
    clear.focus()
    before = clear.element_handle()
    box = page.locator(".bf-facet input:not(:checked)").first
    box.evaluate("it => { it.checked = true; it.dispatchEvent(new Event('change')) }")
    page.wait_for_function("button => !button.isConnected", arg=before)
    expect(clear).to_be_focused()


def test_without_its_module_the_search_says_that_it_cannot_work(
    page: Page, serve_folder: Callable[[Path], str], copy: Path
) -> None:
    (copy / "assets" / "search.js").unlink()
    address = serve_folder(copy)
    page.goto(f"{address}search/?q=nato")
    expect(page.locator(".bf-found-said")).to_contain_text("could not be loaded")
    page.keyboard.press("/")
    expect(page.locator(".md-search-result")).to_contain_text("could not be loaded")
