"""Rules about who an actor is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.diagnostics.finding import Finding
from generator.diagnostics.nearest import did_you_mean
from generator.model.references import Path
from generator.reading.folder import Folder
from generator.reading.nodes import Document, Mapping, Node
from generator.reading.walk import text_at

_ONE_VALUE = ("name", "kind", "part_of", "office", "wikidata", "url")
"""What two places may not say differently. Aliases add up."""


class Definition(NamedTuple):
    """A place that says who an actor is."""

    id: str
    node: Node
    document: Document
    path: Path


def definitions(folder: Folder) -> Iterator[Definition]:
    """Every place that says something of an actor: the register first, then each briefing."""
    if folder.register:
        document = folder.register.document
        for id_, (_, node) in document.root.items.items():
            yield Definition(id_, node, document, (id_,))
    for read in folder.briefings:
        _, actors = read.document.root.items.get("actors", (None, None))
        if isinstance(actors, Mapping):
            for id_, (_, node) in actors.items.items():
                yield Definition(id_, node, read.document, ("actors", id_))


def conflicting_actors(folder: Folder) -> Iterator[Finding]:
    """Places that define one actor agree on who it is."""
    first: dict[tuple[str, str], tuple[str, Document, Path]] = {}
    for id_, node, document, path in definitions(folder):
        if not isinstance(node, Mapping):
            continue
        for field in _ONE_VALUE:
            value = text_at(node, field)
            if value is None:
                continue
            here = (*path, field)
            said, elsewhere, there = first.setdefault((id_, field), (value, document, here))
            if said.strip() != value.strip():
                yield Finding(
                    "conflicting-actor",
                    f"two places give the actor “{id_}” a different `{field}`",
                    document.place(here, "different here"),
                    (elsewhere.place(there, "said first here"),),
                    help="say it in one place, best in the register, and leave it out elsewhere",
                )


def unnamed_actors(folder: Folder) -> Iterator[Finding]:
    """Every actor has a name somewhere."""
    if folder.register_unread:
        return
    named = {
        definition.id
        for definition in definitions(folder)
        if isinstance(definition.node, Mapping) and "name" in definition.node.items
    }
    said = set()
    for id_, _, document, path in definitions(folder):
        if id_ not in named and id_ not in said:
            said.add(id_)
            yield Finding(
                "unnamed-actor",
                f"the actor “{id_}” has no name anywhere",
                document.key_place(path),
                help=did_you_mean(id_, named, "give it a `name`, here or in the register"),
            )
