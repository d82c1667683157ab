"""YAML as nodes that know where they stand.

Made from the events of PyYAML's C parser, never from its composed nodes: those guess types,
and crash on deep nesting. Here every scalar is the characters that were typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NoReturn

from yaml import CSafeLoader
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from generator.diagnostics.finding import Finding, Place, SourceText
from generator.model.references import Path
from generator.reading.limits import MAX_DEPTH, MAX_VALUES
from generator.reading.text import CONTROL


@dataclass(slots=True)
class Scalar:
    """One value: the characters typed, or None where a key has nothing behind it."""

    value: str | None
    start: int
    end: int
    unread: bool = False
    """Whether what stands here is refused; a finding says why."""


@dataclass(slots=True)
class Sequence:
    """A list."""

    start: int
    end: int = 0
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys and what stands behind each.

    A key given twice keeps its first value, and the entries of both where both have entries.
    """

    start: int
    end: int = 0
    items: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    unread: bool = False
    """Whether keys may be missing because what would give them is refused."""


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
    """The entries of each model that was walked over: one walk serves every rule."""

    def plain(self) -> Any:
        """The values alone: dicts, lists, strings and None."""
        return self._plain

    @cached_property
    def _plain(self) -> Any:
        return _plain(self.root)

    def place(self, path: Path, label: str = "") -> Place:
        """Find a value by its path; a path that leads further than the file, its last step."""
        node, _ = self.follow(path)
        return Place(self.source, node.start, node.end, label)

    def key_place(self, path: Path, label: str = "") -> Place:
        """Find the key that a path ends in, or the value where that is an item of a list."""
        node, key = self.follow(path)
        shown = key or node
        return Place(self.source, shown.start, shown.end, label)

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
        """Find the node of a path, and the key that it stands behind."""
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


class Refused(Exception):  # noqa: N818 - not a fault of ours: it carries a finding to `parse`
    """Reading cannot go on behind this point."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.headline)
        self.finding = finding


def build(source: SourceText, text: str) -> tuple[Node | None, list[Finding]]:
    """Build the nodes of a text whose offsets are those of `source`.

    Returns None for a text with nothing in it. Raises `yaml.YAMLError` where it is not YAML,
    and `Refused` where a limit is reached.
    """
    return _Builder(source, text).build()


class _Builder:
    def __init__(self, source: SourceText, text: str) -> None:
        self.source = source
        self.findings: list[Finding] = []
        self.count = 0
        # The C parser says of every event where it stands, which its types leave open.
        self.next: Callable[[], Any] = CSafeLoader(text).get_event

    def build(self) -> tuple[Node | None, list[Finding]]:
        """Read one document; a second one is refused."""
        root: Node | None = None
        while type(event := self.next()) is not StreamEndEvent:
            if type(event) is DocumentStartEvent:
                if root is not None:
                    self._unsupported(event, "a second document", "put it into a file of its own")
                    if isinstance(root, Mapping):
                        root.unread = True
                    break
                root = self._node(self.next(), 0)
        if isinstance(root, Scalar) and root.value is None:
            root = None
        return root, self.findings

    def _node(self, event: Any, depth: int) -> Node:
        self.count += 1
        start, end = event.start_mark.index, event.end_mark.index
        if self.count > MAX_VALUES or depth > MAX_DEPTH:
            self._too_large(start, end)
        kind = type(event)
        if kind is AliasEvent:
            self._unsupported(
                event, f"the alias *{event.anchor}", "write the value out, or quote the text"
            )
            return Scalar(None, start, end, unread=True)
        if event.anchor or event.tag:
            self._check_properties(event)
        if kind is ScalarEvent:
            return self._scalar(event, start, end)
        if kind is SequenceStartEvent:
            return self._sequence(Sequence(start, end), depth + 1)
        if kind is MappingStartEvent:
            return self._mapping(Mapping(start, end), depth + 1)
        raise TypeError(f"unexpected {kind.__name__}")

    def _too_large(self, start: int, end: int) -> NoReturn:
        what = (
            f"more than {MAX_VALUES:,} keys and values"
            if self.count > MAX_VALUES
            else f"more than {MAX_DEPTH} levels inside one another"
        )
        place = self.source.place(start, end)
        raise Refused(Finding("too-large", f"the file has {what}", place, help=_SIZE_HELP))

    def _scalar(self, event: Any, start: int, end: int) -> Scalar:
        value: str = event.value
        # The text holds none of these characters; an escape in double quotes may make one.
        if event.style == '"' and (match := CONTROL.search(value)):
            self.findings.append(
                Finding(
                    "bad-character",
                    f"the value holds the control character U+{ord(match.group()):04X}",
                    Place(self.source, start, end),
                    help="leave the escape out",
                )
            )
            return Scalar(CONTROL.sub(" ", value), start, end, unread=True)
        return Scalar(value if value or event.style else None, start, end)

    def _sequence(self, node: Sequence, depth: int) -> Sequence:
        items = node.items
        while type(event := self.next()) is not SequenceEndEvent:
            items.append(self._node(event, depth))
        node.end = max(node.end, _start(event))
        return node

    def _mapping(self, node: Mapping, depth: int) -> Mapping:
        items = node.items
        while type(event := self.next()) is not MappingEndEvent:
            key = self._node(event, depth)
            before = len(self.findings)
            value = self._node(self.next(), depth)
            if not isinstance(key, Scalar) or (word := key.value) is None:
                self._no_word(key)
            elif word == "<<":
                del self.findings[before:]
                node.unread = True
                self._refuse(key.start, key.end, "the merge key <<", "write the keys out")
            elif word in items:
                first, earlier = items[word]
                items[word] = (first, _joined(earlier, value))
                self._twice(word, key, first)
            else:
                items[word] = (key, value)
        node.end = max(node.end, _start(event))
        return node

    def _no_word(self, key: Node) -> None:
        if isinstance(key, Scalar) and key.unread:
            return
        place = self.source.place(key.start, key.end)
        self.findings.append(
            Finding("unsupported-yaml", "a key must be a word", place, help=_KEY_HELP)
        )

    def _twice(self, word: str, key: Node, first: Scalar) -> None:
        self.findings.append(
            Finding(
                "duplicate-key",
                f"the key “{word}” is given twice",
                Place(self.source, key.start, key.end, "given again here"),
                (Place(self.source, first.start, first.end, "first given here"),),
                help="keep one of the two, or give them different names",
            )
        )

    def _check_properties(self, event: Any) -> None:
        for noun, pattern in _PROPERTIES.items():
            if getattr(event, noun) and (typed := pattern.search(self.source.text, _start(event))):
                advice = f"remove it, or quote the text that starts with {typed.group()[0]}"
                self._refuse(*typed.span(), f"the {noun} {typed.group()}", advice)

    def _unsupported(self, event: Any, what: str, advice: str) -> None:
        self._refuse(event.start_mark.index, event.end_mark.index, what, advice)

    def _refuse(self, start: int, end: int, what: str, advice: str) -> None:
        place = self.source.place(start, end)
        self.findings.append(
            Finding("unsupported-yaml", f"briefings do without {what}", place, help=advice)
        )


_PROPERTIES = {"anchor": re.compile(r"&[^\s,\[\]{}]*"), "tag": re.compile(r"![^\s,\[\]{}]*")}
_SIZE_HELP = "no briefing needs as much: look for brackets or quotes that are never closed"
_KEY_HELP = "put quotes around text that starts with [, { or ?"


def _start(event: Any) -> int:
    start: int = event.start_mark.index
    return start


def is_unread(node: Node) -> bool:
    """Whether something in a node is refused, so that what it would say is not known."""
    if isinstance(node, Sequence):
        return any(is_unread(item) for item in node.items)
    if isinstance(node, Mapping):
        return node.unread or any(is_unread(value) for _, value in node.items.values())
    return node.unread


def _joined(first: Node, second: Node) -> Node:
    """What stands behind a key that is given twice: of both, what can be read together."""
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        for key, item in second.items.items():
            first.items.setdefault(key, item)
        first.end = max(first.end, second.end)
    elif isinstance(first, Sequence) and isinstance(second, Sequence):
        first.items += second.items
        first.end = max(first.end, second.end)
    elif isinstance(first, Scalar) and first.value is None:
        return second
    return first


def _plain(node: Node) -> Any:
    if isinstance(node, Mapping):
        return {
            key: value.value if isinstance(value, Scalar) else _plain(value)
            for key, (_, value) in node.items.items()
        }
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return node.value
