"""A check of a desk, at any size: of what has not changed since the last one nothing is read.

1. Each file is looked at. What has another stamp, and another content, is read and checked alone
   (`desk.py`).
2. What is wrong between files is found by the rules from facts that are kept: those of all
   files, or those that matter to the files asked for (`across.py`). It is noted, so that the
   same check need not even load the rules.

The findings are those that are found without anything kept, always.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from generator.diagnostics.finding import Finding, in_order
from generator.keeping.across import across
from generator.keeping.alone import BusyError
from generator.keeping.database import IN_MEMORY
from generator.keeping.desk import Desk, Seen
from generator.keeping.found import Found
from generator.keeping.version import CACHE, CODE, code_version
from generator.reading.collecting import no_collecting


def check_desk(
    folder: Path,
    paths: Sequence[Path],
    jobs: int | None = None,
    seen: Seen | None = None,
    as_of: date | None = None,
) -> tuple[Finding, ...]:
    """What is wrong in some files and folders of a desk; its other files may be the reason.

    These are the findings of `check` that are in them, in the same order. Files are read in
    `jobs` processes. Raises `CheckingEndedError`.
    """
    state, version = state_of(folder), code_version()
    if found := _opened(state, version):
        try:
            with closing(found):
                return _check(folder, found, paths, jobs, seen, as_of)
        except sqlite3.DatabaseError:  # the disk is full, say: all can be found without it
            pass
    with closing(Found(IN_MEMORY, version)) as found:
        return _check(folder, found, paths, jobs, seen, as_of)


def _opened(state: Path, version: str) -> Found | None:
    """What is kept; None where another process has it, or nothing can be written."""
    try:
        found = Found(state, version)
    except (BusyError, sqlite3.OperationalError, OSError):
        return None
    if state != IN_MEMORY:
        with suppress(OSError), state.with_name(".gitignore").open("x") as stream:
            stream.write("*\n")
    return found


def _check(
    folder: Path,
    found: Found,
    paths: Sequence[Path],
    jobs: int | None,
    seen: Seen | None,
    as_of: date | None,
) -> tuple[Finding, ...]:
    desk = Desk(folder.absolute(), found)
    with no_collecting():
        desk.bring_up(jobs, seen)
        asked = desk.asked(paths)
        findings = (*desk.outside, *desk.alone(asked), *across(desk, asked, as_of))
        with suppress(sqlite3.OperationalError, OSError):  # what was found is found
            found.commit()
        return in_order(findings)


def state_of(folder: Path) -> Path:
    """The file that keeps what is found in a desk; in memory where there is no place for one.

    It lies beside `mkdocs.yml`, as that of a build, or at the top of the repository. Each
    installation has its own: they may be of different versions, and work in turns.
    """
    absolute = folder.absolute()
    name = hashlib.sha256(os.fsencode(CODE)).hexdigest()[:8]
    for home in (absolute, *absolute.parents):
        # A `Path` raises an error where a folder may not be looked into.
        marks = (home / "mkdocs.yml", home / ".git")
        if any(map(os.path.exists, marks)):
            return home / CACHE / "check" / absolute.relative_to(home) / f"{name}.sqlite"
    return IN_MEMORY
