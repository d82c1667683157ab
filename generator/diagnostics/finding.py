"""A finding: one mistake of a writer's, as data.

Advice for whoever adds one. The headline stands alone: it names the thing that is wrong, in
the words that the writer typed, and fits one line. The place is the exact value, not its line.
The help says what to do, in the imperative, and is left out where there is nothing to add.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics.codes import Code, Severity, code_named

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

_LONG_QUOTE = re.compile("“([^”]{59})[^”]{2,}”", re.DOTALL)
"""What a writer typed, too long to be quoted in a headline."""
MAX_FINDINGS = 1_000
"""Findings of one file that are shown."""

_RANKS = {severity: rank for rank, severity in enumerate(Severity)}
_LINE_END = re.compile(r"\r\n|\n|\r")
_LONGEST_HEADLINE = 300


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

    def start_of(self, line: int) -> int:
        """Return the offset that a line starts at; `line` counts from 1, on beyond the end."""
        return self._starts[line - 1] if line <= len(self._starts) else len(self.text)

    def line(self, number: int) -> str:
        """Return a line without its end; `number` counts from 1."""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def place(self, start: int, end: int = 0, label: str = "") -> Place:
        """The place of a stretch: never beyond the text, and no shorter than one character."""
        start = min(start, len(self.text))
        return Place(self, start, min(max(end, start + 1), len(self.text)), label)


class FileText(SourceText):
    """The text of a file, read only when it is needed. Comparing two does not read them."""

    def __init__(self, path: str, digest: str, read: Callable[[], str]) -> None:
        """`digest` changes with the content of the file; it is what two are compared by."""
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "_digest", digest)
        object.__setattr__(self, "_read", read)

    @property
    def _name(self) -> tuple[str, str]:
        return self.path, self.__dict__["_digest"]

    def __eq__(self, other: object) -> bool:
        return self._name == other._name if isinstance(other, FileText) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._name)

    @cached_property
    def text(self) -> str:
        """The characters of the file."""
        text: str = self.__dict__["_read"]()
        return text


@dataclass(frozen=True)
class Place:
    """A stretch of a file, in characters; `end` is exclusive."""

    source: SourceText
    start: int
    end: int
    label: str = ""
    """Says what is here, to tell the place from the finding's first."""

    @property
    def position(self) -> Position:
        """Where it starts."""
        return self.source.position(self.start)

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, __: Any) -> CoreSchema:
        """Dump a place as its numbers and its label; to load it, the context gives the source."""
        from pydantic_core import core_schema  # only loaded if it is needed

        return core_schema.with_info_plain_validator_function(
            lambda data, info: cls(info.context, *data),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda place: [place.start, place.end, *([place.label] if place.label else [])]
            ),
        )

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
        if code_named(self.code) is None:
            raise ValueError(f"no such code: {self.code}")
        headline = _LONG_QUOTE.sub("“\\1…”", self.headline)
        if len(headline) > _LONGEST_HEADLINE:
            half = _LONGEST_HEADLINE // 2
            headline = f"{headline[:half]}…{headline[-half:]}"
        object.__setattr__(self, "headline", headline)

    @property
    def kind(self) -> Code:
        """The entry of its code in the table."""
        code = code_named(self.code)
        assert code
        return code

    @property
    def severity(self) -> Severity:
        """Whether it stops the build."""
        return self.kind.severity

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """The total order of findings: file, offset, severity, code."""
        rank = _RANKS[self.severity]
        return (self.place.source.path, self.place.start, rank, self.code, self.headline)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings as they are shown, each once; of one file no more than `MAX_FINDINGS`.

    If a mistake is reported twice, the report that has a fix stays.
    """
    every = dict.fromkeys(findings)
    mended = {finding.sort_key for finding in every if finding.fix}
    told = (each for each in every if each.fix or each.sort_key not in mended)
    ordered = sorted(told, key=lambda finding: finding.sort_key)
    if len(ordered) <= MAX_FINDINGS:
        return tuple(ordered)
    of_files = groupby(ordered, key=lambda finding: finding.place.source.path)
    return tuple(finding for _, of_file in of_files for finding in _the_first(list(of_file)))


def _the_first(findings: list[Finding]) -> list[Finding]:
    """The findings of one file, or the first of them and one more that says so."""
    if len(findings) <= MAX_FINDINGS:
        return findings
    left_out = findings[MAX_FINDINGS - 1]
    more = Finding(
        "too-large",
        f"the file has more than {MAX_FINDINGS:,} errors and warnings; the rest are not shown",
        left_out.place,
        help="fix the first ones, then check again",
    )
    return sorted((*findings[: MAX_FINDINGS - 1], more), key=lambda finding: finding.sort_key)


def errors_in(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings that stop a build."""
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)
