"""Findings about a value of the wrong kind for its field: a list for a mapping, or bare text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pydantic import BaseModel, ValidationError

from generator.diagnostics.finding import Edit, Finding, Fix, Place
from generator.model.briefing import Evidence
from generator.model.references import Path, entry_at, entry_in, is_id, is_keyed, is_one
from generator.model.text import is_identifier, kind_of
from generator.reading.nodes import Document
from generator.reading.slips import DASHES

KEYS, LIST, TEXT = "keys with values", "a list", "text"
_WRITTEN = {
    KEYS: "write `key: value` lines below it, further indented",
    LIST: "start each item with `- ` on a line of its own, or write [first, second]",
    TEXT: "write the text alone; quote it if it starts with [ or {",
}
_GLUED = re.compile(r"(?P<key>\w+):(?P<gap>\s*)(?P<value>\S.*)")
"""An item whose key has no space, or none that YAML knows, after its colon."""
_LONGEST = 40
"""Characters of a text that are repeated in an advice."""


def wrong_kind(
    document: Document, model: type[BaseModel], loc: Path, wanted: str, value: object
) -> Finding:
    """Say which kind of value is needed here, and how to write what is meant."""
    place = document.place(loc)
    holder, step = entry_at(model, loc[:-1]), str(loc[-1])
    if wanted == TEXT and isinstance(value, list) and is_id(holder, step):
        headline = f"`{step}` takes a single id, not a list"
        return Finding("wrong-kind", headline, place, help="write one id, without brackets")
    help_, fix = _advice(document, model, loc, wanted, value, place)
    return Finding(
        "wrong-kind",
        f"{what(loc)} needs {wanted}, not {kind_of(value)}",
        place,
        help=help_ or _WRITTEN.get(wanted, ""),
        fix=fix,
    )


def what(loc: Path) -> str:
    """How to name a value: by its key, or as an item of the list behind that key."""
    key = next((step for step in reversed(loc) if isinstance(step, str)), "")
    return f"`{key}`" if loc and loc[-1] == key else f"an item of `{key}`"


def _advice(
    document: Document,
    model: type[BaseModel],
    loc: Path,
    wanted: str,
    value: object,
    place: Place,
) -> tuple[str, Fix | None]:
    """How to write what is meant, and a fix that does it; neither if it is not clear."""
    holder, step = entry_at(model, loc[:-1]), loc[-1]
    if wanted == KEYS and isinstance(value, list) and step in holder.model_fields:
        return _by_id(holder, str(step), value), None
    if wanted == LIST and isinstance(value, dict) and step in holder.model_fields:
        return _as_items(holder, str(step), value), None
    if not isinstance(value, str) or wanted == TEXT:
        return "", None
    item = isinstance(step, int)
    if not item and (step not in holder.model_fields or is_keyed(holder, str(step))):
        return "", None
    entry = holder if item else entry_in(holder, str(step))
    if item and (glued := _GLUED.match(value)) and glued["key"] in holder.model_fields:
        return _with_space(holder, glued, place)
    key = _key_for(document, entry, value) if entry else ""
    if not entry or not key:
        return "", None
    shown = f"{key}: {_short(value)}"
    if not item and is_one(holder, str(step)):
        return f"write `{{{shown}}}`", _in_braces(entry, key, value, place)
    fix = _behind_key(entry, key, value, place) if item else None
    return f"write `- {shown}`" + ("" if item else " on a line of its own"), fix


def _by_id(holder: type[BaseModel], field: str, value: list[object]) -> str:
    """How to write as a mapping by id what is written as a list."""
    entry = entry_in(holder, field)
    if entry is None or not is_keyed(holder, field) or not value:
        return ""
    first = value[0]
    if isinstance(first, str) and is_identifier(first):
        if any(_required(entry)):
            return f"write each on a line of its own, as `{first}:`, with its keys below it"
        return f"write each on a line of its own, as `{first}: {{}}`"
    if not isinstance(first, dict) or not first:
        return ""
    id_ = next(iter(first))
    if id_ in entry.model_fields:
        return "write an id in place of each `- `, such as `some-id:`, and the keys below it"
    return f"leave out each `- `, and indent the keys of `{id_}` below it"


def _as_items(holder: type[BaseModel], field: str, value: dict[str, object]) -> str:
    """How to write as a list what is written as a mapping."""
    entry, first = entry_in(holder, field), next(iter(value), "")
    key = first.lstrip(f"-{DASHES} ")
    if entry is None or key not in entry.model_fields:
        return ""
    return f"start each item with a hyphen and a space: `- {key}: …`"


def _key_for(document: Document, entry: type[BaseModel], value: str) -> str:
    """The key that a text without one belongs to; empty if that is not clear."""
    if entry is Evidence:
        sources = document.plain().get("sources")
        return "source" if isinstance(sources, dict) and value in sources else "quote"
    required = list(_required(entry))
    return required[0] if len(required) == 1 else ""


def _required(entry: type[BaseModel]) -> Iterable[str]:
    return (key for key, field in entry.model_fields.items() if field.is_required())


def _in_braces(entry: type[BaseModel], key: str, value: str, place: Place) -> Fix | None:
    if not _is_valid(entry, key, value) or not is_identifier(value):
        return None
    edit = Edit(place.start, place.end, f"{{{key}: {value}}}")
    return Fix(f"write `{edit.text}`", (edit,))


def _with_space(
    entry: type[BaseModel], glued: re.Match[str], place: Place
) -> tuple[str, Fix | None]:
    """How to write an item whose key runs into its value, and the fix that does it."""
    key, value = glued["key"], glued["value"]
    colon = place.start + len(key) + 1
    fix = None
    if _is_alone(place) and place.source.text[place.start : colon] == f"{key}:":
        edit = Edit(colon, colon + len(glued["gap"]), " ")
        fix = Fix("put a space after the colon", (edit,)) if _is_valid(entry, key, value) else None
    return f"put a space after the colon: `- {key}: {_short(value)}`", fix


def _behind_key(entry: type[BaseModel], key: str, value: str, place: Place) -> Fix | None:
    """The fix that puts a key before an item of one line."""
    # Of words without a key it is not known whether they are a quote.
    if not _is_alone(place) or key == "quote" or not _is_valid(entry, key, value):
        return None
    return Fix(f"put `{key}: ` before it", (Edit(place.start, place.start, f"{key}: "),))


def _is_alone(place: Place) -> bool:
    """Whether an item of a list fills one line, behind its hyphen."""
    first, text = place.start, place.source.text
    return text[first - 2 : first] == "- " and len(text[first : place.end].splitlines()) == 1


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST else "…"


def _is_valid(entry: type[BaseModel], key: str, value: str) -> bool:
    try:
        entry.model_validate({key: value})
    except ValidationError:
        return False
    return True
