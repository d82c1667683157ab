"""A finding: one mistake of a writer's, as data.

Advice for whoever adds one. The headline stands alone: it names the thing that is wrong, in
the words that the writer typed, and fits one line. The place is the exact value, not its line.
The help says what to do, in the imperative, and is left out where there is nothing to add.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from generator.diagnostics.codes import CODES, Code, Severity

_LINE_END = re.compile(r"\r\n|\n|\r")


class Position(NamedTuple):
    """A line and a column, both counted from 1; columns count characters."""

    line: int
    column: int


@dataclass(frozen=True)
class SourceText:
    """The text of a file that findings point into."""

    path: str
    """As it is shown: relative to where the writer works, with forward slashes."""
    text: str = field(repr=False)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def position(self, offset: int) -> Position:
        """Turn an offset in characters into a line and a column."""
        line = bisect_right(self._starts, max(offset, 0))
        return Position(line, max(offset, 0) - self._starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Return a line without its end; `number` counts from 1."""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


@dataclass(frozen=True)
class Place:
    """A stretch of a file, in characters; `end` is exclusive."""

    source: SourceText
    start: int
    end: int
    label: str = ""
    """What stands here, for a place that needs telling apart from the first."""

    @property
    def position(self) -> Position:
        """Where it starts."""
        return self.source.position(self.start)

    def __str__(self) -> str:
        return f"{self.source.path}:{self.position.line}:{self.position.column}"


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of the file, in characters, and the text to put in its place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """The one sensible way to mend a mistake."""

    title: str
    """What it does, in the imperative: `write summary`."""
    edits: tuple[Edit, ...]
    """In the file of the finding's first place; they do not overlap."""
    safe: bool = True
    """Whether it can be made without asking: it cannot change what the writer meant."""


@dataclass(frozen=True)
class Finding:
    """One mistake, and all that any renderer needs to show it."""

    code: str
    headline: str
    place: Place
    further: tuple[Place, ...] = ()
    """Other places that belong to it, each with its label."""
    help: str = ""
    fix: Fix | None = None

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"no such code: {self.code}")

    @property
    def kind(self) -> Code:
        """The entry of its code in the table."""
        return CODES[self.code]

    @property
    def severity(self) -> Severity:
        """Whether it stops the build."""
        return self.kind.severity

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """The total order of findings: file, offset, severity, code."""
        rank = list(Severity).index(self.severity)
        return (self.place.source.path, self.place.start, rank, self.code, self.headline)


def in_order(findings: list[Finding] | tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Sort findings as they are shown, each once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key))


def errors_in(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings that stop a build."""
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)
