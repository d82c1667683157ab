"""What other files need to know of a file, taken from it once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.diagnostics.finding import Place
from generator.model.briefing import Actor, Briefing, Identity, Register
from generator.reading import nodes
from generator.reading.folder import ReadBriefing, ReadRegister
from generator.reading.nodes import Document, Node, Scalar
from generator.reading.walk import Reference, gives, references

REGISTER_ID = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """A place that says who an actor is."""

    id: str
    place: Place
    said: Mapping[str, tuple[str, Place]]
    """What it says: each field of the identity, with its characters and their place."""
    is_named: bool
    """Whether it gives a name, be it in a way that another finding is about."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules across files look at."""

    id: str
    """The briefing's id; empty for the register."""
    head: Place
    """A place that stands for the whole file."""
    definitions: tuple[Definition, ...]
    references: tuple[Reference, ...]
    """Ids of actors that stand in it."""
    actors_unread: bool
    """Whether it may define actors that are not known: another finding says what is wrong."""


def facts_of(read: ReadBriefing) -> Facts:
    """The facts of a briefing."""
    document = read.document
    _, actors = document.root.items.get("actors", (None, None))
    return Facts(
        id=read.id,
        head=document.key_place(("title",)),
        definitions=tuple(_definitions(document, actors)),
        references=_actors_in(document, Briefing),
        actors_unread=bool(document.unread & {"actors", ""}) or not _has_entries(actors),
    )


def facts_of_register(read: ReadRegister) -> Facts:
    """The facts of the register."""
    document = read.document
    return Facts(
        id=REGISTER_ID,
        head=document.head_place(()),
        definitions=tuple(_definitions(document, document.root)),
        references=_actors_in(document, Register),
        actors_unread=bool(document.unread),
    )


def _actors_in(document: Document, model: type[Briefing] | type[Register]) -> tuple[Reference, ...]:
    return tuple(found for found in references(document, model) if found.kind == "actor")


def _definitions(document: Document, actors: Node | None) -> Iterator[Definition]:
    if not isinstance(actors, nodes.Mapping):
        return
    for id_, (key, node) in actors.items.items():
        said: dict[str, tuple[str, Place]] = {}
        for field, (_, value) in node.items.items() if isinstance(node, nodes.Mapping) else ():
            if field in Identity.model_fields and isinstance(value, Scalar) and value.value:
                place = Place(document.source, value.start, value.end)
                said[field] = (value.value.strip(), place)
        place = Place(document.source, key.start, key.end)
        yield Definition(id_, place, said, _is_named(node))


def _has_entries(node: Node | None) -> bool:
    return isinstance(node, nodes.Mapping) and bool(node.items)


def _is_named(node: Node) -> bool:
    if isinstance(node, nodes.Mapping):
        return gives(node, Actor, "name")
    # Nothing at all leaves the name to the register; anything else is of the wrong kind.
    return not isinstance(node, Scalar) or node.value is not None or node.unread
