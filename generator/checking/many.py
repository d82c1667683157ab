"""Check the files of a folder, however many, on all cores if that is faster.

Each file is read, checked and dropped. Only its findings and its facts are kept, as plain data,
which is small compared to what was read.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.checking import check_file, check_register
from generator.checking.facts import Facts, facts_of, facts_of_register
from generator.checking.kept import facts_to_json
from generator.diagnostics.finding import Finding
from generator.diagnostics.kept import findings_to_json
from generator.evidence.archive import Archive, paths_of
from generator.evidence.proofs import text_names
from generator.reading.collecting import no_collecting
from generator.reading.folder import read_briefing, read_register
from generator.reading.helping import begin_to_help
from generator.reading.nodes import Document
from generator.reading.paths import REGISTER_NAME
from generator.reading.text import digest_of

_FEW = 300
"""Files that one process checks in the time that it takes to start others."""
_BATCH = 50
"""Files that a process gets at a time."""


class CheckingEndedError(ChildProcessError):
    """A process that was checking files was ended from outside."""


class Checked(NamedTuple):
    """What is kept of a file that was checked."""

    name: str
    """Its path below the folder."""
    digest: str
    """A hash of what was read, made by `digest_of`."""
    texts: tuple[str, ...]
    """The archived texts that it names, and their seals, as paths below the folder."""
    findings: bytes
    """Its findings, for `findings_from_json`."""
    facts: bytes
    """Its facts, for `facts_from_json`."""
    stands: Standing
    """A summary of the facts."""


class Standing(NamedTuple):
    """A summary of a file's facts, to see which other files it may affect."""

    id: str
    thread: str | None
    """Its thread; empty if it has none, None if that cannot be read."""
    day: str | None
    """The day of a published briefing, as `YYYY-MM-DD`; None for others."""
    has_mistakes: bool
    actors_unread: bool
    defines: str
    """A hash of what it says about the identities of actors."""
    actors: tuple[Said, ...]


class Said(NamedTuple):
    """What a file says about one actor's identity."""

    id: str
    is_named: bool
    fields: str
    """The names of the fields that it gives, separated by spaces."""
    part_of: str | None


def checked_files(folder: Path, names: Sequence[str], jobs: int | None = None) -> Iterator[Checked]:
    """Check files of a folder, each alone, in their order; `names` are their paths below it.

    Works in `jobs` processes; by default, in one for each core if there are many files. Leaves
    out a register that is gone by now. Raises `CheckingEndedError`.
    """
    batches = [names[start : start + _BATCH] for start in range(0, len(names), _BATCH)]
    jobs = min(jobs or _worth(len(names)), len(batches))
    if jobs < 2:
        yield from _batch(folder, names)
        return
    # A fork starts at once, but is safe only if no other thread is running.
    is_alone = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if is_alone else "spawn")
    with (
        _interrupts() as pressed,
        ProcessPoolExecutor(jobs, context, begin_to_help) as pool,
    ):
        try:
            for batch in pool.map(partial(_listed, folder), batches):
                if pressed:
                    raise KeyboardInterrupt
                yield from batch
        except BrokenProcessPool as error:
            raise CheckingEndedError("a process that was checking files was ended") from error


def _worth(count: int) -> int:
    """How many processes are worth their start for so many files."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return min(cores, count // _FEW + 1)


@contextmanager
def _interrupts() -> Iterator[list[int]]:
    """Note Ctrl-C in a list: an exception while work is handed out would leave locks taken."""
    pressed: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield pressed
        return
    earlier = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, earlier)


def _listed(folder: Path, names: Iterable[str]) -> list[Checked]:
    return list(_batch(folder, names))


def _batch(folder: Path, names: Iterable[str]) -> Iterator[Checked]:
    archive = Archive(folder)
    with no_collecting():
        for name in names:
            if name != REGISTER_NAME:
                read, findings = read_briefing(folder, folder / name)
                texts = tuple(path for text in text_names(read).values() for path in paths_of(text))
                findings = [*findings, *check_file(read, archive)]
                yield _kept(name, read.document, texts, findings, facts_of(read))
                continue
            register, findings = read_register(folder)
            if register:
                facts = facts_of_register(register)
                findings = [*findings, *check_register(register)]
                yield _kept(name, register.document, (), findings, facts)


def _kept(
    name: str,
    document: Document,
    texts: tuple[str, ...],
    findings: Sequence[Finding],
    facts: Facts,
) -> Checked:
    digest = digest_of(document.source, findings)
    data = (findings_to_json(findings), facts_to_json(facts))
    return Checked(name, digest, texts, *data, _standing(facts))


def _standing(facts: Facts) -> Standing:
    chapter = facts.chapter
    said = (
        Said(each.id, each.is_named, " ".join(each.said), part[0] if part else None)
        for each in facts.definitions
        for part in [each.said.get("part_of")]
    )
    return Standing(
        facts.id,
        facts.thread,
        chapter.date.isoformat() if chapter and not chapter.is_draft else None,
        facts.has_mistakes,
        facts.actors_unread,
        facts.defines,
        tuple(said),
    )
