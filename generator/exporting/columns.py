"""What a column of a table is, and how the fields of the model fill columns.

Names, types, closed lists of words and descriptions are the model's own, so that a field that is
added to the format is in the tables at once, and nothing is written twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import Enum, EnumType
from typing import Any, get_origin

from pydantic import BaseModel

from generator.model.dates import Date, Day, PartialDate
from generator.model.quantities import Amount, Quantity
from generator.model.references import entry_in, hint_of, is_keyed, kind_referred_to, parts_of
from generator.model.scales import LIKELIHOOD_WORDS, LikelihoodWord
from generator.model.text import Flag
from generator.model.vocabulary import Word

Cell = str | bool | int | Decimal | date | tuple[str, ...] | None
"""One value of a row; None if nothing is said."""
Row = tuple[Cell, ...]
"""One cell for each column of its table."""


class Kind(Enum):
    """What a column holds."""

    TEXT = "text"
    IDS = "ids"
    """A list of ids."""
    TEXTS = "texts"
    """A list of texts, which may hold any character."""
    FLAG = "flag"
    WHOLE = "whole"
    """A whole number."""
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    kind: Kind
    description: str
    is_required: bool = False
    """Whether every row has a value in it."""
    words: Mapping[str, str] = field(default_factory=dict)
    """All values that it can have, each with its meaning; empty if there is no closed list."""
    links_to: str = ""
    """Name of the table whose key it holds."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a thing, as the columns that it fills."""

    columns: tuple[Column, ...]
    cells: Callable[[Any], Row]
    """Takes what a row is about, and returns a cell for each of the columns."""


def single(column: Column, cell: Callable[[Any], Cell]) -> Field:
    """A field of one column."""
    return Field((column,), lambda thing: (cell(thing),))


def fields_of(
    model: type[BaseModel], *, only: Collection[str] = (), without: Collection[str] = ()
) -> tuple[Field, ...]:
    """All fields of an entry, or `only` some, except those that hold entries themselves.

    `accept` is left out, too: it is between its writer and `briefing check`.
    """
    names = [name for name in model.model_fields if name in (only or model.model_fields)]
    told = (name for name in names if name not in without and not is_keyed(model, name))
    return tuple(_field(model, name) for name in told if not entry_in(model, name))


def within(name: str, fields: Collection[Field], prefix: str = "") -> Iterator[Field]:
    """The fields of what an entry holds as `name`; their cells are None if it holds nothing.

    A prefix sets their names apart from those of the entry's own fields.
    """
    for each in fields:
        is_sure = not prefix
        columns = tuple(
            replace(column, name=prefix + column.name, is_required=column.is_required and is_sure)
            for column in each.columns
        )
        yield Field(columns, _inside(name, each))


def words_of(words: type[Word]) -> dict[str, str]:
    """The words of a closed list with their meanings."""
    return {word.value: word.meaning for word in words}


def _inside(name: str, inner: Field) -> Callable[[Any], Row]:
    nothing = (None,) * len(inner.columns)

    def cells(thing: Any) -> Row:
        held = getattr(thing, name)
        return nothing if held is None else inner.cells(held)

    return cells


def _field(model: type[BaseModel], name: str) -> Field:
    described = model.model_fields[name]
    description = " ".join((described.description or "").split())
    is_given = described.is_required() or described.default is not None
    column = Column(name, Kind.TEXT, description, is_given)
    parts = list(parts_of(hint_of(model, name)))
    if Date in parts:
        return Field(_date_columns(column), lambda thing: _date_cells(getattr(thing, name)))
    if Amount in parts:
        return Field(_amount_columns(column), lambda thing: _amount_cells(getattr(thing, name)))
    return single(_typed(column, model, parts), lambda thing: getattr(thing, name))


def _typed(column: Column, model: type[BaseModel], parts: list[Any]) -> Column:
    """A column of the type that the model gives its field."""
    refers_to = kind_referred_to(model, column.name)
    if any(get_origin(part) is tuple for part in parts):
        kind = Kind.IDS if refers_to else Kind.TEXTS
        return replace(column, kind=kind, is_required=False)
    if refers_to == "actor":
        return replace(column, links_to="identities")
    if Flag in parts:
        return replace(column, kind=Kind.FLAG)
    if Day in parts:
        return replace(column, kind=Kind.DAY)
    if LikelihoodWord in parts:
        return replace(column, words=dict.fromkeys(LIKELIHOOD_WORDS, ""))
    for part in parts:
        if isinstance(part, EnumType) and issubclass(part, Word):
            return replace(column, words=words_of(part))
    return column


def _date_columns(column: Column) -> tuple[Column, ...]:
    name = column.name
    typed = f"{column.description} As typed, in EDTF (ISO 8601-2, levels 0 and 1)."
    first = f"The first day that `{name}` can mean; empty where its beginning is open."
    last = f"The last day that `{name}` can mean; empty where its end is open."
    return (
        replace(column, description=typed),
        Column(f"{name}_first", Kind.DAY, first),
        Column(f"{name}_last", Kind.DAY, last),
    )


def _date_cells(value: PartialDate | None) -> Row:
    if value is None:
        return (None, None, None)
    first = value.start.first if value.start else None
    last = value.end.last if value.end else None
    return (value.text, first, last)


def _amount_columns(column: Column) -> tuple[Column, ...]:
    name = column.name
    low = f"The lower end of `{name}`, or the number itself; empty for “up to”."
    high = f"The upper end of `{name}`, or the number itself; empty for “at least”."
    about = f"Whether `{name}` was given as “about”, at either end."
    return (
        replace(column, description=f"{column.description} As typed."),
        Column(f"{name}_low", Kind.NUMBER, low),
        Column(f"{name}_high", Kind.NUMBER, high),
        Column(f"{name}_about", Kind.FLAG, about, is_required=True),
    )


def _amount_cells(value: Quantity) -> Row:
    low, high = value.low, value.high
    is_about = any(bound.about for bound in (low, high) if bound)
    return (value.text, low.number if low else None, high.number if high else None, is_about)
