"""Shells: which pages share one, and what a page in one may not be mistaken for."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from mkdocs.config import load_config

from generator.publishing.bodies import Bodies
from generator.publishing.meta import previews
from generator.publishing.shells import Shells
from generator.rendering.edition import Edition
from generator.rendering.escape import escape
from generator.rendering.page import Page
from tests.pictures import ROOT

EDITION = Edition(site_name="Desk")
PAGE = Page("tags/one.md", "tag", "One & <two>", "“Words”", "<p>body</p>\n", frozenset())


class Theme:
    """A theme that says little, and counts how many pages it is asked for."""

    def __init__(self, around: Callable[[Page], str]) -> None:
        self.around = around
        self.made: list[str] = []

    def __call__(self, page: Page) -> str:
        self.made.append(page.uri)
        body = BODIES.body(page.markdown)
        text = body[0] if body else "by an engine"
        return f"{previews(page, EDITION)}{self.around(page)}<main>{text}</main>"


BODIES = Bodies(load_config(str(ROOT / "mkdocs.yml"), plugins=[], markdown_extensions=[]))


def titled(page: Page) -> str:
    return f"<h1>{escape(page.title)}</h1>"


def shells_of(theme: Theme, nav: tuple[str, ...] = ()) -> Shells:
    return Shells(theme, BODIES, EDITION, nav.__contains__)


def test_pages_that_differ_in_their_values_share_a_shell() -> None:
    theme = Theme(titled)
    shells = shells_of(theme)
    for number in range(10):
        page = replace(
            PAGE,
            uri=f"tags/tag-{number}.md",
            title=f"Title {number} &amp; <b>",
            markdown=f"<p>{number}</p>\n",
        )
        assert shells.html_of(page) == Theme(titled)(page)
    assert len(shells) == len(theme.made) == 1
    assert shells.slow == 0


@pytest.mark.parametrize(
    "other",
    [
        replace(PAGE, uri="actors/one.md"),
        replace(PAGE, uri="tags/deep/one.md"),
        replace(PAGE, kind="actor"),
        replace(PAGE, in_search=False),
        replace(PAGE, has_contents=False),
        replace(PAGE, description=""),
        replace(PAGE, source=Path("2021/a.yml")),
        replace(PAGE, markdown="## A\n\n<p>body</p>\n"),
        replace(PAGE, markdown="<h1>body</h1>\n"),
        replace(PAGE, markdown='<p id="top">body</p>\n'),
        replace(PAGE, uri="tags/index.md"),
        replace(PAGE, uri="tags/shown.md"),
    ],
)
def test_pages_that_a_theme_may_treat_in_another_way_do_not(other: Page) -> None:
    shells = shells_of(Theme(titled), nav=("tags/shown.md",))
    for page in (PAGE, other):
        assert shells.html_of(page) == Theme(titled)(page)
    assert len(shells) == 2


def test_the_parts_of_long_lists_share_a_shell_wherever_they_are() -> None:
    shells = shells_of(Theme(titled))
    for name in ("one", "two", "three"):
        shells.html_of(replace(PAGE, uri=f"actors/{name}/years/2005.md"))
    assert len(shells) == 1


@pytest.mark.parametrize("folder", ["tags", "actors/one/years"])
def test_a_page_that_the_theme_links_to_has_a_shell_of_its_own(folder: str) -> None:
    target = "tags/one.md" if folder == "tags" else "actors/one/years/2005.md"
    depth = "../" * (folder.count("/") + 1)

    def linking(page: Page, link: str) -> str:
        return f'<a href="{"./" if page.uri == target else link}">here</a>'

    link = "../one/" if folder == "tags" else f"{depth}one/years/2005/"
    theme = partial(linking, link=link)
    shells = shells_of(Theme(theme))
    for uri in (f"{folder}/two.md".replace("/one/", "/two/"), target):
        page = replace(PAGE, uri=uri)
        assert shells.html_of(page) == Theme(theme)(page), uri


@pytest.mark.parametrize(
    "page",
    [
        replace(PAGE, markdown="- a list\n"),
        replace(PAGE, title="See assets/stylesheets/main.1a.min.css"),
        replace(PAGE, title=""),
        replace(PAGE, title="404 days"),
        replace(PAGE, uri="tags/Ärger.md"),
        replace(PAGE, source=Path("2021/a?b.yml")),
        replace(PAGE, source=Path("blob/a.yml")),
        replace(PAGE, kind="front", markdown="# A headline\n"),
    ],
)
def test_a_page_that_a_shell_might_not_fit_takes_the_slow_way(page: Page) -> None:
    theme = Theme(titled)
    shells = shells_of(theme)
    assert shells.html_of(page) == Theme(titled)(page)
    assert (shells.slow, theme.made) == (1, [page.uri])
    assert shells.distrusted == {}


def test_a_kind_that_is_distrusted_takes_the_slow_way_and_no_other_does() -> None:
    shells = shells_of(Theme(titled))
    shells.distrust("tag", "it differs")
    shells.html_of(PAGE)
    shells.html_of(replace(PAGE, kind="actor"))
    assert shells.slow == 1


@pytest.mark.parametrize(
    ("around", "words"),
    [
        (lambda page: str(escape(page.title)).upper(), "what it shows"),
        (lambda page: page.title[:5], "what it shows"),
        (lambda page: previews(page, EDITION), "the previews"),
        (lambda page: str(1 // ("two" in page.title)), "fails on a page of marks"),
    ],
)
def test_a_theme_that_does_something_unknown_is_told_of(
    around: Callable[[Page], str], words: str
) -> None:
    shells = shells_of(Theme(around))
    assert shells.html_of(PAGE) == Theme(around)(PAGE)
    assert words in shells.distrusted["tag"]


def test_shells_can_be_kept_as_data() -> None:
    shells = shells_of(Theme(titled))
    headed = replace(PAGE, markdown="## A\n\n<p>b</p>\n")
    made = [shells.html_of(page) for page in (PAGE, headed)]
    data = json.loads(json.dumps(shells.as_data()))
    theme = Theme(titled)
    kept = shells_of(theme)
    kept.from_data(data)
    assert [kept.html_of(page) for page in (PAGE, headed)] == made
    assert theme.made == []
