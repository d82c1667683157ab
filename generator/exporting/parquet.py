"""Tables as Apache Parquet, which takes pyarrow: the extra `parquet` installs it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from generator.exporting.columns import Cell, Column, Kind, Row
from generator.exporting.tables import Table
from generator.exporting.writing import sound


class MissingExtraError(Exception):
    """A format needs a library that is not installed; the message says how to install it."""


def library() -> tuple[Any, Any]:
    """What Parquet is written with: pyarrow, and its function for writing a table.

    Raises `MissingExtraError`.
    """
    try:
        import pyarrow
        from pyarrow.parquet import write_table
    except ImportError as error:
        raise MissingExtraError(
            "Parquet is written with pyarrow, which is not installed: "
            "pip install 'briefing-generator[parquet]'"
        ) from error
    return pyarrow, write_table


def parquet(table: Table, rows: Sequence[Row]) -> bytes:
    """A table in one file, whose columns carry their descriptions.

    Lists are lists, days are days, numbers are doubles; a lone surrogate becomes U+FFFD. The bytes
    also depend on the version of pyarrow. Raises `MissingExtraError`.
    """
    pyarrow, write_table = library()
    types = {
        Kind.TEXT: pyarrow.string(),
        Kind.IDS: pyarrow.list_(pyarrow.string()),
        Kind.TEXTS: pyarrow.list_(pyarrow.string()),
        Kind.FLAG: pyarrow.bool_(),
        Kind.WHOLE: pyarrow.int64(),
        Kind.NUMBER: pyarrow.float64(),
        Kind.DAY: pyarrow.date32(),
    }

    def typed(column: Column) -> Any:
        about = {"description": column.description}
        return pyarrow.field(column.name, types[column.kind], not column.is_required, about)

    columns = list(zip(*rows, strict=True)) or [()] * len(table.columns)
    schema = pyarrow.schema(map(typed, table.columns), {"description": table.description})
    arrays = [
        pyarrow.array([_cell(cell) for cell in cells], each.type)
        for cells, each in zip(columns, schema, strict=True)
    ]
    written = pyarrow.BufferOutputStream()
    write_table(pyarrow.table(arrays, schema=schema), written, compression="zstd")
    content: bytes = written.getvalue().to_pybytes()
    return content


def _cell(cell: Cell) -> Any:
    if isinstance(cell, str):
        return sound(cell)
    if isinstance(cell, tuple):
        return [sound(each) for each in cell]
    return float(cell) if isinstance(cell, Decimal) else cell
