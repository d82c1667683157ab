"""Every kind of mistake, as it stands in a file and as a writer is told of it."""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from generator.diagnostics.codes import CODES, Severity
from generator.diagnostics.finding import Finding, Position
from tests.diagnostics.cases import (
    CASES,
    FOLDER,
    Case,
    Expected,
    findings_in,
    findings_of,
    shown,
)

EVERY_CASE = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
SINK = Case(FOLDER / "kitchen-sink")
HEADLINE = re.compile(r"^(?:error|warning)\[(?P<code>[a-z0-9-]+)\]: (?P<text>.*)$", re.MULTILINE)


@EVERY_CASE
def test_what_is_found_is_what_the_files_expect(case: Case) -> None:
    found = {
        Expected(finding.place.source.path, finding.place.position.line, finding.code)
        for finding in findings_of(case)
    }
    assert sorted(found) == case.expected()


@EVERY_CASE
def test_what_a_writer_is_shown_is_golden(case: Case, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("renew_golden"):
        case.golden.write_text(shown(findings_of(case)), encoding="utf-8", newline="\n")
    assert shown(findings_of(case)) == case.golden.read_text("utf-8")


@EVERY_CASE
def test_findings_are_ordered_by_file_place_weight_and_code(case: Case) -> None:
    def order(finding: Finding) -> tuple[str, Position, bool, str]:
        place = finding.place
        return (
            place.source.path,
            place.position,
            finding.severity is Severity.WARNING,
            finding.code,
        )

    found = [order(finding) for finding in findings_of(case)]
    assert found == sorted(found)


@EVERY_CASE
def test_a_headline_fits_one_line_and_goes_on_from_its_code(case: Case) -> None:
    headlines = [match["text"] for match in HEADLINE.finditer(case.golden.read_text("utf-8"))]
    assert len(headlines) == len(findings_of(case))
    for headline in headlines:
        assert len(headline) <= 100
        assert re.match(r"[a-z0-9“`]", headline), headline
        assert not headline.endswith("."), headline


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_case_that_is_about_it(code: str) -> None:
    assert code in {expected.code for expected in Case(FOLDER / code).expected()}


@EVERY_CASE
def test_no_case_expects_a_code_that_does_not_exist(case: Case) -> None:
    assert {expected.code for expected in case.expected()} <= CODES.keys()


ALONE = [
    folder for folder in sorted((FOLDER / "one-mistake-is-told-once").iterdir()) if folder.is_dir()
]


@pytest.mark.parametrize("folder", ALONE, ids=lambda folder: folder.name)
def test_a_mistake_is_told_without_what_merely_follows_from_it(folder: Path) -> None:
    assert len(findings_in(folder)) == 1


# The kitchen sink


def test_many_different_mistakes_are_all_told_in_one_run() -> None:
    findings = findings_of(SINK)
    assert len(findings) >= 20
    assert len({finding.code for finding in findings}) >= 20
    assert len({finding.place for finding in findings}) == len(findings)


@pytest.mark.parametrize("expected", SINK.expected(), ids=lambda e: f"{e.path}-{e.line}-{e.code}")
def test_mending_one_mistake_takes_away_its_finding_and_no_other(
    expected: Expected, tmp_path: Path
) -> None:
    """None of them is a mere consequence of another."""
    shutil.copytree(SINK.folder, tmp_path, dirs_exist_ok=True)
    lines = (SINK.folder / expected.path).read_text("utf-8").split("\n")
    mended = (SINK.folder / "_mended" / expected.path).read_text("utf-8").split("\n")
    lines[expected.line - 1] = mended[expected.line - 1]
    (tmp_path / expected.path).write_text("\n".join(lines), encoding="utf-8", newline="\n")
    gone = _kinds(findings_of(SINK)) - _kinds(findings_in(tmp_path))
    assert gone == Counter([expected])
    assert not _kinds(findings_in(tmp_path)) - _kinds(findings_of(SINK))


def test_with_every_mistake_mended_nothing_is_found() -> None:
    assert findings_in(SINK.folder / "_mended") == ()


def _kinds(findings: tuple[Finding, ...]) -> Counter[Expected]:
    return Counter(
        Expected(finding.place.source.path, finding.place.position.line, finding.code)
        for finding in findings
    )
