"""Plain text shows exactly as it was typed."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.text import Prose
from generator.rendering.escape import escape, inline, marked, plain, shown
from tests.markup import read_html
from tests.naughty import texts


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Port of Aldmoor", "Port of Aldmoor"),
        ("<b>", "&lt;b&gt;"),
        ("R&D", "R&amp;D"),
        ("&amp;", "&amp;amp;"),
        ('"it\'s"', "&#34;it&#39;s&#34;"),
        ("{{ x }}", "&#123;&#123; x &#125;&#125;"),
        ("`x` ~~~", "&#96;x&#96; &#126;&#126;&#126;"),
        ("a\\b", "a&#92;b"),
        ("a\n\nb", "a&#10;&#10;b"),
        ("*x* _x_ # | [x](y)", "*x* _x_ # | [x](y)"),
        ("ü 北 😀", "ü 北 😀"),
    ],
)
def test_what_means_something_elsewhere_becomes_a_character_reference(
    typed: str, written: str
) -> None:
    assert escape(typed) == written


@given(texts)
def test_any_text_comes_back_as_it_was_typed(text: str) -> None:
    # HTML has no way to write NEL, the line end of mainframes: it is shown as a line end.
    assert read_html(escape(text)).words == text.replace("\x85", "\n")
    assert html.unescape(escape(text)) == text.replace("\x85", "\n")


@given(texts)
def test_nothing_is_left_that_could_end_a_block_or_mean_something(text: str) -> None:
    written = escape(text)
    assert not set(written) & set("<>\"'`{}~\\\n\r\t\x85\u2028\u2029")
    assert read_html(written).tags == []


@given(texts)
def test_a_text_stays_within_its_attribute(text: str) -> None:
    for quote in "\"'":
        found = read_html(f"<a href={quote}{escape(text)}{quote}>x</a>")
        assert found.addresses == [("a", text.replace("\x85", "\n"))]
        assert found.words == "x"


@given(texts)
def test_plain_text_shows_its_marks_and_prose_without_marks_shows_alike(text: str) -> None:
    assert shown(text) == escape(text)
    if not set("*_`[\\") & set(text):
        assert shown(Prose(text)) == escape(text)


@given(texts)
def test_the_words_of_prose_are_those_that_a_reader_sees(text: str) -> None:
    seen = read_html(inline(Prose(text))).words
    assert plain(Prose(text)).split() == seen.split()


@given(texts)
def test_prose_makes_no_mark_up_but_its_own(text: str) -> None:
    written = inline(Prose(text))
    assert set(read_html(written).tags) <= {"em", "strong", "code", "a"}
    assert not set(written) & set("'`{}~\\\n\r\t\x85\u2028\u2029")


@given(texts, st.data())
def test_marked_words_are_marked_once_and_nothing_else_changes(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    words = text[start : data.draw(st.integers(start, len(text)))]
    found = read_html(marked(text, words))
    assert found.words == text.replace("\x85", "\n")
    assert found.tags == ["mark"] * bool(words)
