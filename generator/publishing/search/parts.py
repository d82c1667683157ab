"""All parts of an index, and the rows that they are kept in."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from generator.publishing.search.buckets import Buckets
from generator.publishing.search.calling import Calling
from generator.publishing.search.days import Days, Line
from generator.publishing.search.editing import Change, Edited
from generator.publishing.search.family import Family
from generator.publishing.search.files import Cut
from generator.publishing.search.kin import Kin
from generator.publishing.search.lists import Growing
from generator.publishing.search.making import Gathered
from generator.publishing.search.manifest import RECORDED, Named, manifest
from generator.publishing.search.rows import Rows, read, written
from generator.publishing.search.shards import BITS, WORDS, Form
from generator.publishing.search.speech import CLOSED, Called, Speech, Value
from generator.publishing.search.spelling import Spelling
from generator.publishing.search.subjects import Subjects, stands_for
from generator.publishing.search.texts import Texts

_SPEECH, _SLOTS = "speech", "slots"


class Parts:
    """What an index knows, part by part. Methods return the files that they write, by name."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.is_made = _SLOTS in rows
        self.slots: int = read(rows.get(_SLOTS)) if self.is_made else 0
        self.speech = Speech(*read(rows.get(_SPEECH))) if self.is_made else Speech()
        self.days = Days(rows)
        self.pages = Buckets(rows, "pages")
        """By page, the days on which its records are."""
        self.texts = Texts(rows, self.days)
        self.subjects = Subjects(rows)
        self.kin = Kin(rows)
        self.calling = Calling(rows)
        self.words = Family(rows, WORDS, BITS[WORDS], has_places=True)
        self.facets = {facet: Family(rows, facet, 0, has_places=False) for facet in RECORDED}
        self.spelling = Spelling(rows)

    def fill(
        self, gathered: Gathered, speech: Speech, called: Mapping[Value, Called | None]
    ) -> dict[str, bytes]:
        """Make all parts of these records from scratch."""
        self.slots = gathered.slots
        self.rows.put(_SLOTS, written(self.slots))
        self._speak(speech)
        for page, days in gathered.pages.items():
            self.pages.put(page, days)
        _, files = self.calling.change(called)
        lists: dict[str, dict[str, Growing]] = {name: {} for name in (WORDS, *RECORDED)}
        forms: Counter[Form] = Counter()
        numbers, cuts = array("Q"), bytearray()
        for each in gathered.shards():
            for day, (content, count) in each.days.items():
                self.days.put_content(day, content, count)
            numbers.extend(each.numbers)
            cuts.extend(each.cuts)
            if each.told:
                self.subjects.put(each.told[0][0], each.told[-1][0] + 1, each.told)
            forms.update(each.shard.forms)
            for name, found in each.shard.families.items():
                growing = lists[name]
                for key, segment in found.items():
                    held = growing.get(key)
                    if held is None:
                        held = growing[key] = Growing(BITS.get(name, 0))
                    held.add(segment)
        files |= self.texts.fill(numbers, list(map(Cut, cuts)), self.slots)
        others, ending_files = self.kin.change(forms)
        del forms
        files |= ending_files
        for facet, family in self.facets.items():
            its = {key: each.segments() for key, each in lists.pop(facet).items()}
            files |= family.fill(its, partial(self.calling.label, facet)).files
        its = {key: each.segments() for key, each in lists.pop(WORDS).items()}
        made = self.words.fill(its, lambda word: others.get(word, []))
        files |= made.files
        files |= self.spelling.change(made.counts)
        return files | self._flush()

    def change(
        self,
        edited: Mapping[int, list[Line]],
        pages: Mapping[str, list[int]],
        changes: Iterable[Change],
        speech: Speech,
        called: Mapping[Value, Called | None],
    ) -> dict[str, bytes]:
        """Take in what has changed: days with all their records, and the days of some pages."""
        self._speak(speech)
        for page, days in pages.items():
            self.pages.put(page, days)
        found = Edited(changes)
        for day, lines in edited.items():
            self.days.put(day, lines)
        labels, files = self.calling.change(called)
        if found.numbers:
            files |= self.texts.change(found.numbers, self.slots)
        for day in found.told_anew:
            start = day * self.slots
            lines = edited[day]
            told = [(n, line.subject) for n, line in enumerate(lines, start)]
            its = [(number, stands_for(subject)) for number, subject in told if subject]
            self.subjects.put(start, start + self.slots, its)
        others, ending_files = self.kin.change(found.forms)
        files |= ending_files
        for facet, family in self.facets.items():
            more = partial(self.calling.label, facet)
            files |= family.change(found.families[facet], labels.get(facet, {}), more).files
        made = self.words.change(found.families[WORDS], others, lambda word: others.get(word, []))
        files |= made.files
        files |= self.spelling.change(made.counts)
        return files | self._flush()

    def names(self) -> set[str]:
        """The names of all files but the manifest."""
        return self._named().names_of_all() if self.is_made else set()

    def manifest(self) -> bytes:
        """The file that names all others."""
        return manifest(self._named(), sum(self.days.counts.values()), self.slots, self.speech)

    def _named(self) -> Named:
        return Named(
            self.words.pieces,
            {facet: family.pieces for facet, family in self.facets.items()},
            self.texts.pieces,
            self.spelling.pieces,
            self.subjects.name,
            self.calling.name,
            self.kin.name,
        )

    def _speak(self, speech: Speech) -> None:
        labels = {facet: speech.labels[facet] for facet in CLOSED if facet in speech.labels}
        self.speech = replace(speech, labels=labels, names=())
        said = [speech.language, speech.words, speech.types, speech.facets, labels]
        self.rows.put(_SPEECH, written(said))

    def _flush(self) -> dict[str, bytes]:
        self.is_made = True
        self.days.flush()
        for part in (self.pages, self.calling, self.kin):
            part.flush()
        return self.subjects.flush()
