"""Findings for a person: the full form with the line and a caret, and the form of one line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from rich.cells import cell_len
from rich.text import Text

from generator.diagnostics.codes import Severity
from generator.diagnostics.finding import Finding, Place

_COLOUR = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}
_WIDTH = 100
"""Longest excerpt of a line, in cells."""


def concise(finding: Finding) -> str:
    """One line: `path:line:column: severity[code] headline`."""
    text = f"{finding.place}: {finding.severity}[{finding.code}] {finding.headline}"
    return visible(text)


def full(finding: Finding) -> Text:
    """The headline, each place with its line and a caret, and what to do."""
    colour = _COLOUR[finding.severity]
    text = Text()
    text.append(f"{finding.severity}[{finding.code}]", colour)
    text.append(f": {visible(finding.headline)}\n", "bold")
    places = (finding.place, *finding.further)
    margin = max(len(str(place.position.line)) for place in places)
    for place in places:
        _place(text, place, margin, colour if place is finding.place else "bold cyan")
    if finding.help:
        lines = visible(finding.help, keep="\n").split("\n")
        text.append(f"{' ' * margin} = ", "cyan")
        text.append("help: ", "bold")
        text.append(f"\n{' ' * (margin + 9)}".join(lines) + "\n")
    return text


def summary(findings: Iterable[Finding]) -> str:
    """Count findings by severity: `2 errors, 1 warning`."""
    listed = list(findings)
    counts = [(severity, sum(f.severity is severity for f in listed)) for severity in Severity]
    return ", ".join(
        f"{count:,} {severity}{'s' * (count != 1)}" for severity, count in counts if count
    )


def _place(text: Text, place: Place, margin: int, colour: str) -> None:
    line_number, column = place.position
    line = place.source.line(line_number)
    text.append(f"{' ' * margin}--> ", "cyan")
    if not place.source.text:
        text.append(f"{visible(place.source.path)}\n")
        return
    text.append(f"{visible(str(place))}\n")
    before, marked, after = _excerpt(line, column - 1, place.end - place.start)
    gutter = f"{' ' * margin} |"
    text.append(f"{gutter}\n", "cyan")
    text.append(f"{line_number:>{margin}} |", "cyan")
    text.append(f" {before}{marked}{after}".rstrip() + "\n")
    text.append(gutter, "cyan")
    text.append(f" {' ' * cell_len(before)}{'^' * max(cell_len(marked), 1)}", colour)
    text.append(f" {place.label}" if place.label else "", colour)
    text.append("\n")


def _excerpt(line: str, start: int, length: int) -> tuple[str, str, str]:
    """Cut a line into what stands before, in and after a place, short enough to show."""
    # No more of a line is looked at than can be shown: a line may be a megabyte long.
    end = start + length
    before, marked, after = (
        visible(part)
        for part in (
            line[max(start - _WIDTH - 1, 0) : start],
            line[start : min(end, start + _WIDTH + 1)],
            line[end : end + _WIDTH + 1],
        )
    )
    marked = _shortened(marked, _WIDTH)
    room = max(_WIDTH - cell_len(marked), 20)
    if cell_len(before) > room:
        before = "…" + before[-(room - 1) :]
    return before, marked, _shortened(after, max(room - cell_len(before), 20))


def _shortened(text: str, cells: int) -> str:
    return text if cell_len(text) <= cells else text[: cells - 1] + "…"


def visible(text: str, keep: str = "") -> str:
    """Make every character show: no control, direction or format character reaches a terminal.

    Tabs become four spaces; other such characters become `<U+…>`.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        "    "
        if char == "\t"
        else f"<U+{ord(char):04X}>"
        if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        and char not in keep
        and char not in "\u200d\u200c\u00ad"
        else char
        for char in text
    )
