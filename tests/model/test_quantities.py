from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter
from pydantic_core import PydanticCustomError

from generator.model.quantities import Amount, Bound, parse_quantity

numbers = st.decimals(
    min_value=-(10**15), max_value=10**15, places=3, allow_nan=False, allow_infinity=False
).map(lambda number: f"{number:f}")
quantities = st.one_of(
    numbers,
    numbers.map(lambda number: f"{number}~"),
    numbers.map(lambda number: f"../{number}"),
    numbers.map(lambda number: f"{number}/.."),
    st.lists(numbers, min_size=2, max_size=2, unique_by=Decimal).map(
        lambda two: "/".join(sorted(two, key=Decimal))
    ),
)


def exactly(number: str) -> Bound:
    return Bound(Decimal(number))


def about(number: str) -> Bound:
    return Bound(Decimal(number), about=True)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("94300", exactly("94300"), exactly("94300")),
        ("0", exactly("0"), exactly("0")),
        ("-1.5", exactly("-1.5"), exactly("-1.5")),
        ("1.10", exactly("1.10"), exactly("1.10")),
        ("70000~", about("70000"), about("70000")),
        ("169000/190000", exactly("169000"), exactly("190000")),
        ("70000~/94300", about("70000"), exactly("94300")),
        ("../5", None, exactly("5")),
        ("5/..", exactly("5"), None),
        ("-5/5", exactly("-5"), exactly("5")),
    ],
)
def test_a_quantity_is_a_number_or_a_range_exact_or_about(
    text: str, low: Bound | None, high: Bound | None
) -> None:
    parsed = parse_quantity(text)
    assert (parsed.low, parsed.high) == (low, high)
    assert parsed.is_range == ("/" in text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("190000/169000", "the range ends before it starts"),
        ("5/5", "the range ends before it starts"),
        ("../..", "a range needs at least one end"),
        ("94,300", "write digits only, as in 94300, 70000~ or 169000/190000"),
        ("94 300", "write digits only, as in 94300, 70000~ or 169000/190000"),
        ("about 70000", "write digits only, as in 94300, 70000~ or 169000/190000"),
    ],
)
def test_a_quantity_that_cannot_be_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse_quantity(text)
    assert caught.value.type == "bad-number"
    assert caught.value.message() == f"“{text}” is not a number: {why}"


@pytest.mark.parametrize(
    "text",
    ["", "1e3", "0x10", "1_000", "+5", ".5", "5.", "٣", "∞", "nan", "5\n", "5%", "9" * 19, "1/2/3"],
)
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse_quantity(text)
    assert caught.value.type == "bad-number"


@given(quantities)
def test_a_quantity_prints_as_it_was_typed_and_never_runs_backwards(text: str) -> None:
    parsed = parse_quantity(text)
    assert str(parsed) == text
    if parsed.low and parsed.high:
        assert parsed.low.number <= parsed.high.number


@given(quantities)
def test_the_schema_takes_every_quantity(text: str) -> None:
    assert Draft202012Validator(TypeAdapter(Amount).json_schema()).is_valid(text)


@given(st.text(max_size=30) | st.text("0123456789-/.~", max_size=22))
def test_any_text_is_a_quantity_or_a_mistake_of_its_writer(text: str) -> None:
    assert outcome_of(text) in ("a quantity", "bad-number")


def outcome_of(text: str) -> str:
    try:
        parsed = parse_quantity(text)
    except PydanticCustomError as mistake:
        return mistake.type
    return "a quantity" if parsed.low or parsed.high else "nothing"
