"""Decide whether a fix does what was meant: try it, and look at the result.

A result that YAML can read may still be wrong: a line that is indented too little becomes part of
a different entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostics.finding import Edit, SourceText
from generator.diagnostics.fixing import edited
from generator.model.references import entry_at
from generator.reading.composing import Refused, compose
from generator.reading.lines import KEY_LINE, line_end, line_start, top_level_entry
from generator.reading.nodes import Document, Mapping, Node, Sequence

_LONGEST = 20_000
"""Longest entry, in characters, for which fixes are tried: more would take too long."""
_MISPLACED = {
    "extra_forbidden",
    "dict_type",
    "model_type",
    "model_attributes_type",
    "tuple_type",
    "string_type",
    "wrong-kind",
}
"""Kinds of mistakes that show that a line belongs elsewhere."""


def tried(
    text: str,
    edits: tuple[Edit, ...],
    model: type[BaseModel],
    *,
    whole: bool,
    valid: bool = False,
) -> dict[str, Any] | None:
    """The values of the top-level entry around some edits, after making them.

    None if the result is still not YAML, or if a changed line does not belong where it ends up.
    Without `whole`, everything below the edits is ignored: it may have faults of its own. With
    `valid`, each value must also be one that its field accepts.
    """
    start, end = top_level_entry(text, edits[0].start)
    first = line_start(text, edits[0].start)
    last = line_end(text, edits[-1].end)
    if not whole:
        end = last
    if max(end, last) - start > _LONGEST:
        return None
    moved = tuple(replace(edit, start=edit.start - start, end=edit.end - start) for edit in edits)
    piece = edited(text[start:end], moved)
    changed = first - start, last - end + len(piece)
    document = _read(piece)
    if document is None or _lost(document, piece, moved):
        return None
    if any(_faults(document, model, *changed, valid)):
        return None
    values: dict[str, Any] = document.plain()
    return values


def fits(
    text: str, edits: tuple[Edit, ...], model: type[BaseModel], *, valid: bool = False
) -> bool:
    """Whether edits turn a faulty line into YAML, with keys where they belong."""
    return tried(text, edits, model, whole=False, valid=valid) is not None


def _read(piece: str) -> Document | None:
    source = SourceText("", piece)
    try:
        root, findings = compose(source, piece)
    except (yaml.YAMLError, Refused):
        return None
    return Document(source, root) if isinstance(root, Mapping) and not findings else None


def _lost(document: Document, piece: str, moved: tuple[Edit, ...]) -> bool:
    """Whether a changed line that starts with a key became the continuation of a text."""
    keys = set(_keys(document.root))
    grown = 0
    for edit in moved:
        line = KEY_LINE.match(piece, line_start(piece, edit.start + grown))
        if line and line.start("key") not in keys:
            return True
        grown += len(edit.text) - (edit.end - edit.start)
    return False


def _keys(node: Node) -> Iterator[int]:
    """Where the keys in a node start."""
    if isinstance(node, Mapping):
        for key, value in node.items.values():
            yield key.start
            yield from _keys(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _keys(item)


def _faults(
    document: Document, model: type[BaseModel], start: int, end: int, valid: bool
) -> Iterator[ErrorDetails]:
    """The mistakes in a stretch of a document that show that its lines belong elsewhere.

    With `valid`, mistakes in its values as well.
    """
    try:
        model.model_validate(document.plain())
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            counts = _is_of_place(model, detail) or (valid and not _is_lack(detail))
            if counts and _touches(document, detail, start, end):
                yield detail


def _is_of_place(model: type[BaseModel], detail: ErrorDetails) -> bool:
    kind, loc = detail["type"], detail["loc"]
    if _is_lack(detail):
        # What looks like an entry's id is one of its keys.
        return len(loc) > 1 and loc[-2] in entry_at(model, loc[:-1]).model_fields
    return kind in _MISPLACED or isinstance(detail["input"], dict | list)


def _is_lack(detail: ErrorDetails) -> bool:
    return detail["type"] in ("missing", "too_short")


def _touches(document: Document, detail: ErrorDetails, start: int, end: int) -> bool:
    loc = detail["loc"][:-1] if detail["type"] == "missing" else detail["loc"]
    node, key = document.follow(loc)
    first = key.start if key else node.start
    last = first if detail["type"] in ("missing", "extra_forbidden") else node.end
    return first <= end and last >= start
