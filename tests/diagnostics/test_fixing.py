import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics.finding import Edit, Finding, Fix, Place, SourceText
from generator.diagnostics.fixing import edited, safe_edits

SOURCE = SourceText("a.yml", "titel: x\nsumary: y\n")


def found(*edits: Edit, safe: bool = True) -> Finding:
    start = edits[0].start
    return Finding("unknown-key", "k", Place(SOURCE, start, start + 1), fix=Fix("f", edits, safe))


@pytest.mark.parametrize(
    ("edits", "text"),
    [
        ([], "titel: x\nsumary: y\n"),
        ([Edit(0, 5, "title")], "title: x\nsumary: y\n"),
        ([Edit(0, 5, "title"), Edit(9, 15, "summary")], "title: x\nsummary: y\n"),
        ([Edit(9, 9, "b: c\n")], "titel: x\nb: c\nsumary: y\n"),
        ([Edit(0, 9, "")], "sumary: y\n"),
        ([Edit(19, 19, "z: 1\n")], "titel: x\nsumary: y\nz: 1\n"),
    ],
)
def test_edits_change_what_they_name_and_nothing_else(edits: list[Edit], text: str) -> None:
    assert edited(SOURCE.text, edits) == text


def test_safe_fixes_are_taken_in_the_order_of_the_text() -> None:
    later, earlier = found(Edit(9, 15, "summary")), found(Edit(0, 5, "title"))
    assert safe_edits([later, earlier]) == [Edit(0, 5, "title"), Edit(9, 15, "summary")]


def test_a_fix_that_could_change_the_meaning_is_not_taken() -> None:
    assert safe_edits([found(Edit(0, 5, "title"), safe=False)]) == []


def test_a_finding_without_a_fix_is_left_alone() -> None:
    assert safe_edits([Finding("bad-date", "d", Place(SOURCE, 0, 1))]) == []


def test_of_fixes_that_overlap_the_first_is_taken() -> None:
    first, second = found(Edit(0, 5, "title")), found(Edit(3, 8, "x"))
    assert safe_edits([second, first]) == [Edit(0, 5, "title")]


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5))))
def test_every_character_outside_an_edit_stays(text: str, spans: list[tuple[int, int]]) -> None:
    edits, end = [], 0
    for start, length in sorted(spans):
        if end <= start and start + length <= len(text):
            edits.append(Edit(start, start + length, "§"))
            end = start + length
    removed = {index for edit in edits for index in range(edit.start, edit.end)}
    kept = [char for index, char in enumerate(text) if index not in removed]
    assert len(edited(text, edits)) == len(kept) + len(edits)
    assert [c for c in edited(text, edits) if c != "§"] == [c for c in kept if c != "§"]
