"""No writer's text reaches Markdown: every publisher shows it as it was typed.

Pages are read by two Markdown engines, one of them with every extension that could mistake a
text for something else.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import markdown  # type: ignore[import-untyped] # it comes without types
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.rendering.pages import render_pages
from tests.extensions import EXTENSIONS, SETTINGS
from tests.filling import filled_briefing, text_fields
from tests.hostile import hostile_briefing
from tests.markup import read_html, squeezed
from tests.naughty import MARKS, texts
from tests.writing import linked


@cache
def commonmark() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True})


@cache
def python_markdown() -> markdown.Markdown:
    return markdown.Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS)


def shown_by_both(source: str) -> dict[str, str]:
    """The words that a page shows, by each engine."""
    engine = python_markdown()
    engine.reset()
    return {
        "CommonMark": read_html(commonmark().render(source)).words,
        "Python-Markdown": read_html(engine.convert(source)).words,
    }


def check_pages(briefing: dict[str, Any], typed: dict[str, str]) -> set[str]:
    """See that every text shows as typed wherever it shows at all; return those that do.

    How a text ends is unique, so its end tells how often the whole has to be there.
    """
    shown: set[str] = set()
    for page in render_pages(linked({"a-day": briefing})):
        for engine, words in shown_by_both(page.markdown).items():
            squeezed_words = squeezed(words)
            for path, text in typed.items():
                end = text.split()[-1]
                times = squeezed_words.count(end)
                assert squeezed_words.count(squeezed(text)) == times, (engine, page.uri, path)
                if times:
                    shown.add(path)
        for token in commonmark().parse(page.markdown):
            assert "end-of-" not in (token.content if token.type == "inline" else ""), page.uri
    return shown


def test_hostile_strings_show_as_typed_in_every_field_and_every_engine() -> None:
    briefing, typed = hostile_briefing()
    assert len(typed) >= 48
    check_pages(briefing, typed)


def test_every_text_that_a_writer_types_is_shown_on_some_page() -> None:
    briefing, typed = hostile_briefing()
    assert sorted(typed.keys() - check_pages(briefing, typed)) == []


@settings(max_examples=15)
@given(st.lists(texts, min_size=60, max_size=60))
def test_any_text_shows_as_typed_in_every_field_and_every_engine(some: list[str]) -> None:
    typed: dict[str, str] = {}

    def text(path: str, is_prose: bool) -> str:
        any_text = some[len(typed) % len(some)]
        typed[path] = f"{any_text.translate(MARKS) if is_prose else any_text} end-of-{path}/"
        return typed[path]

    assert {"title", "summary", "demands.text", "actors.name"} <= check_pages(
        filled_briefing(text), typed
    )


@pytest.fixture(scope="module")
def hostile_page() -> tuple[str, dict[str, str]]:
    briefing, typed = hostile_briefing()
    (page,) = (p for p in render_pages(linked({"x": briefing})) if p.uri == "briefings/x.md")
    return page.markdown, typed


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_no_extension_touches_a_text(
    extension: str, hostile_page: tuple[str, dict[str, str]]
) -> None:
    source, typed = hostile_page
    engine = markdown.Markdown(extensions=[extension], extension_configs=SETTINGS)
    words = squeezed(read_html(engine.convert(source)).words)
    for path in ("title", "tags", "summary", "demands.note", "sources.title"):
        assert squeezed(typed[path]) in words, path


def test_every_text_field_of_the_format_is_filled() -> None:
    prose = {path for path, is_prose in text_fields() if is_prose}
    every = {path for path, _ in text_fields()}
    assert {"summary", "risks.basis", "corrections.text"} <= prose
    assert {"title", "tags", "actors.aliases", "figures.unit", "author"} <= every - prose
