"""A walk over the entries of a document, guided by the model.

It needs no valid document, so that what an id refers to can be checked, completed and found
in a file whose other parts are still wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, get_args

from pydantic import BaseModel, RootModel

from generator.diagnostics.finding import Place
from generator.model.references import Path, entry_in, hint_of, kind_referred_to
from generator.reading.nodes import Document, Mapping, Node, Scalar, Sequence


class EntryNode(NamedTuple):
    """An entry as it stands in a document."""

    path: Path
    model: type[BaseModel]
    node: Mapping


class Reference(NamedTuple):
    """An id that names another entry."""

    kind: str
    """`actor` or `source`."""
    id: str
    place: Place


def walk(document: Document, model: type[BaseModel]) -> Iterator[EntryNode]:
    """Walk over every entry of a document, the outer before the inner."""
    if issubclass(model, RootModel):
        inner = entry_in(model, "root")
        if inner:
            yield from _inside(document.root, (), inner)
    else:
        yield from _walk(document.root, (), model)


def references(document: Document, model: type[BaseModel]) -> Iterator[Reference]:
    """Every id in a document that names another entry."""
    for entry in walk(document, model):
        for field, (_, value) in entry.node.items.items():
            known = field in entry.model.model_fields
            if known and (kind := kind_referred_to(entry.model, field)):
                for node in value.items if isinstance(value, Sequence) else [value]:
                    if isinstance(node, Scalar) and node.value:
                        place = Place(document.source, node.start, node.end)
                        yield Reference(kind, node.value, place)


def text_at(node: Mapping, field: str) -> str | None:
    """The characters of a scalar behind a key, None where there are none."""
    _, value = node.items.get(field, (None, None))
    return value.value if isinstance(value, Scalar) else None


def _walk(node: Node, path: Path, model: type[BaseModel]) -> Iterator[EntryNode]:
    if not isinstance(node, Mapping):
        return
    yield EntryNode(path, model, node)
    for field, (_, value) in node.items.items():
        inner = entry_in(model, field) if field in model.model_fields else None
        if inner is None:
            continue
        if _is_one(model, field):
            yield from _walk(value, (*path, field), inner)
        else:
            yield from _inside(value, (*path, field), inner)


def _inside(node: Node, path: Path, model: type[BaseModel]) -> Iterator[EntryNode]:
    if isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from _walk(item, (*path, index), model)
    elif isinstance(node, Mapping):
        for key, (_, value) in node.items.items():
            yield from _walk(value, (*path, key), model)


def _is_one(model: type[BaseModel], field: str) -> bool:
    """Whether a field holds one entry itself, not a list or a mapping of entries."""
    hint = hint_of(model, field)
    return any(
        isinstance(part, type) and issubclass(part, BaseModel) for part in (hint, *get_args(hint))
    )
