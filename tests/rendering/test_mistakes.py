"""Mistakes as pages, for a writer who is watching."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics.finding import Finding
from generator.diagnostics.show import visible
from generator.reading.folder import read_briefing
from generator.rendering.addresses import Links
from generator.rendering.mistakes import notice, render_mistakes
from generator.rendering.wording import Wording
from tests.markup import read_html, squeezed
from tests.naughty import ANYWHERE, IN_PLAIN
from tests.rendering.test_only_html import shown_by_both

HOME = Path("briefings")
WORDS = Wording()


def mistakes_in(name: str, text: str) -> list[Finding]:
    """What is wrong with a file of this name and text."""
    _, findings = read_briefing(HOME, HOME / name, text)
    assert findings
    return findings


def test_every_file_with_mistakes_has_a_page_in_its_place_and_one_page_has_all() -> None:
    errors = [*mistakes_in("2021/a.yml", "titel: x"), *mistakes_in("b.yml", "date: soon")]
    pages = {page.uri: page for page in render_mistakes(errors, WORDS)}
    assert list(pages) == ["mistakes.md", "briefings/a.md", "briefings/b.md"]
    assert "titel" in pages["briefings/a.md"].markdown
    assert "soon" not in pages["briefings/a.md"].markdown
    assert "titel" in pages["mistakes.md"].markdown
    assert "soon" in pages["mistakes.md"].markdown


def test_a_file_whose_name_is_no_id_has_no_page_of_its_own() -> None:
    errors = mistakes_in("My Briefing.yml", "title: x")
    assert [page.uri for page in render_mistakes(errors, WORDS)] == ["mistakes.md"]


def test_the_page_shows_the_place_the_line_and_what_to_do() -> None:
    (page, _) = render_mistakes(mistakes_in("a.yml", "titel: Cranes at rest\n"), WORDS)
    for words in shown_by_both(page.markdown).values():
        assert "briefings/a.yml:1:1" in words
        assert "titel: Cranes at rest" in words
        assert "did you mean" in words


LINES = [text for text in (*ANYWHERE, *IN_PLAIN) if visible(text) == text and len(text) < 90]
"""What stands in one line, not cut short, without characters that show by their numbers."""


@pytest.mark.parametrize("text", LINES)
def test_a_wrong_line_is_shown_as_typed(text: str) -> None:
    quoted = text.replace("'", "''")
    pages = render_mistakes(
        mistakes_in(f"{text.replace('/', '')}.yml", f"titel: '{quoted}'\n"), WORDS
    )
    for words in shown_by_both(pages[0].markdown).values():
        assert squeezed(quoted) in squeezed(words)
        assert squeezed(text.replace("/", "")) in squeezed(words)


def test_a_mistake_in_a_template_is_shown_as_typed() -> None:
    (page,) = render_mistakes([], WORDS, "risks.md.jinja:3: <b> `{{ x }}`")
    for words in shown_by_both(page.markdown).values():
        assert "risks.md.jinja:3: <b> `{{ x }}`" in words


@pytest.mark.parametrize(
    ("uri", "links", "target"),
    [
        ("index.md", Links.FOLDERS, "mistakes/"),
        ("actors/port.md", Links.FOLDERS, "../../mistakes/"),
        ("actors/port.md", Links.FILES, "../mistakes.html"),
    ],
)
def test_every_other_page_leads_to_the_mistakes(uri: str, links: Links, target: str) -> None:
    said = read_html(notice(uri, mistakes_in("a.yml", "title: x\ndate: soon\n"), links, WORDS))
    assert said.addresses == [("a", target)]
    assert said.words.startswith("Not up to date: ")
    assert "error" in said.words
