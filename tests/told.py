"""What a writer is told of some files, without any file on the disk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator.checking import check
from generator.diagnostics.finding import Finding
from generator.diagnostics.show import concise
from generator.reading.folder import Folder, read_briefing, read_register
from generator.reading.paths import REGISTER_NAME

DESK = Path("desk")
"""A folder that does not exist."""

LEAST = """\
title: The port stands still
date: 2021-12-03
summary: Dockers ask for more pay.
sources:
  herald:
    title: Dockers walk out
actors:
  dockers:
    name: Dockers
"""
"""The least that makes a briefing; what a test adds to it starts in line 10."""


def findings_in(files: str | Mapping[str, str], as_of: date | None = None) -> tuple[Finding, ...]:
    """Check a briefing, or briefings and a register by their names, as of a day."""
    named = {"a.yml": files} if isinstance(files, str) else files
    briefings, findings = [], []
    register = None
    for name, text in named.items():
        if name == REGISTER_NAME:
            register, found = read_register(DESK, text)
        else:
            read, found = read_briefing(DESK, DESK / name, text)
            briefings.append(read)
        findings += found
    folder = Folder(DESK, tuple(briefings), register, tuple(findings))
    return check(folder, as_of=as_of)


def told(files: str | Mapping[str, str]) -> list[str]:
    """What a writer is told, a line for each mistake: `line:column code: headline`.

    The name of the file stands before it where there is more than one file.
    """
    start = len(f"{DESK}/a.yml:") if isinstance(files, str) else len(f"{DESK}/")
    return [
        concise(finding)[start:].replace(": error[", " ").replace("] ", ": ", 1)
        for finding in findings_in(files)
    ]


def advice(files: str | Mapping[str, str]) -> list[str]:
    """What a writer is advised to do about each mistake."""
    return [finding.help for finding in findings_in(files)]
