"""Read a table into rows whose cells know their place: CSV (RFC 4180) or JSON Lines.

The separator of a CSV file is whichever of `,`, `;` and tab is most frequent in its header.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.diagnostics.finding import Finding, SourceText
from generator.exporting.writing import plain

_LINE = re.compile(r"[^\r\n]+")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Cell:
    """The content of a row in one column."""

    values: tuple[str, ...]
    """More than one only if the file itself has a list."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells that are not empty, by the names of their columns."""

    start: int
    end: int
    cells: dict[str, Cell]


@dataclass(slots=True)
class Table:
    """All rows of a file."""

    source: SourceText
    columns: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By name: where each column first occurs."""
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    """Parts of the file that cannot be read as rows."""


def read_table(source: SourceText) -> Table:
    """Read a table: as JSON Lines if it begins with a brace, else as CSV."""
    table = Table(source)
    if source.text.lstrip().startswith("{"):
        _read_lines(table)
    else:
        _read_csv(table)
    return table


def _read_lines(table: Table) -> None:
    for line in _LINE.finditer(table.source.text):
        if not line.group().strip():
            continue
        try:
            row = json.loads(line.group())
        except (ValueError, RecursionError) as error:
            at = line.start() + getattr(error, "pos", 0)
            told = getattr(error, "msg", "too deep")
            _wrong(table, f"the line is not JSON: {told}", at)
            continue
        if not isinstance(row, dict):
            _wrong(table, "the line is not an object of columns", line.start(), line.end())
            continue
        cells = {}
        for name, value in row.items():
            start, end = _value_of(line, name)
            table.columns.setdefault(name, (start, end))
            if values := _texts(value):
                cells[name] = Cell(values, start, end)
        table.rows.append(Row(line.start(), line.end(), cells))


def _value_of(line: re.Match[str], name: str) -> tuple[int, int]:
    """The span of a name's value in a line; the whole line if it cannot be found."""
    for written in (json.dumps(name, ensure_ascii=False), json.dumps(name)):
        if found := re.compile(re.escape(written) + r"\s*:\s*").search(line.group()):
            try:
                _, end = _DECODER.raw_decode(line.group(), found.end())
            except (ValueError, RecursionError):
                break
            return line.start() + found.end(), line.start() + end
    return line.span()


def _texts(value: Any) -> tuple[str, ...]:
    """A JSON value as the texts that a writer would type for it."""
    if isinstance(value, list):
        return tuple(text for item in value for text in _texts(item))
    if value is None or value == "":
        return ()
    if isinstance(value, bool):
        return ("true" if value else "false",)
    return (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False),)


def _read_csv(table: Table) -> None:
    text = table.source.text
    head = next(iter(_LINE.findall(text[:100_000])), "")
    separator = max(",;\t", key=head.count)
    cell = re.compile(rf'"((?:[^"]|"")*+)"|([^{separator}\r\n"][^{separator}\r\n]*+)?')
    names: list[str] = []
    for start, end, cells in _lines(table, cell, separator):
        if not names:
            names = [
                each.values[0].strip().lstrip("\ufeff") if each.values else "" for each in cells
            ]
            for name, each in zip(names, cells, strict=True):
                if name in table.columns:
                    _wrong(table, f"the column “{name}” is given twice", each.start, each.end)
                table.columns.setdefault(name, (each.start, each.end))
            continue
        if len(cells) > len(names):
            extra = cells[len(names)]
            told = f"the row has {len(cells)} cells, and the header {len(names)}"
            _wrong(table, told, extra.start, extra.end)
        held = {name: each for name, each in zip(names, cells, strict=False) if each.values}
        if held:
            table.rows.append(Row(start, end, held))


def _lines(
    table: Table, cell: re.Pattern[str], separator: str
) -> Iterator[tuple[int, int, list[Cell]]]:
    """Each line of CSV with its cells; a line break inside quotes does not end it."""
    text, at = table.source.text, 0
    while at < len(text):
        start, cells = at, []
        while True:
            match = cell.match(text, at)
            assert match  # a cell may be empty
            quoted = match[1]
            value = match.group() if quoted is None else quoted.replace('""', '"')
            values = (plain(value),) if value.strip() else ()
            cells.append(Cell(values, *match.span()))
            at = match.end()
            follows = text[at : at + 1]
            if follows == separator:
                at += 1
                continue
            if follows and follows not in "\r\n":
                _wrong(table, "a quotation mark is not allowed here", at)
                at = next((m.start() for m in re.compile(r"[\r\n]").finditer(text, at)), len(text))
            break
        end = at
        at += 2 if text.startswith("\r\n", at) else 1
        if any(each.values for each in cells):
            yield start, end, cells


def _wrong(table: Table, headline: str, start: int, end: int = 0) -> None:
    place = table.source.place(start, end)
    table.findings.append(Finding("wrong-kind", headline, place, help="correct the table there"))
