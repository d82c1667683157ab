import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from generator.model.dates import Date, Day, parse_date

days = st.dates(min_value=date(1, 1, 1))
points = st.one_of(
    st.builds(
        lambda day, form, about: day.isoformat()[:form] + "~" * about,
        days,
        st.sampled_from([4, 7, 10]),
        st.booleans(),
    ),
    st.integers(1, 999).map(lambda decade: f"{decade:03}X"),
)
"""A day, month, year or decade as a writer types it."""
dates = st.one_of(
    points,
    st.tuples(points, points)
    .map(lambda two: (parse_date(two[0]), parse_date(two[1])))
    .filter(lambda two: two[0].first < two[1].first)
    .map(lambda two: f"{two[0]}/{two[1]}"),
    points.map(lambda point: f"{point}/.."),
    points.map(lambda point: f"../{point}"),
)
"""Any date as a writer types it."""


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021-12-03", date(2021, 12, 3), date(2021, 12, 3)),
        ("2020-02-29", date(2020, 2, 29), date(2020, 2, 29)),
        ("2022-01", date(2022, 1, 1), date(2022, 1, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("001X", date(10, 1, 1), date(19, 12, 31)),
        ("2014~", date(2014, 1, 1), date(2014, 12, 31)),
        ("2022-01~", date(2022, 1, 1), date(2022, 1, 31)),
        ("2021-12-03~", date(2021, 12, 3), date(2021, 12, 3)),
        ("2014/2021", date(2014, 1, 1), date(2021, 12, 31)),
        ("2014~/2021-03", date(2014, 1, 1), date(2021, 3, 31)),
        ("199X/2003-04-05", date(1990, 1, 1), date(2003, 4, 5)),
        ("2021/2021-06", date(2021, 1, 1), date(2021, 6, 30)),
        ("2021-12-03~/2021-12-03", date(2021, 12, 3), date(2021, 12, 3)),
        ("2014/..", date(2014, 1, 1), date.max),
        ("../2014", date.min, date(2014, 12, 31)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
        ("9999-12-31", date(9999, 12, 31), date(9999, 12, 31)),
    ],
)
def test_a_date_spans_from_the_first_to_the_last_day_that_it_can_mean(
    text: str, first: date, last: date
) -> None:
    parsed = parse_date(text)
    assert (parsed.first, parsed.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "is_about", "is_interval"),
    [
        ("2014", False, False),
        ("2014~", True, False),
        ("2014~/2021", True, True),
        ("2014/..", False, True),
    ],
)
def test_a_date_keeps_whether_it_is_about_and_whether_it_is_an_interval(
    text: str, is_about: bool, is_interval: bool
) -> None:
    parsed = parse_date(text)
    assert parsed.start
    assert (parsed.start.about, parsed.is_interval) == (is_about, is_interval)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2021-13-03", "there is no month 13"),
        ("2021-00", "there is no month 0"),
        ("2021-02-29", "February 2021 has 28 days"),
        ("1900-02-29", "February 1900 has 28 days"),
        ("2021-04-31", "April 2021 has 30 days"),
        ("2021-12-00", "December 2021 has 31 days"),
        ("0000", "the first year is 0001"),
        ("000X", "the first year is 0001"),
        ("2021/2020", "the interval ends before it starts"),
        ("2014/2014", "the interval ends before it starts"),
        ("2021-06/2021-05-31", "the interval ends before it starts"),
        ("../..", "an interval needs at least one end"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse_date(text)
    assert caught.value.type == "bad-date"
    assert caught.value.message() == f"“{text}” is not a date: {why}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "now",
        "21-12-03",
        "2021-1-3",
        "20211203",
        "03.12.2021",
        "3 December 2021",
        "2021-12-03T10:00",
        "2021–12–03",
        "-0044",
        "19XX",
        "199x",
        "199X~",
        "~2014",
        "2014?",
        "٢٠٢١",
        "2021\n",
        " 2021",
        "2021/",
        "/2021",
        "2021//2022",
        "2019/2020/2021",
        "..",
    ],
)
def test_what_has_not_the_form_of_a_date_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse_date(text)
    assert caught.value.type == "bad-date"


def test_dates_sort_by_their_first_day_and_then_by_their_last() -> None:
    ordered = [
        "../2014",
        "1989-12-31",
        "1990",
        "199X",
        "2014-01-01",
        "2014-01",
        "2014",
        "2014/2015",
        "2014/..",
        "2014-01-02",
        "2014-02",
    ]
    shuffled = random.Random(2).sample([parse_date(text) for text in ordered], len(ordered))
    assert [str(parsed) for parsed in sorted(shuffled)] == ordered


@pytest.mark.parametrize("text", ["2021-12", "2021", "199X", "2021-12-03~", "2021-12-03/2022"])
def test_where_a_whole_day_is_needed_nothing_else_will_do(text: str) -> None:
    with pytest.raises(ValidationError, match=r"a whole day is needed here, such as 2021-12-03"):
        TypeAdapter(Day).validate_python(text)


@given(days)
def test_every_day_of_the_calendar_is_a_date(day: date) -> None:
    parsed = parse_date(day.isoformat())
    assert (parsed.first, parsed.last) == (day, day)
    assert TypeAdapter(Day).validate_python(day.isoformat()) == day


@given(dates)
def test_a_date_prints_as_it_was_typed_and_never_spans_backwards(text: str) -> None:
    parsed = parse_date(text)
    assert str(parsed) == text
    assert parsed.first <= parsed.last
    assert parse_date(str(parsed)) == parsed


@given(dates, dates)
def test_of_two_dates_the_one_that_can_start_earlier_comes_first(one: str, other: str) -> None:
    first, second = sorted([parse_date(one), parse_date(other)])
    assert first.first <= second.first
    assert not second < first or first.sort_key == second.sort_key


@given(dates)
def test_the_schema_takes_every_date(text: str) -> None:
    schema = TypeAdapter(Date).json_schema()
    assert Draft202012Validator(schema).is_valid(text)


@given(st.text(max_size=30) | st.text("0123456789-/.~X", max_size=22))
def test_any_text_is_a_date_or_a_mistake_of_its_writer(text: str) -> None:
    assert outcome_of(text) in ("a date", "bad-date")


def outcome_of(text: str) -> str:
    try:
        parsed = parse_date(text)
    except PydanticCustomError as mistake:
        return mistake.type
    return "a date" if parsed.first <= parsed.last else "a date that runs backwards"
