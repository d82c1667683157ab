"""What must hold for any file at all, on its whole way from bytes to what a writer is shown."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from random import Random

from generator.checking import check_across, check_file, check_register
from generator.checking.facts import Facts, facts_of, facts_of_register
from generator.diagnostics.finding import Finding, errors_in, in_order
from generator.diagnostics.fixing import edited, safe_edits
from generator.diagnostics.machine import as_github, as_json, as_sarif
from generator.diagnostics.show import concise, full
from generator.evidence.archive import Archive
from generator.reading.folder import read_briefing, read_register
from generator.reading.paths import REGISTER_NAME

_MOST_ROUNDS = 100
"""Of mending, before it counts as endless."""


@dataclass(frozen=True)
class Desk:
    """A folder in which files are tried."""

    path: Path
    register: tuple[Facts, ...] = ()
    """The facts of a register, for briefings that are tried."""
    is_register: bool = False
    """Whether the files that are tried are registers themselves."""

    @property
    def file(self) -> Path:
        """Where a file that is tried stands."""
        return self.path / (REGISTER_NAME if self.is_register else "tried.yml")

    def findings(self, text: str | None = None) -> tuple[Finding, ...]:
        """What is wrong with the file that stands there, or with a text in its place."""
        if self.is_register:
            register, findings = read_register(self.path, text)
            facts = (facts_of_register(register),) if register else ()
            found = check_register(register) if register else ()
            return in_order([*findings, *found, *check_across(facts)])
        read, findings = read_briefing(self.path, self.file, text)
        across = check_across([*self.register, facts_of(read)])
        return in_order([*findings, *check_file(read, Archive(self.path)), *across])


def travel(desk: Desk, data: bytes) -> tuple[Finding, ...]:
    """Let bytes travel the whole way as a file; raises `AssertionError` where a promise breaks."""
    desk.file.write_bytes(data)
    findings = desk.findings()
    travel_on(desk, findings)
    return findings


def travel_as_text(desk: Desk, text: str) -> tuple[Finding, ...]:
    """Let a text travel the whole way as an editor's."""
    findings = desk.findings(text)
    travel_on(desk, findings)
    return findings


def travel_on(desk: Desk, findings: tuple[Finding, ...], rounds: int = _MOST_ROUNDS) -> None:
    """Try everything that is done with findings; `rounds` is how long they are mended."""
    for finding in findings:
        _stands_in_its_file(finding)
    _is_in_total_order(findings)
    _renders(findings)
    _mends(desk, findings, rounds)


def _stands_in_its_file(finding: Finding) -> None:
    edits = finding.fix.edits if finding.fix else ()
    for place in (finding.place, *finding.further):
        assert 0 <= place.start <= place.end <= len(place.source.text), finding
        assert place.position.line >= 1 <= place.position.column, finding
    for edit in edits:
        assert 0 <= edit.start <= edit.end <= len(finding.place.source.text), finding


def _is_in_total_order(findings: tuple[Finding, ...]) -> None:
    shuffled = list(findings)
    Random(1).shuffle(shuffled)
    assert in_order(shuffled) == findings


def _renders(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        in_full, in_short = full(finding).plain, concise(finding)
        assert in_full.startswith(f"{finding.severity}[{finding.code}]: ")
        assert "\n" not in in_short
        # Line ends, and what shapes letters, do no harm.
        shown = {*in_full, *in_short} - {*"\n\u200c\u200d\xad"}
        assert not _UNSAFE & {unicodedata.category(char) for char in shown}, finding
    assert len(json.loads(as_json(findings))) == len(findings)
    assert len(json.loads(as_sarif(findings))["runs"][0]["results"]) == len(findings)
    annotations = as_github(findings).split("\n") if findings else []
    assert len(annotations) == len(findings)
    assert all(line.startswith(("::error ", "::warning ")) for line in annotations)


_UNSAFE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Kinds of characters that may make a terminal do something else than show them."""


def _mends(desk: Desk, findings: tuple[Finding, ...], most: int) -> None:
    """Safe fixes come to an end, mend what they say, and make nothing else worse."""
    for _ in range(most):
        edits = safe_edits(findings)
        if not edits:
            return
        mended = [
            finding for finding in findings if finding.fix and set(finding.fix.edits) <= set(edits)
        ]
        after = desk.findings(edited(findings[0].place.source.text, edits))
        again = {(finding.code, finding.place.start) for finding in after}
        for finding in mended:
            start = finding.place.start
            moved = start + sum(len(e.text) - (e.end - e.start) for e in edits if e.end <= start)
            assert (finding.code, moved) not in again or finding.code in _IN_ROWS, finding
        if not _REVEALING & {finding.code for finding in mended}:
            assert len(errors_in(after)) <= len(errors_in(findings)), (mended, after)
        findings = after
    assert most < _MOST_ROUNDS, "mending never ends"


_IN_ROWS = {"bad-character", "hidden-character"}
"""Codes of mistakes that may stand directly behind one another."""
_REVEALING = {"bad-yaml", "tab-indentation", "bad-character", "hidden-character", "unknown-key"}
"""Codes of mistakes that hide others: mending them may bring those to light."""
