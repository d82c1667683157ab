"""What a value that does not fit was probably meant to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.dates import parse_date
from generator.model.quantities import parse_quantity
from generator.reading.meant import is_written_otherwise, meant

DATES = {
    "2024/10/1": "2024-10-01",
    "2024–10–01": "2024-10-01",
    "2024\u201110\u20111": "2024-10-01",
    "“2024-10-01”": "2024-10-01",
    "„1. Oktober 2024“": "2024-10-01",
    "2024-10-01T08:00:00Z": "2024-10-01",
    "25.12.2024": "2024-12-25",
    "12/25/2024": "2024-12-25",
    "October 1, 2024": "2024-10-01",
    "1st of Oct 2024": "2024-10-01",
    "1. Dezember 2024": "2024-12-01",
    "March 2024": "2024-03",
    "Q4 2024": "2024-10/2024-12",
    "2024-Q1": "2024-01/2024-03",
    "the 1990s": "199X",
    "c. 2014": "2014~",
    "since March 2014": "2014-03/..",
    "until 2021": "../2021",
    "2014–2021": "2014/2021",
    "from 2014 to March 2021": "2014/2021-03",
    "2026-03-01 to 2026-03-02": "2026-03-01/2026-03-02",
    "between 2026-03-01 and 2026/3/2": "2026-03-01/2026-03-02",
    "2026-03-01 - 2026-03-02": "2026-03-01/2026-03-02",
    "2026-03-01–2026-03-02": "2026-03-01/2026-03-02",
    "2014 - 2021-03": "2014/2021-03",
}
NUMBERS = {
    "94,300": "94300",
    "169'000": "169000",
    "2,5": "2.5",
    "\u22120.3": "-0.3",
    "\u22121,200": "-1200",
    "1,234,567.5": "1234567.5",
    "1.234.567": "1234567",
    "1.234.567,5": "1234567.5",
    "1.9%": "1.9",
    "1.9 per cent": "1.9",
    "“94300”": "94300",
    "45 thousand": "45000",
    "$2.1bn": "2100000000",
    "about 70,000": "70000~",
    "at least 5": "5/..",
    "5+": "5/..",
    "up to 1.5 million": "../1500000",
    "3-5": "3/5",
    "between 900 and 1,200": "900/1200",
    "5 to 10 million": "5000000/10000000",
    "between 1.5 and 2 bn": "1500000000/2000000000",
    "5–10k": "5000/10000",
    "$5-$10 million": "5000000/10000000",
    "900 thousand to 1.2 million": "900000/1200000",
}
IDS = {"Dock_Union": "dock-union", "NATO’s reply": "natos-reply", "Šefčovič": "sefcovic"}


@pytest.mark.parametrize(
    ("code", "value", "guess"),
    [
        *(("bad-date", *each) for each in DATES.items()),
        *(("bad-number", *each) for each in NUMBERS.items()),
        *(("bad-id", *each) for each in IDS.items()),
        ("bad-boolean", "Yes", "true"),
    ],
)
def test_what_is_usual_elsewhere_is_understood(code: str, value: str, guess: str) -> None:
    assert meant(code, value) == (guess,)


def test_a_day_that_may_be_a_month_is_understood_in_both_ways_and_never_mended() -> None:
    assert meant("bad-date", "10/01/2024") == ("2024-01-10", "2024-10-01")
    assert not is_written_otherwise("bad-date", "10/01/2024")


def test_a_day_that_no_month_has_the_number_of_is_mended_however_it_is_written() -> None:
    for value in ("3/15/2026", "15/3/2026", "15.3.2026", "3-15-2026"):
        assert meant("bad-date", value) == ("2026-03-15",)
        assert is_written_otherwise("bad-date", value)


def test_a_dash_for_a_hyphen_or_a_minus_can_mean_nothing_else() -> None:
    assert is_written_otherwise("bad-date", "2024–10–01")
    assert is_written_otherwise("bad-number", "\u22120.3")
    assert not is_written_otherwise("bad-number", "1.9%")


@pytest.mark.parametrize("value", ["2,500", "\u22122,500", "94,300"])
def test_one_comma_may_begin_decimals_and_is_never_mended(value: str) -> None:
    assert meant("bad-number", value)
    assert not is_written_otherwise("bad-number", value)


@pytest.mark.parametrize(
    "value", ["2,500,000", "2'500", "2 500", "2,500.5", "2.500.000", "2.500,5"]
)
def test_what_can_only_part_thousands_is_mended(value: str) -> None:
    assert is_written_otherwise("bad-number", value)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        *(
            ("bad-date", v)
            for v in ("soon", "31 Feb 2024", "1 marble 2024", "2021/2014", "13/13/2024")
        ),
        *(("bad-number", v) for v in ("5/3", "many", "1.234", "2.5 million euros", "\u2212", "“”")),
        *(("bad-id", v) for v in ("王", "union, port", "x" * 65)),
        ("bad-boolean", "maybe"),
        ("bad-url", "example.org"),
    ],
)
def test_what_cannot_be_guessed_is_not(code: str, value: str) -> None:
    assert meant(code, value) == ()


@given(st.text(st.characters(codec="utf-8"), max_size=70) | st.from_regex(r"[\w ,.$~<>/+-]{1,30}"))
def test_every_guess_is_taken_by_its_field(value: str) -> None:
    for guess in meant("bad-date", value):
        assert parse_date(guess).text == guess
    for guess in meant("bad-number", value):
        assert parse_quantity(guess).text == guess
