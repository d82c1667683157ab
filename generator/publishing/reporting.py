"""What a build says of mistakes: those that matter most in full, of the others how many there are.

A desk of years has thousands of warnings, most of them known: a review that is due, a quote whose
text nobody could archive. Who edits one briefing has to see those of that briefing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from mkdocs.plugins import get_plugin_logger

from generator.diagnostics.codes import Severity
from generator.diagnostics.finding import Finding
from generator.diagnostics.show import full, summary

MOST = 50
"""Findings that are told in full."""

log = get_plugin_logger("briefings")


def report(findings: Sequence[Finding], changed: Collection[str] = ()) -> None:
    """Log findings, so that MkDocs shows them and `--strict` counts them.

    Of many those come first that stop a build, then those in files that have `changed`, by their
    paths as they are shown.
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
