"""Applying fixes to a text."""

from __future__ import annotations

from collections.abc import Iterable

from generator.diagnostics.finding import Edit, Finding


def safe_edits(findings: Iterable[Finding]) -> list[Edit]:
    """The edits of all safe fixes of one file, in order; of fixes that overlap, the first."""
    edits: list[Edit] = []
    end = 0
    for finding in sorted(findings, key=lambda finding: finding.sort_key):
        if finding.fix is None or not finding.fix.safe:
            continue
        wanted = sorted(finding.fix.edits, key=lambda edit: edit.start)
        if wanted[0].start >= end:
            edits += wanted
            end = wanted[-1].end
    return edits


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Apply edits in order; every character outside them stays."""
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])
