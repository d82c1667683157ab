"""Fixes as code actions: one for each finding, and one for all that are safe."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from lsprotocol import types

from generator.authoring.lsp.places import Places
from generator.diagnostics.finding import Edit, Finding, SourceText
from generator.diagnostics.fixing import safe_edits

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.briefing"

Change = Callable[[list[types.TextEdit]], types.WorkspaceEdit]
"""Makes a change of the document from edits."""
Show = Callable[[Finding], types.Diagnostic]


def actions(
    findings: Sequence[Finding],
    stretch: tuple[int, int],
    only: Sequence[str] | None,
    places: Places,
    show: Show,
    change: Change,
) -> list[types.CodeAction]:
    """The code actions for a stretch of the document that has these findings.

    `only` has the kinds of actions that are asked for; all, if it is empty. A safe fix is marked as
    preferred, because it cannot change what the writer meant.
    """
    found = []
    if _is_wanted(types.CodeActionKind.QuickFix.value, only):
        for finding in findings:
            if finding.fix and _touches(finding, stretch):
                edits = _text_edits(finding.place.source, finding.fix.edits, places)
                found.append(
                    types.CodeAction(
                        finding.fix.title,
                        kind=types.CodeActionKind.QuickFix,
                        diagnostics=[show(finding)],
                        is_preferred=finding.fix.safe or None,
                        edit=change(edits),
                    )
                )
    every = safe_edits(findings)
    if every and _is_wanted(FIX_ALL, only):
        edits = _text_edits(findings[0].place.source, every, places)
        title = "apply all safe fixes"
        found.append(types.CodeAction(title, kind=FIX_ALL, edit=change(edits)))
    return found


def _is_wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Whether a kind is among those asked for, or is a sub-kind of one."""
    return not only or any(f"{kind}.".startswith(f"{wanted}.") for wanted in only)


def _touches(finding: Finding, stretch: tuple[int, int]) -> bool:
    """Whether a finding, or an edit of its fix, overlaps or touches a stretch."""
    start, end = stretch
    ends = [(finding.place.start, finding.place.end)]
    if finding.fix:
        ends += [(edit.start, edit.end) for edit in finding.fix.edits]
    return any(low <= end and start <= high for low, high in ends)


def _text_edits(source: SourceText, edits: Iterable[Edit], places: Places) -> list[types.TextEdit]:
    return [
        types.TextEdit(places.stretch(source, edit.start, edit.end), edit.text) for edit in edits
    ]
