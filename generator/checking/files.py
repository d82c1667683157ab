"""Rules about files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.checking.facts import REGISTER_ID, Facts
from generator.diagnostics.finding import Finding, Place
from generator.reading.folder import ReadBriefing, ReadRegister
from generator.reading.hidden import hidden_characters


def unseen_characters(read: ReadBriefing | ReadRegister) -> Iterator[Finding]:
    """No file has characters that its readers do not see."""
    return hidden_characters(read.document)


def duplicate_ids(every: Sequence[Facts]) -> Iterator[Finding]:
    """No two files have one id: they would be one page."""
    first: dict[str, Place] = {}
    for facts in every:
        earlier = first.setdefault(facts.id, facts.head)
        if facts.id != REGISTER_ID and earlier is not facts.head:
            yield Finding(
                "duplicate-id",
                f"two briefings have the id “{facts.id}”",
                facts.head,
                (replace(earlier, label="the other briefing"),),
                help="a briefing's id is its file's name: rename one of the files",
            )
