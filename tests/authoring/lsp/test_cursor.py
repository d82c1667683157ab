"""What is being typed is told from the lines before the cursor, be they YAML or not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.lsp.cursor import Typing, typing_at
from generator.model.references import Path
from tests.authoring.lsp.small import with_cursor

HEAD = "title: x\nsummary: >\n  Some by: text.\n"


def typing(text: str) -> Typing | None:
    return typing_at(*with_cursor(text))


@pytest.mark.parametrize(
    ("text", "path", "word"),
    [
        ("thread: ta‸", ("thread",), "ta"),
        ("demands:\n  a:\n    by: ru‸", ("demands", "a", "by"), "ru"),
        ("demands:\n  a:\n    by: ‸\n    of: x", ("demands", "a", "by"), ""),
        ("demands:\n  a:\n    of: [nato, ru‸", ("demands", "a", "of", 1), "ru"),
        ("demands:\n  a:\n    of: [nato, ru‸]\n", ("demands", "a", "of", 1), "ru"),
        ("demands:\n  a:\n    of: [‸", ("demands", "a", "of", 0), ""),
        ("demands:\n  a:\n    of: [\n      nato,\n      ru‸", ("demands", "a", "of", 1), "ru"),
        ("demands:\n  a: {by: ru‸", ("demands", "a", "by"), "ru"),
        ("demands:\n  a: {text: 'x, y', by: ru‸}", ("demands", "a", "by"), "ru"),
        ('demands: {"a": {"by": ‸', ("demands", "a", "by"), ""),
        ("events:\n  - {date: 2014}\n  - claimed_by: ‸", ("events", 1, "claimed_by"), ""),
        ("events:\n- date: 2014\n- claimed_by: p‸", ("events", 1, "claimed_by"), "p"),
        ("a:\n  b:\n  - x: 1\n  - y: 2\n  c: ‸", ("a", "c"), ""),
        (
            "risks:\n  r:\n    likelihood: roughly even ‸",
            ("risks", "r", "likelihood"),
            "roughly even ",
        ),
        ("a:\n  b: 'x # no comment ‸", ("a", "b"), "x # no comment "),
        ('a:\n  "b": "x‸', ("a", "b"), "x"),
        ("a: {b: x#‸", ("a", "b"), "x#"),
        # What is wrong further up does not matter.
        ("a:\n  b: [x, y\n  c: ‸", ("a", "c"), ""),
        ('a:\n  b: "x\n  c: z‸', ("a", "c"), "z"),
        ("a:\n  - {x: 'y\n  - z: ‸", ("a", 1, "z"), ""),
        ("tags: [a, b\nthread: t‸", ("thread",), "t"),
        ("a:\n\tb: x\n  c: ‸", ("a", "c"), ""),
        ("a:\n  b: it: is\n  c: ‸", ("a", "c"), ""),
        ("a:\n  b\n  c: ‸", ("a", "c"), ""),
    ],
)
def test_a_value_is_typed_behind_its_key(text: str, path: Path, word: str) -> None:
    for whole in (text, HEAD + text, (HEAD + text).replace("\n", "\r\n")):
        found = typing(whole)
        assert found is not None
        assert (found.path, found.word, found.is_value) == (path, word, True)


@pytest.mark.parametrize(
    ("text", "path", "word"),
    [
        ("‸", (), ""),
        ("title: x\nda‸", (), "da"),
        ("actors:\n  pu‸", ("actors",), "pu"),
        ("actors:\n  a:\n    name: x\n  pu‸", ("actors",), "pu"),
        ("actors:\n  a:\n    name: x\n\n    ‸", ("actors", "a"), ""),
        ("actors: {pu‸", ("actors",), "pu"),
        ("actors: {a: {name: x}, pu‸", ("actors",), "pu"),
        ("demands:\n  a:\n    of:\n      - ru‸", ("demands", "a", "of", 0), "ru"),
        ("demands:\n  a:\n    of:\n    - nato\n    - ‸", ("demands", "a", "of", 1), ""),
        ("demands:\n  a:\n    by:\n      ru‸", ("demands", "a", "by"), "ru"),
        ("x:\n  - evidence:\n      - so‸", ("x", 0, "evidence", 0), "so"),
    ],
)
def test_a_word_alone_may_be_a_key_or_a_value(text: str, path: Path, word: str) -> None:
    for whole in (text, text.replace("\n", "\r\n")):
        found = typing(whole)
        assert found is not None
        assert (found.path, found.word, found.is_value) == (path, word, False)


@pytest.mark.parametrize(
    "text",
    [
        "a: # x‸",
        "# by: ‸",
        "a: [b, # x‸",
        "a: x # y ‸",
        "summary: >\n  by: ‸",
        "summary: |-\n  a\n\n  by: ‸",
        "- a: |\n    by: ‸",
        "a: text\n  that goes on ‸",
        "a: text\n  ‸",
        "a: 'text\n  that goes on ‸",
        "by:‸",
        "a: {by:‸",
        "a:\n  -‸",
        "a: [x] ‸",
        'a: "x" ‸',
    ],
)
def test_nothing_is_typed_in_comments_in_longer_texts_and_right_behind_a_mark(text: str) -> None:
    assert typing(text) is None


def test_the_quote_and_the_start_of_a_word_are_told() -> None:
    found = typing("tags: [a, 'b c‸")
    assert found is not None
    assert (found.quote, found.start, found.in_brackets) == ("'", 11, True)


@given(st.text(alphabet="ab:-#'\"[]{},|> \n\r\t", max_size=60), st.integers(0, 60))
def test_any_text_at_any_place_gives_a_word_that_ends_there_or_nothing(text: str, at: int) -> None:
    at = min(at, len(text))
    found = typing_at(text, at)
    if found is not None:
        assert text[found.start : at] == found.word
        assert not set(found.word) & set("\r\n")


@pytest.mark.parametrize(
    "text",
    [
        "a:\n" + " {x: y}\n" * 12_000,
        "a: " + "[" * 90_000,
        "a: '" + "''" * 45_000,
        "a" + " " * 90_000,
        "".join(f"{' ' * depth}a:\n" for depth in range(400)),
        "- " * 45_000,
    ],
    ids=["brackets", "open", "quotes", "spaces", "depth", "dashes"],
)
def test_hostile_texts_are_read_at_once(text: str) -> None:
    before = time.process_time()
    typing_at(text, len(text))
    assert time.process_time() - before < 2
