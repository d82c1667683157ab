"""Check a desk of any size: files that have not changed since the last check are not read.

1. Look at each file. One that has changed, in its content or its archived texts, is read and
   checked by itself (`desk.py`).
2. Find what is wrong between files. The rules work on kept facts: those of all files, or those that
   matter to the files asked for (`across.py`). Their findings are kept, so that the same check need
   not even load the rules.

The findings are always the same as those of a check with nothing kept.

`publishing/intake.py` follows a desk for building and serving its site, in a database of its own.
There are two because each keeps what its task needs: this one only what `briefing check` needs,
indexed so that a check of a few files looks at few others; that one also the outlines and contents
that pages are made from.
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
    """What is wrong in some files and folders of a desk, even where its other files are the cause.

    These are the findings of `check` in those files, in the same order. Files are read in `jobs`
    processes. Raises `CheckingEndedError`.
    """
    state, version = state_of(folder), code_version()
    if found := _opened(state, version):
        try:
            with closing(found):
                return _check(folder, found, paths, jobs, seen, as_of)
        except sqlite3.DatabaseError:  # such as a full disk: everything can be found without it
            pass
    with closing(Found(IN_MEMORY, version)) as found:
        return _check(folder, found, paths, jobs, seen, as_of)


def _opened(state: Path, version: str) -> Found | None:
    """What is kept; None if another process has it open, or nothing can be written."""
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
        with suppress(sqlite3.OperationalError, OSError):  # the findings hold, kept or not
            found.commit()
        return in_order(findings)


def state_of(folder: Path) -> Path:
    """The file that keeps what is found in a desk; in memory if there is no place for one.

    It is in the cache next to `mkdocs.yml`, as a build's state is, or at the top of the repository.
    Each installation has its own file, as installations of different versions may take turns.
    """
    absolute = folder.absolute()
    name = hashlib.sha256(os.fsencode(CODE)).hexdigest()[:8]
    for home in (absolute, *absolute.parents):
        # `Path.exists` raises an error if a folder may not be searched.
        marks = (home / "mkdocs.yml", home / ".git")
        if any(map(os.path.exists, marks)):
            return home / CACHE / "check" / absolute.relative_to(home) / f"{name}.sqlite"
    return IN_MEMORY
