"""From a document to a model, or to a finding for every value that does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import EnumType
from itertools import islice
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from generator.diagnostics.finding import Edit, Finding, Fix, Place
from generator.diagnostics.nearest import did_you_mean, is_slip, nearest, replacement, the_nearest
from generator.model.advice import ADVICE
from generator.model.dates import parse_date
from generator.model.references import Path, entry_at, hint_of, parts_of
from generator.model.text import kind_of
from generator.model.vocabulary import Word
from generator.reading.limits import MAX_FINDINGS
from generator.reading.nodes import Document, Scalar

M = TypeVar("M", bound=BaseModel)

_BOOLEANS = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}
_GROUPED = re.compile(r"\d{1,3}(?:([,_' ’\u2009\u202f\xa0])\d{3})(?:\1\d{3})*")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_KEYS, _LIST, _TEXT = "keys with values", "a list", "text"
_WANTED = {
    "dict_type": _KEYS,
    "model_type": _KEYS,
    "model_attributes_type": _KEYS,
    "tuple_type": _LIST,
    "string_type": _TEXT,
    "wrong-kind": _TEXT,
}
_WRITTEN = {
    _KEYS: "write `key: value` lines below it, further indented",
    _LIST: "start each item by `- ` on a line of its own, or write [first, second]",
    _TEXT: "write the text alone; quote it if it starts with [ or {",
}


def validate(document: Document, model: type[M]) -> tuple[M | None, list[Finding]]:
    """Make a model of a document. Returns None where anything in it does not fit."""
    try:
        return model.model_validate(document.plain()), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    explained = _explained(document, details)
    shown = (
        detail
        for detail in details
        if detail["type"] != "missing" or detail["loc"] not in explained
        if not _is_refused(document, detail["loc"])
    )
    # One more than is shown, so that it shows that there are more.
    return None, [_finding(document, model, detail) for detail in islice(shown, MAX_FINDINGS + 1)]


def _is_refused(document: Document, loc: Path) -> bool:
    """Whether a value is in a form that briefings do without, which another finding says."""
    node, _ = document.follow(loc)
    return isinstance(node, Scalar) and node.unread


def _explained(document: Document, details: list[ErrorDetails]) -> set[Path]:
    """The missing keys that another finding explains: misspelt, or in a part that is not YAML."""
    given: dict[Path, list[str]] = {(): list(document.unread)}
    for detail in details:
        if detail["type"] == "extra_forbidden":
            *holder, key = detail["loc"]
            given.setdefault(tuple(holder), []).append(str(key))
    missing = [detail["loc"] for detail in details if detail["type"] == "missing"]
    return {
        loc
        for loc in missing
        if (keys := given.get(loc[:-1])) and ("" in keys or nearest(str(loc[-1]), keys))
    }


def _finding(document: Document, model: type[BaseModel], detail: ErrorDetails) -> Finding:
    kind, loc = detail["type"], detail["loc"]
    if loc and loc[-1] == "[key]":
        place = document.key_place(loc[:-1])
        return Finding(kind, detail["msg"], place, help=ADVICE.get(kind, ""))
    if kind == "extra_forbidden":
        return _unknown_key(document, model, detail)
    if kind == "missing":
        return _missing_key(document, model, loc)
    if kind == "too_short":
        name = str(loc[-1])
        return Finding(
            "empty-value",
            f"`{name}` needs at least one entry",
            document.key_place(loc),
            help=f"add one below `{name}:`",
        )
    if kind in ("enum", "unknown-word"):
        return _unknown_word(document, model, detail)
    place = document.place(loc)
    if kind in _WANTED:
        if detail["input"] is None:
            return Finding("empty-value", f"{_what(loc)} has no value", document.key_place(loc))
        return _wrong_kind(loc, _WANTED[kind], detail["input"], place)
    if kind == "empty-value":
        return Finding(
            kind,
            f"{_what(loc)} has no value",
            document.key_place(loc),
            help="write one, or leave the key out if it is optional",
        )
    return Finding(
        kind, detail["msg"], place, help=ADVICE.get(kind, ""), fix=_rewritten(kind, detail, place)
    )


def _wrong_kind(loc: Path, wanted: str, value: object, place: Place) -> Finding:
    return Finding(
        "wrong-kind",
        f"{_what(loc)} needs {wanted}, here is {kind_of(value)}",
        place,
        help=_WRITTEN.get(wanted, ""),
    )


def _what(loc: Path) -> str:
    """How to name a value: by its key, or as an item of the list behind that key."""
    key = next((step for step in reversed(loc) if isinstance(step, str)), "")
    return f"`{key}`" if loc and loc[-1] == key else f"an item of `{key}`"


def _rewritten(kind: str, detail: ErrorDetails, place: Place) -> Fix | None:
    """The fix for a value that was only written in another way."""
    value = detail["input"]
    if not isinstance(value, str):
        return None
    text = ""
    if kind == "bad-boolean":
        text = _BOOLEANS.get(value.lower(), "")
    elif kind == "bad-number" and _GROUPED.fullmatch(value):
        text = re.sub(r"[,_' ’\u2009\u202f\xa0]", "", value)
    elif kind == "bad-date" and (match := _YEAR_FIRST.fullmatch(value)):
        text = "-".join((match[1], match[2].zfill(2), match[3].zfill(2)))
        try:
            parse_date(text)
        except PydanticCustomError:
            return None
    return Fix(f"write `{text}`", (Edit(place.start, place.end, text),)) if text else None


def _unknown_key(document: Document, model: type[BaseModel], detail: ErrorDetails) -> Finding:
    loc = detail["loc"]
    key = str(loc[-1])
    entry = entry_at(model, loc[:-1])
    known = entry.model_fields
    if " " in key and detail["input"] is None:
        return Finding(
            "unknown-key",
            f"“{key}” stands where a key is expected",
            document.key_place(loc),
            help="inside { } a comma ends a value: put text that holds one in quotes",
        )
    place = document.key_place(loc)
    given = document.mapping(loc[:-1]).items
    absent = [name for name in known if name not in given]
    return Finding(
        "unknown-key",
        f"“{key}” is not a key of {_noun(entry)}",
        place,
        help=did_you_mean(key, known, f"the keys are {', '.join(known)}"),
        fix=replacement(key, absent, place),
    )


def _missing_key(document: Document, model: type[BaseModel], loc: Path) -> Finding:
    key, holder = str(loc[-1]), loc[:-1]
    entry = entry_at(model, holder)
    noun = entry.__name__.lower()
    named = bool(holder) and isinstance(holder[-1], str)
    meaning = (entry.model_fields[key].description or "").rstrip(".")
    return Finding(
        "missing-key",
        f"the {noun} “{holder[-1]}” has no `{key}`" if named else f"the {noun} has no `{key}`",
        document.key_place(holder) if named else document.head_place(holder),
        help=f"add `{key}: …`: {meaning[:1].lower()}{meaning[1:]}",
    )


def _unknown_word(document: Document, model: type[BaseModel], detail: ErrorDetails) -> Finding:
    loc, value = detail["loc"], detail["input"]
    if not isinstance(value, str):
        if value is None:
            return Finding("empty-value", f"{_what(loc)} has no value", document.key_place(loc))
        return _wrong_kind(loc, "a word", value, document.place(loc))
    words = list(_words(model, loc, detail))
    place = document.place(loc)
    near = the_nearest(value, words)
    is_meant = near is not None and is_slip(value, near)
    return Finding(
        "unknown-word",
        f"“{value}” is not a word for `{next(s for s in reversed(loc) if isinstance(s, str))}`",
        place,
        help=f"did you mean `{near}`?" if is_meant else f"choose from {', '.join(words)}",
        fix=replacement(value, words, place) if is_meant else None,
    )


def _words(model: type[BaseModel], loc: Path, detail: ErrorDetails) -> Iterable[str]:
    if listed := detail.get("ctx", {}).get("words"):
        return [str(word) for word in listed]
    hint = hint_of(entry_at(model, loc[:-1]), str(loc[-1]))
    for part in parts_of(hint):
        if isinstance(part, EnumType) and issubclass(part, Word):
            return [word.value for word in part]
    return []


def _noun(model: type[BaseModel]) -> str:
    name = model.__name__.lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
