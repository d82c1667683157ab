"""The index of a site: made once, and brought up to date when something has changed."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from generator.publishing.search.common import common_words
from generator.publishing.search.family import Family, names_in
from generator.publishing.search.files import (
    SUFFIX,
    Cut,
    cut,
    in_files,
    name_of,
    packed,
    packed_text,
    varints,
)
from generator.publishing.search.forms import endings, siblings
from generator.publishing.search.records import TYPES, Record
from generator.publishing.search.shards import (
    DAYS,
    UNDATED,
    WEIGHT_BITS,
    WORDS,
    Shard,
    day_number,
    index_shard,
    slots_for,
)
from generator.publishing.search.speech import Speech
from generator.publishing.search.spread import spread
from generator.publishing.search.words import fold

FORMAT = 1
"""Goes up when a browser module of before could not read the index."""
MANIFEST = f"index{SUFFIX}"
"""The file that names all others. It alone keeps its name when it changes."""
CLOSED = ("type", "status", "likelihood", "impact")
"""Facets whose values have an order of their own."""
RECORDED = (*CLOSED, "actor", "thread", "tag", "source")
"""The facets that records say; `year` follows from their numbers."""
TEXTS = 16_000
SPELLING = 16_000
"""Bytes, before they are packed, that a file of records or of words holds on average."""
LEAST_SPELT = 4
"""Letters of the shortest word that is offered for one that is not there."""


_DIGITS = re.compile("([0-9]+)")


@dataclass(slots=True)
class _Kept:
    """A record in its place."""

    record: Record
    number: int
    row: str
    """What a result shows, as JSON without its brackets."""
    cut: Cut
    line: str = ""
    """The number and the row."""


class Index:
    """The index of some records, which knows how to take in others."""

    def __init__(self) -> None:
        self._records: dict[str, _Kept] = {}
        self._days: dict[int, list[_Kept]] = defaultdict(list)
        self._slots = 0
        self._shards: dict[int, Shard] = {}
        self._families = {WORDS: Family(WEIGHT_BITS, has_places=True)}
        self._families |= {facet: Family(0, has_places=False) for facet in RECORDED}
        self._forms: Counter[tuple[str, str, str]] = Counter()
        self._groups: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._related: tuple[dict[str, tuple[str, ...]], bytes] | None = None
        """The other forms of each word, and the file of endings; None when they have changed."""
        self._told_on: dict[int, list[tuple[int, str]]] = {}
        """The records of each day that tell of a subject: their numbers and subjects."""
        self._subjects: bytes | None = None
        """The file of subjects; None when they have changed."""
        self._texts: dict[int, tuple[list[str], str, bytes]] = {}
        self._spelt: tuple[list[tuple[str, int]], list[tuple[str, bytes]]] = ([], [])
        self._names: tuple[object, bytes] = (None, b"")

    def update(self, records: Iterable[Record], speech: Speech) -> dict[str, bytes]:
        """Take these records in the place of those of before, and give all files by their names.

        Where nothing has changed, the files are those of before.
        """
        self._place(records)
        return {f"{name}{SUFFIX}": content for name, content in self._files(speech)}

    def numbers(self) -> dict[int, Record]:
        """All records by their numbers."""
        return {kept.number: kept.record for kept in self._in_order()}

    def _place(self, records: Iterable[Record]) -> None:
        """Number the records, and index the shards in which something has changed."""
        new = {record.address: record for record in records}
        touched: set[int] = set()
        for address, record in new.items():
            kept = self._records.get(address)
            if kept is None or (kept.record is not record and kept.record != record):
                if kept:
                    touched.add(self._remove(address))
                touched.add(self._add(record))
        if len(new) < len(self._records):
            touched.update(map(self._remove, self._records.keys() - new.keys()))
        slots = slots_for(max(map(len, self._days.values()), default=1))
        if self._slots != slots:
            self._slots = slots
            touched |= self._days.keys()
        for day in touched:
            self._number(day)
        stale = sorted({day // DAYS for day in touched})
        held = [self._in_shard(shard) for shard in stale]
        for shard, made in zip(stale, spread(index_shard, held), strict=True):
            self._replace(shard, made)

    def _number(self, day: int) -> None:
        """Number the records of a day."""
        held = self._days.get(day, [])
        held.sort(key=lambda kept: _natural(kept.record.address), reverse=True)
        held.sort(key=_in_day)
        for slot, kept in enumerate(held):
            kept.number = day * self._slots + slot
            kept.line = f"{kept.number},{kept.row}"
        told = [(kept.number, kept.record.subject) for kept in held if kept.record.subject]
        if self._told_on.get(day, []) != told:
            self._told_on[day] = told
            self._subjects = None

    def _add(self, record: Record) -> int:
        row = _row(record)
        kept = _Kept(record, -1, row, cut(record.address, len(row), TEXTS))
        day = day_number(record)
        self._records[record.address] = kept
        self._days[day].append(kept)
        return day

    def _remove(self, address: str) -> int:
        kept = self._records.pop(address)
        day = day_number(kept.record)
        self._days[day].remove(kept)
        if not self._days[day]:
            del self._days[day]
        return day

    def _in_shard(self, shard: int) -> list[tuple[int, Record]]:
        days = range(shard * DAYS, (shard + 1) * DAYS)
        held = (self._days[day] for day in days if day in self._days)
        return [(each.number, each.record) for each in chain.from_iterable(held)]

    def _replace(self, number: int, new: Shard) -> None:
        old = self._shards.pop(number, Shard({}, frozenset()))
        if new.families:
            self._shards[number] = new
        for name, family in self._families.items():
            family.replace(number, old.families.get(name, {}), new.families.get(name, {}))
        self._learn(old.forms, new.forms)

    def _learn(
        self, old: frozenset[tuple[str, str, str]], new: frozenset[tuple[str, str, str]]
    ) -> None:
        """Note which words are forms of one."""
        for form in new - old:
            self._forms[form] += 1
            if self._forms[form] == 1:
                group = self._groups[form[:2]]
                group.add(form[2])
                if len(group) > 1:
                    self._related = None
        for form in old - new:
            self._forms[form] -= 1
            if not self._forms[form]:
                del self._forms[form]
                group = self._groups[form[:2]]
                group.remove(form[2])
                if group:
                    self._related = None

    def _files(self, speech: Speech) -> Iterator[tuple[str, bytes]]:
        manifest: dict[str, object] = {
            "format": FORMAT,
            "records": len(self._records),
            "slots": self._slots,
            "undated": UNDATED,
            "language": speech.language,
            "common": sorted({fold(word) for word in common_words(speech.language)}),
            "types": speech.types,
            "words": speech.words,
        }
        if self._related is None:
            groups = [group for group in self._groups.values() if len(group) > 1]
            self._related = (siblings(groups), packed(endings(groups)))
        forms, their_endings = self._related
        family = self._families[WORDS]
        chunks = family.chunks(forms, ())
        yield from names_in(chunks)
        manifest["terms"] = [chunk.keys[0] for chunk in chunks]
        manifest["postings"] = "".join(chunk.name for chunk in chunks)
        manifest["places"] = "".join(chunk.places[0] for chunk in chunks if chunk.places)
        facets: dict[str, object] = {}
        for facet, called in speech.facets.items():
            if facet not in RECORDED:
                facets[facet] = {"label": called}
                continue
            labels = speech.labels.get(facet, {})
            found = self._families[facet].chunks(labels, "")
            yield from names_in(found)
            facets[facet] = {
                "label": called,
                "labels": labels if facet in CLOSED else {},
                "first": [chunk.keys[0] for chunk in found],
                "names": "".join(chunk.name for chunk in found),
                "bytes": sum(len(chunk.content) for chunk in found),
            }
        manifest["facets"] = facets
        firsts, texts = [], []
        kept = self._in_order()
        for first, name, content in self._blocks(kept):
            firsts.append(first)
            texts.append(name)
            yield name, content
        manifest["texts"] = {"first": _gaps(firsts), "names": "".join(texts)}
        if self._subjects is None:
            self._subjects = self._subject_file()
        for key, content in (
            ("subjects", self._subjects),
            ("names", self._name_file(speech)),
            ("endings", their_endings),
        ):
            manifest[key] = name_of(content)
            yield name_of(content), content
        spelling = self._spelling(family.counts)
        manifest["spelling"] = {
            "first": [first for first, _ in spelling],
            "names": "".join(name_of(content) for _, content in spelling),
        }
        yield from ((name_of(content), content) for _, content in spelling)
        yield MANIFEST.removesuffix(SUFFIX), packed(manifest)

    def _in_order(self) -> list[_Kept]:
        return [each for day in sorted(self._days) for each in self._days[day]]

    def _blocks(self, kept: Sequence[_Kept]) -> Iterator[tuple[int, str, bytes]]:
        """The texts of the records, in files: first number, name, content."""
        made = {}
        for part in in_files([each.cut for each in kept]):
            lines = [each.line for each in kept[part]]
            first = kept[part.start].number
            before = self._texts.get(first)
            if before and before[0] == lines:
                made[first] = before
            else:
                content = packed_text(f"[[{'],['.join(lines)}]]")
                made[first] = (lines, name_of(content), content)
        self._texts = made
        return ((first, name, content) for first, (_, name, content) in made.items())

    def _subject_file(self) -> bytes:
        """Which records tell of one subject: each leads back to the one told before it."""
        every = [told for day in sorted(self._told_on) for told in self._told_on[day]]
        times = Counter(subject for _, subject in every)
        seen: dict[str, int] = {}
        numbers: list[int] = []
        back: list[int] = []
        last = 0
        for number, subject in every:
            if times[subject] > 1:
                at = len(numbers)
                numbers.append(number - last)
                last = number
                back.append(at - seen.get(subject, at))
                seen[subject] = at
        return packed({"count": len(numbers)}, varints(numbers) + varints(back))

    def _spelling(self, counts: Mapping[str, int]) -> list[tuple[str, bytes]]:
        """The words that may have been meant by a misspelt one, in files: first word, content."""
        words = self._families[WORDS].keys
        found = [(word, counts[word]) for word in words if _is_spelt(word, counts[word])]
        if found != self._spelt[0]:
            made = []
            for part in in_files([cut(word, len(word), SPELLING) for word, _ in found]):
                some, times = zip(*found[part], strict=True)
                made.append((some[0], packed([some, times])))
            self._spelt = (found, made)
        return self._spelt[1]

    def _name_file(self, speech: Speech) -> bytes:
        if self._names[0] is not speech.names:
            self._names = (speech.names, packed(speech.names))
        return self._names[1]


def _is_spelt(word: str, count: int) -> bool:
    return (
        count > 1
        and len(word) >= LEAST_SPELT
        and (word.isalpha() or not any(map(str.isdigit, word)))
    )


def _in_day(kept: _Kept) -> tuple[bool, str, int]:
    """The order in a day. It is shown from its end: briefings, each before its claims; sources."""
    page = kept.record.address.partition("#")[0]
    type_ = kept.record.type
    return (type_ != "source", page, -list(TYPES).index(type_))


def _natural(address: str) -> list[tuple[int, str]]:
    """The order of addresses in which `event-2` comes before `event-10`."""
    parts = _DIGITS.split(address)
    return [(int(part), "") if at % 2 else (0, part) for at, part in enumerate(parts)]


def _row(record: Record) -> str:
    """What a result shows."""
    row = [
        list(TYPES).index(record.type),
        record.address,
        record.title,
        record.when,
        *record.chip,
        record.facts,
        record.text,
        record.language,
    ]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))[1:-1]


def _gaps(numbers: Sequence[int]) -> list[int]:
    return [each - before for before, each in zip((0, *numbers), numbers, strict=False)]
