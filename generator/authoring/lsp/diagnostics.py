"""Translate findings into the protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lsprotocol import types

from generator.authoring.lsp.places import Places
from generator.diagnostics.codes import Severity
from generator.diagnostics.finding import Finding, Place

SOURCE = "briefing"

_SEVERITY = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
}


def diagnostics(
    findings: Iterable[Finding],
    places: Places,
    uri_at: Callable[[Place], str],
    *,
    related: bool = True,
) -> list[types.Diagnostic]:
    """What an editor shows for the findings of one file.

    `related` is whether it can show further places; if not, the message names them.
    """
    return [_diagnostic(finding, places, uri_at, related=related) for finding in findings]


def _diagnostic(
    finding: Finding, places: Places, uri_at: Callable[[Place], str], *, related: bool
) -> types.Diagnostic:
    message = [finding.headline]
    if finding.help:
        message.append(finding.help)
    if not related:
        message += [f"{place.label or 'see also'}: {place}" for place in finding.further]
    information = [
        types.DiagnosticRelatedInformation(
            types.Location(uri_at(place), places.range(place)), place.label or "see also"
        )
        for place in finding.further
        if related
    ]
    return types.Diagnostic(
        places.range(finding.place),
        "\n".join(message),
        severity=_SEVERITY[finding.severity],
        code=finding.code,
        source=SOURCE,
        related_information=information or None,
    )
