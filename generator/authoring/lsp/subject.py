"""Find the word under the cursor, and what it means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel, RootModel

from generator.authoring.lsp.known import KnownFile
from generator.diagnostics.finding import Place
from generator.model.briefing import Demand, Identity, Risk, Source
from generator.model.references import entry_in, is_keyed, kind_referred_to
from generator.reading.nodes import Document, Mapping, Node, Scalar, Sequence
from generator.reading.walk import walk

_KINDS: tuple[tuple[type[BaseModel], str], ...] = (
    (Identity, "actor"),
    (Source, "source"),
    (Demand, "demand"),
    (Risk, "risk"),
)


@dataclass(frozen=True, slots=True)
class Subject:
    """A word of a briefing, and what it means there."""

    kind: str
    """`actor`, `source`, `demand` or `risk` for an id; `key` or `value` for anything else."""
    text: str
    place: Place
    model: type[BaseModel]
    """The model of the entry that it is in; for the key of an entry, that entry's."""
    field: str = ""
    is_entry: bool = False
    """Whether it is the key of an entry."""


def subject_at(file: KnownFile, at: int) -> Subject | None:
    """Find the word at an offset of an open file, or the one that ends there."""
    if file.document is None:
        return None
    touching = (
        subject
        for subject in _subjects(file.document, file.model)
        if subject.place.start <= at <= subject.place.end
    )
    return max(touching, key=lambda subject: at < subject.place.end, default=None)


def _subjects(document: Document, model: type[BaseModel]) -> Iterator[Subject]:
    """All keys and values that the model defines."""
    if issubclass(model, RootModel):
        yield from _ids(document, document.root, entry_in(model, "root"))
    for entry in walk(document, model):
        for field, (key, value) in entry.node.items.items():
            if field not in entry.model.model_fields:
                continue
            place = Place(document.source, key.start, key.end)
            yield Subject("key", field, place, entry.model, field)
            if is_keyed(entry.model, field):
                yield from _ids(document, value, entry_in(entry.model, field))
            elif entry_in(entry.model, field) is None:
                kind = kind_referred_to(entry.model, field) or "value"
                for scalar in value.items if isinstance(value, Sequence) else (value,):
                    if isinstance(scalar, Scalar) and scalar.value:
                        place = Place(document.source, scalar.start, scalar.end)
                        yield Subject(kind, scalar.value.strip(), place, entry.model, field)


def _ids(document: Document, node: Node, model: type[BaseModel] | None) -> Iterator[Subject]:
    """The keys of a mapping whose keys are ids."""
    kind = next((kind for each, kind in _KINDS if model and issubclass(model, each)), None)
    if isinstance(node, Mapping) and kind and model:
        for id_, (key, _) in node.items.items():
            place = Place(document.source, key.start, key.end)
            yield Subject(kind, id_, place, model, is_entry=True)
