"""Warnings that a writer has looked at and means: `accept: {code: reason}` in an entry."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.diagnostics.codes import CODES, Severity
from generator.diagnostics.finding import Finding, Place
from generator.diagnostics.nearest import did_you_mean
from generator.model.briefing import Briefing
from generator.model.text import is_identifier
from generator.reading.folder import ReadBriefing
from generator.reading.nodes import Document, Mapping
from generator.reading.walk import EntryNode, walk

ACCEPTABLE = tuple(
    code.name
    for code in CODES.values()
    if code.severity is Severity.WARNING and code.name != "unused-acceptance"
)
"""Codes of the warnings that can be accepted."""


def settle(read: ReadBriefing, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out the warnings of a file that the entry in which they stand accepts.

    What is accepted and does not occur is a warning itself: it would hide the next one. In a
    file with mistakes that cannot be told, as not every rule has looked at it.
    """
    accepts = any("accept" in entry.node.items for entry in walk(read.document, Briefing))
    spans = _spans(read.document) if accepts else []
    accepting = [span for span in spans if span.accepted]
    used: set[Place] = set()
    for finding in findings:
        span = _span_at(spans, finding.place.start) if accepting else None
        key = span.accepted.get(finding.code) if span else None
        if key and finding.code in ACCEPTABLE:
            used.add(key)
        else:
            yield finding
    for span in accepting:
        for code, key in span.accepted.items():
            if code not in ACCEPTABLE:
                if is_identifier(code):
                    yield _cannot(code, key)
            elif key not in used and read.briefing:
                what = f"“{code}” is accepted here and does not occur"
                yield Finding("unused-acceptance", what, key, help="leave it out")


def _cannot(code: str, key: Place) -> Finding:
    if code not in CODES:
        what = "is no code"
    elif CODES[code].severity is Severity.ERROR:
        what = "is a mistake and cannot be accepted"
    else:
        what = "cannot be accepted"
    hint = did_you_mean(code, ACCEPTABLE, f"what can be: {', '.join(ACCEPTABLE)}")
    return Finding("cannot-accept", f"“{code}” {what}", key, help=hint)


@dataclass(frozen=True, slots=True)
class _Span:
    """An entry as a stretch of the file, with the place of each code that it accepts."""

    start: int
    end: int
    accepted: dict[str, Place]
    outer: _Span | None
    """The entry that it stands in."""


def _spans(document: Document) -> list[_Span]:
    """Every entry of a document, in the order of their starts."""
    found: list[_Span] = []
    stretches = (_stretch(document, entry) for entry in walk(document, Briefing))
    for start, end, accepted in sorted(stretches, key=lambda found: (found[0], -found[1])):
        outer = found[-1] if found else None
        while outer and outer.end <= start:
            outer = outer.outer
        found.append(_Span(start, end, accepted, outer))
    return found


def _stretch(document: Document, entry: EntryNode) -> tuple[int, int, dict[str, Place]]:
    # An entry's own key counts as part of it: warnings about the whole stand there.
    head = document.key_place(entry.path).start if entry.path else entry.node.start
    _, accept = entry.node.items.get("accept", (None, None))
    keys = accept.items.items() if isinstance(accept, Mapping) else ()
    places = {code: Place(document.source, key.start, key.end) for code, (key, _) in keys}
    return min(entry.node.start, head), entry.node.end, places


def _span_at(spans: list[_Span], offset: int) -> _Span | None:
    """The innermost entry around a place."""
    index = bisect_right(spans, offset, key=lambda span: span.start)
    span = spans[index - 1] if index else None
    while span and span.end <= offset:
        span = span.outer
    return span
