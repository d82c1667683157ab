"""Numbers as exact as they are known, in a notation like that of dates: `70000~`, `1/2`, `../5`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import Annotated

from pydantic import PlainSerializer
from pydantic_core import PydanticCustomError

from generator.model.shapes import pattern, spaced
from generator.model.text import scalar

_NUMBER = r"-?[0-9]{1,18}(?:\.[0-9]{1,9})?"
_BOUND = re.compile(rf"({_NUMBER})(~)?")


@dataclass(frozen=True, slots=True)
class Bound:
    """One number of a quantity, exact or about."""

    number: Decimal
    about: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range; an open end means “at least” or “up to”."""

    text: str
    """As the writer typed it."""
    low: Bound | None
    """None for “up to”."""
    high: Bound | None
    """None for “at least”; the same as `low` for a single number."""

    @property
    def is_range(self) -> bool:
        """Whether it was written with a `/`."""
        return self.low != self.high

    def __str__(self) -> str:
        return self.text


def parse_quantity(text: str) -> Quantity:
    """Read a quantity.

    Raises `bad-number` for a text that is not one, or a range that does not end above its start.
    """
    low_text, slash, high_text = text.partition("/")
    if not slash:
        bound = _bound(text, text)
        return Quantity(text, bound, bound)
    low = None if low_text == ".." else _bound(low_text, text)
    high = None if high_text == ".." else _bound(high_text, text)
    if low is None and high is None:
        raise _bad(text, "a range needs at least one end")
    if low is not None and high is not None and high.number <= low.number:
        raise _bad(text, "the range ends before it starts")
    return Quantity(text, low, high)


def _bound(text: str, whole: str) -> Bound:
    match = _BOUND.fullmatch(text)
    if not match:
        raise _bad(whole, "write digits only, as in 94300, 70000~ or 169000/190000")
    return Bound(Decimal(match[1]), about=bool(match[2]))


def _bad(text: str, why: str) -> PydanticCustomError:
    return PydanticCustomError(
        "bad-number", "“{text}” is not a number: {why}", {"text": text, "why": why}
    )


_BOUND_PATTERN = rf"(?:{_NUMBER}~?|\.\.)"

Amount = Annotated[
    Quantity,
    scalar(parse_quantity),
    PlainSerializer(attrgetter("text"), return_type=str, when_used="json"),
    pattern(
        "Quantity",
        "A number or a range.",
        spaced(f"{_BOUND_PATTERN}(?:/{_BOUND_PATTERN})?"),
        "bad-number",
        type=["string", "number"],
        examples=[94300, "70000~", "169000/190000", "../5", "5/.."],
    ),
]
"""A number or range as typed in a briefing."""
