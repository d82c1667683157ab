"""Threads that tests write: briefings of one story, each saying only what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from generator.diagnostics.finding import Finding, Place
from tests.told import findings_in
from tests.writing import as_yaml, briefing

ONE, TWO, THREE = "2021-03-01", "2021-03-08", "2021-03-15"
"""Days of three briefings."""


def story(*briefings: Mapping[str, Any], thread: str = "strike") -> dict[str, str]:
    """The files of a thread, whose ids are their letters: `a` for the first."""
    return {
        f"{letter}.yml": as_yaml(briefing(**({"thread": thread} | said)))
        for letter, said in zip("abcdefgh", map(dict, briefings), strict=False)
    }


def found(files: Mapping[str, str], as_of: date | None = None) -> list[str]:
    """What is found, a line for each: the code, the file's letter, and the words marked."""
    return [
        f"{finding.code} {finding.place.source.path[5]} {words(finding.place)}"
        for finding in findings_in(files, as_of)
    ]


def the_finding(files: Mapping[str, str], as_of: date | None = None) -> Finding:
    """The only thing that is found."""
    (finding,) = findings_in(files, as_of)
    return finding


def words(place: Place) -> str:
    """The words at a place, without quotation marks."""
    return place.source.text[place.start : place.end].strip('"')
