"""A briefing with something in every field, found by walking the model.

So a field that is added to the format is tried by every test that uses this, or stops them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import EnumType
from typing import Any, get_origin

from pydantic import BaseModel

from generator.model.briefing import Briefing
from generator.model.dates import Date, Day
from generator.model.quantities import Amount
from generator.model.references import entry_in, hint_of, kind_referred_to, parts_of
from generator.model.scales import LikelihoodWord
from generator.model.text import FileName, Flag, Identifier, Language, Plain, Prose, Url, WikidataId
from generator.model.vocabulary import Status, Word

Text = Callable[[str, bool], str]
"""What stands in a text field: by the field's path, and whether it holds prose."""

ACTOR, SOURCE = "harbour-master", "gazette"
BOARD = "harbour-board"
"""An actor that the other belongs to and speaks for."""
_KEYS = {
    "actors": ACTOR,
    "sources": SOURCE,
    "demands": "pay",
    "risks": "ruin",
    "accept": "unchecked-quote",
}
_VALUES: list[tuple[Any, str]] = [
    (FileName, "2021-03-01-gazette.txt"),
    (Url, "https://gazette.example/cranes"),
    (Language, "en"),
    (WikidataId, "Q42"),
    (LikelihoodWord, "very likely"),
    (Amount, "94300"),
    (Flag, "true"),
    (Day, "2021-03-01"),
    (Date, "2021-03-01"),
    (Identifier, "harbour-talks"),
]


def filled_briefing(text: Text) -> dict[str, Any]:
    """A published briefing in which every key of the format is used."""
    made = _filled(Briefing, "", text)
    made["status"] = str(Status.PUBLISHED)
    made["actors"][BOARD] = {"name": "Harbour Board"}
    return made


def text_fields() -> Iterator[tuple[str, bool]]:
    """The paths of all text fields of a briefing, and whether each holds prose."""
    found: list[tuple[str, bool]] = []

    def note(path: str, is_prose: bool) -> str:
        found.append((path, is_prose))
        return "words"

    filled_briefing(note)
    return iter(found)


def _filled(model: type[BaseModel], path: str, text: Text) -> dict[str, Any]:
    return {
        field: _value(model, field, f"{path}.{field}".lstrip("."), text)
        for field in model.model_fields
    }


def _value(model: type[BaseModel], field: str, path: str, text: Text) -> Any:
    parts = list(parts_of(hint_of(model, field)))
    inner = entry_in(model, field)
    value = _filled(inner, path, text) if inner else _scalar(model, field, path, parts, text)
    origins = {get_origin(part) for part in parts}
    if dict in origins:
        return {_KEYS[field]: value}
    return [value] if tuple in origins else value


def _scalar(model: type[BaseModel], field: str, path: str, parts: list[Any], text: Text) -> str:
    if kind := kind_referred_to(model, field):
        own = BOARD if field in ("part_of", "speaks_for") else ACTOR
        return {"actor": own, "source": SOURCE}[kind]
    if Prose in parts:
        return text(path, True)
    if Plain in parts:
        return text(path, False)
    for part in parts:
        if isinstance(part, EnumType) and issubclass(part, Word):
            return str(next(iter(part)))
    for kind, value in _VALUES:
        if kind in parts:
            return value
    raise NotImplementedError(f"say in tests/filling.py what may stand in {path}")
