"""Rules over what was read: whether the entries of a file, and of all files, fit together.

A rule is a pure function. One kind looks at a single file; its findings hold as long as that
file does not change. The other kind looks at the facts that files have about each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from generator.checking.acceptance import settle
from generator.checking.actors import conflicting_actors, unknown_actors, unnamed_actors
from generator.checking.facts import Facts, facts_of, facts_of_register
from generator.checking.files import duplicate_ids
from generator.checking.judgement import check_judgement
from generator.checking.quotes import check_quotes
from generator.checking.scales import words_of_another_scale
from generator.checking.sources import unknown_sources, unnamed_sources
from generator.diagnostics.finding import MAX_FINDINGS, Finding, in_order
from generator.evidence.archive import Archive
from generator.reading.folder import Folder, ReadBriefing

FileRule = Callable[[ReadBriefing], Iterable[Finding]]
SourceRule = Callable[[ReadBriefing, Archive], Iterable[Finding]]
CorpusRule = Callable[[Sequence[Facts]], Iterable[Finding]]

FILE_RULES: tuple[FileRule, ...] = (unknown_sources, unnamed_sources, words_of_another_scale)
SOURCE_RULES: tuple[SourceRule, ...] = (check_quotes, check_judgement)
CORPUS_RULES: tuple[CorpusRule, ...] = (
    duplicate_ids,
    unknown_actors,
    unnamed_actors,
    conflicting_actors,
)


def check(folder: Folder, archive: Archive | None = None) -> tuple[Finding, ...]:
    """All that is wrong in a folder: in its single files and across them, in order."""
    archive = archive or Archive(folder.path)
    within = (found for read in folder.briefings for found in check_file(read, archive))
    return in_order((*folder.findings, *within, *check_across(list(facts(folder)))))


def check_file(read: ReadBriefing, archive: Archive) -> Iterator[Finding]:
    """What does not fit together in one file, and what its quotes' sources say of them."""
    found = (
        *(finding for rule in FILE_RULES for finding in _some(rule(read))),
        *(finding for rule in SOURCE_RULES for finding in _some(rule(read, archive))),
    )
    yield from settle(read, found)


def _some(findings: Iterable[Finding]) -> Iterable[Finding]:
    """As many findings of one rule about one file as can be shown, and one more."""
    return islice(findings, MAX_FINDINGS + 1)


def check_across(every: Sequence[Facts]) -> Iterator[Finding]:
    """What does not fit together across files; the register's facts come first."""
    for rule in CORPUS_RULES:
        yield from rule(every)


def facts(folder: Folder) -> Iterator[Facts]:
    """The facts of a folder's files, the register's first."""
    if folder.register:
        yield facts_of_register(folder.register)
    for read in folder.briefings:
        yield facts_of(read)
