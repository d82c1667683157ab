"""Compose nodes that know their places from the events of a YAML parser.

The events are those of PyYAML's C parser. Its own composed nodes guess types, and crash on deep
nesting.
"""

from __future__ import annotations

import re
from collections.abc import Callable
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
from generator.reading.limits import MAX_DEPTH, MAX_VALUES
from generator.reading.nodes import Mapping, Node, Scalar, Sequence
from generator.reading.text import CONTROL


class Refused(Exception):  # noqa: N818 - not a fault of ours: it carries a finding to `parse`
    """Reading cannot go on after this point."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.headline)
        self.finding = finding


def compose(source: SourceText, text: str) -> tuple[Node | None, list[Finding]]:
    """Compose the nodes of a text whose offsets are those of `source`.

    Returns None for a text with nothing in it. Raises `yaml.YAMLError` where it is not YAML,
    and `Refused` where a limit is reached.
    """
    return _Composer(source, text).compose()


class _Composer:
    def __init__(self, source: SourceText, text: str) -> None:
        self.source = source
        self.findings: list[Finding] = []
        self.count = 0
        # The C parser gives every event its place, although its type hints do not promise that.
        self.next: Callable[[], Any] = CSafeLoader(text).get_event

    def compose(self) -> tuple[Node | None, list[Finding]]:
        """Read one document; a second one is refused."""
        root: Node | None = None
        while type(event := self.next()) is not StreamEndEvent:
            if type(event) is DocumentStartEvent:
                if root is not None:
                    self._unsupported(event, "a second document", "put it in a file of its own")
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
                    f"the value contains the control character U+{ord(match.group()):04X}",
                    Place(self.source, start, end),
                    help="remove the escape",
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
                if not self._is_of_number(key):
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

    def _is_of_number(self, key: Scalar) -> bool:
        """Whether a key is the last thousands of a number with commas: another finding's matter."""
        return _THOUSANDS.match(self.source.text, key.start) is not None

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
            Finding("unsupported-yaml", f"briefings cannot use {what}", place, help=advice)
        )


_PROPERTIES = {"anchor": re.compile(r"&[^\s,\[\]{}]*"), "tag": re.compile(r"![^\s,\[\]{}]*")}
_THOUSANDS = re.compile(r"(?<=\d,)\d{3}(?=\s*[,}])")
_SIZE_HELP = "no briefing needs so many: look for brackets or quotes that are never closed"
_KEY_HELP = "put quotes around text that starts with [, { or ?"


def _start(event: Any) -> int:
    start: int = event.start_mark.index
    return start


def _joined(first: Node, second: Node) -> Node:
    """The value of a key that is given twice: both values merged, as far as possible."""
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
