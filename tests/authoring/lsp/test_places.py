"""Positions count as the editor counts: lines as the protocol ends them, columns in its units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position

from generator.authoring.lsp.places import Places
from generator.diagnostics.finding import SourceText

TEXTS = st.text(st.sampled_from("ab é😀\r\n\u2028\x85\x0c\ud800"), max_size=30)
ENCODINGS = ["utf-8", "utf-16", "utf-32"]


@pytest.mark.parametrize(
    ("encoding", "column"), [("utf-8", 9), ("utf-16", 6), ("utf-32", 5), (None, 6)]
)
def test_a_column_counts_the_units_that_were_agreed_on(encoding: str | None, column: int) -> None:
    source = SourceText("f", "a: 1\r\nb: é😀x\r\n")
    at = source.text.index("x")
    places = Places(encoding)
    assert places.position(source, at) == Position(1, column)
    assert places.offset(source, Position(1, column)) == at


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"])
def test_only_line_ends_of_the_protocol_end_a_line(separator: str) -> None:
    source = SourceText("f", f"a{separator}b\nc")
    assert Places().position(source, 2) == Position(0, 2)
    assert Places().position(source, 4) == Position(1, 0)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS, data=st.data())
def test_a_position_leads_back_to_its_offset(encoding: str, text: str, data: st.DataObject) -> None:
    source, places = SourceText("f", text), Places(encoding)
    at = data.draw(st.integers(0, len(text)))
    back = places.offset(source, places.position(source, at))
    # Between a carriage return and its line feed there is no place.
    assert back == (at - 1 if text[max(at - 1, 0) : at + 1] == "\r\n" and at else at)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS, line=st.integers(0, 40), column=st.integers(0, 200))
def test_any_position_has_an_offset_in_the_text(
    encoding: str, text: str, line: int, column: int
) -> None:
    assert 0 <= Places(encoding).offset(SourceText("f", text), Position(line, column)) <= len(text)


def test_a_position_behind_a_line_is_its_end_and_one_behind_all_lines_the_end_of_the_text() -> None:
    source = SourceText("f", "ab\r\ncd\r\n")
    assert Places().offset(source, Position(0, 99)) == 2
    assert Places().offset(source, Position(99, 0)) == len(source.text)


def test_a_position_inside_a_character_is_its_start() -> None:
    source = SourceText("f", "😀x")
    assert Places("utf-16").offset(source, Position(0, 1)) == 0
    assert Places("utf-8").offset(source, Position(0, 3)) == 0
