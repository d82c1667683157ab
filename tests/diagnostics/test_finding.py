import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics.codes import CODES, Severity
from generator.diagnostics.finding import (
    Edit,
    Finding,
    Fix,
    Place,
    Position,
    SourceText,
    errors_in,
    in_order,
)

texts = st.text(st.sampled_from("ab\r\n\t\u2028\u0085é😀👩\u200d🚀")) | st.text(max_size=80)


def source(text: str, path: str = "a.yml") -> SourceText:
    return SourceText(path, text)


@pytest.mark.parametrize(
    ("text", "offset", "position"),
    [
        ("", 0, (1, 1)),
        ("abc", 0, (1, 1)),
        ("abc", 3, (1, 4)),
        ("a\nb", 1, (1, 2)),
        ("a\nb", 2, (2, 1)),
        ("a\r\nb", 3, (2, 1)),
        ("a\rb", 2, (2, 1)),
        ("a\n\n\nb", 4, (4, 1)),
        ("a\n", 2, (2, 1)),
        ("a\r\n\r\nb", 3, (2, 1)),
        ("é😀x", 2, (1, 3)),
        ("👩\u200d🚀x", 3, (1, 4)),
        ("a\u2028b", 2, (1, 3)),
        ("a\u0085b", 2, (1, 3)),
        ("a\tb", 2, (1, 3)),
    ],
)
def test_a_position_counts_lines_and_characters_from_one(
    text: str, offset: int, position: tuple[int, int]
) -> None:
    assert source(text).position(offset) == position


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("a", ["a"]),
        ("a\n", ["a", ""]),
        ("a\r\nb\rc\nd", ["a", "b", "c", "d"]),
        ("a\n\nb", ["a", "", "b"]),
        ("a\u2028b\nc", ["a\u2028b", "c"]),
    ],
)
def test_a_line_comes_without_its_end(text: str, lines: list[str]) -> None:
    assert [source(text).line(number + 1) for number in range(len(lines))] == lines


@given(texts, st.data())
def test_an_offset_can_be_found_again_from_its_line_and_column(
    text: str, data: st.DataObject
) -> None:
    offset = data.draw(st.integers(0, len(text)))
    line, column = source(text).position(offset)
    starts = [0, *(end.end() for end in re.finditer("\r\n|\r|\n", text))]
    assert starts[line - 1] + column - 1 == offset
    assert column >= 1


@given(texts)
def test_positions_never_go_back(text: str) -> None:
    positions = [source(text).position(offset) for offset in range(len(text) + 1)]
    assert positions == sorted(set(positions))
    assert positions[0] == Position(1, 1)


@given(texts)
def test_every_position_lies_in_its_line_or_at_its_end(text: str) -> None:
    for offset, char in enumerate(text):
        line, column = source(text).position(offset)
        shown = source(text).line(line)
        assert shown[column - 1 : column] == char or char in "\r\n"


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [(0, 2, (0, 2)), (1, 0, (1, 2)), (3, 3, (3, 3)), (9, 12, (3, 3)), (2, 99, (2, 3))],
)
def test_the_place_of_a_stretch_lies_in_the_text_and_is_one_character_at_least(
    start: int, end: int, span: tuple[int, int]
) -> None:
    place = source("abc").place(start, end)
    assert (place.start, place.end) == span


def test_a_place_is_shown_as_path_line_and_column() -> None:
    assert str(Place(source("a: b\nc: d\n", "2021/x.yml"), 8, 9)) == "2021/x.yml:2:4"


def test_a_finding_with_an_unknown_code_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="no such code: bad-luck"):
        Finding("bad-luck", "it rains", Place(source(""), 0, 0))


def test_a_finding_weighs_what_its_code_weighs() -> None:
    place = Place(source(""), 0, 0)
    for code in CODES.values():
        assert Finding(code.name, "x", place).severity is code.severity


def test_findings_are_ordered_by_file_place_weight_and_code() -> None:
    first, second = source("abc\n", "a.yml"), source("abc\n", "b.yml")
    ordered = [
        Finding("unknown-key", "k", Place(first, 0, 1)),
        Finding("bad-date", "d", Place(first, 2, 3)),
        Finding("bad-id", "i", Place(first, 2, 3)),
        Finding("bad-id", "j", Place(first, 2, 3)),
        Finding("unchecked-quote", "a warning", Place(first, 2, 3)),
        Finding("bad-date", "d", Place(second, 0, 1)),
    ]
    assert in_order(ordered[::-1]) == tuple(ordered)


def test_a_finding_is_told_once() -> None:
    made = [Finding("bad-date", "d", Place(source("abc"), 0, 1)) for _ in range(2)]
    assert len(in_order(made)) == 1


def test_of_a_mistake_that_is_told_twice_the_one_with_a_fix_is_told() -> None:
    place = Place(source("abc"), 0, 1)
    mended = Finding("bad-id", "d", place, help="x", fix=Fix("write `x`", (Edit(0, 1, "x"),)))
    assert in_order([Finding("bad-id", "d", place), mended]) == (mended,)


def test_only_errors_stop_a_build() -> None:
    place = Place(source("abc"), 0, 1)
    warning = Finding("unchecked-quote", "w", place)
    error = Finding("bad-date", "d", place)
    assert warning.severity is Severity.WARNING
    assert errors_in((warning, error)) == (error,)


def test_what_a_writer_typed_at_length_is_shortened_in_a_headline() -> None:
    place = Place(source(""), 0, 0)
    headline = Finding("unknown-key", f"“{'x' * 5000}” is not a key of a briefing", place).headline
    assert headline == f"“{'x' * 59}…” is not a key of a briefing"
    short = f"“{'x' * 60}” is not a key of a briefing"
    assert Finding("unknown-key", short, place).headline == short
