"""A description of the tables: a Data Package (datapackage.org, 2.0) with Table Schemas."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from generator.exporting.columns import Column, Kind
from generator.exporting.tables import IDENTITIES, TABLES, Table
from generator.rendering.edition import Edition

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FOLDER = "tables"
"""Where the tables are, below the folder of the package."""
_FILE = re.compile(r"(?P<table>[a-z]+)(?:-[0-9]+){0,2}\.(?P<format>csv|jsonl)(?P<gz>\.gz)?")
_MEDIA = {"csv": "text/csv", "jsonl": "application/jsonl"}
_TYPES = {
    Kind.TEXT: {"type": "string"},
    Kind.IDS: {"type": "list", "delimiter": ";"},
    Kind.TEXTS: {"type": "array"},
    Kind.FLAG: {"type": "boolean"},
    Kind.WHOLE: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
    Kind.DAY: {"type": "date"},
}
_DIALECT = {
    "header": True,
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
}
"""The dialect of CSV here, in full: readers guess what they are not told, and guess wrong."""


class Size(NamedTuple):
    """What a reader can check a file against."""

    bytes: int
    sha256: str = ""
    """In hexadecimal digits; empty if it has not been computed."""


def datapackage(edition: Edition, files: Mapping[str, Size]) -> bytes:
    """Describe the files of tables, by their names below `tables/`.

    A name is `TABLE.FORMAT` or, for a part such as a year, `TABLE-YEAR.FORMAT` and
    `TABLE-YEAR-PAGE.FORMAT`, with `.gz` if the file is compressed with gzip; the resource has the
    same name. A table refers to others of the same format and part, and to all identities, if they
    are among the files. Empty files, which are JSON Lines without rows, are left out: readers
    refuse them. Parquet has its own description inside. Raises `KeyError` for any other file.
    """
    there = {name: size for name, size in files.items() if size.bytes}
    about = {"title": edition.site_name, "homepage": edition.site_url}
    package = {
        "$schema": PROFILE,
        "name": "briefings",
        **{key: value for key, value in about.items() if value},
        "resources": [_resource(name, there[name], there) for name in sorted(there)],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode(
        "utf-8", "backslashreplace"
    )


def _resource(name: str, size: Size, files: Collection[str]) -> dict[str, Any]:
    found = _FILE.fullmatch(name)
    if found is None:
        raise KeyError(name)
    table = TABLES[found["table"]]
    format_ = found["format"]
    made: dict[str, Any] = {
        "name": name,
        "path": f"{FOLDER}/{name}",
        "description": table.description,
        "format": format_,
        "mediatype": _MEDIA[format_],
        "bytes": size.bytes,
    }
    if size.sha256:
        made["hash"] = f"sha256:{size.sha256}"
    if found["gz"]:
        made["compression"] = "gz"
    if format_ == "csv":
        made["dialect"] = _DIALECT
    schema = _schema(table, name, format_ == "csv", files)
    return made | {"type": "table", "encoding": "utf-8", "schema": schema}


def _schema(table: Table, name: str, is_csv: bool, files: Collection[str]) -> dict[str, Any]:
    links = {
        column.name: (TABLES[column.links_to].key, _target(column.links_to, name, files))
        for column in table.columns
        if column.links_to
    }
    return {
        "fields": [_field(column, is_csv) for column in table.columns],
        "primaryKey": [table.key],
        "foreignKeys": [
            {"fields": [own], "reference": {"resource": target, "fields": [key]}}
            for own, (key, target) in links.items()
            if target
        ],
        "missingValues": [""],
    }


def _target(table: str, name: str, files: Collection[str]) -> str:
    """The file of a table that another file's rows refer to; empty if there is none."""
    own, _, ending = name.partition(".")
    _, dash, part = own.partition("-")
    wanted = [f"{table}{dash}{part}.{ending}"]
    if table == IDENTITIES:  # a part has only the actors first mentioned in it
        wanted = [f"{table}.{ending}", f"{table}.{ending.removesuffix('.gz')}.gz"]
    return next((file for file in wanted if file in files), "")


def _field(column: Column, is_csv: bool) -> dict[str, Any]:
    is_list = column.kind is Kind.IDS and not is_csv
    made: dict[str, Any] = {
        "name": column.name,
        **_TYPES[Kind.TEXTS if is_list else column.kind],
        "description": column.description,
    }
    constraints: dict[str, Any] = {"required": True} if column.is_required else {}
    if column.words:
        constraints["enum"] = list(column.words)
    if any(column.words.values()):
        made["categories"] = [
            {"value": word, "label": meaning} for word, meaning in column.words.items()
        ]
    return made | ({"constraints": constraints} if constraints else {})
