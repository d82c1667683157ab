"""Find out from the model what may be typed at a place of a briefing."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel, RootModel

from generator.authoring.lsp.cursor import Typing
from generator.model.references import entry_in, is_keyed, is_one


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for one value, or for the id of a new entry."""

    model: type[BaseModel]
    field: str
    """The field whose value it is, or whose mapping the id is a key of."""
    is_id: bool = False


def slot_of(typing: Typing, model: type[BaseModel]) -> Slot | None:
    """Find the slot that is being typed into; None for a key of the format."""
    entry: type[BaseModel] = model
    field = "root" if issubclass(model, RootModel) else ""
    for step in typing.path:
        if not field:
            if step not in entry.model_fields:
                return None
            field = str(step)
            inner = entry_in(entry, field)
            if inner is not None and is_one(entry, field):
                entry, field = inner, ""
            continue
        inner = entry_in(entry, field)
        if isinstance(step, str) != is_keyed(entry, field):
            return None
        if inner is not None:
            entry, field = inner, ""
    if not field:
        return None
    if entry_in(entry, field) is None:
        return Slot(entry, field)
    return (
        Slot(entry, field, is_id=True) if is_keyed(entry, field) and not typing.is_value else None
    )
