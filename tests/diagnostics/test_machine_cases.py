"""What is found in every case, as programs read it."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for

from generator.diagnostics.codes import CODES
from generator.diagnostics.finding import Finding
from generator.diagnostics.fixing import edited
from generator.diagnostics.machine import as_github, as_json, as_sarif
from generator.diagnostics.show import concise
from tests.diagnostics.cases import CASES, Case, findings_of
from tests.npm import unpacked

EVERY_CASE = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


# JSON


@EVERY_CASE
def test_json_gives_the_positions_that_the_concise_form_gives(case: Case) -> None:
    told = json.loads(as_json(findings_of(case)))
    assert [
        f"{each['path']}:{each['line']}:{each['column']}: "
        f"{each['severity']}[{each['code']}] {each['headline']}"
        for each in told
    ] == [concise(finding) for finding in findings_of(case)]


@EVERY_CASE
def test_the_edits_in_json_mend_a_file_as_the_fixes_do(case: Case) -> None:
    for finding, told in zip(
        findings_of(case), json.loads(as_json(findings_of(case))), strict=True
    ):
        assert bool(finding.fix) == bool(told["fix"])
        if finding.fix:
            text = finding.place.source.text
            assert told["fix"]["title"] == finding.fix.title
            assert told["fix"]["safe"] == finding.fix.safe
            assert _mended(text, told["fix"]["edits"]) == edited(text, finding.fix.edits)


def _mended(text: str, edits: list[dict[str, Any]]) -> str:
    """Apply edits as a program would that knows nothing but lines and columns."""
    lines = re.split(r"(?<=\n)", text)

    def offset(line: int, column: int) -> int:
        return sum(map(len, lines[: line - 1])) + column - 1

    for edit in reversed(edits):
        start = offset(edit["line"], edit["column"])
        end = offset(edit["endLine"], edit["endColumn"])
        text = text[:start] + edit["text"] + text[end:]
    return text


# GitHub


@EVERY_CASE
def test_the_runner_of_github_reads_back_what_was_found(case: Case) -> None:
    lines = as_github(findings_of(case)).splitlines()
    for finding, line in zip(findings_of(case), lines, strict=True):
        command, properties, message = _as_the_runner_reads(line)
        place = finding.place
        assert command == finding.severity
        assert properties["file"] == place.source.path
        assert properties["line"] == str(place.position.line)
        assert properties["title"] == f"{finding.severity}[{finding.code}]"
        assert properties.keys() <= {"file", "line", "endLine", "col", "endColumn", "title"}
        # GitHub takes columns only where a place starts and ends in one line.
        assert ("col" in properties) == (properties["line"] == properties["endLine"])
        assert properties.get("col", str(place.position.column)) == str(place.position.column)
        assert message == finding.headline + (f"\n{finding.help}" if finding.help else "")


def _as_the_runner_reads(line: str) -> tuple[str, Mapping[str, str], str]:
    """Take a workflow command apart as actions/runner does (`ActionCommand.TryParseV2`)."""
    assert line.startswith("::")
    head, _, message = line[2:].partition("::")
    command, _, said = head.partition(" ")
    pairs = (pair.partition("=") for pair in said.split(","))
    properties = {name: _unescaped(value, ":,") for name, _, value in pairs}
    return command, properties, _unescaped(message)


def _unescaped(text: str, more: str = "") -> str:
    for char in f"\r\n{more}%":
        text = text.replace(f"%{ord(char):02X}", char)
    return text


# SARIF


@cache
def sarif_validator() -> Validator:
    """The schema of SARIF 2.1.0, as Microsoft's matchers for Jest carry it."""
    folder = unpacked(
        "@microsoft/jest-sarif",
        "1.0.0-beta.0",
        "A1fOhPd6Ic5iDk4F9YPw1qNB4XF+7+IviR7xl8r2F6QzQkx5cpY9LsGk2rExiFIEcBbjpVnSmwWGBukASkiQ9A==",
    )
    schema = json.loads((folder / "lib/schemas/sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


@EVERY_CASE
def test_sarif_is_valid_by_its_schema(case: Case) -> None:
    assert _sarif_errors(as_sarif(findings_of(case))) == []


def test_sarif_of_no_findings_is_valid_by_its_schema() -> None:
    assert _sarif_errors(as_sarif([])) == []


def test_the_schema_of_sarif_would_find_a_mistake() -> None:
    log = json.loads(as_sarif(findings_of(CASES[0])))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert len(_sarif_errors(json.dumps(log))) == 1


def _sarif_errors(text: str) -> list[str]:
    return [error.message for error in sarif_validator().iter_errors(json.loads(text))]


@EVERY_CASE
def test_sarif_names_rules_and_places_as_they_were_found(case: Case) -> None:
    findings = findings_of(case)
    (run,) = json.loads(as_sarif(findings))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {finding.code for finding in findings}
    for finding, result in zip(findings, run["results"], strict=True):
        assert result["ruleId"] == rules[result["ruleIndex"]]["id"] == finding.code
        assert result["level"] == CODES[finding.code].severity
        assert _region(finding) == result["locations"][0]["physicalLocation"]["region"]
        assert len(result.get("relatedLocations", [])) == len(finding.further)
        assert len(result.get("fixes", [])) == bool(finding.fix)


def _region(finding: Finding) -> dict[str, int]:
    start = finding.place.position
    end = finding.place.source.position(finding.place.end)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }
