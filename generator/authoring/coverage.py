"""Find out which parts of a source a briefing uses, and which it leaves out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator.evidence.archive import Archive
from generator.evidence.proof import Proof
from generator.evidence.proofs import prove_briefing, quotes_in, text_names
from generator.model.references import Path
from generator.reading.folder import ReadBriefing

_SENTENCE_END = re.compile(
    r"(?<=[.!?])(?<!\b[A-Z]\.)[\"'”’)\]]*\s+(?![a-z])"  # but not in “the U.S. army”
    "|(?<=[。！？])"  # noqa: RUF001 - Chinese and Japanese
    r"|\n\s*\n"
)


@dataclass(frozen=True, slots=True)
class Checked:
    """One evidence item of a briefing, and the result of its check."""

    claim: str
    """The entry that it belongs to: `demands no-expansion`, `events 2`."""
    proof: Proof
    quote: str
    """Empty if the source is only cited."""
    line: int
    """Its line in the briefing, from 1."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a source's text."""

    text: str
    is_used: bool
    """Whether a quote covers it."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """A source's text, cut wherever a quote begins or ends."""

    source: str
    stretches: tuple[Stretch, ...]
    unused: tuple[str, ...]
    """Sentences that no quote overlaps."""


def checked(read: ReadBriefing, archive: Archive) -> Iterator[Checked]:
    """Every evidence item of a briefing, in the order of the file."""
    quotes = {quoted.path: quoted.text for quoted in quotes_in(read)}
    for path, proof in prove_briefing(read, archive):
        line = read.document.head_place(path).position.line
        yield Checked(_claim(path), proof, quotes.get(path, ""), line)


def coverages(read: ReadBriefing, archive: Archive) -> Iterator[Coverage]:
    """The coverage of each source whose text is in the archive."""
    used: dict[str, list[tuple[int, int]]] = defaultdict(list)
    proofs = dict(prove_briefing(read, archive))
    for quoted in quotes_in(read):
        if passage := proofs[quoted.path].passage:
            used[quoted.source].append((passage.start, passage.end))
    for source, name in text_names(read).items():
        text = archive.text(name)
        if text.search is not None:
            yield _coverage(source, text.search.original, _merged(used[source]))


def _claim(path: Path) -> str:
    """The section and the entry of a path, with items of a list counted from 1."""
    field, key = path[:2]
    return f"{field} {key + 1 if isinstance(key, int) else key}"


def _coverage(source: str, text: str, spans: list[tuple[int, int]]) -> Coverage:
    stretches: list[Stretch] = []
    at = 0
    for start, end in spans:
        stretches += [Stretch(text[at:start], False), Stretch(text[start:end], True)]
        at = end
    stretches.append(Stretch(text[at:], False))
    unused = (" ".join(sentence.split()) for sentence in _untouched(text, spans))
    return Coverage(
        source,
        tuple(stretch for stretch in stretches if stretch.text),
        tuple(sentence for sentence in unused if any(map(str.isalnum, sentence))),
    )


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, with those that overlap or touch merged."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _untouched(text: str, spans: list[tuple[int, int]]) -> Iterator[str]:
    """The sentences of a text that none of the sorted spans reaches into."""
    stops = [stop for _, stop in spans]
    start = 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]:
        index = bisect_right(stops, start)
        if index == len(spans) or spans[index][0] >= end:
            yield text[start:end]
        start = end
