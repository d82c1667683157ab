import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.model.text import (
    FileName,
    Flag,
    Identifier,
    Language,
    Many,
    OneOrMany,
    Plain,
    Prose,
    Url,
    WikidataId,
    is_identifier,
)


def value_of(kind: Any, typed: object) -> Any:
    return TypeAdapter(kind).validate_python(typed)


def mistake_in(kind: Any, typed: object) -> tuple[str, str]:
    """The code and the words of the one mistake in a value."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(typed)
    (detail,) = caught.value.errors()
    return detail["type"], detail["msg"]


@pytest.mark.parametrize("kind", [Plain, Prose])
@pytest.mark.parametrize(
    "typed", ["NO", "1.10", "12:30", "1e3", "null", "~", "yes", "0o17", "**x**"]
)
def test_text_stays_what_was_typed(kind: Any, typed: str) -> None:
    assert value_of(kind, typed) == typed


@pytest.mark.parametrize("kind", [Plain, Prose])
def test_white_space_around_text_is_dropped(kind: Any) -> None:
    assert value_of(kind, " two words\n") == "two words"


def test_prose_is_told_from_plain_text_by_its_type() -> None:
    assert type(value_of(Prose, "text")) is Prose
    assert type(value_of(Plain, "text")) is str


@pytest.mark.parametrize("kind", [Plain, Prose, Identifier, Url, Flag, Language, FileName])
@pytest.mark.parametrize(
    ("typed", "mistake"),
    [
        (None, ("empty-value", "nothing is written here")),
        ("", ("empty-value", "nothing is written here")),
        (" \n", ("empty-value", "nothing is written here")),
        ([], ("wrong-kind", "expected text, found a list")),
        ({}, ("wrong-kind", "expected text, found a mapping of keys")),
    ],
)
def test_where_text_is_needed_nothing_else_will_do(
    kind: Any, typed: object, mistake: tuple[str, str]
) -> None:
    assert mistake_in(kind, typed) == mistake


@pytest.mark.parametrize("typed", ["a", "1", "1e3", "no-expansion", "q7747", "a-1-b", "x" * 64])
def test_an_id_is_made_of_small_letters_digits_and_single_hyphens(typed: str) -> None:
    assert value_of(Identifier, typed) == typed
    assert is_identifier(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "A",
        "a b",
        "a_b",
        "-a",
        "a-",
        "a--b",
        "a.b",
        "a/b",
        "é",
        "а",
        "١",
        "a\n",
        " a",
        "a ",
        "a\u200b",
    ],
)
def test_an_id_with_any_other_character_is_refused(typed: str) -> None:
    assert mistake_in(Identifier, typed) == ("bad-id", f"“{typed}” is not an id")
    assert not is_identifier(typed)


def test_an_id_has_at_most_64_characters() -> None:
    mistake = ("bad-id", "the id has 65 characters; the limit is 64")
    assert mistake_in(Identifier, "x" * 65) == mistake
    assert not is_identifier("x" * 65)


@given(st.text(max_size=70) | st.text("ab0-", max_size=70))
def test_an_id_is_valid_exactly_when_it_may_serve_as_one(text: str) -> None:
    try:
        value_of(Identifier, text)
    except ValidationError:
        assert not is_identifier(text)
    else:
        assert is_identifier(text)


@pytest.mark.parametrize(
    "typed",
    [
        "https://example.org",
        "http://example.org/a?b=c&d#e",
        "https://example.org/%20(x)",
        "https://пример.рф/путь",
        "https://[2001:db8::1]/",
    ],
)
def test_a_web_address_stays_what_was_typed(typed: str) -> None:
    assert value_of(Url, typed) == typed


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "example.org",
        "https://",
        "https:///path",
        "ftp://example.org",
        "https://[::1",
        "https://example.org/a b",
        'https://example.org/"onmouseover="x',
        "https://example.org/<script>",
        "https://example.org/a\\b",
        "https://example.org/`",
        "https://example.org/\x1b",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(typed: str) -> None:
    assert mistake_in(Url, typed)[0] == "bad-url"


_letters = st.sampled_from([*"aZ0.-:@[]%/?# \t\n<\\^é。\u2100"])


@given(st.sampled_from(["http", "https", "HTTP", "ftp"]), st.lists(_letters).map("".join))
def test_an_address_looked_at_quickly_is_judged_as_any_other(scheme: str, rest: str) -> None:
    typed = f"{scheme}://{rest}"
    with pytest.MonkeyPatch.context() as patch:
        quickly = _judged(typed)
        patch.setattr("generator.model.text._USUAL_URL", re.compile("(?!)"))
        assert quickly == _judged(typed)


def _judged(typed: str) -> str:
    try:
        return str(value_of(Url, typed))
    except ValidationError:
        return "refused"


@pytest.mark.parametrize(
    ("typed", "flag"), [("true", True), ("false", False), ("True", True), ("FALSE", False)]
)
def test_a_flag_is_true_or_false(typed: str, flag: bool) -> None:
    assert value_of(Flag, typed) is flag


@pytest.mark.parametrize("typed", ["yes", "no", "on", "1", "0", "y", "truth"])
def test_a_flag_is_nothing_else(typed: str) -> None:
    mistake = ("bad-boolean", f"expected true or false, found “{typed}”")
    assert mistake_in(Flag, typed) == mistake


@pytest.mark.parametrize("typed", ["en", "fr", "pt-BR", "zh-Hant-TW", "gsw", "sr-Latn"])
def test_a_language_is_named_by_its_tag(typed: str) -> None:
    assert value_of(Language, typed) == typed


@pytest.mark.parametrize("typed", ["e", "english", "en_US", "en-", "-en", "en US", "ру"])
def test_what_is_no_language_tag_is_refused(typed: str) -> None:
    mistake = ("bad-language", f"“{typed}” is not a language tag")
    assert mistake_in(Language, typed) == mistake


@pytest.mark.parametrize("typed", ["Q1", "Q7747", "Q123456789012"])
def test_an_item_of_wikidata_is_a_q_and_a_number(typed: str) -> None:
    assert value_of(WikidataId, typed) == typed


@pytest.mark.parametrize(
    "typed", ["7747", "q7747", "Q0", "Q07", "P31", "Q", "Q1234567890123", "Q٣"]
)
def test_what_is_no_item_of_wikidata_is_refused(typed: str) -> None:
    mistake = ("bad-wikidata", f"“{typed}” is not a Wikidata item")
    assert mistake_in(WikidataId, typed) == mistake


@pytest.mark.parametrize(
    "typed",
    [
        *("a.txt", "2021-12-03-newsweek.txt", "2021/a b.txt", "déjà.txt"),
        *("समाचार.txt", "cafe\u0301.txt", "article (1).txt"),
    ],
)
def test_an_archived_text_is_named_by_its_file(typed: str) -> None:
    assert value_of(FileName, typed) == typed


@pytest.mark.parametrize(
    "typed",
    [
        "../secret",
        "a/../../b",
        "/etc/passwd",
        "a//b",
        "a/",
        ".hidden",
        "a\\b",
        "\u0301a",
        "(a)",
        "C:/x",
        "~/x",
        "a\0b",
    ],
)
def test_a_file_outside_the_folder_of_sources_is_refused(typed: str) -> None:
    assert mistake_in(FileName, typed)[0] == "bad-file-name"


@pytest.mark.parametrize("kind", [Many[Plain], OneOrMany[Plain]])
@pytest.mark.parametrize(
    ("typed", "items"), [(None, ()), ([], ()), (["a"], ("a",)), (["a", "b"], ("a", "b"))]
)
def test_a_list_is_a_tuple_and_nothing_is_an_empty_one(
    kind: Any, typed: object, items: tuple[str, ...]
) -> None:
    assert value_of(kind, typed) == items


def test_one_item_may_stand_alone_where_the_field_says_so() -> None:
    assert value_of(OneOrMany[Plain], "alone") == ("alone",)
    assert mistake_in(Many[Plain], "alone")[0] == "tuple_type"
