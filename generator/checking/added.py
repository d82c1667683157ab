"""Checks that packages add, as entry points of the group `briefing_generator.checks`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from generator.diagnostics.codes import Code, codes
from generator.diagnostics.finding import Finding, Place
from generator.extending import CHECKS, Extension, extensions, said
from generator.reading.folder import ReadBriefing

if TYPE_CHECKING:
    from generator.checking.threads import Thread

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Check:
    """A check: a code, and the rule that finds such mistakes.

    A rule is a pure function of a valid file, or of a thread whose files are all valid. Its
    findings hold as long as these do not change.
    """

    code: Code
    """Its name has to be that of the entry point."""
    of_file: Callable[[ReadBriefing], Iterable[Finding]] | None = None
    of_thread: Callable[[Thread], Iterable[Finding]] | None = None
    """Exactly one of these two."""


@cache
def file_checks() -> dict[str, tuple[Extension, Check]]:
    """The checks of single files, by their codes. Raises `ExtensionError`."""
    return {name: each for name, each in _checks().items() if each[1].of_file}


@cache
def thread_checks() -> dict[str, tuple[Extension, Check]]:
    """The checks of threads, by their codes. Raises `ExtensionError`."""
    return {name: each for name, each in _checks().items() if each[1].of_thread}


@cache
def _checks() -> dict[str, tuple[Extension, Check]]:
    found = {each.name: (each, each.load(Check)) for each in extensions(CHECKS)}
    for extension, check in found.values():
        if bool(check.of_file) == bool(check.of_thread):
            raise extension.error("needs exactly one rule: `of_file` or `of_thread`")
    if found:
        codes()  # reports bad codes before anything is checked
    return found


def added_of_file(read: ReadBriefing) -> Iterator[Finding]:
    """What the added checks find in a file."""
    for extension, check in file_checks().values() if read.briefing else ():
        if check.of_file:
            yield from _found(extension, check.of_file, read, read.document.head_place(()))


def added_of_thread(thread: Thread) -> Iterator[Finding]:
    """What the added checks find in a thread."""
    for extension, check in thread_checks().values():
        if check.of_thread:
            yield from _found(extension, check.of_thread, thread, thread.chapters[0].date_place)


def _found(
    extension: Extension, rule: Callable[[T], Iterable[object]], of: T, place: Place
) -> Iterator[Finding]:
    """What a rule finds; if it fails, a finding with its own code that says so."""
    try:
        for finding in rule(of):
            if not isinstance(finding, Finding) or finding.code != extension.name:
                raise TypeError(f"it finds a `Finding` of its own code, not {finding!r:.80}")
            yield finding
    except Exception as error:  # noqa: BLE001 # foreign code can raise anything
        what = f"the check of the package {extension.package} failed: {said(error)}"
        yield Finding(
            extension.name, what, place, help="report it to the maintainers of the package"
        )
