"""Whatever a writer types shows as typed in a real browser, and nothing of it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.filling import ACTOR, SOURCE
from tests.hostile import hostile_briefing
from tests.markup import squeezed
from tests.projects import MATERIAL, new_project

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "briefings/",
    "briefings/a-day/",
    "briefings/next-day/",
    "actors/",
    f"actors/{ACTOR}/",
    "demands/",
    "risks/",
    "sources/",
    f"sources/a-day--{SOURCE}/",
)

# Whatever is folded up is opened, and no style changes letters, so that the words are as typed.
SHOW_ALL = """() => {
    for (const each of document.querySelectorAll("details")) each.open = true
    const style = document.createElement("style")
    style.textContent = "* { text-transform: none !important; content-visibility: visible }"
    document.head.append(style)
    return document.querySelector("[data-md-component=content]").innerText
}"""

# What would be there if a text had been taken for mark-up, or had run.
TRACES = """() => [
    "hacked" in window ? "a script has run" : "",
    ...[...document.querySelectorAll(
        "img[src=x], svg[onload], [onclick], [onerror], details[markdown], title ~ title"
    )].map(each => each.outerHTML),
    ...[...document.scripts].filter(each => each.text.includes("hacked")).map(each => each.text),
    ...[...document.links].filter(each => /^(javascript|data|vbscript):/i.test(each.href)
        || /elsewhere/.test(each.hostname)).map(each => each.outerHTML),
].filter(Boolean)"""


@dataclass(frozen=True)
class Hostile:
    """A site whose briefings have hostile strings everywhere."""

    address: str
    typed: dict[str, str]
    """What was typed into each field of the first briefing, by path."""
    later: dict[str, str]
    """The same for the second."""


@pytest.fixture(scope="module")
def hostile(
    tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]
) -> Hostile:
    """With the search that finds claims."""
    return _site(tmp_path_factory, serve_folder, [{"briefings": {}}])


@pytest.fixture(scope="module")
def theirs(
    tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]
) -> Hostile:
    """With the theme's own search, because it is listed."""
    return _site(tmp_path_factory, serve_folder, ["search", {"briefings": {}}])


def _site(
    tmp_path_factory: pytest.TempPathFactory,
    serve_folder: Callable[[Path], str],
    plugins: list[object],
) -> Hostile:
    first, typed = hostile_briefing()
    second, later = hostile_briefing("later-", date="2021-03-02")
    for field in ("name", "aliases", "office"):  # an identity is said once
        del second["actors"][ACTOR][field]
        del later[f"actors.{field}"]
    project = new_project(
        tmp_path_factory.mktemp("hostile") / "project",
        {"a-day": first, "next-day": second},
        plugins=plugins,
        theme=MATERIAL
        | {"features": ["search.suggest", "search.highlight", "search.share", "navigation.footer"]},
    )
    return Hostile(serve_folder(project.build(strict=False)), typed, later)


@pytest.mark.parametrize("path", PAGES)
def test_every_text_shows_as_typed_and_nothing_runs(
    page: Page, hostile: Hostile, path: str, happenings: list[str]
) -> None:
    page.goto(hostile.address + path, wait_until="networkidle")
    words = squeezed(page.evaluate(SHOW_ALL))
    shown = 0
    for field, text in (*hostile.typed.items(), *hostile.later.items()):
        times = words.count(text.split()[-1])
        assert words.count(squeezed(text)) == times, field
        shown += times
    assert shown > 0, "a page without any of the texts proves nothing"
    assert page.evaluate(TRACES) == []
    assert happenings == []


def test_the_page_of_a_briefing_shows_all_its_claims(page: Page, hostile: Hostile) -> None:
    page.goto(f"{hostile.address}briefings/a-day/")
    words = squeezed(page.evaluate(SHOW_ALL))
    claims = ("title", "summary", "demands.text", "risks.basis", "events.text", "figures.measure")
    assert [field for field in claims if squeezed(hostile.typed[field]) not in words] == []


def test_title_and_description_of_a_page_are_as_typed(page: Page, hostile: Hostile) -> None:
    page.goto(f"{hostile.address}briefings/a-day/")
    assert page.title().startswith(" ".join(hostile.typed["title"].split()))
    description = page.locator("meta[name=description]").get_attribute("content")
    assert squeezed(description or "") == squeezed(hostile.typed["summary"])
    page.goto(f"{hostile.address}actors/{ACTOR}/")
    assert page.title().startswith(" ".join(hostile.typed["actors.name"].split()))


@pytest.fixture(params=["hostile", "theirs"])
def either(request: pytest.FixtureRequest) -> Hostile:
    """With either search."""
    found: Hostile = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize("query", ["dashed", "raise", "{{ 7*7 }}"])
def test_search_shows_hits_as_typed_and_runs_nothing(
    page: Page, either: Hostile, query: str, happenings: list[str]
) -> None:
    hostile = either
    page.goto(hostile.address)
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type(query)
    results = page.locator(".md-search-result__link")
    expect(results.first).to_be_visible()
    page.wait_for_timeout(300)  # suggestions come after the hits
    words = squeezed(page.locator(".md-search-result__list").inner_text())
    titles = [hostile.typed["title"], hostile.typed["actors.name"], hostile.later["title"]]
    assert any(squeezed(title) in words for title in titles)
    assert page.evaluate(TRACES) == []
    assert happenings == []

    results.first.click()
    page.wait_for_url(f"{hostile.address}*/**")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(TRACES) == []
    assert happenings == []


@pytest.mark.parametrize(
    "query",
    [
        "<script>window.hacked=1</script>",
        '"><img src=x onerror=window.hacked=1>',
        "title:",
        '+ ~ " ^',
    ],
)
def test_anything_may_be_typed_into_the_search_box(
    page: Page, either: Hostile, query: str, happenings: list[str]
) -> None:
    page.goto(either.address)
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type(query)
    said = page.locator(".md-search-result__meta")
    expect(said).to_be_visible()
    expect(said).not_to_have_text("Type to start searching")
    assert page.get_by_role("textbox", name="Search").input_value() == query
    assert page.evaluate(TRACES) == []
    assert happenings == []


def test_a_searched_word_in_an_address_is_only_marked(
    page: Page, theirs: Hostile, happenings: list[str]
) -> None:
    page.goto(f"{theirs.address}briefings/a-day/?h=<img src=x onerror=window.hacked=1> hacked")
    expect(page.locator("mark").first).to_be_visible()
    assert page.evaluate(TRACES) == []
    assert happenings == []


def test_the_traces_of_a_script_that_ran_would_be_found(page: Page, hostile: Hostile) -> None:
    page.goto(hostile.address)
    page.set_content(
        "<title>a</title><body><img src=x onerror='window.hacked=1'><a href='javascript:1'>"
    )
    page.wait_for_function("window.hacked")
    assert len(page.evaluate(TRACES)) == 3
