"""The index of a site: made once, then updated when something has changed."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from generator.publishing.search import days, family, spelling
from generator.publishing.search.days import Line, in_order
from generator.publishing.search.editing import Change
from generator.publishing.search.files import SUFFIX
from generator.publishing.search.making import Gathered, lines_of
from generator.publishing.search.manifest import FORMAT, MANIFEST
from generator.publishing.search.parts import Parts
from generator.publishing.search.record import Record
from generator.publishing.search.rows import LostError, Rows
from generator.publishing.search.shards import slots_for
from generator.publishing.search.speech import CLOSED, Called, Speech, Value

__all__ = ["MANIFEST", "Changes", "Index", "LostError"]

STATE = 1
"""Goes up when the form in which things are kept changes."""
MANY = 4_000
"""Records from which on changing them takes longer than making the whole index again."""
_NOBODY: Mapping[Value, Called] = {}


@dataclass(frozen=True, slots=True)
class Changes:
    """What has become of the files. Every name except the manifest's stands for its content."""

    files: Mapping[str, bytes]
    """The contents of new files, by their names in the folder of the index; the manifest's, too."""
    gone: frozenset[str]
    """Names of files that are no longer in use."""


class Index:
    """The index of some records, which can be updated with others.

    It knows records by the pages that they are on: a record's address is that of its page, or an
    anchor on it. An index that has raised an exception is of no further use.
    """

    def __init__(self, parts: Parts | None = None) -> None:
        self._parts = parts or Parts(Rows())
        self._given: dict[str, Record] = {}
        self._said = Speech()
        self._files: dict[str, bytes] = {}

    @classmethod
    def load(cls, connection: sqlite3.Connection, version: str = "") -> Index | None:
        """The index that was saved; None if there is none, or one of a different version.

        `version` stands for all that the index depends on apart from its records: the code, and
        what that uses. Damage is found when what is damaged is needed: then `change` and `save`
        raise `LostError`, and the index has to be made again.
        """
        rows = Rows.load(connection, _version(version))
        try:
            return cls(Parts(rows)) if rows else None
        except LostError:
            return None

    def save(self, connection: sqlite3.Connection, version: str = "") -> None:
        """Keep the index in a database, in a table of its own; the caller commits."""
        self._parts.rows.save(connection, _version(version))

    def make(
        self,
        pages: Iterable[tuple[str, Iterable[Record]]],
        speech: Speech,
        called: Mapping[Value, Called] = _NOBODY,
    ) -> Changes:
        """Make the index of all records, page by page; none of them is held longer than it takes.

        A page may come twice. `called` is added to what `speech` calls the values of facets.
        """
        return self.make_of(((page, lines_of(page, each)) for page, each in pages), speech, called)

    def make_of(
        self,
        lines: Iterable[tuple[str, Mapping[str, tuple[int, Line]]]],
        speech: Speech,
        called: Mapping[Value, Called] = _NOBODY,
    ) -> Changes:
        """Make the same from what `lines_of` gave for records, maybe in other processes."""
        gathered = Gathered()
        for page, each in lines:
            gathered.add(page, each)
        return self._make(gathered, speech, {**speech.called(), **called})

    def change(
        self,
        new: Mapping[str, Iterable[Record]],
        gone: Iterable[str] = (),
        speech: Speech | None = None,
        called: Mapping[Value, Called | None] = _NOBODY,
    ) -> Changes:
        """Take in what has changed: the records of some pages, and pages that are gone.

        `new` has all records of each page. `speech` is what the search says now, if that may have
        changed, and `called` what some values of facets are called now, None for those that no
        longer exist; all others are called as before.
        """
        parts = self._parts
        told = {page: lines_of(page, new[page]) for page in new}
        told |= {page: {} for page in gone if page not in told}
        edited = self._edited(told)
        changes = list(self._changes(edited))
        speech = speech or parts.speech
        called = {**_not_said(parts.speech, speech), **speech.called(), **called}
        counts = parts.days.counts | {day: len(lines) for day, lines in edited.items()}
        if len(changes) > MANY or slots_for(max(counts.values(), default=1)) != parts.slots:
            gathered = Gathered()
            for day in sorted(parts.days.counts.keys() | edited):
                gathered.keep(day, edited[day] if day in edited else parts.days.peek(day))
            return self._make(gathered, speech, {**parts.calling.all(), **called})
        before = parts.names()
        days_of = {page: sorted({day for day, _ in its.values()}) for page, its in told.items()}
        return self._changed(before, parts.change(edited, days_of, changes, speech, called))

    def update(self, records: Iterable[Record], speech: Speech) -> dict[str, bytes]:
        """Replace all records by these, and return all files by their names.

        If nothing has changed, the files are the same as before. For that they are held in memory,
        and so are the records.
        """
        given = {record.address: record for record in records}
        pages: dict[str, list[Record]] = defaultdict(list)
        for record in given.values():
            pages[record.page].append(record)
        if self._files:
            old, said = self._given, self._said
            touched = {r.page for address, r in given.items() if not _is_same(old.get(address), r)}
            gone = {record.page for address, record in old.items() if address not in given}
            called = said.called() if said is not speech else {}
            changes = self.change(
                {page: pages[page] for page in (touched | gone) & pages.keys()},
                gone - pages.keys(),
                speech,
                dict.fromkeys(called.keys() - speech.called().keys()),
            )
        else:
            changes = self.make(pages.items(), speech)
        self._given, self._said = given, speech
        kept = {name: self._files[name] for name in self._files.keys() - changes.gone}
        self._files = kept | dict(changes.files)
        return dict(self._files)

    def numbers(self) -> dict[int, Record]:
        """All records of the last update by their numbers."""
        days, slots = self._parts.days, self._parts.slots
        return {
            number: self._given[line.address]
            for day in days.between(0, None)
            for number, line in enumerate(days.peek(day), day * slots)
        }

    def _edited(self, told: Mapping[str, Mapping[str, tuple[int, Line]]]) -> dict[int, list[Line]]:
        """The days on which some pages have records, or had any, as they are now."""
        days, pages = self._parts.days, self._parts.pages
        touched = {day for page in told for day in pages.get(page) or ()}
        touched |= {day for lines in told.values() for day, _ in lines.values()}
        found = {
            day: [line for line in days.of(day) if line.page not in told] for day in sorted(touched)
        }
        for lines in told.values():
            for day, line in lines.values():
                found[day].append(line)
        return {day: in_order(lines) for day, lines in found.items()}

    def _changes(self, edited: Mapping[int, list[Line]]) -> Iterator[Change]:
        for day, lines in edited.items():
            pairs = zip_longest(self._parts.days.of(day), lines)
            for number, (old, new) in enumerate(pairs, day * self._parts.slots):
                if old != new:
                    yield Change(day, number, old, new)

    def _make(
        self, gathered: Gathered, speech: Speech, called: Mapping[Value, Called | None]
    ) -> Changes:
        before, self._parts = self._parts.names(), Parts(Rows())
        return self._changed(before, self._parts.fill(gathered, speech, called))

    def _changed(self, before: set[str], files: Mapping[str, bytes]) -> Changes:
        """What has become of the previous files, now that these have been written."""
        now = self._parts.names()
        new = {f"{name}{SUFFIX}": files[name] for name in now - before}
        gone = frozenset(f"{name}{SUFFIX}" for name in before - now)
        return Changes({**new, MANIFEST: self._parts.manifest()}, gone)


def _not_said(old: Speech, new: Speech) -> dict[Value, Called | None]:
    """Values of closed facets that no longer have a label."""
    labels = {facet: new.labels.get(facet, {}) for facet in CLOSED}
    return {
        (facet, value): None
        for facet in CLOSED
        for value in old.labels.get(facet, {})
        if value not in labels[facet]
    }


def _is_same(old: Record | None, new: Record) -> bool:
    return old is new or old == new


def _version(others: str) -> str:
    cuts = f"{family.TARGET} {days.TEXTS} {spelling.SPELLING}"
    return f"{STATE} {FORMAT} {unicodedata.unidata_version} {cuts} {others}"
