"""A scalar has the type that its field declares, never the type that YAML guesses."""

from pathlib import Path
from typing import Any

import pytest

from generator.model.briefing import Briefing
from generator.reading.folder import read_briefing
from tests.told import DESK, LEAST, told

WORDS_OF_YAML = [
    *("NO", "no", "yes", "on", "off", "y", "true", "null", "~", ".nan", ".inf", "="),
    *("1.10", "1e3", "0o17", "0x1F", "1_000", "012", "+1", "-0", "12:30", "190:20:30"),
    *("2021-12-03", "2001-12-14t21:59:43.10-05:00", "2021", "2021-12-03T10:00:00Z"),
]
"""What YAML takes for booleans, nulls, numbers, times and dates."""


def read(text: str) -> Briefing:
    briefing = read_briefing(DESK, DESK / "a.yml", text)[0].briefing
    assert briefing, told(text)
    return briefing


@pytest.mark.parametrize("typed", WORDS_OF_YAML)
def test_a_text_keeps_what_was_typed(typed: str) -> None:
    briefing = read(
        LEAST.replace("The port stands still", typed).replace("Dockers walk out", typed)
    )
    assert (briefing.title, briefing.sources["herald"].title) == (typed, typed)


@pytest.mark.parametrize("typed", WORDS_OF_YAML)
def test_prose_keeps_what_was_typed(typed: str) -> None:
    assert read(LEAST.replace("Dockers ask for more pay.", typed)).summary == typed


@pytest.mark.parametrize("typed", ["NO", "1.10", "12:30", "null", "2021-12-03"])
def test_an_item_of_a_list_keeps_what_was_typed(typed: str) -> None:
    assert read(f"{LEAST}tags: [{typed}, b]\n").tags == (typed, "b")
    assert read(f"{LEAST}tags: {typed}\n").tags == (typed,)


@pytest.mark.parametrize("typed", ["1e3", "no", "null", "12", "0x1f", "2021-12-03", "on", "true"])
def test_an_id_keeps_what_was_typed(typed: str) -> None:
    briefing = read(f"{LEAST}  {typed}:\n    name: N\ndemands:\n  d: {{by: {typed}, text: T}}\n")
    assert typed in briefing.actors
    assert briefing.demands["d"].by == (typed,)


def test_a_country_called_no_is_a_country() -> None:
    briefing = read(f"{LEAST}  no:\n    name: NO\n    kind: country\n")
    assert briefing.actors["no"].name == "NO"


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("date", "2021-12-04", "2021-12-04"),
        ("language", "no", "no"),
        ("status", "draft", "draft"),
        ("thread", "1e3", "1e3"),
        ("author", "007", "007"),
    ],
)
def test_a_field_makes_of_a_scalar_what_it_declares(key: str, typed: str, value: str) -> None:
    others = [line for line in LEAST.splitlines() if not line.startswith(f"{key}:")]
    briefing = read("\n".join([f"{key}: {typed}", *others]))
    assert str(getattr(briefing, key)) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("plain text", "plain text"),
        ("'single ''quoted'''", "single 'quoted'"),
        ('"double \\"quoted\\""', 'double "quoted"'),
        ('"\\u00e9\\t\\x41"', "é\tA"),
        ("a # comment", "a"),
        ("a#b", "a#b"),
        ("'#1'", "#1"),
        ("a:b", "a:b"),
        ("folded\n  over lines", "folded over lines"),
        (">\n  folded\n  text\n\n  two", "folded text\ntwo"),
        ("|\n  kept\n  lines", "kept\nlines"),
        ("{{ x }}".join("''"), "{{ x }}"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("😀 Україна", "😀 Україна"),
        ("50 %", "50 %"),
    ],
)
def test_every_way_to_write_a_text_gives_its_characters(written: str, value: str) -> None:
    assert read(LEAST.replace("The port stands still", written)).title == value


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read_alike(end: str) -> None:
    assert read(LEAST.replace("\n", end)) == read(LEAST)


def test_the_last_line_needs_no_end() -> None:
    assert read(LEAST.rstrip("\n")) == read(LEAST)


@pytest.mark.parametrize("start", ["---\n", "%YAML 1.2\n---\n", "# vim: set ts=2:\n\n", "\n\n"])
def test_what_may_stand_before_a_document_changes_nothing(start: str) -> None:
    assert read(start + LEAST) == read(LEAST)


def test_json_is_yaml() -> None:
    text = (
        '{"title": "The port stands still", "date": "2021-12-03", '
        '"summary": "Dockers ask for more pay.", '
        '"sources": {"herald": {"title": "Dockers walk out"}}, '
        '"actors": {"dockers": {"name": "Dockers"}}}'
    )
    assert read(text) == read(LEAST)


def nothing(value: Any) -> bool:
    return value in (None, (), {})


@pytest.mark.parametrize("key", ["thread", "author", "tags", "demands", "events", "gaps", "risks"])
def test_an_optional_key_with_nothing_behind_it_is_as_good_as_none(key: str) -> None:
    assert nothing(getattr(read(f"{LEAST}{key}:\n"), key))


def test_the_id_of_a_briefing_is_the_stem_of_its_file() -> None:
    path = DESK / "2021" / "2021-12-03-port.yml"
    made = read_briefing(DESK, path, LEAST)[0]
    assert (made.id, made.path) == ("2021-12-03-port", Path("2021/2021-12-03-port.yml"))
