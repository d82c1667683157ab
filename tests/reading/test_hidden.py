"""Characters that nobody sees are named where they stand; those that a script needs are not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.reading.text import CONTROL
from tests.told import LEAST, findings_in

SEEN = {
    *map(chr, range(0x600, 0x606)),
    *"\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd",
    *map(chr, range(0x13430, 0x13440)),
}
"""Signs around numbers of Arabic, Syriac and Kaithi, and of hieroglyphs: they have a look."""
UNSEEN = [
    char
    for char in map(chr, range(0x110000))
    if unicodedata.category(char) in ("Cf", "Zl", "Zp") or char in "\x85\u034f\u115f\u1160\u3164"
    if char not in SEEN
]
"""What Unicode calls a format character or a line end, and letters without a look."""


def named(title: str) -> list[tuple[str, str]]:
    """The characters that are named in a title, each with what is marked."""
    text = LEAST.replace("The port stands still", title)
    return [
        (found.headline.split()[3], found.place.source.text[found.place.start : found.place.end])
        for found in findings_in(text)
        if found.code == "hidden-character"
    ]


@pytest.mark.parametrize("char", UNSEEN, ids=lambda char: f"U+{ord(char):04X}")
def test_every_character_without_a_look_is_named_between_letters(char: str) -> None:
    assert named(f"a{char}b") == [(f"U+{ord(char):04X}", char)]


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",
        "שלום\u200f!",
        "\u200eעברית",
        'צה"ל תקף ב-1967!\u200f',
        '“צה"ל”\u200f (IDF)\u200f, 1967\u200e',
        "في 3\u200e/12\u200e/2021 م",
        "'שלום (a)\u200f' # לא (a)\u200f",
        "a # ב-1967!\u200f",
        ">\n  שלום\n  1967!\u200f",
        '"\\u05d0 1967!\\u200f"',
        "ភាសា\u200bខ្មែរ ภาษา\u200bไทย ພາສາ\u200bລາວ မြန်မာ\u200bစာ (ไทย)\u200bไทย",
        "ᠬᠠᠷ\u180eᠠ",
        "क्\u200dष",
        "👩\u200d🔧 👩🏽\u200d🚀 ❤\ufe0f\u200d🔥",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "Zoë, naïve, e\u0301, 北京, ไทย, non\u00a0breaking, thin\u2009space, “–…”",
    ],
)
def test_what_a_script_or_a_picture_needs_is_not_named(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ('"a\\u202eb"', [("U+202E", "\\u202e")]),
        ('"a\\U000E0041b"', [("U+E0041", "\\U000E0041")]),
        ('"a \\xadb \\u200b"', [("U+00AD", "\\xad"), ("U+200B", "\\u200b")]),
        ('"\\u200b\u200b"', [("U+200B", "\\u200b"), ("U+200B", "\u200b")]),
        ('"می\\u200cخواهم"', []),
        ('"a 1967!\\u200f"', [("U+200F", "\\u200f")]),
        ("'a 1967!\u200f' # שלום", [("U+200F", "\u200f")]),
        ("שלום # Peace!\u200f", []),
        ("a # Peace!\u200f", [("U+200F", "\u200f")]),
        ("שלום \u202eb", [("U+202E", "\u202e")]),
        ("ab\u180ec d\u200be", [("U+180E", "\u180e"), ("U+200B", "\u200b")]),
        ("'a\\u202eb'", []),
        ("a\\u202eb", []),
        ('"a\\\\u202eb"', []),
    ],
)
def test_an_escape_in_double_quotes_is_one_and_other_text_is_none(
    title: str, found: list[tuple[str, str]]
) -> None:
    assert named(title) == found


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029"])
def test_a_key_that_looks_like_a_part_of_a_comment_is_given_away(end: str) -> None:
    (found,) = findings_in(f"{LEAST}# nothing{end}author: Nobody\n")
    assert found.code == "hidden-character"
    assert found.fix is None  # what stands behind it would become a part of the comment


@given(st.text(st.sampled_from([*UNSEEN, *"ab \\\"'#:العשل👩\U0001f3f4\ufe0f"]), max_size=12))
def test_the_fix_deletes_what_is_named_and_nothing_else(text: str) -> None:
    quoted = "'" + CONTROL.sub("", text).replace("'", "''") + "'"
    before = LEAST.replace("The port stands still", f"{quoted} # x")
    findings = [found for found in findings_in(before) if found.code == "hidden-character"]
    fixes = [edit for found in findings if found.fix for edit in found.fix.edits]
    for edit in fixes:
        assert edit.end - edit.start == 1
        assert edit.text == ""
        assert before[edit.start] in UNSEEN
