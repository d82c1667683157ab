"""Facts: what other files need to know about a file, collected once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.checking.chapters import Chapter, chapter_of
from generator.checking.spans import Span, spans_across
from generator.diagnostics.finding import Place
from generator.model.briefing import Actor, Briefing, Identity, Register
from generator.model.text import is_identifier
from generator.reading import nodes
from generator.reading.folder import ReadBriefing, ReadRegister
from generator.reading.nodes import Document, Node, Scalar
from generator.reading.walk import Reference, gives, named, text_at

REGISTER_ID = ""
_SAID = (*Identity.model_fields, "speaks_for")


@dataclass(frozen=True, slots=True)
class Definition:
    """A place that says who an actor is."""

    id: str
    place: Place
    said: Mapping[str, tuple[str, Place]]
    """By field of the identity, and for `speaks_for`: the characters typed, and their place."""
    is_named: bool
    """Whether it gives a name, even if misspelt or refused, which has a finding already."""
    names: tuple[str, ...] = ()
    """The name and the aliases that it gives."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules across files need to know about a file."""

    id: str
    """The briefing's id; empty for the register."""
    head: Place
    """A place that stands for the whole file."""
    definitions: tuple[Definition, ...]
    named: tuple[tuple[str, int, int], ...]
    """Ids of actors that it mentions, with start and end: too many on a desk for a `Place` each."""
    actors_unread: bool
    """Whether it may define actors that could not be read, which has a finding already."""
    thread: str | None = ""
    """Its thread; empty if it has none, None if that cannot be read."""
    chapter: Chapter | None = None
    """What it contributes to its thread; None for the register, and for a file with mistakes."""
    spans: tuple[Span, ...] = ()
    """Its entries, if one of them accepts a warning that only shows across files."""

    @property
    def references(self) -> Iterator[Reference]:
        """The ids of actors that it mentions, each with its place."""
        for id_, start, end in self.named:
            yield Reference("actor", id_, Place(self.head.source, start, end))

    @property
    def defines(self) -> str:
        """A hash of what it says about the identities of actors, wherever in the file it does."""
        said = [
            (
                each.id,
                each.is_named,
                each.names,
                sorted((name, value) for name, (value, _) in each.said.items()),
            )
            for each in self.definitions
        ]
        return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def has_mistakes(self) -> bool:
        """Whether it is a briefing with mistakes, which its thread therefore lacks."""
        return self.id != REGISTER_ID and self.chapter is None


def facts_of(read: ReadBriefing) -> Facts:
    """The facts of a briefing."""
    document = read.document
    _, actors = document.root.items.get("actors", (None, None))
    return Facts(
        id=read.id,
        head=document.key_place(("title",)),
        definitions=tuple(_definitions(document, actors)),
        named=_actors_in(document, Briefing),
        actors_unread=bool(document.unread & {"actors", ""}) or not _has_entries(actors),
        thread=_thread(read),
        chapter=chapter_of(read.id, read.briefing, document) if read.briefing else None,
        spans=spans_across(document) if read.briefing else (),
    )


def facts_of_register(read: ReadRegister) -> Facts:
    """The facts of the register."""
    document = read.document
    return Facts(
        id=REGISTER_ID,
        head=document.head_place(()),
        definitions=tuple(_definitions(document, document.root)),
        named=_actors_in(document, Register),
        actors_unread=bool(document.unread),
    )


def _thread(read: ReadBriefing) -> str | None:
    if read.briefing:
        return read.briefing.thread or ""
    if read.document.unread & {"thread", ""}:
        return None
    root = read.document.root
    typed = (text_at(root, "thread") or "").strip()
    is_known = is_identifier(typed) or not gives(root, Briefing, "thread")
    return typed if is_known else None


def _actors_in(
    document: Document, model: type[Briefing] | type[Register]
) -> tuple[tuple[str, int, int], ...]:
    found = named(document, model, "actor")
    return tuple((id_, node.start, node.end) for _, id_, node in found)


def _definitions(document: Document, actors: Node | None) -> Iterator[Definition]:
    if not isinstance(actors, nodes.Mapping):
        return
    for id_, (key, node) in actors.items.items():
        said: dict[str, tuple[str, Place]] = {}
        for field, (_, value) in node.items.items() if isinstance(node, nodes.Mapping) else ():
            if field in _SAID and isinstance(value, Scalar) and value.value:
                place = Place(document.source, value.start, value.end)
                said[field] = (value.value.strip(), place)
        place = Place(document.source, key.start, key.end)
        yield Definition(id_, place, said, _is_named(node), tuple(_names(node)))


def _names(node: Node) -> Iterator[str]:
    if not isinstance(node, nodes.Mapping):
        return
    _, aliases = node.items.get("aliases", (None, None))
    listed = aliases.items if isinstance(aliases, nodes.Sequence) else (aliases,)  # one alone
    texts = (text_at(node, "name"), *(each.value for each in listed if isinstance(each, Scalar)))
    yield from (text.strip() for text in texts if text)


def _has_entries(node: Node | None) -> bool:
    return isinstance(node, nodes.Mapping) and bool(node.items)


def _is_named(node: Node) -> bool:
    if isinstance(node, nodes.Mapping):
        return gives(node, Actor, "name")
    # Nothing at all leaves the name to the register; anything else is of the wrong kind.
    return not isinstance(node, Scalar) or node.value is not None or node.unread
