"""Entries as stretches of a file, to find the one whose `accept` applies to a place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from generator.checking.added import thread_checks
from generator.diagnostics.codes import CODES
from generator.diagnostics.finding import Place
from generator.model.briefing import Briefing
from generator.reading.nodes import Document, Mapping
from generator.reading.walk import EntryNode, walk

ACROSS = ("overdue-risk", "changed-meaning", "same-day")
"""Our codes for warnings that depend on several files, or on the day."""


def is_across(code: str) -> bool:
    """Whether a code's warning depends on several files, or on the day."""
    return code in ACROSS or (code not in CODES and code in thread_checks())


@dataclass(frozen=True, slots=True)
class Span:
    """An entry as a stretch of the file, with the place of each code that it accepts."""

    start: int
    end: int
    accepted: dict[str, Place]
    outer: Span | None
    """The entry that it is inside of."""


def spans_of(document: Document, model: type[BaseModel]) -> list[Span]:
    """Every entry of a document, in the order of their starts; none if none accepts anything."""
    if not any("accept" in entry.node.items for entry in walk(document, model)):
        return []
    found: list[Span] = []
    stretches = (_stretch(document, entry) for entry in walk(document, model))
    for start, end, accepted in sorted(stretches, key=lambda found: (found[0], -found[1])):
        outer = found[-1] if found else None
        while outer and outer.end <= start:
            outer = outer.outer
        found.append(Span(start, end, accepted, outer))
    return found


def spans_across(document: Document) -> tuple[Span, ...]:
    """The same, but none unless an entry accepts a warning that only shows across files."""
    spans = spans_of(document, Briefing)
    return tuple(spans) if any(is_across(code) for code, _ in accepting(spans)) else ()


def accepting(spans: Iterable[Span]) -> Iterator[tuple[str, Place]]:
    """Each code that is accepted, with the place of its acceptance."""
    return (item for span in spans for item in span.accepted.items())


def _stretch(document: Document, entry: EntryNode) -> tuple[int, int, dict[str, Place]]:
    # An entry's own key belongs to it, as warnings about all of it are placed there. The briefing
    # itself spans the whole file, including comments before its first key and after its end.
    if not entry.path:
        return 0, len(document.source.text), _accepted(document, entry)
    head = document.key_place(entry.path).start
    return min(entry.node.start, head), entry.node.end, _accepted(document, entry)


def _accepted(document: Document, entry: EntryNode) -> dict[str, Place]:
    _, accept = entry.node.items.get("accept", (None, None))
    keys = accept.items.items() if isinstance(accept, Mapping) else ()
    return {code: Place(document.source, key.start, key.end) for code, (key, _) in keys}


def span_at(spans: Sequence[Span], offset: int) -> Span | None:
    """The innermost entry around a place."""
    index = bisect_right(spans, offset, key=lambda span: span.start)
    span = spans[index - 1] if index else None
    while span and span.end <= offset:
        span = span.outer
    return span
