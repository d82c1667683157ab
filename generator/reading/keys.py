"""Findings about keys: unknown ones, missing ones, and ones without a value."""

from __future__ import annotations

import re

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from generator.diagnostics.finding import Finding
from generator.diagnostics.nearest import did_you_mean, replacement
from generator.model.references import Path, entries_of, entry_at
from generator.reading.nodes import Document
from generator.reading.slips import ODD_SPACE, indented_oddly

_GLUED = re.compile(r"(\w+):(\S.*)")
"""A key of one line, inside braces, without the space behind its colon."""
_ODD_START = re.compile(f"{ODD_SPACE}(?: |{ODD_SPACE})*")


def unknown_key(document: Document, model: type[BaseModel], detail: ErrorDetails) -> Finding:
    """Say that an entry has no such key, and which one may be meant."""
    loc = detail["loc"]
    key = str(loc[-1])
    entry = entry_at(model, loc[:-1])
    known = entry.model_fields
    place = document.key_place(loc)
    if odd := _ODD_START.match(key):
        return indented_oddly(document.source, place.start, place.start + odd.end())
    if detail["input"] is None and (glued := _GLUED.fullmatch(key)) and glued[1] in known:
        return Finding(
            "unknown-key",
            f"there is no space between `{glued[1]}:` and its value",
            place,
            help=f"write `{glued[1]}: {glued[2]}`",
        )
    if " " in key and detail["input"] is None:
        return Finding(
            "unknown-key",
            f"“{key}” stands where a key is expected",
            place,
            help="inside { } a comma ends a value: put text that holds one in quotes",
        )
    given = document.mapping(loc[:-1]).items
    absent = [name for name in known if name not in given]
    return Finding(
        "unknown-key",
        f"“{key}” is not a key of {noun(entry)}",
        place,
        help=did_you_mean(key, known, f"{_elsewhere(model, key)} are {', '.join(known)}"),
        fix=replacement(key, absent, place),
    )


def _elsewhere(model: type[BaseModel], key: str) -> str:
    """The start of a list of an entry's keys; if only one or two entries have the key, says so."""
    holders = [noun(entry) for entry in entries_of(model) if key in entry.model_fields]
    if 0 < len(holders) < 3:
        return f"it is a key of {' and of '.join(holders)}; the keys here"
    return "the keys"


def missing_key(document: Document, model: type[BaseModel], loc: Path) -> Finding:
    """Say that an entry lacks a key, and what it is for."""
    key, holder = str(loc[-1]), loc[:-1]
    entry = entry_at(model, holder)
    called = entry.__name__.lower()
    named = bool(holder) and isinstance(holder[-1], str)
    return Finding(
        "missing-key",
        f"the {called} “{holder[-1]}” has no `{key}`" if named else f"the {called} has no `{key}`",
        document.key_place(holder) if named else document.head_place(holder),
        help=f"add `{key}: …`: {_meaning(entry, key)}",
    )


def needed(model: type[BaseModel], loc: Path) -> str:
    """What to do about a value that is not there."""
    entry, key = entry_at(model, loc[:-1]), str(loc[-1])
    if key not in entry.model_fields:
        return "write one, or leave the item out"
    if entry.model_fields[key].is_required():
        return f"write one: {_meaning(entry, key)}"
    return "write one, or leave the key out"


def _meaning(entry: type[BaseModel], key: str) -> str:
    """What a key is for, to be put into a sentence."""
    meaning = (entry.model_fields[key].description or "").rstrip(".")
    return f"{meaning[:1].lower()}{meaning[1:]}"


def noun(model: type[BaseModel]) -> str:
    """What an entry is called, with its article."""
    name = model.__name__.lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
