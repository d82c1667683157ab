"""A desk with archived texts: folders of briefings whose quotes are looked up in files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.authoring.sealing import seals, write_stale
from generator.checking import check
from generator.diagnostics.finding import Finding
from generator.evidence.archive import Archive
from generator.evidence.proofs import prove
from generator.linking.corpus import Corpus
from generator.linking.link import link
from generator.reading.folder import read_folder

NAME = "gazette.txt"
"""The archived text that the source `gazette` names."""

TEXT = """\
Cranes at rest in Aldmoor

The union of dockers wants two night shifts a week at most. “Otherwise we will stop the
cranes—and no ship will leave the harbour,” its speaker Ada Brandt said on Monday.

The operator called the demand “far beyond what the port can bear.” No ship will leave the
harbour before Thursday in any case, as the pilots’ office has closed the channel.

On Tuesday, the two sides met at the customs house. About 1,200 dockers had come to hear
what the port can bear, and what it cannot.
"""
"""A made-up article that nobody has to keep from anyone."""

HEAD = """\
title: The port stands still
date: 2021-12-03
summary: Dockers ask for fewer night shifts.
sources:
  gazette:
    title: Cranes at rest in Aldmoor
    url: https://gazette.example/cranes
    text: gazette.txt
actors:
  dockers: {name: Dockers}
"""
"""A briefing with one source, whose text is archived; what a test adds starts in line 11."""


def with_radio(text: str) -> str:
    """A briefing with a second source, whose text is not archived."""
    return text.replace("actors:", "  radio: {title: Midday news}\nactors:")


def claim(*quotes: str) -> str:
    """An event that stands on quotes; each is put down as it would be typed, line 14 and on."""
    items = "".join(f"      - quote: {quote}\n" for quote in quotes)
    return f"events:\n  - date: 2021\n    text: They met.\n    evidence:\n{items}"


def desk(
    folder: Path,
    briefings: str | Mapping[str, str],
    texts: Mapping[str, str | bytes] | None = None,
) -> Path:
    """Write briefings, one or several by their ids, and files below `sources/`."""
    named = {"strike": briefings} if isinstance(briefings, str) else briefings
    for name, content in (
        *((f"{id_}.yml", text) for id_, text in named.items()),
        *((f"sources/{name}", text) for name, text in (texts or {}).items()),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def sealed(folder: Path, *, keep_texts: bool = False) -> Path:
    """Seal every text of a desk, as `briefing seal` does, and take the texts away."""
    write_stale(seals(read_folder(folder), Archive(folder)))
    for text in () if keep_texts else (folder / "sources").rglob("*.txt"):
        text.unlink()
    return folder


def findings_at(folder: Path) -> tuple[Finding, ...]:
    """All that is found in a desk's folder."""
    return check(read_folder(folder))


def told_at(folder: Path) -> list[str]:
    """What a writer is told, a line for each finding: `line code “words”: headline`."""
    return [
        f"{found.place.position.line} {found.code} “{words_at(found)}”: {found.headline}"
        for found in findings_at(folder)
    ]


def words_at(finding: Finding) -> str:
    """The characters that a finding marks."""
    return finding.place.source.text[finding.place.start : finding.place.end]


def corpus_at(folder: Path, **options: Any) -> Corpus:
    """The corpus of a desk, with what was found for its quotes."""
    read = read_folder(folder)
    return link(read, prove(read, Archive(folder)), **options)
