"""A part of a value is found where its writer typed it, however the value is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics.finding import Place
from generator.reading.folder import read_briefing
from generator.reading.inside import inside

WORDS = ["strike", "it's", "“quoted”", "back\\slash", "a:b", 'said"', "é", "–", "1,200", "x"]


def place_of(value: str) -> tuple[Place, str]:
    """The place of a title that is written so, and what it reads as."""
    read, _ = read_briefing(Path("desk"), Path("desk/a.yml"), f"title: {value}\ndate: 2021\n")
    place = read.document.place(("title",))
    title = read.document.plain()["title"]
    return place, title.strip()


def words_in(place: Place) -> str:
    return place.source.text[place.start : place.end]


@settings(max_examples=150, deadline=None)
@given(
    words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=12),
    style=st.sampled_from(["'", '"', ">", "|", None]),
    width=st.sampled_from([10, 30, 1000]),
    is_ascii=st.booleans(),
)
def test_every_word_of_a_value_is_found_in_every_style(
    words: list[str], style: str | None, width: int, is_ascii: bool
) -> None:
    text = yaml.safe_dump(
        {"title": " ".join(words)}, default_style=style, width=width, allow_unicode=not is_ascii
    )
    written = text.split(":", 1)[1].strip() + "\n"
    place, value = place_of(written)
    for match in re.finditer(r"\S+", value):
        found = words_in(inside(place, value, *match.span()))
        if found == words_in(place):  # an escaped line end within the word
            assert len(value.split()) == 1 or written[0] == '"'
        else:
            assert _as_read(found, written[0]) == match.group()


def _as_read(found: str, style: str) -> str:
    if style == "'":
        return found.replace("''", "'")
    return str(yaml.safe_load(f'["{found}"]')[0]) if style == '"' else found


@pytest.mark.parametrize(
    ("written", "part", "found"),
    [
        ("The strike\n  goes on", "strike goes", "strike\n  goes"),
        (">-\n  The strike\n  goes on", "on", "on"),
        ("|  # a comment\n    The strike\n    goes on\n", "The", "The"),
        ("'It''s on'", "It's", "It''s"),
        ('"It\\u2019s \\"on\\""', "It’s", "It\\u2019s"),
        ('"a\\tstrike"', "strike", "strike"),
        ('"a \\\n  strike"', "strike", "strike"),
    ],
)
def test_folding_and_escapes_are_followed(written: str, part: str, found: str) -> None:
    place, value = place_of(written)
    start = value.index(part)
    assert words_in(inside(place, value, start, start + len(part))) == found


def test_where_it_cannot_be_told_the_whole_value_is_meant() -> None:
    place, value = place_of('"str\\\n  ike goes on"')
    assert value == "strike goes on"
    assert inside(place, value, 7, 11) == place
    assert inside(place, "another value", 3, 7) == place
