"""Find keys on the wrong level: valid YAML, but by a slip of indentation, keys look like ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel, RootModel
from pydantic_core import ErrorDetails

from generator.diagnostics.finding import Finding
from generator.model.references import Path, entry_in, is_keyed
from generator.reading.keys import noun
from generator.reading.nodes import Document, Mapping, Node

_NAMED = 3
"""Keys that a headline names."""


@dataclass(frozen=True)
class Slip:
    """Keys on the wrong level: one finding, and how to recognize mistakes that follow from it."""

    finding: Finding
    section: Path
    ids: frozenset[str]
    """The keys that are taken for ids."""
    holder: str | None = None
    """The id of the entry that has no keys because they are on its own level."""
    key: str | None = None
    """The top-level key that is missing because it is inside a section."""

    def explains(self, detail: ErrorDetails) -> bool:
        """Whether a mistake only follows from this slip."""
        loc, missing = detail["loc"], detail["type"] == "missing"
        if loc == (self.key,):
            return missing
        at = len(self.section)
        if loc[:at] != self.section or len(loc) == at:
            return False
        return loc[at] in self.ids or (missing and loc[at] == self.holder)


def slips_of_level(document: Document, model: type[BaseModel]) -> Iterator[Slip]:
    """The keys that are where ids are expected, as one slip for each section."""
    for path, section, entry in _sections(document, model):
        found = _of_file(document, model, path, section, entry) or _beside(
            document, path, section, entry
        )
        if found:
            yield found


def _sections(
    document: Document, model: type[BaseModel]
) -> Iterator[tuple[Path, Mapping, type[BaseModel]]]:
    """The mappings by id that a file has, and what each holds."""
    if issubclass(model, RootModel):
        if entry := entry_in(model, "root"):
            yield (), document.root, entry
        return
    for field, (_, node) in document.root.items.items():
        if field in model.model_fields and is_keyed(model, field) and isinstance(node, Mapping):
            entry = entry_in(model, field)
            if entry:
                yield (field,), node, entry


def _of_file(
    document: Document,
    model: type[BaseModel],
    path: Path,
    section: Mapping,
    entry: type[BaseModel],
) -> Slip | None:
    """A section of the file that is inside a different one."""
    if issubclass(model, RootModel):
        return None
    ids = list(section.items)
    for place, id_ in enumerate(ids):
        holds = id_ in model.model_fields and entry_in(model, id_)
        if holds and id_ not in entry.model_fields and not _is_entry(section.items[id_][1], entry):
            finding = Finding(
                "unknown-key",
                f"`{id_}` is inside `{path[-1]}`, but belongs in the first column",
                document.key_place((*path, id_)),
                help="start it in the first column, and indent what is below it by two spaces",
            )
            return Slip(finding, path, frozenset(ids[place:]), key=id_)
    return None


def _is_entry(node: Node, entry: type[BaseModel]) -> bool:
    return isinstance(node, Mapping) and any(key in entry.model_fields for key in node.items)


def _beside(
    document: Document, path: Path, section: Mapping, entry: type[BaseModel]
) -> Slip | None:
    """The keys of an entry that are on the level of its id, or have no id."""
    keys = [id_ for id_ in section.items if id_ in entry.model_fields]
    values = [section.items[key][1] for key in keys]
    # An entry may be called like a key; then it has keys, or nothing.
    if not any(not isinstance(v, Mapping) and not _is_nothing(v) for v in values):
        return None
    ids = list(section.items)
    above = [id_ for id_ in ids[: ids.index(keys[0])] if id_ not in keys]
    holder = above[-1] if above else None
    them = "them" if len(keys) > 1 else "it"
    finding = Finding(
        "unknown-key",
        f"{_listed(keys)} {'are keys' if len(keys) > 1 else 'is a key'} of {noun(entry)}, "
        f"but {'appear' if len(keys) > 1 else 'appears'} where an id is expected",
        document.key_place((*path, keys[0])),
        help=f"indent {them} below `{holder}:`"
        if holder
        else f"give the {entry.__name__.lower()} an id above {them}, such as `some-id:`, "
        f"and indent {them} below it",
    )
    return Slip(finding, path, frozenset(keys), holder)


def _is_nothing(node: Node) -> bool:
    return not isinstance(node, Mapping) and getattr(node, "value", node) is None


def _listed(keys: list[str]) -> str:
    shown = [f"`{key}`" for key in keys[:_NAMED]]
    if len(keys) > _NAMED:
        return f"{', '.join(shown)} and others"
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
