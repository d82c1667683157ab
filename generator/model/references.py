"""Paths into a briefing, and fields that name another entry by its id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel, RootModel

from generator.model.text import Identifier


@dataclass(frozen=True, slots=True)
class RefersTo:
    """Marks a field's type as the id of an entry of this kind."""

    kind: str


ActorId = Annotated[Identifier, RefersTo("actor")]
SourceId = Annotated[Identifier, RefersTo("source")]

Path = tuple[str | int, ...]
"""The path from a briefing to a value in it: keys, and positions in lists from 0."""


def entries(entry: BaseModel, path: Path = ()) -> Iterator[tuple[Path, BaseModel]]:
    """Walk over an entry and all entries inside it, each with its path."""
    found: list[tuple[Path, BaseModel]] = []
    _collect(entry, path, found)
    return iter(found)


def _collect(entry: BaseModel, path: Path, found: list[tuple[Path, BaseModel]]) -> None:
    found.append((path, entry))
    for field in _fields(type(entry)):
        held = getattr(entry, field)
        if not held:
            continue
        if isinstance(held, dict | tuple):
            steps = held.items() if isinstance(held, dict) else enumerate(held)
            for step, inner in steps:
                _collect(inner, (*path, field, step), found)
        else:
            _collect(held, (*path, field), found)


@cache
def _fields(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields that hold entries."""
    return tuple(field for field in model.model_fields if entry_in(model, field))


@cache
def entry_in(model: type[BaseModel], field: str) -> type[BaseModel] | None:
    """The model of the entries that a field holds; None if it holds none."""
    inner = (p for p in parts_of(hint_of(model, field)) if isinstance(p, type))
    return next((part for part in inner if issubclass(part, BaseModel)), None)


@cache
def entries_of(model: type[BaseModel]) -> tuple[type[BaseModel], ...]:
    """The models of all entries that an entry may contain, itself first, each once."""
    found = dict.fromkeys((model,))
    for field in model.model_fields:
        inner = entry_in(model, field)
        found |= dict.fromkeys(entries_of(inner) if inner else ())
    return tuple(found)


@cache
def kind_referred_to(model: type[BaseModel], field: str) -> str | None:
    """The kind of entry whose id a field holds: `actor` or `source`; None for other fields."""
    marks = (p for p in parts_of(hint_of(model, field)) if isinstance(p, RefersTo))
    return next((mark.kind for mark in marks), None)


@cache
def is_id(model: type[BaseModel], field: str) -> bool:
    """Tell whether a field holds one id, be it an entry's or any other."""
    if field not in model.model_fields:
        return False
    return kind_referred_to(model, field) is not None or Identifier in parts_of(
        hint_of(model, field)
    )


def entry_at(model: type[BaseModel], path: Path) -> type[BaseModel]:
    """Find the model of the entry that a path leads to, or else of the last one on its way."""
    steps = iter(path)
    if issubclass(model, RootModel):
        model = entry_in(model, "root") or model
        next(steps, None)
    for step in steps:
        inner = entry_in(model, str(step)) if step in model.model_fields else None
        if inner is None:
            break
        if not is_one(model, str(step)):
            next(steps, None)
        model = inner
    return model


@cache
def is_one(model: type[BaseModel], field: str) -> bool:
    """Tell whether a field holds one entry itself, not a list or a mapping of entries."""
    hint = hint_of(model, field)
    parts = (part for part in (hint, *get_args(hint)) if isinstance(part, type))
    return any(issubclass(part, BaseModel) for part in parts)


@cache
def is_keyed(model: type[BaseModel], field: str) -> bool:
    """Tell whether a field holds a mapping whose keys are ids."""
    return any(get_origin(part) is dict for part in parts_of(hint_of(model, field)))


@cache
def hint_of(model: type[BaseModel], field: str) -> Any:
    """The type of a field, with its annotations."""
    if field == "root" and issubclass(model, RootModel):
        return model.model_fields["root"].rebuild_annotation()
    return _hints(model)[field]


@cache
def _hints(model: type[BaseModel]) -> dict[str, Any]:
    return get_type_hints(model, include_extras=True)


def parts_of(hint: Any) -> Iterator[Any]:
    """Walk over a type hint: the hint itself, its annotations, and its parts likewise."""
    yield hint
    yield from getattr(hint, "__metadata__", ())
    for part in get_args(hint):
        yield from parts_of(part)
