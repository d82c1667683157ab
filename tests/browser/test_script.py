"""What the script adds to a page: small pages by hand, in a real Chromium."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.pictures import ROOT

SCRIPT = ROOT / "generator" / "rendering" / "assets" / "briefings.js"

FORM = """
<form class="bf-filter" aria-label="Filter">
<label>Status <select name="status">
<option value="">all</option><option>open</option><option>met</option></select></label>
<label>Actor <select name="actor">
<option value="">all</option><option>russia</option><option>nato</option></select></label>
<label>Order <select name="sort"><option value="">latest seen first</option>
<option value="deadline">by deadline</option><option value="-impact">by impact</option>
</select></label>
<button type="reset">Show all</button>
<output data-bf-some="{shown} of {total} shown" data-bf-none="Nothing fits all of these.">
</output>
</form>
"""
LIST = (
    FORM
    + """
<h2 id="about">About</h2><p>No items here.</p>
<h2 id="h-2022">2022</h2>
<div><h3>Demands</h3>
<article data-bf-item id="a" data-status="open" data-actor="russia nato" data-impact="9"
 data-deadline="2022-02"><h2>A</h2><p>words</p></article>
<article data-bf-item id="b" data-status="met" data-actor="nato" data-impact="10"
 ><h2>B</h2></article>
<hr>
<article data-bf-item id="c" data-status="open" data-actor="russia" data-impact="10"
 data-deadline="2022"><h2>C</h2></article>
<p>end</p></div>
<h2 id="h-2021">2021</h2>
<ul><li data-bf-item id="d" data-status="open" data-actor="russian" data-deadline="2021-12">D</li>
<li data-bf-item id="e" data-status="open" data-actor="nato" data-deadline="2021-11">E</li></ul>
<p><a href="#about">Up</a></p>
"""
)
SERVED = ["a", "b", "c", "d", "e"]

SOURCES = """
<table data-bf-sortable id="sources"><thead><tr>
<th scope="col" data-bf-key="name">Name <abbr title="in full">i. f.</abbr></th>
<th scope="col" data-bf-key="claims">Claims</th>
<th scope="col" data-bf-key="date">Date</th>
<th scope="col">Link</th>
</tr></thead><tbody>
<tr id="a"><th scope="row">Part 10</th><td>9</td><td data-sort="2022-01">January</td><td>x</td></tr>
<tr id="b"><th scope="row">part 9</th><td> 10 </td><td data-sort="">no day</td><td>x</td></tr>
<tr id="c"><th scope="row">Öffnung</th><td>-1.5</td><td data-sort="2021-12">December</td></tr>
<tr id="d"><th scope="row">Zeit</th><td></td><td data-sort="2022-01">January</td><td>x</td></tr>
<tr id="e"><th scope="row">Ort</th><td>1,234</td><td data-sort="2022">2022</td><td>x</td></tr>
</tbody></table>
"""
ACTORS = """
<table data-bf-sortable id="actors"><thead><tr><th scope="col" data-bf-key="name">Actor</th></tr>
</thead><tbody><tr id="x"><td>Russia</td></tr><tr id="y"><td>NATO</td></tr></tbody></table>
"""

COPYING = """
<h2 id="risk-invasion">Risk <a class="bf-anchor" href="#risk-invasion">link</a></h2>
<p id="citation">Desk:
  <em>Written   answers</em>,&nbsp;2022. </p>
<button type="button" class="bf-copy" data-bf-copies="citation">Copy</button>
<button type="button" class="bf-copy" data-bf-copies="nothing">Copy what is not there</button>
<div class="bf-said" role="status" data-copied="Link copied"></div>
"""

DOCUMENT = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><title>Page</title>
<link rel="icon" href="data:,">{head}</head>
<body>{body}</body></html>
"""

LOADED = '<script type="module" src="briefings.js"></script>'

INSTANT = f"""<script>
window.document$ = {{
  heard: [],
  subscribe(hear) {{ this.heard.push(hear); }},
  next() {{ for (const hear of this.heard) hear(document); }},
}};
</script>{LOADED}"""
"""With what Material has for those who want to know of each page that it swaps in."""

Show = Callable[..., str]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("script")
    shutil.copy(SCRIPT, made)
    return made


@pytest.fixture(scope="module")
def root(folder: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(folder)


@pytest.fixture
def show(page: Page, folder: Path, root: str, happenings: list[str]) -> Show:
    """Writes a page and shows it, at the query and fragment given. Gives its bare address."""
    assert happenings == []

    # A name of its own for each: what changes within a second is taken for what is cached.
    names = (f"page-{number}.html" for number in count())

    def show(body: str, asked: str = "", head: str = LOADED, lang: str = "en") -> str:
        name = next(names)
        text = DOCUMENT.format(body=body, head=head, lang=lang)
        (folder / name).write_text(text, encoding="utf-8")
        page.goto(f"{root}{name}{asked}")
        return f"{root}{name}"

    return show


def shown(page: Page, what: str = "[data-bf-item]") -> list[str]:
    """The ids of what one can see, in the order of the page."""
    found: list[str] = page.evaluate(
        """what => [...document.querySelectorAll(what)]
            .filter(each => each.checkVisibility()).map(each => each.id)""",
        what,
    )
    return found


def rows(page: Page, table: str = "sources") -> str:
    return "".join(shown(page, f"#{table} tbody tr"))


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label).select_option(option)


def header(page: Page, name: str) -> str | None:
    """Which way a column is sorted."""
    return page.locator(f"th[data-bf-key={name}]").first.get_attribute("aria-sort")


# The list


def test_a_list_is_narrowed_to_what_fits_all_that_is_chosen(page: Page, show: Show) -> None:
    address = show(LIST)
    assert shown(page) == SERVED
    expect(page.get_by_role("status")).to_have_text("")
    choose(page, "Status", "open")
    assert shown(page) == ["a", "c", "d", "e"]
    expect(page.get_by_role("status")).to_have_text("4 of 5 shown")
    choose(page, "Actor", "russia")
    assert shown(page) == ["a", "c"]
    expect(page.get_by_role("status")).to_have_text("2 of 5 shown")
    assert page.url == f"{address}?status=open&actor=russia"


def test_an_item_with_several_values_fits_each_of_them_whole(page: Page, show: Show) -> None:
    show(LIST)
    choose(page, "Actor", "nato")
    assert shown(page) == ["a", "b", "e"]
    choose(page, "Actor", "russia")
    assert shown(page) == ["a", "c"], "russian is not russia"


def test_a_heading_goes_with_the_last_of_its_items_and_others_stay(page: Page, show: Show) -> None:
    show(LIST)
    headings = "h2[id]"
    assert shown(page, headings) == ["about", "h-2022", "h-2021"]
    choose(page, "Actor", "russia")
    assert shown(page, headings) == ["about", "h-2022"]
    choose(page, "Status", "met")
    assert shown(page, headings) == ["about"]
    expect(page.get_by_role("status")).to_have_text("Nothing fits all of these.")
    choose(page, "Actor", "")
    assert shown(page, headings) == ["about", "h-2022"]


def test_items_that_stand_right_below_their_headings_stay_below_them(
    page: Page, show: Show
) -> None:
    show(
        FORM
        + """<h2 id="one">1</h2><p data-bf-item id="a" data-impact="1">a</p>
        <p data-bf-item id="b" data-impact="2" data-status="open">b</p>
        <h2 id="two">2</h2><p data-bf-item id="c" data-impact="3">c</p>
        <p data-bf-item id="d" data-impact="4">d</p>"""
    )
    choose(page, "Order", "-impact")
    assert shown(page, "h2, p") == ["one", "b", "a", "two", "d", "c"]
    choose(page, "Status", "open")
    assert shown(page, "h2, p") == ["one", "b"]


def test_rows_of_a_table_are_narrowed_and_ordered_too(page: Page, show: Show) -> None:
    show(
        FORM
        + """<table><thead><tr><th>What</th></tr></thead><tbody>
        <tr data-bf-item id="a" data-status="open" data-impact="1"><td>a</td></tr>
        <tr data-bf-item id="b" data-status="met" data-impact="2"><td>b</td></tr>
        <tr data-bf-item id="c" data-status="open" data-impact="3"><td>c</td></tr>
        </tbody></table>"""
    )
    choose(page, "Status", "open")
    choose(page, "Order", "-impact")
    assert shown(page) == ["c", "a"]


def test_items_are_ordered_within_their_parents_and_what_lacks_the_value_comes_last(
    page: Page, show: Show
) -> None:
    address = show(LIST)
    choose(page, "Order", "deadline")
    assert shown(page) == ["c", "a", "b", "e", "d"], "a year comes before its months"
    assert page.url == f"{address}?sort=deadline"
    choose(page, "Order", "-impact")
    assert shown(page) == ["b", "c", "a", "d", "e"], "10 is more than 9, and equals keep order"
    choose(page, "Order", "")
    assert shown(page) == SERVED
    assert page.url == address


def test_descending_order_leaves_equals_as_served_and_the_missing_last(
    page: Page, show: Show
) -> None:
    values = dict(zip("abcdefgh", ["2", "", "10", "2", "-3", "1.5", "-10", "1.25"], strict=True))
    items = "".join(f'<li data-bf-item id="{id}" data-impact="{v}">' for id, v in values.items())
    show(f"{FORM}<ul>{items}<li data-bf-item id=i></ul>")
    choose(page, "Order", "-impact")
    assert "".join(shown(page)) == "cadfhegbi"


def test_what_stands_between_items_keeps_its_place(page: Page, show: Show) -> None:
    show(LIST)
    choose(page, "Order", "deadline")
    names = page.locator("div > *").evaluate_all("all => all.map(each => each.id || each.tagName)")
    assert names == ["H3", "c", "a", "HR", "b", "P"]


def test_order_alone_says_nothing_and_the_same_words_are_not_said_twice(
    page: Page, show: Show
) -> None:
    show(LIST)
    page.evaluate(
        """() => {
            window.times = 0;
            new MutationObserver(() => window.times++)
                .observe(document.querySelector("output"), { childList: true, subtree: true });
        }"""
    )
    choose(page, "Order", "deadline")
    assert page.evaluate("window.times") == 0
    expect(page.get_by_role("status")).to_have_text("")
    choose(page, "Status", "open")
    choose(page, "Order", "")
    assert page.evaluate("window.times") == 1


@pytest.mark.parametrize(("lang", "words"), [("de", "1.233 of 1.234"), ("en", "1,233 of 1,234")])
def test_numbers_are_written_as_in_the_language_of_the_page(
    page: Page, show: Show, lang: str, words: str
) -> None:
    items = '<li data-bf-item data-status="open">' * 1233 + "<li data-bf-item>"
    show(f"{FORM}<ul>{items}</ul>", "?status=open", lang=lang)
    expect(page.get_by_role("status")).to_have_text(f"{words} shown")


@pytest.mark.parametrize("lang", ["", "en_US", "no language at all"])
def test_a_language_that_is_none_stops_nothing(
    page: Page, show: Show, happenings: list[str], lang: str
) -> None:
    show(LIST, "?status=open&sort=deadline", lang=lang)
    assert shown(page) == ["c", "a", "e", "d"]
    assert happenings == []


def test_show_all_brings_everything_back_and_clears_the_address_of_our_names_alone(
    page: Page, show: Show
) -> None:
    address = show(LIST, "?h=talks&status=open&actor=russia&sort=-impact#about")
    assert shown(page) == ["c", "a"]
    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("status")).to_have_text("")
    assert shown(page) == SERVED
    assert page.url == f"{address}?h=talks#about"


def test_the_form_is_worked_by_keys_and_keeps_the_focus(page: Page, show: Show) -> None:
    show(LIST)
    page.get_by_label("Order").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Order")).to_have_value("deadline")
    assert shown(page)[0] == "c"
    expect(page.get_by_label("Order")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Order")).to_have_value("")
    assert shown(page) == SERVED


# The address


def test_a_shared_address_shows_what_it_was_shared_for_and_so_after_a_reload(
    page: Page, show: Show
) -> None:
    address = show(LIST, "?status=open&sort=-impact")
    for _ in range(2):
        expect(page.get_by_label("Status")).to_have_value("open")
        expect(page.get_by_label("Actor")).to_have_value("")
        expect(page.get_by_label("Order")).to_have_value("-impact")
        expect(page.get_by_role("status")).to_have_text("4 of 5 shown")
        assert shown(page) == ["c", "a", "d", "e"]
        page.reload()
    choose(page, "Actor", "nato")
    assert page.url == f"{address}?status=open&actor=nato&sort=-impact"
    page.reload()
    expect(page.get_by_label("Actor")).to_have_value("nato")
    assert shown(page) == ["a", "e"]


def test_other_names_the_fragment_and_the_state_of_others_are_kept(page: Page, show: Show) -> None:
    address = show(LIST, "?h=a+b&status=met&status=open#h-2021")
    page.evaluate("history.replaceState({ y: 12 }, '')")
    choose(page, "Status", "open")
    choose(page, "Order", "deadline")
    assert page.url == f"{address}?h=a+b&status=open&sort=deadline#h-2021"
    assert page.evaluate("history.state") == {"y": 12}


def test_the_same_choice_has_the_same_address_however_it_was_made(page: Page, show: Show) -> None:
    address = show(LIST)
    choose(page, "Order", "deadline")
    choose(page, "Actor", "nato")
    choose(page, "Status", "open")
    assert page.url == f"{address}?status=open&actor=nato&sort=deadline"


def test_choosing_makes_no_steps_for_the_way_back(page: Page, show: Show) -> None:
    show(LIST)
    before = page.evaluate("history.length")
    choose(page, "Status", "open")
    choose(page, "Status", "met")
    assert page.evaluate("history.length") == before


def test_back_and_forward_bring_form_list_and_tables_along(page: Page, show: Show) -> None:
    show(LIST + SOURCES.replace('id="a"', "").replace('id="b"', ""))
    choose(page, "Status", "open")
    page.get_by_role("button", name="Claims").click()
    page.get_by_role("link", name="Up").click()
    choose(page, "Status", "met")
    page.get_by_role("button", name="Claims").click()
    for go, status, items, order in (
        (page.go_back, "open", ["a", "c", "d", "e"], "ascending"),
        (page.go_forward, "met", ["b"], "descending"),
    ):
        go()
        expect(page.get_by_label("Status")).to_have_value(status)
        assert shown(page) == items
        assert header(page, "claims") == order


def test_coming_back_from_another_page_shows_the_list_as_it_was_left(
    page: Page, show: Show, folder: Path, root: str
) -> None:
    (folder / "other.html").write_text("<!doctype html><title>Other</title>", encoding="utf-8")
    show(LIST)
    choose(page, "Status", "met")
    page.goto(f"{root}other.html")
    page.go_back()
    expect(page.get_by_label("Status")).to_have_value("met")
    assert shown(page) == ["b"]


def test_a_step_to_a_fragment_moves_nothing(page: Page, show: Show) -> None:
    show(LIST + ACTORS, "?sort=deadline&status=open&sort-actors=name")
    page.evaluate(
        """() => {
            window.steps = window.moves = 0;
            addEventListener("popstate", () => window.steps++);
            new MutationObserver(() => window.moves++)
                .observe(document.body, { childList: true, subtree: true });
        }"""
    )
    page.get_by_role("link", name="Up").click()
    page.wait_for_url("**#about")
    assert page.evaluate("[window.steps, window.moves]") == [1, 0]


def test_an_address_with_a_fragment_is_opened_at_its_place_in_the_narrowed_list(
    page: Page, show: Show
) -> None:
    items = "".join(
        f'<li data-bf-item id="i{n}" data-status="{"open" if n % 2 else "met"}"'
        f' data-impact="{n}" style="height:100px">{n}</li>'
        for n in range(200)
    )
    show(f"{FORM}<ul>{items}</ul>", "?status=open&sort=-impact#i101")
    expect(page.locator("#i101")).to_be_in_viewport(ratio=1)


HOSTILE = (
    "?status=%E0%A4%A",
    "?status=%00&sort=%ff%fe",
    "?status=<img src=x onerror=alert(1)>&sort=<script>alert(1)</script>",
    "?status=open%22]&actor=*&sort=')",
    "?sort=__proto__&sort-sources=__proto__&status=constructor",
    "?sort=--impact&sort-sources=--claims",
    "?sort=-&sort-sources=-&sort-=x",
    "?sort=status&sort-sources=nothing",
    "?status&&=&==&sort=&sort-sources",
    "?status=" + "open" * 15_000,
    "?" + "status=x&" * 6_000,
    "#%E0%A4%A",
    "#<img src=x onerror=alert(1)>",
)


@pytest.mark.parametrize("asked", HOSTILE, ids=[hostile[:24] for hostile in HOSTILE])
def test_an_address_that_asks_for_what_is_not_offered_changes_nothing(
    page: Page, show: Show, happenings: list[str], asked: str
) -> None:
    content = "document.documentElement.outerHTML"
    show(LIST + SOURCES)
    served = page.evaluate(content)
    show(LIST + SOURCES, asked)
    assert page.evaluate(content) == served
    assert page.locator("option:checked").all_text_contents() == ["all", "all", "latest seen first"]
    assert happenings == []


def test_a_browser_that_takes_no_more_addresses_still_shows_what_is_chosen(
    page: Page, show: Show, happenings: list[str]
) -> None:
    show(LIST)
    page.evaluate("() => { history.replaceState = () => { throw new Error('enough'); }; }")
    choose(page, "Status", "met")
    assert shown(page) == ["b"]
    assert happenings == []


# Tables


def test_a_head_of_a_column_becomes_a_button_with_the_same_words(page: Page, show: Show) -> None:
    show(SOURCES)
    heads = page.locator("thead th")
    assert heads.all_inner_texts() == ["Name i. f.", "Claims", "Date", "Link"]
    assert page.locator("button.bf-sort[type=button]").count() == 3
    expect(page.locator("button abbr")).to_have_attribute("title", "in full")
    expect(page.get_by_role("columnheader", name="Link").get_by_role("button")).to_have_count(0)
    assert page.locator("th[aria-sort]").count() == 0


def test_a_column_is_sorted_up_then_down_then_as_served(page: Page, show: Show) -> None:
    address = show(SOURCES)
    claims = page.get_by_role("button", name="Claims")
    seen = []
    for _ in range(4):
        claims.click()
        seen.append((rows(page), header(page, "claims"), page.url.removeprefix(address)))
    assert seen == [
        ("ceabd", "ascending", "?sort-sources=claims"),
        ("baecd", "descending", "?sort-sources=-claims"),
        ("abcde", None, ""),
        ("ceabd", "ascending", "?sort-sources=claims"),
    ]


def test_text_is_sorted_as_the_language_of_the_page_does(page: Page, show: Show) -> None:
    show(SOURCES, "?sort-sources=name", lang="de")
    assert rows(page) == "cebad", "Öffnung, Ort, part 9, Part 10, Zeit"
    show(SOURCES, "?sort-sources=name", lang="sv")
    assert rows(page) == "ebadc", "Ö is the last letter in Swedish"


def test_a_value_given_to_a_cell_goes_before_its_words(page: Page, show: Show) -> None:
    show(SOURCES)
    date = page.get_by_role("button", name="Date")
    date.click()
    assert rows(page) == "ceadb"
    date.click()
    assert rows(page) == "adecb", "what has no value is last both ways"


def test_another_column_takes_over_from_the_order_as_served(page: Page, show: Show) -> None:
    address = show(SOURCES)
    page.get_by_role("button", name="Claims").dblclick()
    page.get_by_role("button", name="Date").click()
    assert rows(page) == "ceadb", "a before d, as served"
    assert (header(page, "claims"), header(page, "date")) == (None, "ascending")
    assert page.url == f"{address}?sort-sources=date"


def test_two_tables_of_a_page_are_sorted_each_on_its_own(page: Page, show: Show) -> None:
    address = show(SOURCES + ACTORS)
    page.get_by_role("button", name="Actor").click()
    assert (rows(page), rows(page, "actors")) == ("abcde", "yx")
    page.get_by_role("button", name="Claims").dblclick()
    assert (rows(page), rows(page, "actors")) == ("baecd", "yx")
    assert page.url == f"{address}?sort-actors=name&sort-sources=-claims"
    page.reload()
    assert (rows(page), rows(page, "actors")) == ("baecd", "yx")
    assert page.locator("th[aria-sort]").count() == 2


def test_each_body_of_a_table_is_sorted_within_itself(page: Page, show: Show) -> None:
    second = "<tbody><tr id=f><td>B</td></tr><tr id=g><td>A</td></tr></tbody></table>"
    show(ACTORS.replace("</table>", second), "?sort-actors=name")
    assert rows(page, "actors") == "yxgf"


def test_a_table_without_a_name_is_sorted_and_not_remembered(page: Page, show: Show) -> None:
    address = show(ACTORS.replace('id="actors"', 'class="plain"'))
    page.get_by_role("button", name="Actor").click()
    assert shown(page, ".plain tbody tr") == ["y", "x"]
    assert page.url == address


def test_a_column_is_sorted_by_keys_and_its_head_keeps_the_focus(page: Page, show: Show) -> None:
    show(SOURCES)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Claims")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    assert (rows(page), header(page, "claims")) == ("baecd", "descending")
    expect(page.get_by_role("button", name="Claims")).to_be_focused()


def test_the_rows_of_a_sortable_table_can_be_narrowed_without_losing_their_order(
    page: Page, show: Show
) -> None:
    table = ACTORS.replace("<tr id", '<tr data-bf-item data-status="open" data-impact="1" id')
    address = show(FORM + table, "?sort-actors=name")
    choose(page, "Status", "open")
    choose(page, "Order", "-impact")
    assert rows(page, "actors") == "yx"
    assert page.url == f"{address}?sort-actors=name&status=open&sort=-impact"
    choose(page, "Status", "met")
    assert rows(page, "actors") == ""


# Links and citations

NOON = datetime(2022, 1, 26, 12)
LATER = NOON + timedelta(hours=1)
"""When the clock of a page stands still, until the test moves it."""


@pytest.fixture
def clipboard(page: Page, root: str) -> Callable[[], str]:
    """Lets the page use the clipboard, empties it, and reads it."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=root)
    page.goto(f"{root}briefings.js")
    page.evaluate("navigator.clipboard.writeText('')")

    def read() -> str:
        text: str = page.evaluate("navigator.clipboard.readText()")
        return text

    return read


def test_a_link_to_an_entry_leads_there_and_is_copied_without_the_query(
    page: Page, show: Show, clipboard: Callable[[], str]
) -> None:
    page.clock.install(time=NOON)
    address = show(COPYING, "?h=talks")
    page.clock.pause_at(LATER)
    said = page.get_by_role("status")
    page.get_by_role("link", name="link").click()
    expect(said).to_have_text("Link copied")
    expect(said).to_have_class("bf-said bf-said--shown")
    assert clipboard() == f"{address}#risk-invasion"
    assert page.url == f"{address}?h=talks#risk-invasion"
    page.clock.run_for(3900)
    expect(said).to_have_text("Link copied")
    page.clock.run_for(200)
    expect(said).to_have_text("")
    expect(said).to_have_class("bf-said")


def test_a_second_copy_is_said_for_as_long_as_the_first(
    page: Page, show: Show, clipboard: Callable[[], str]
) -> None:
    page.clock.install(time=NOON)
    show(COPYING)
    page.clock.pause_at(LATER)
    said = page.get_by_role("status")
    page.get_by_role("link", name="link").click()
    expect(said).to_have_text("Link copied")
    page.clock.run_for(3000)
    # What was said last is wiped, to see when it is said again.
    said.evaluate("each => { each.textContent = ''; }")
    page.get_by_role("link", name="link").click()
    expect(said).to_have_text("Link copied")
    page.clock.run_for(3000)
    expect(said).to_have_text("Link copied")
    page.clock.run_for(1000)
    expect(said).to_have_text("")


@pytest.mark.parametrize("words", ["Link copied", "Citation copied"])
def test_a_citation_is_copied_as_one_line_of_text(
    page: Page, show: Show, clipboard: Callable[[], str], words: str
) -> None:
    own = ' data-copied-text="Citation copied"' if words == "Citation copied" else ""
    show(COPYING.replace(' data-copied="', f'{own} data-copied="'))
    page.get_by_role("button", name="Copy", exact=True).press("Enter")
    expect(page.get_by_role("status")).to_have_text(words)
    assert clipboard() == "Desk: Written answers, 2022."


def test_where_there_is_nothing_to_copy_nothing_is_said(
    page: Page, show: Show, clipboard: Callable[[], str], happenings: list[str]
) -> None:
    show(COPYING)
    page.get_by_role("button", name="Copy what is not there").click()
    expect(page.get_by_role("status")).to_have_text("")
    assert clipboard() == ""
    assert happenings == []


@pytest.mark.parametrize("clipboard", ["undefined", "{ writeText: () => Promise.reject() }"])
def test_without_a_clipboard_a_link_still_leads_there_and_nothing_is_said(
    page: Page, show: Show, happenings: list[str], clipboard: str
) -> None:
    page.add_init_script(f"Object.defineProperty(navigator, 'clipboard', {{ value: {clipboard} }})")
    address = show(COPYING)
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_role("link", name="link").click()
    page.wait_for_url(f"{address}#risk-invasion")
    expect(page.get_by_role("status")).to_have_text("")
    assert happenings == []


def test_a_page_without_a_place_to_say_so_copies_in_silence(
    page: Page, show: Show, clipboard: Callable[[], str], happenings: list[str]
) -> None:
    address = show('<a class="bf-anchor" href="#x">link</a>')
    page.get_by_role("link").click()
    page.wait_for_function("async () => await navigator.clipboard.readText() !== ''")
    assert clipboard() == f"{address}#x"
    assert happenings == []


def test_an_empty_permalink_takes_the_address_of_the_page(page: Page, show: Show) -> None:
    address = show(
        """<a class="bf-permalink" id="empty" href="./"> </a>
        <a class="bf-permalink" id="given" href="https://desk.example/x/">https://desk.example</a>
        <a id="other" href="./"></a>""",
        "?status=open#other",
    )
    expect(page.locator("#empty")).to_have_text(address)
    expect(page.locator("#empty")).to_have_attribute("href", address)
    expect(page.locator("#given")).to_have_text("https://desk.example")
    expect(page.locator("#given")).to_have_attribute("href", "https://desk.example/x/")
    expect(page.locator("#other")).to_have_text("")


# Print

FOLDED = """<details id="a"><summary>A</summary>a</details>
<details id="b" open><summary>B</summary>b<details id="c"><summary>C</summary>c</details></details>
"""


def unfolded(page: Page) -> list[str]:
    found: list[str] = page.locator("details[open]").evaluate_all("all => all.map(one => one.id)")
    return found


def test_what_is_folded_away_is_printed_and_folded_again(page: Page, show: Show) -> None:
    show(f"<details id=aside><summary>Aside</summary>x</details><main>{FOLDED}</main>")
    page.evaluate(
        """() => addEventListener("beforeprint", () => {
            window.printed = [...document.querySelectorAll("[open]")].map(each => each.id);
        })"""
    )
    page.pdf()
    assert page.evaluate("window.printed") == ["a", "b", "c"]
    assert unfolded(page) == ["b"]


def test_two_calls_to_print_in_a_row_leave_nothing_unfolded(page: Page, show: Show) -> None:
    show(FOLDED)
    page.evaluate("for (const _ of 'ab') dispatchEvent(new Event('beforeprint'))")
    assert unfolded(page) == ["a", "b", "c"]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert unfolded(page) == ["b"]


def test_what_was_unfolded_by_hand_since_stays_so_after_the_next_print(
    page: Page, show: Show
) -> None:
    show(FOLDED)
    page.pdf()
    page.get_by_text("A", exact=True).click()
    page.pdf()
    assert unfolded(page) == ["a", "b"]


# Pages


def test_a_page_with_none_of_it_is_left_as_it_is(
    page: Page, show: Show, happenings: list[str]
) -> None:
    address = show(
        """<h2>Words</h2><p data-bf-item>An item and no form</p><form id="other">
        <label>Other <select><option>a</option><option>b</option></select></label>
        <button type="reset">Reset</button></form>
        <table><tr><th data-bf-key="x">X</th></tr></table>""",
        "?status=open&sort=x",
    )
    choose(page, "Other", "b")
    page.get_by_role("button", name="Reset").click()
    expect(page.get_by_label("Other")).to_have_value("a")
    page.locator("p").click()
    assert page.locator("[hidden], .bf-sort").count() == 0
    assert page.url == f"{address}?status=open&sort=x"
    assert happenings == []


def test_a_page_is_complete_without_the_script(page: Page, show: Show) -> None:
    show(LIST, "?status=open", head="")
    assert shown(page) == SERVED


def test_a_script_that_runs_before_the_page_is_there_waits_for_it(page: Page, show: Show) -> None:
    def answer_late(route: Route) -> None:
        time.sleep(0.3)
        route.fulfill(body="")

    page.route("**/late.js", answer_late)
    early = LOADED.replace(" src", " async src")
    show('<script src="late.js"></script>' + LIST, "?status=met", head=early)
    assert shown(page) == ["b"]


def test_setting_a_page_up_again_doubles_nothing(
    page: Page, show: Show, happenings: list[str]
) -> None:
    show(LIST + SOURCES.replace('id="a"', "").replace('id="b"', ""), head=INSTANT)
    assert page.locator(".bf-sort").count() == 0, "it waits to be told"
    for _ in range(2):
        page.evaluate("document$.next()")
    assert page.locator(".bf-sort").count() == 3
    page.get_by_role("button", name="Claims").click()
    assert header(page, "claims") == "ascending"
    choose(page, "Order", "deadline")
    page.evaluate("document$.next()")
    assert shown(page) == ["c", "a", "b", "e", "d"]
    assert header(page, "claims") == "ascending"
    choose(page, "Order", "")
    assert shown(page) == SERVED
    assert page.evaluate("document$.heard.length") == 1
    assert happenings == []


def test_a_page_swapped_in_works_as_one_that_was_loaded(
    page: Page, show: Show, root: str, happenings: list[str]
) -> None:
    show("<main><p>First</p></main>", head=INSTANT)
    page.evaluate("document$.next()")
    page.evaluate(
        """([address, content]) => {
            history.pushState(null, "", address);
            document.querySelector("main").innerHTML = content;
            document$.next();
        }""",
        [
            f"{root}demands/?status=open&sort-actors=name",
            LIST + ACTORS + '<a class="bf-permalink"></a>',
        ],
    )
    assert shown(page) == ["a", "c", "d", "e"]
    assert rows(page, "actors") == "yx"
    expect(page.locator(".bf-permalink")).to_have_text(f"{root}demands/")
    page.get_by_role("button", name="Actor").click()
    choose(page, "Status", "met")
    assert (shown(page), rows(page, "actors")) == (["b"], "xy")
    assert page.url == f"{root}demands/?sort-actors=-name&status=met"
    assert happenings == []
