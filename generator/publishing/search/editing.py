"""What an edit changes in the index: what each record says for each word, before and after."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from generator.publishing.search.days import Line
from generator.publishing.search.lists import Said
from generator.publishing.search.shards import WORDS, Form, weigh


@dataclass(frozen=True, slots=True)
class Change:
    """A number whose record has changed."""

    day: int
    number: int
    old: Line | None
    new: Line | None


class Edited:
    """What is now said of records, by family and key, where that has changed."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self.families: dict[str, dict[str, dict[int, Said | None]]]
        self.families = defaultdict(lambda: defaultdict(dict))
        self.forms: Counter[Form] = Counter()
        """How many more records have each form of a word; negative if fewer do."""
        self.numbers: list[int] = []
        self.told_anew: set[int] = set()
        """Days whose records have different subjects than before."""
        for change in changes:
            self._take(change)

    def _take(self, change: Change) -> None:
        self.numbers.append(change.number)
        old, old_forms, old_subject = self._said(change.old, change.day)
        new, new_forms, new_subject = self._said(change.new, change.day)
        if old_subject != new_subject:
            self.told_anew.add(change.day)
        self.forms.update(new_forms)
        self.forms.subtract(old_forms)
        for family, key in old.keys() | new.keys():
            said = new.get((family, key))
            if said != old.get((family, key)):
                self.families[family][key][change.number] = said

    def _said(
        self, line: Line | None, day: int
    ) -> tuple[dict[tuple[str, str], Said], Collection[Form], str]:
        """What is said of a record, by family and key, the forms of its words, and its subject."""
        if line is None:
            return {}, (), ""
        record = line.record(day)
        by_words, forms = weigh(record)
        said = {(WORDS, word): each for word, each in by_words.items()}
        for facet, values in record.facets:
            for value in values:
                said[facet, value] = (0, b"")
        return said, forms, record.subject
