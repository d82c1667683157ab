"""YAML as nodes that know their places; scalars are not converted, but kept as typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from generator.diagnostics.finding import Place, SourceText
from generator.model.references import Path


@dataclass(slots=True)
class Scalar:
    """One value: the characters typed, or None if a key has no value."""

    value: str | None
    start: int
    end: int
    unread: bool = False
    """Whether its content is refused; a finding says why."""


@dataclass(slots=True)
class Sequence:
    """A list."""

    start: int
    end: int = 0
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys with their values.

    A key given twice keeps its first value; two mappings or two lists are merged.
    """

    start: int
    end: int = 0
    items: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    unread: bool = False
    """Whether keys may be missing because something that would give them is refused."""


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True)
class Document:
    """The nodes of one file, and the places of everything in it."""

    source: SourceText
    root: Mapping
    unread: frozenset[str] = frozenset()
    """Top-level keys whose value could not be read as a whole, "" for keys that are not known;
    findings say why."""
    walks: dict[type, tuple[Any, ...]] = field(default_factory=dict, repr=False, compare=False)
    """The entries found by a walk, by model, so that every rule can use the same walk."""

    def plain(self) -> Any:
        """The values alone: dicts, lists, strings and None."""
        return self._plain

    @cached_property
    def _plain(self) -> Any:
        return _plain(self.root)

    def place(self, path: Path) -> Place:
        """Find a value by its path; if the path leads too far, the last value on its way."""
        node, _ = self.follow(path)
        return Place(self.source, node.start, node.end)

    def key_place(self, path: Path) -> Place:
        """Find the key that a path ends in, or the value where that is an item of a list."""
        node, key = self.follow(path)
        shown = key or node
        return Place(self.source, shown.start, shown.end)

    def mapping(self, path: Path) -> Mapping:
        """Find the mapping that a path leads to, or the last one on the way."""
        node = self.root
        for step in range(1, len(path) + 1):
            found, _ = self.follow(path[:step])
            node = found if isinstance(found, Mapping) else node
        return node

    def head_place(self, path: Path) -> Place:
        """Find the first key of a mapping, which stands for the whole of it."""
        node, _ = self.follow(path)
        first = next(iter(node.items.values()), None) if isinstance(node, Mapping) else None
        shown = first[0] if first else node
        return Place(self.source, shown.start, shown.end)

    def follow(self, path: Path) -> tuple[Node, Scalar | None]:
        """Find the node at a path, and its key."""
        node: Node = self.root
        key: Scalar | None = None
        for step in path:
            if isinstance(node, Mapping) and step in node.items:
                key, node = node.items[str(step)]
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                key, node = None, node.items[step]
        return node, key


def unread(source: SourceText) -> Document:
    """The document of a file of which nothing can be read."""
    return Document(source, Mapping(0), frozenset({""}))


def is_unread(node: Node) -> bool:
    """Whether something in a node is refused, so that what it would say is not known."""
    if isinstance(node, Sequence):
        return any(is_unread(item) for item in node.items)
    if isinstance(node, Mapping):
        return node.unread or any(is_unread(value) for _, value in node.items.values())
    return node.unread


def _plain(node: Node) -> Any:
    if isinstance(node, Mapping):
        return {
            key: value.value if isinstance(value, Scalar) else _plain(value)
            for key, (_, value) in node.items.items()
        }
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return node.value
