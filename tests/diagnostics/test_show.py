import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from generator.diagnostics.finding import Finding, Place, SourceText
from generator.diagnostics.show import concise, full, summary, visible


def finding(text: str, start: int, end: int, path: str = "a.yml", **more: str) -> Finding:
    headline = more.pop("headline", "“titel” is not a key of a briefing")
    return Finding("unknown-key", headline, Place(SourceText(path, text), start, end), **more)  # type: ignore[arg-type] # only `help` is left


def lines(found: Finding) -> list[str]:
    return full(found).plain.splitlines()


def test_the_full_form_has_the_headline_the_line_a_caret_and_the_help() -> None:
    found = finding("date: 2021\ntitel: x\n", 11, 16, help="did you mean `title`?")
    assert full(found).plain == (
        "error[unknown-key]: “titel” is not a key of a briefing\n"
        " --> a.yml:2:1\n"
        "  |\n"
        "2 | titel: x\n"
        "  | ^^^^^\n"
        "  = help: did you mean `title`?\n"
    )


def test_the_concise_form_is_one_line_that_editors_and_grep_understand() -> None:
    found = finding("date: 2021\ntitel: x\n", 11, 16)
    expected = "a.yml:2:1: error[unknown-key] “titel” is not a key of a briefing"
    assert concise(found) == expected


def test_further_places_are_shown_with_their_labels() -> None:
    text = SourceText("a.yml", "a: 1\n" * 9 + "a: 2\n")
    found = Finding(
        "duplicate-key",
        "the key “a” is given twice",
        Place(text, 45, 46, "given again here"),
        (Place(text, 0, 1, "first given here"),),
    )
    assert full(found).plain == (
        "error[duplicate-key]: the key “a” is given twice\n"
        "  --> a.yml:10:1\n"
        "   |\n"
        "10 | a: 2\n"
        "   | ^ given again here\n"
        "  --> a.yml:1:1\n"
        "   |\n"
        " 1 | a: 1\n"
        "   | ^ first given here\n"
    )


def test_a_place_without_a_text_is_its_path_alone() -> None:
    found = Finding("empty-file", "the file is empty", Place(SourceText("a.yml", ""), 0, 0))
    assert full(found).plain == "error[empty-file]: the file is empty\n --> a.yml\n"


@pytest.mark.parametrize(
    ("line", "start", "end", "shown", "carets"),
    [
        ("a: bc", 3, 5, "a: bc", "   ^^"),
        ("\tb: c", 1, 2, "    b: c", "    ^"),
        ("日本: x", 4, 5, "日本: x", "      ^"),
        ("😀: x", 0, 1, "😀: x", "^^"),
        ("a: é", 3, 4, "a: é", "   ^"),
        ("a\u202eb: x", 2, 3, "a<U+202E>b: x", "         ^"),
        ("a\x1b[31m", 1, 2, "a<U+001B>[31m", " ^^^^^^^^"),
        ("abc", 3, 3, "abc", "   ^"),
    ],
)
def test_the_caret_stands_under_the_value_however_wide_its_line_is(
    line: str, start: int, end: int, shown: str, carets: str
) -> None:
    _, _, _, excerpt, marks = lines(finding(line, start, end))
    assert (excerpt, marks) == (f"1 | {shown}", f"  | {carets}")


def test_a_place_of_several_lines_is_marked_to_the_end_of_its_first() -> None:
    _, _, _, excerpt, marks = lines(finding("a: 'b\n c'\n", 3, 9))
    assert (excerpt, marks) == ("1 | a: 'b", "  |    ^^")


@pytest.mark.parametrize("at", [0, 250_000, 499_999])
def test_a_huge_line_is_cut_around_the_place(at: int) -> None:
    text = "x" * at + "!" + "y" * (500_000 - at)
    _, _, _, excerpt, marks = lines(finding(text, at, at + 1))
    assert excerpt[marks.index("^")] == "!"
    assert cell_len(excerpt) < 130


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\tb", "a    b"),
        ("\x1b[31m", "<U+001B>[31m"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\u2028b", "a<U+2028>b"),
        ("a\x85b", "a<U+0085>b"),
        ("\ufeffa", "<U+FEFF>a"),
        ("\udcff", "<U+DCFF>"),
        ("a\nb", "a<U+000A>b"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("Україна", "Україна"),
    ],
)
def test_every_character_is_made_to_show(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(max_size=40), st.text(max_size=40), st.data())
def test_whatever_stands_in_a_file_no_control_reaches_the_terminal(
    text: str, headline: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = finding(text, start, end, headline=headline, help=headline, path=f"{headline}.yml")
    for line in (*full(found).plain.split("\n"), concise(found)):
        assert not [char for char in line if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")]
        assert not set(line) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        ([], ""),
        (["bad-date"], "1 error"),
        (["bad-date"] * 2, "2 errors"),
        (["unchecked-quote"], "1 warning"),
        (["unchecked-quote", "bad-date", "unchecked-quote"], "1 error, 2 warnings"),
        (["bad-date"] * 1200, "1,200 errors"),
    ],
)
def test_findings_are_counted_by_weight(codes: list[str], told: str) -> None:
    place = Place(SourceText("a.yml", ""), 0, 0)
    assert summary(Finding(code, "x", place) for code in codes) == told
