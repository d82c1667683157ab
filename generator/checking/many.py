"""A whole folder checked, however many files it holds, on every core where that is faster.

Each file is read, checked and let go: only its findings and its facts are kept, which is
little beside what was read.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.checking import check_across, check_file
from generator.checking.facts import Facts, facts_of, facts_of_register
from generator.diagnostics.finding import Finding, in_order
from generator.evidence.archive import Archive
from generator.reading.collecting import no_collecting
from generator.reading.folder import look_into, read_briefing, read_register

_FEW = 300
"""Files that one process has checked before others would have started."""
_BATCH = 50
"""Files that a process is given at a time."""

Seen = Callable[[int, int], None]
"""Is told how many files, of how many, have been checked."""


class CheckingEndedError(Exception):
    """A process that was checking files was ended from outside."""


class Checked(NamedTuple):
    """What is kept of a file."""

    findings: list[Finding]
    facts: Facts


def check_files(
    folder: Path,
    jobs: int | None = None,
    seen: Seen | None = None,
    as_of: date | None = None,
) -> tuple[Finding, ...]:
    """All that is wrong in a folder: the findings of `check`, in the same order.

    Works in `jobs` processes; by default in one for each core, where the files are many.
    Raises `CheckingEndedError`.
    """
    paths, findings = look_into(folder)
    register, found = read_register(folder)
    findings += found
    facts = [facts_of_register(register)] if register else []
    for done, checked in enumerate(_checked(folder, paths, jobs or _worth(len(paths))), start=1):
        findings += checked.findings
        facts.append(checked.facts)
        if seen:
            seen(done, len(paths))
    return in_order([*findings, *check_across(facts, as_of)])


def _worth(count: int) -> int:
    """How many processes are worth their start for so many files."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return min(cores, count // _FEW + 1)


def _checked(folder: Path, paths: Sequence[Path], jobs: int) -> Iterator[Checked]:
    """Each file in turn, whichever process checks it."""
    if jobs == 1:
        yield from _batch(folder, paths)
        return
    batches = [paths[start : start + _BATCH] for start in range(0, len(paths), _BATCH)]
    # A copy of this process is there at once, and safe as long as no other thread runs in it.
    is_alone = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if is_alone else "spawn")
    # Ctrl-C reaches every process; this one tells the others to end.
    leave_it = (signal.SIGINT, signal.SIG_IGN)
    with (
        _interrupts() as pressed,
        ProcessPoolExecutor(jobs, context, signal.signal, leave_it) as pool,
    ):
        try:
            for batch in pool.map(partial(_listed, folder), batches):
                if pressed:
                    raise KeyboardInterrupt
                yield from batch
        except BrokenProcessPool as error:
            raise CheckingEndedError("a process that was checking files was ended") from error


@contextmanager
def _interrupts() -> Iterator[list[int]]:
    """Note Ctrl-C in a list: while work is handed out, an exception would leave locks behind."""
    pressed: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield pressed
        return
    earlier = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, earlier)


def _listed(folder: Path, paths: Iterable[Path]) -> list[Checked]:
    return list(_batch(folder, paths))


def _batch(folder: Path, paths: Iterable[Path]) -> Iterator[Checked]:
    archive = Archive(folder)
    with no_collecting():
        for path in paths:
            read, findings = read_briefing(folder, path)
            yield Checked([*findings, *check_file(read, archive)], facts_of(read))
