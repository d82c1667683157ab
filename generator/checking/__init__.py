"""Rules that check whether the entries of a file, and of all files, fit together.

A rule is a pure function. One kind looks at a single file, and its findings hold as long as that
file does not change. The other kinds look at the facts that files need to know about each other:
either at those of all files, or at a thread, which is one story in the order of its days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import islice

from generator.checking.acceptance import settle, settle_across
from generator.checking.actors import (
    actors_called_by_name,
    conflicting_actors,
    unknown_actors,
    unnamed_actors,
)
from generator.checking.added import added_of_file, added_of_thread
from generator.checking.cut import texts_cut_short
from generator.checking.cycles import actor_cycles
from generator.checking.dates import conflicting_dates
from generator.checking.elsewhere import found_elsewhere
from generator.checking.facts import Facts, facts_of, facts_of_register
from generator.checking.files import duplicate_ids, unseen_characters
from generator.checking.judgement import check_judgement
from generator.checking.links import refused_links
from generator.checking.meaning import changed_meanings, unmade_demands
from generator.checking.quotes import check_quotes
from generator.checking.scales import words_of_another_scale
from generator.checking.sources import unknown_sources, unnamed_sources
from generator.checking.tags import joined_tags
from generator.checking.threads import Thread, last_day, threads
from generator.checking.timing import early_resolutions, overdue_risks, same_days
from generator.checking.undecided import undecided
from generator.diagnostics.finding import MAX_FINDINGS, Finding, in_order
from generator.evidence.archive import Archive
from generator.reading.folder import Folder, ReadBriefing, ReadRegister

TextRule = Callable[[ReadBriefing | ReadRegister], Iterable[Finding]]
FileRule = Callable[[ReadBriefing], Iterable[Finding]]
SourceRule = Callable[[ReadBriefing, Archive], Iterable[Finding]]
CorpusRule = Callable[[Sequence[Facts]], Iterable[Finding]]
ThreadRule = Callable[[Thread], Iterable[Finding]]

TEXT_RULES: tuple[TextRule, ...] = (unseen_characters, texts_cut_short)
"""Rules over what was typed, be it in a briefing or in the register."""
FILE_RULES: tuple[FileRule, ...] = (
    *TEXT_RULES,
    joined_tags,
    unknown_sources,
    unnamed_sources,
    words_of_another_scale,
    refused_links,
    conflicting_dates,
    undecided,
    added_of_file,
)
SOURCE_RULES: tuple[SourceRule, ...] = (check_quotes, check_judgement)
CORPUS_RULES: tuple[CorpusRule, ...] = (
    duplicate_ids,
    unknown_actors,
    actors_called_by_name,
    unnamed_actors,
    conflicting_actors,
    actor_cycles,
)
THREAD_RULES: tuple[ThreadRule, ...] = (
    early_resolutions,
    changed_meanings,
    unmade_demands,
    added_of_thread,
)
"""Rules for threads that are whole: else, what seems missing may be in a file with mistakes."""


def check(
    folder: Folder, archive: Archive | None = None, as_of: date | None = None
) -> tuple[Finding, ...]:
    """Everything wrong in a folder, in single files and across them, in order.

    `as_of` is the day by which reviews are due; by default, that of the newest published briefing.
    """
    archive = archive or Archive(folder.path)
    within = [found for read in folder.briefings for found in check_file(read, archive)]
    if folder.register:
        within += check_register(folder.register)
    return in_order((*folder.findings, *within, *check_across(list(facts(folder)), as_of)))


def check_file(read: ReadBriefing, archive: Archive) -> Iterator[Finding]:
    """What does not fit together in one file, including its quotes and their sources."""
    found = (
        *(finding for rule in FILE_RULES for finding in _some(rule(read))),
        *(finding for rule in SOURCE_RULES for finding in _some(rule(read, archive))),
    )
    yield from settle(read, found, partial(found_elsewhere, read, archive, SOURCE_RULES))


def check_register(read: ReadRegister) -> Iterator[Finding]:
    """What does not fit together in the register alone."""
    yield from settle(read, (finding for rule in TEXT_RULES for finding in _some(rule(read))))


def _some(findings: Iterable[Finding]) -> Iterable[Finding]:
    """As many findings of one rule about one file as can be shown, and one more."""
    return islice(findings, MAX_FINDINGS + 1)


def check_across(every: Sequence[Facts], as_of: date | None = None) -> Iterator[Finding]:
    """What does not fit together across files; the register's facts come first."""
    for rule in CORPUS_RULES:
        yield from rule(every)
    yield from check_threads(every, as_of or last_day(every), as_of)


def check_threads(
    every: Sequence[Facts], day: date | None, as_of: date | None = None
) -> Iterator[Finding]:
    """What does not fit together in threads; `every` has the facts of all their files.

    `day` is the day by which reviews are due; `as_of` leaves out what was written after it.
    """
    ever = partial(_over_time, every, date.max, date.max)
    yield from settle_across(every, _over_time(every, day, as_of), ever)


def _over_time(every: Sequence[Facts], day: date | None, as_of: date | None) -> Iterator[Finding]:
    for thread in threads(every, as_of):
        yield from same_days(thread)
        if thread.is_whole:
            yield from overdue_risks(thread, day) if day else ()
            for rule in THREAD_RULES:
                yield from rule(thread)


def facts(folder: Folder) -> Iterator[Facts]:
    """The facts of a folder's files, the register's first."""
    if folder.register:
        yield facts_of_register(folder.register)
    for read in folder.briefings:
        yield facts_of(read)
