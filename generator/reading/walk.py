"""A walk over the entries of a document, guided by the model.

The document need not be valid, so ids can be checked, completed and looked up in a file whose
other parts are still wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel, RootModel

from generator.diagnostics.finding import Place
from generator.diagnostics.nearest import nearest
from generator.model.references import Path, entry_in, is_one, kind_referred_to
from generator.reading.nodes import Document, Mapping, Node, Scalar, Sequence, is_unread


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
    if model not in document.walks:
        document.walks[model] = tuple(_from_root(document.root, model))
    return iter(document.walks[model])


def references(document: Document, model: type[BaseModel]) -> Iterator[Reference]:
    """Every id in a document that names another entry."""
    for kind, id_, node in named(document, model):
        yield Reference(kind, id_, Place(document.source, node.start, node.end))


def named(
    document: Document, model: type[BaseModel], wanted: str | None = None
) -> Iterator[tuple[str, str, Scalar]]:
    """The same as kind, id and node; only for the `wanted` kind of entry, if given."""
    for entry in walk(document, model):
        kinds = _kinds(entry.model, wanted)
        for field, (_, value) in entry.node.items.items() if kinds else ():
            if field in kinds:
                for node in value.items if isinstance(value, Sequence) else [value]:
                    if isinstance(node, Scalar) and node.value:
                        yield kinds[field], node.value, node


def gives(node: Mapping, model: type[BaseModel], field: str) -> bool:
    """Whether an entry gives a key, even if misspelt or refused, which has a finding already."""
    _, value = node.items.get(field, (None, None))
    is_empty = value is None or (isinstance(value, Scalar) and value.value is None)
    if not is_empty or (value and is_unread(value)):
        return True
    known = model.model_fields
    unknown = (key for key in node.items if key not in known)
    return node.unread or any(nearest(key, [field]) for key in unknown)


def text_at(node: Mapping, field: str) -> str | None:
    """The characters of a scalar behind a key, None where there are none."""
    _, value = node.items.get(field, (None, None))
    return value.value if isinstance(value, Scalar) else None


def _from_root(root: Mapping, model: type[BaseModel]) -> list[EntryNode]:
    found: list[EntryNode] = []
    if issubclass(model, RootModel):
        inner = entry_in(model, "root")
        if inner:
            _inside(root, (), inner, found)
    else:
        _walk(root, (), model, found)
    return found


def _walk(node: Node, path: Path, model: type[BaseModel], found: list[EntryNode]) -> None:
    if not isinstance(node, Mapping):
        return
    found.append(EntryNode(path, model, node))
    holders = _holders(model)
    for field, (_, value) in node.items.items() if holders else ():
        if field in holders:
            inner, is_one = holders[field]
            (_walk if is_one else _inside)(value, (*path, field), inner, found)


def _inside(node: Node, path: Path, model: type[BaseModel], found: list[EntryNode]) -> None:
    if isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            _walk(item, (*path, index), model, found)
    elif isinstance(node, Mapping):
        for key, (_, value) in node.items.items():
            _walk(value, (*path, key), model, found)


@cache
def _holders(model: type[BaseModel]) -> dict[str, tuple[type[BaseModel], bool]]:
    """The fields that hold entries: the entries' model, and whether the field holds just one."""
    return {
        field: (inner, is_one(model, field))
        for field in model.model_fields
        if (inner := entry_in(model, field))
    }


@cache
def _kinds(model: type[BaseModel], wanted: str | None) -> dict[str, str]:
    """The fields that hold ids, all or those wanted: the kind of entry that each names."""
    kinds = ((field, kind_referred_to(model, field)) for field in model.model_fields)
    return {field: kind for field, kind in kinds if kind and wanted in (None, kind)}
