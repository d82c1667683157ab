"""What is found on another computer, with other archived texts: they may be private.

An acceptance that is needed there is of use, whether or not it is needed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from generator.diagnostics.finding import Finding
from generator.evidence.archive import Archive, Seals
from generator.evidence.proofs import text_names
from generator.reading.folder import ReadBriefing


def found_elsewhere(
    read: ReadBriefing,
    archive: Archive,
    rules: Sequence[Callable[[ReadBriefing, Archive], Iterable[Finding]]],
) -> Iterator[Finding]:
    """What rules over a file and its texts find on a fresh clone, or may find beside the texts."""
    seals = Seals(archive)
    for rule in rules:
        yield from rule(read, seals)
    for source, name in text_names(read).items():
        text = archive.text(name)
        if text.seal and text.data is None:
            place = read.document.place(("sources", source, "text"))
            yield Finding("stale-seal", "the text may have changed since it was sealed", place)
