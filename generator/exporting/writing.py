"""Rows as CSV and as JSON Lines.

CSV follows RFC 4180: a header, commas, lines that end in CRLF, quotation marks where a cell needs
them; UTF-8 without a byte order mark. A missing value is an empty cell. A list of ids is joined by
`;`, which no id contains; a list of texts, which may contain anything, is a JSON array. JSON Lines
(jsonlines.org) has one object per line, whose keys are all columns in order. The bytes of several
briefings, one after the other, are the rows of all of them.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from generator.exporting.columns import Cell, Kind, Row
from generator.exporting.tables import Table

_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_PARTS = "\t\r\n"
_FORMULA = re.compile(f"\\A(?='*[{_SIGNS}{_PARTS}])|(?<=[;{_PARTS}])(?='*[{_SIGNS}])")
_DISARMED = re.compile(f"\\A'(?='*[{_SIGNS}{_PARTS}])|(?<=[;{_PARTS}])'(?='*[{_SIGNS}])")
_PARTING = re.compile(f";(?='*[{_SIGNS}])")
_LONE = re.compile("[\ud800-\udfff]")


def armed(text: str) -> str:
    """A text as a CSV cell that no spreadsheet takes for a formula.

    One `'` goes before a text that begins with `=`, `+`, `-`, `@`, their full-width forms, a tab or
    a line break, or with any number of `'` before one of these; `plain` undoes this. Within a text
    it also goes after a semicolon, a tab or a line break that one of the signs follows, where a
    spreadsheet that splits cells at these begins a new one.
    """
    return _FORMULA.sub("'", text)


def plain(cell: str) -> str:
    """The text of a CSV cell, as it was typed."""
    return _DISARMED.sub("", cell)


def csv_head(table: Table) -> bytes:
    """The first line of a table's CSV."""
    return _csv([[column.name for column in table.columns]])


def csv_body(table: Table, rows: Iterable[Row]) -> bytes:
    """The lines for some rows. A lone surrogate, which UTF-8 cannot encode, becomes U+FFFD."""
    columns = [_CELLS.get(column.kind, str) for column in table.columns]
    return _csv(
        [
            "" if cell is None or cell == () else as_cell(cell)
            for as_cell, cell in zip(columns, row, strict=True)
        ]
        for row in rows
    )


def jsonl_body(table: Table, rows: Iterable[Row]) -> bytes:
    """The lines for some rows.

    Texts are unchanged; a number keeps the decimals that a double can hold.
    """
    names = [column.name for column in table.columns]
    lines = (_JSON.encode(dict(zip(names, row, strict=True))) + "\n" for row in rows)
    # What UTF-8 cannot encode is written as both Python and JSON write it: \ud800.
    return "".join(lines).encode("utf-8", "backslashreplace")


def sound(text: str) -> str:
    """A text that UTF-8 can encode: lone surrogates become U+FFFD."""
    return _LONE.sub("\ufffd", text)


def _csv(lines: Iterable[Iterable[str]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows(lines)
    return sound(written.getvalue()).encode()


_CELLS: dict[Kind, Callable[[Any], str]] = {
    Kind.TEXT: armed,
    Kind.IDS: ";".join,
    Kind.TEXTS: lambda texts: _PARTING.sub(r"\\u003b", json.dumps(texts, ensure_ascii=False)),
    Kind.FLAG: lambda flag: "true" if flag else "false",
    Kind.NUMBER: lambda number: format(number, "f"),
}
"""How a cell is written in CSV, where `str` would not do."""


def _json_cell(cell: Cell) -> str | int | float:
    """A cell of a type that JSON does not have."""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return int(cell) if cell == int(cell) else float(cell)
    raise TypeError(cell)


# Making an encoder takes as long as writing a row.
_JSON = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_json_cell
)
