"""Whatever a writer types shows as typed in a real browser, and nothing of it runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from tests.extensions import all_extensions
from tests.filling import ACTOR, filled_briefing
from tests.folders import snapshot
from tests.hostile import hostile_briefing
from tests.markup import squeezed
from tests.naughty import MARKS, texts
from tests.projects import MATERIAL, Project, new_project
from tests.publishing.walking import assert_same
from tests.writing import Keys

pytestmark = pytest.mark.browser

SOME = 10
"""Hostile strings in each field: all fields together have them all."""
TABS = 8
"""Pages that are open at a time."""

# Whatever is folded up is opened, and no style changes letters, so that the words are as typed.
SHOW_ALL = """() => {
    for (const each of document.querySelectorAll("details")) each.open = true
    const sheet = new CSSStyleSheet()  // which no policy forbids
    sheet.replaceSync("* { text-transform: none !important; content-visibility: visible }")
    document.adoptedStyleSheets.push(sheet)
    return document.querySelector("[data-md-component=content]").innerText
}"""

# What a page says beside its text: in attributes, pictures, its title, and to programs.
ASIDES = """() => {
    const data = [...document.querySelectorAll("script[type='application/ld+json']")]
        .flatMap(each => strings(JSON.parse(each.text)))
    function strings(value) {
        if (typeof value === "string") return [value]
        return value && typeof value === "object" ? Object.values(value).flatMap(strings) : []
    }
    const drawn = [...document.querySelectorAll("title, svg text, svg desc")]
        .map(each => each.textContent)
    const attributes = [...document.querySelectorAll("*")]
        .flatMap(each => [...each.attributes].map(one => one.value))
    return [...data, ...drawn, ...attributes].filter(each => each.includes("end-of-"))
}"""

# What would be there if a text had been taken for mark-up, or had run.
TRACES = """() => [
    "hacked" in window ? "a script has run" : "",
    ...[...document.querySelectorAll("*")].filter(each =>
        each.matches("iframe, object, embed, base, math, img[src=x], link[href=x], title ~ title")
        || each.matches("meta[http-equiv=refresh], svg script, details[markdown], abbr")
        || [...each.attributes].some(one => one.name.startsWith("on"))
    ).map(each => each.outerHTML),
    ...[...document.scripts]
        .filter(each => !each.type.endsWith("json") && each.text.includes("hacked"))
        .map(each => each.text),
    ...[...document.links].filter(each => /^(javascript|data|vbscript|file):/i.test(each.href)
        || /elsewhere/.test(each.hostname)).map(each => each.outerHTML),
].filter(Boolean)"""

GLOSSARY = "*[port]: a place\n*[one]: two\n*[Status]: how it stands\n"
"""Abbreviations that an owner lets Markdown explain on every page."""


@dataclass(frozen=True)
class Hostile:
    """A site whose briefings have hostile strings everywhere."""

    project: Project
    address: str
    typed: dict[str, str]
    """What was typed into each field of the first briefing, by path."""
    later: dict[str, str]
    """The same for the second."""


@pytest.fixture(scope="module")
def hostile(
    tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]
) -> Hostile:
    """With the search that finds claims, and every extension of Markdown."""
    return _site(tmp_path_factory, serve_folder, [{"briefings": {}}], extended=True)


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
    *,
    extended: bool = False,
) -> Hostile:
    first, typed = hostile_briefing(most=SOME)
    second, later = hostile_briefing("later-", most=SOME, date="2021-03-02")
    for field in ("name", "aliases", "office"):  # an identity is said once
        del second["actors"][ACTOR][field]
        del later[f"actors.{field}"]
    project = hostile_project(
        tmp_path_factory.mktemp("hostile"),
        {"a-day": first, "next-day": second},
        plugins,
        extended=extended,
    )
    site = project.build(strict=False)
    return Hostile(project, serve_folder(site), typed, later)


def hostile_project(
    folder: Path,
    briefings: Mapping[str, Keys],
    plugins: list[object],
    *,
    extended: bool,
) -> Project:
    """A project of Material's with hostile briefings, and with every extension if it is so."""
    (folder / "glossary.md").write_text(GLOSSARY)
    extensions = all_extensions(base_path=[str(folder)], auto_append=["glossary.md"])
    return new_project(
        folder / "project",
        briefings,
        plugins=plugins,
        site_url="https://desk.example/",
        markdown_extensions=extensions if extended else [],
        theme=MATERIAL
        | {"features": ["search.suggest", "search.highlight", "search.share", "navigation.footer"]},
    )


def unexpected(happenings: list[str]) -> list[str]:
    """All that has happened, but that Material takes a feed for a site in another language."""
    return [each for each in happenings if not re.search(r"404 .*/feeds/\w+/sitemap\.xml", each)]


def pages_of(site: Path) -> list[str]:
    """The addresses of all pages of a site."""
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return [name.removesuffix("index.html") for name in found]


def check_pages(
    page: Page, address: str, typed: Mapping[str, str], wheres: list[str], happenings: list[str]
) -> set[str]:
    """See that every text shows as typed wherever it shows at all; return those that do.

    Each page has to come to rest, in which it does nothing: so some do it at one time.
    """
    tabs = [page, *(page.context.new_page() for _ in range(TABS - 1))]
    shown: set[str] = set()
    for first in range(0, len(wheres), TABS):
        opened = list(zip(tabs, wheres[first : first + TABS], strict=False))
        for tab, where in opened:
            tab.goto(address + where, wait_until="commit")
        for tab, where in opened:
            tab.wait_for_load_state("networkidle")
            shown |= check_page(tab, typed, where)
        assert unexpected(happenings) == [], [where for _, where in opened]
    return shown


def check_page(page: Page, typed: Mapping[str, str], where: str) -> set[str]:
    """The same of one page that is open."""
    words = squeezed(page.evaluate(SHOW_ALL))
    asides = [squeezed(aside) for aside in page.evaluate(ASIDES)]
    shown: set[str] = set()
    for field, text in typed.items() if where != "search/" else ():  # which shows parts of them
        whole, end = squeezed(text), text.split()[-1]
        times = words.count(end)
        assert words.count(whole) == times, (where, field)
        for aside in asides:
            assert aside.count(whole) == aside.count(end), (where, field, aside)
        if times:
            shown.add(field)
    assert page.evaluate(TRACES) == [], where
    return shown


def test_every_text_shows_as_typed_on_every_page_and_nothing_runs(
    page: Page, hostile: Hostile, happenings: list[str]
) -> None:
    typed = {f"first {field}": text for field, text in hostile.typed.items()}
    typed |= {f"later {field}": text for field, text in hostile.later.items()}
    every = pages_of(hostile.project.folder / "site")
    assert len(every) > 20
    shown = check_pages(page, hostile.address, typed, every, happenings)
    assert sorted(typed.keys() - shown) == []


def test_both_doors_make_the_same_of_hostile_texts(hostile: Hostile) -> None:
    done = hostile.project.run("mkdocs", "build", "--site-dir", "theirs")
    assert done.returncode == 0, done.stderr
    site, theirs = (hostile.project.folder / name for name in ("site", "theirs"))
    assert_same(snapshot(site), snapshot(theirs), [])


@pytest.mark.long
@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(some=st.lists(texts, min_size=80, max_size=80))
def test_any_text_shows_as_typed_on_every_page_and_nothing_runs(
    page: Page,
    happenings: list[str],
    tmp_path_factory: pytest.TempPathFactory,
    serve_folder: Callable[[Path], str],
    some: list[str],
) -> None:
    typed: dict[str, str] = {}

    def text(path: str, is_prose: bool) -> str:
        any_text = some[len(typed) % len(some)][:2_000]
        shown = any_text.translate(MARKS) if is_prose else any_text
        typed[path] = f"{shown} end-of-{path}/".strip()
        return typed[path]

    project = hostile_project(
        tmp_path_factory.mktemp("any"),
        {"a-day": filled_briefing(text)},
        [{"briefings": {}}],
        extended=True,
    )
    site = project.build(strict=False)
    address = serve_folder(site)
    shown = check_pages(page, address, typed, pages_of(site), happenings)
    assert sorted(typed.keys() - shown) == []


def test_the_page_of_a_briefing_shows_all_its_claims(page: Page, hostile: Hostile) -> None:
    page.goto(f"{hostile.address}briefings/a-day/")
    words = squeezed(page.evaluate(SHOW_ALL))
    claims = ("title", "summary", "demands.text", "risks.basis", "events.text", "figures.measure")
    assert [field for field in claims if squeezed(hostile.typed[field]) not in words] == []


def test_title_and_description_of_a_page_are_as_typed(page: Page, hostile: Hostile) -> None:
    page.goto(f"{hostile.address}briefings/a-day/")
    assert squeezed(page.title()).startswith(squeezed(hostile.typed["title"]))
    description = page.locator("meta[name=description]").get_attribute("content")
    assert squeezed(description or "") == squeezed(hostile.typed["summary"])
    page.goto(f"{hostile.address}actors/{ACTOR}/")
    assert squeezed(page.title()).startswith(squeezed(hostile.typed["actors.name"]))


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
    assert unexpected(happenings) == []

    results.first.click()
    page.wait_for_url(f"{hostile.address}*/**")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(TRACES) == []
    assert unexpected(happenings) == []


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
    assert unexpected(happenings) == []


def test_a_searched_word_in_an_address_is_only_marked(
    page: Page, theirs: Hostile, happenings: list[str]
) -> None:
    page.goto(f"{theirs.address}briefings/a-day/?h=<img src=x onerror=window.hacked=1> hacked")
    expect(page.locator("mark").first).to_be_visible()
    assert page.evaluate(TRACES) == []
    assert unexpected(happenings) == []


def test_the_traces_of_a_script_that_ran_would_be_found(page: Page) -> None:
    page.set_content(
        "<title>a</title><body><img src=x onerror='window.hacked=1'><a href='javascript:1'>"
        "<p title='end-of-x/'>"
    )
    page.wait_for_function("window.hacked")
    assert len(page.evaluate(TRACES)) == 3
    assert page.evaluate(ASIDES) == ["end-of-x/"]


def test_a_breach_of_the_pages_policy_would_be_noted(page: Page, happenings: list[str]) -> None:
    page.set_content(
        "<meta http-equiv=Content-Security-Policy content=\"script-src 'none'\">"
        "<script>window.hacked=1</script>"
    )
    page.wait_for_timeout(300)
    assert any("Content Security Policy" in happening for happening in happenings)
