"""Validate a document: make its model, or a finding for every value that does not fit."""

from __future__ import annotations

from collections.abc import Iterable
from enum import EnumType
from itertools import islice
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostics.finding import Edit, Finding, Fix
from generator.diagnostics.nearest import is_slip, nearest, replacement, the_nearest
from generator.model.advice import ADVICE
from generator.model.references import (
    Path,
    entry_at,
    hint_of,
    is_keyed,
    kind_referred_to,
    parts_of,
)
from generator.model.text import is_identifier
from generator.model.vocabulary import Word
from generator.reading.keys import is_further_comma, missing_key, needed, unknown_key
from generator.reading.kinds import KEYS, LIST, TEXT, what, wrong_kind
from generator.reading.levels import slips_of_level
from generator.reading.limits import MAX_FINDINGS
from generator.reading.meant import advice, is_written_otherwise, likelihood_for, meant
from generator.reading.nodes import Document, Scalar

M = TypeVar("M", bound=BaseModel)

_SYNONYMS = {
    "medium": "moderate",
    "negligible": "very-low",
    "minor": "low",
    "major": "high",
    "severe": "very-high",
    "critical": "very-high",
}
"""What other scales of confidence and impact call the same."""
_WANTED = {
    "dict_type": KEYS,
    "model_type": KEYS,
    "model_attributes_type": KEYS,
    "tuple_type": LIST,
    "string_type": TEXT,
    "wrong-kind": TEXT,
}


def validate(document: Document, model: type[M]) -> tuple[M | None, list[Finding]]:
    """Make a model from a document. Returns None, and findings, if anything does not fit."""
    try:
        return model.model_validate(document.plain()), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    slips = list(slips_of_level(document, model))
    explained = _explained(document, details)
    shown = (
        detail
        for detail in details
        if detail["type"] != "missing" or detail["loc"] not in explained
        # If a list is empty only because its items are refused, those have findings of their own.
        if detail["type"] != "too_short" or not detail["input"]
        if not _is_refused(document, detail["loc"])
        if not any(slip.explains(detail) for slip in slips)
        if not is_further_comma(document, model, detail)
    )
    # One more than is shown, so that `in_order` notices that there are more.
    findings = [_finding(document, model, detail) for detail in islice(shown, MAX_FINDINGS + 1)]
    return None, [*(slip.finding for slip in slips), *findings]


def _is_refused(document: Document, loc: Path) -> bool:
    """Whether a value is in a form that is refused, for which there is a finding already."""
    node, _ = document.follow(loc)
    return isinstance(node, Scalar) and node.unread


def _explained(document: Document, details: list[ErrorDetails]) -> set[Path]:
    """The missing keys that another finding explains: misspelt, or in a part that is not YAML."""
    given: dict[Path, list[str]] = {(): list(document.unread)}
    for detail in details:
        if detail["type"] == "extra_forbidden":
            *holder, key = detail["loc"]
            given.setdefault(tuple(holder), []).append(str(key).partition(":")[0])
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
        return Finding(kind, detail["msg"], place, help=advice(kind, str(loc[-2])))
    if kind == "extra_forbidden":
        return unknown_key(document, model, detail)
    if kind == "missing":
        return missing_key(document, model, loc)
    if kind == "too_short":
        name = str(loc[-1])
        needed_, advice_ = "entry", f"add one below `{name}:`"
        if not is_keyed(entry_at(model, loc[:-1]), name):
            needed_, advice_ = (
                "id",
                f"write one after `{name}:`, on the same line, or a list of ids",
            )
        return Finding(
            "empty-value",
            f"`{name}` needs at least one {needed_}",
            document.key_place(loc),
            help=advice_,
        )
    if kind in ("enum", "unknown-word"):
        return _unknown_word(document, model, detail)
    if kind in _WANTED and detail["input"] is not None:
        return wrong_kind(document, model, loc, _WANTED[kind], detail["input"])
    if kind == "empty-value" or kind in _WANTED:
        return Finding(
            "empty-value",
            f"{what(loc)} has no value",
            document.key_place(loc),
            help=needed(model, loc),
        )
    return _unfit(document, model, detail)


def _unfit(document: Document, model: type[BaseModel], detail: ErrorDetails) -> Finding:
    """A value that its field does not accept, with what may be meant."""
    kind, loc, value = detail["type"], detail["loc"], detail["input"]
    place = document.place(loc)
    if not isinstance(value, str):
        return Finding(kind, detail["msg"], place, help=ADVICE.get(kind, ""))
    if kind == "bad-id" and (known := _reference(document, model, loc, value)):
        return Finding(kind, detail["msg"], place, help=known)
    asked = detail.get("ctx", {}).get("advice", kind)
    guesses = meant(asked, value)
    fix = None
    if len(guesses) == 1 and kind != "bad-id":  # others may refer to it
        edit = Edit(place.start, place.end, guesses[0])
        fix = Fix(f"write `{guesses[0]}`", (edit,), is_written_otherwise(kind, value))
    return Finding(kind, detail["msg"], place, help=advice(asked, value), fix=fix)


def _reference(document: Document, model: type[BaseModel], loc: Path, value: str) -> str:
    """What to write in a field that takes the id of an entry; empty for other fields."""
    field = next(step for step in reversed(loc) if isinstance(step, str))
    kind = kind_referred_to(entry_at(model, loc[:-1]), field)
    if kind is None:
        return ""
    holder, _ = document.follow(loc[:-1])
    ids = [part.strip() for part in value.split(",")]
    if len(ids) > 1 and isinstance(holder, Scalar) and all(map(is_identifier, ids)):
        return f"did you mean `[{', '.join(ids)}]`?"
    known, guess = document.plain().get(f"{kind}s"), meant("bad-id", value)
    for id_, entry in known.items() if isinstance(known, dict) else ():
        names = entry if isinstance(entry, dict) else {}
        if guess == (id_,) or value.strip() in (names.get("name"), names.get("title")):
            return f"did you mean `{id_}`?"
    where = f"under `{kind}s:`" + (" or in the register" if kind == "actor" else "")
    return f"write the id that the {kind} has {where}"


def _unknown_word(document: Document, model: type[BaseModel], detail: ErrorDetails) -> Finding:
    loc, value = detail["loc"], detail["input"]
    if not isinstance(value, str):
        if value is None:
            return Finding(
                "empty-value",
                f"{what(loc)} has no value",
                document.key_place(loc),
                help=needed(model, loc),
            )
        return wrong_kind(document, model, loc, "a word", value)
    field = next(step for step in reversed(loc) if isinstance(step, str))
    words = list(_words(model, loc, detail))
    place = document.place(loc)
    near = the_nearest(value, words)
    is_meant = near is not None and is_slip(value, near)
    if is_meant:
        advice = f"did you mean `{near}`?"
    elif field == "likelihood":
        advice = likelihood_for(value, document.plain().get("scale"))
    elif _SYNONYMS.get(value.casefold()) in words:
        advice = f"did you mean `{_SYNONYMS[value.casefold()]}`?"
    else:
        advice = f"choose from {', '.join(words)}"
    return Finding(
        "unknown-word",
        f"“{value}” is not a word for `{field}`",
        place,
        help=advice,
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
