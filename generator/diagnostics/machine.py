"""Findings for programs: JSON, the annotations of GitHub's workflows, and SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.diagnostics.codes import Severity, codes
from generator.diagnostics.finding import Finding, Place
from generator.diagnostics.show import visible

_SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def as_json(findings: Sequence[Finding]) -> str:
    """A list of objects. Lines and columns count from 1, in characters; ends are exclusive."""
    return json.dumps([_plain(finding) for finding in findings], ensure_ascii=False, indent=2)


def as_github(findings: Iterable[Finding]) -> str:
    """One workflow command a finding, which GitHub shows at the changed line."""
    return "\n".join(_annotation(finding) for finding in findings)


def as_sarif(findings: Sequence[Finding]) -> str:
    """A log of one run, as code-scanning services take it."""
    codes = sorted({finding.code for finding in findings})
    log = {
        "$schema": _SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "briefing",
                        "semanticVersion": __version__,
                        "rules": [_rule(code) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, codes.index(finding.code)) for finding in findings],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False)


def _plain(finding: Finding) -> dict[str, Any]:
    fix = finding.fix
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "headline": finding.headline,
        **_span(finding.place),
        "help": finding.help or None,
        "further": [{"label": place.label, **_span(place)} for place in finding.further],
        "fix": fix
        and {
            "title": fix.title,
            "safe": fix.safe,
            "edits": [
                {**_region(Place(finding.place.source, edit.start, edit.end)), "text": edit.text}
                for edit in fix.edits
            ],
        },
    }


def _span(place: Place) -> dict[str, Any]:
    return {"path": place.source.path, **_region(place)}


def _region(place: Place) -> dict[str, int]:
    start, end = place.position, place.source.position(max(place.end, place.start))
    return {
        "line": start.line,
        "column": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _annotation(finding: Finding) -> str:
    region = _region(finding.place)
    properties = {
        "file": finding.place.source.path,
        "line": region["line"],
        "endLine": region["endLine"],
        "title": f"{finding.severity}[{finding.code}]",
    }
    if region["line"] == region["endLine"]:
        properties |= {"col": region["column"], "endColumn": region["endColumn"]}
    shown = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    text = visible(finding.headline) + (f"\n{finding.help}" if finding.help else "")
    return f"::{finding.severity} {shown}::{_message(text)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def _rule(name: str) -> dict[str, Any]:
    code = codes()[name]
    return {
        "id": name,
        "shortDescription": {"text": code.what},
        "defaultConfiguration": {"level": _level(code.severity)},
    }


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    text = finding.headline + (f"\n{finding.help}" if finding.help else "")
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _level(finding.severity),
        "message": {"text": text},
        "locations": [{"physicalLocation": _location(finding.place)}],
    }
    if finding.further:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _location(place),
                "message": {"text": place.label or "here"},
            }
            for number, place in enumerate(finding.further, start=1)
        ]
    if finding.fix:
        replacements = [
            {
                "deletedRegion": _sarif_region(Place(finding.place.source, edit.start, edit.end)),
                "insertedContent": {"text": edit.text},
            }
            for edit in finding.fix.edits
        ]
        change = {"artifactLocation": _artifact(finding.place), "replacements": replacements}
        result["fixes"] = [
            {"description": {"text": finding.fix.title}, "artifactChanges": [change]}
        ]
    return result


def _location(place: Place) -> dict[str, Any]:
    return {"artifactLocation": _artifact(place), "region": _sarif_region(place)}


def _artifact(place: Place) -> dict[str, str]:
    return {"uri": quote(place.source.path, errors="surrogateescape")}


def _sarif_region(place: Place) -> dict[str, int]:
    region = _region(place)
    return {
        "startLine": region["line"],
        "startColumn": region["column"],
        "endLine": region["endLine"],
        "endColumn": region["endColumn"],
    }


def _level(severity: Severity) -> str:
    return {Severity.ERROR: "error", Severity.WARNING: "warning"}[severity]
