"""Dates and numbers in words: never more exact than what was typed."""

from __future__ import annotations

from datetime import date

import pytest

from generator.model.dates import parse_date
from generator.model.quantities import parse_quantity
from generator.rendering.wording import Wording

WORDS = Wording()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2021-12-03", "3 December 2021"),
        ("2022-01", "January 2022"),
        ("2014", "2014"),
        ("0987", "987"),
        ("199X", "the 1990s"),
        ("2014~", "about 2014"),
        ("2014-03~", "about March 2014"),
        ("2014-03-01~", "about 1 March 2014"),
        ("2014/2021", "2014 to 2021"),
        ("2014-02-20/2014-03", "20 February 2014 to March 2014"),
        ("199X/2004~", "the 1990s to about 2004"),
        ("2014/..", "since 2014"),
        ("2014~/..", "since about 2014"),
        ("../2014-12", "until December 2014"),
        ("../199X", "until the 1990s"),
    ],
)
def test_a_date_in_words(typed: str, words: str) -> None:
    assert WORDS.date(parse_date(typed)) == words


def test_a_day_of_the_calendar_in_words() -> None:
    assert WORDS.date(date(2021, 2, 1)) == "1 February 2021"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("94300", "94,300"),
        ("0", "0"),
        ("999", "999"),
        ("-1200", "-1,200"),
        ("70000~", "about 70,000"),
        ("1.50", "1.50"),
        ("1234567.125", "1,234,567.125"),
        ("169000/190000", "169,000 to 190,000"),
        ("0/5", "0 to 5"),
        ("1~/2~", "about 1 to about 2"),
        ("../175000", "up to 175,000"),
        ("../0", "up to 0"),
        ("5/..", "at least 5"),
        ("5~/..", "at least about 5"),
        ("123456789012345678", "123,456,789,012,345,678"),
    ],
)
def test_a_number_in_words(typed: str, words: str) -> None:
    assert WORDS.quantity(parse_quantity(typed)) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 demands"), (1, "1 demand"), (2, "2 demands"), (1200, "1,200 demands")],
)
def test_a_count_agrees_with_its_noun(number: int, words: str) -> None:
    assert WORDS.ngettext("{n} demand", "{n} demands", number) == words


@pytest.mark.parametrize(
    ("words", "sentence"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_words_are_listed_as_in_a_sentence(words: list[str], sentence: str) -> None:
    assert WORDS.listed(words) == sentence
