"""What a build says of findings: those that matter most in full, and how many others there are.

After years a desk has thousands of warnings, most of them known: a review that is due, a quote
whose text nobody could archive. Whoever edits a briefing has to see those of that briefing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from mkdocs.plugins import get_plugin_logger

from generator.diagnostics.codes import Severity
from generator.diagnostics.finding import Finding
from generator.diagnostics.show import full, summary

MOST = 50
"""Findings that are shown in full."""

log = get_plugin_logger("briefings")


def report(findings: Sequence[Finding], changed: Collection[str] = ()) -> None:
    """Log findings, so that MkDocs shows them and `--strict` counts them.

    If there are many, those that stop a build come first, then those in files that have `changed`,
    given by their paths as users see them.
    """
    first = findings
    if len(findings) > MOST:
        first = sorted(
            findings,
            key=lambda each: (
                each.severity is not Severity.ERROR,
                each.place.source.path not in changed,
            ),
        )[:MOST]
    for finding in first:
        tell = log.error if finding.severity is Severity.ERROR else log.warning
        tell(full(finding).plain, extra={"finding": finding})
    told = set(map(id, first))
    for severity, tell in ((Severity.ERROR, log.error), (Severity.WARNING, log.warning)):
        more = [each for each in findings if id(each) not in told and each.severity is severity]
        files = len({finding.place.source.path for finding in more})
        where = f"in {files:,} file{'s' * (files != 1)}"
        if more:
            tell(f"and {summary(more)} more {where}; `briefing check` of the folder shows all")
