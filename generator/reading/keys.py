"""Findings about keys: unknown ones, missing ones, and ones without a value."""

from __future__ import annotations

import re

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from generator.diagnostics.finding import Edit, Finding, Fix, Place
from generator.diagnostics.nearest import did_you_mean, replacement
from generator.model.quantities import Quantity
from generator.model.references import Path, entries_of, entry_at, hint_of, parts_of
from generator.reading.meant import is_written_otherwise, meant
from generator.reading.nodes import Document
from generator.reading.slips import ODD_SPACE, indented_oddly

_GLUED = re.compile(r"(\w+):(\S.*)")
"""A key of one line, inside braces, without the space behind its colon."""
_BARE = re.compile(r"\s*[,}]")
"""What follows a key inside braces that has no colon."""
_DIGITS = re.compile(r"[^\s{}]+(?<!,)")
"""A number, with the commas between its thousands."""
_CUT = re.compile(r"(?:\d[\d.]*,)+\Z")
"""The part of a number that ends at one of its commas."""
_LONGEST_NUMBER = 40
"""Characters of a number, at most: a long list of digits is not looked through at each of them."""
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
    if detail["input"] is None and (" " in key or _is_bare(document, loc)):
        return _after_comma(document, entry, loc)
    given = document.mapping(loc[:-1]).items
    absent = [name for name in known if name not in given]
    return Finding(
        "unknown-key",
        f"“{key}” is not a key of {noun(entry)}",
        place,
        help=did_you_mean(key, known, f"{_elsewhere(model, key)} are {', '.join(known)}"),
        fix=replacement(key, absent, place),
    )


def _is_bare(document: Document, loc: Path) -> bool:
    """Whether a key stands inside braces and has no colon."""
    text, end = document.source.text, document.key_place(loc).end
    is_inside = text[document.mapping(loc[:-1]).start] == "{"
    return is_inside and _BARE.match(text, end) is not None


def _after_comma(document: Document, entry: type[BaseModel], loc: Path) -> Finding:
    """Say that what follows a comma inside braces is taken for a key."""
    place = document.key_place(loc)
    advice, fix = "put text that contains a comma in quotes", None
    if number := _cut_number(document, entry, loc):
        advice = "write the number without commas"
        typed = document.source.text[number.start : number.end]
        if len(guesses := meant("bad-number", typed)) == 1:
            advice += f": `{guesses[0]}`"
            edit = Edit(number.start, number.end, guesses[0])
            is_sure = is_written_otherwise("bad-number", typed)
            fix = Fix(f"write `{guesses[0]}`", (edit,), safe=is_sure)
    return Finding(
        "unknown-key",
        f"“{loc[-1]}” appears where a key is expected",
        place,
        help=f"inside {{ }} a comma ends a value: {advice}",
        fix=fix,
    )


def _cut_number(document: Document, entry: type[BaseModel], loc: Path) -> Place | None:
    """The number of which this is the end, behind a comma that cut it in two."""
    at = document.key_place(loc).start
    if not _cut_part(document.source.text, at):
        return None
    before = [item for item in document.mapping(loc[:-1]).items.values() if item[1].end < at]
    known = [item for item in before if item[0].value in entry.model_fields]
    if not known:
        return None
    key, value = known[-1]
    if Quantity not in parts_of(hint_of(entry, str(key.value))):
        return None
    match = _DIGITS.match(document.source.text, value.start)
    return Place(document.source, *match.span()) if match and at < match.end() else None


def _cut_part(text: str, at: int) -> str:
    """What stands right before a key, if it may be a part of a number; else nothing."""
    start = max(0, at - _LONGEST_NUMBER)
    part = _CUT.search(text, start, at)
    return part[0] if part and (part.start() > start or start == 0) else ""


def is_further_comma(document: Document, model: type[BaseModel], detail: ErrorDetails) -> bool:
    """Whether a key is what follows the second comma of a number, of which the first one tells."""
    loc = detail["loc"]
    if detail["type"] != "extra_forbidden" or not _is_bare(document, loc):
        return False
    if _cut_part(document.source.text, document.key_place(loc).start).count(",") < 2:
        return False
    return _cut_number(document, entry_at(model, loc[:-1]), loc) is not None


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
