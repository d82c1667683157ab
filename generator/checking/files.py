"""Rules about files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.diagnostics.finding import Finding, Place
from generator.reading.folder import Folder


def duplicate_ids(folder: Folder) -> Iterator[Finding]:
    """No two files have one id: they would be one page."""
    first: dict[str, Place] = {}
    for read in folder.briefings:
        place = read.document.key_place(("title",))
        earlier = first.setdefault(read.id, place)
        if earlier is not place:
            other = replace(earlier, label="the other briefing")
            yield Finding(
                "duplicate-id",
                f"two briefings have the id “{read.id}”",
                place,
                (other,),
                help="a briefing's id is its file's name: rename one of the files",
            )
