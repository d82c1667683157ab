"""Which words of the index are forms of one word, kept so that an edit asks only of its own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from generator.publishing.search.buckets import Buckets
from generator.publishing.search.files import name_of, packed
from generator.publishing.search.forms import counted, turns
from generator.publishing.search.rows import Rows, read, written
from generator.publishing.search.shards import Form

_ENDINGS = "endings"


class Kin:
    """The forms of all words, and the file of endings."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._of_word = Buckets(rows, "forms")
        """By word: how many records have it, by language and stem."""
        self._of_stem = Buckets(rows, "stems")
        """By language and stem: the words."""
        self.name, self._found = read(rows.get(_ENDINGS)) if _ENDINGS in rows else ("", {})

    def change(self, forms: Mapping[Form, int]) -> tuple[dict[str, list[str]], dict[str, bytes]]:
        """Take in how many more records, or fewer, have each form of a word.

        Returns, for each word that may have different other forms now, what they are; and the file
        of endings if it has changed.
        """
        changed: dict[str, dict[str, bool]] = defaultdict(dict)
        for (language, stemmed, word), more in forms.items():
            if more:
                stem = f"{language}\n{stemmed}"
                counts = self._of_word.get(word) or {}
                had, has = counts.get(stem, 0), counts.get(stem, 0) + more
                self._of_word.put(word, {k: v for k, v in {**counts, stem: has}.items() if v})
                if bool(had) != bool(has):
                    changed[stem][word] = bool(has)
        touched: set[str] = set()
        turned: Counter[tuple[str, str]] = Counter()
        for stem, words in changed.items():
            before = self._of_stem.get(stem) or []
            gone = {word for word, is_there in words.items() if not is_there}
            after = sorted({*before, *words} - gone)
            self._of_stem.put(stem, after)
            if len(before) > 1 or len(after) > 1:
                touched.update(before, after)
                turned.update(turns(after))
                turned.subtract(turns(before))
        others = {word: self._others(word) for word in touched}
        return others, self._endings(turned)

    def flush(self) -> None:
        """Write what has changed into the rows."""
        self._of_word.flush()
        self._of_stem.flush()

    def _others(self, word: str) -> list[str]:
        groups: Iterable[Iterable[str]] = map(self._of_stem.get, self._of_word.get(word) or ())
        return sorted({other for group in groups for other in group} - {word})

    def _endings(self, turned: Counter[tuple[str, str]]) -> dict[str, bytes]:
        if self.name and not any(turned.values()):
            return {}
        for ending, partners in self._found.items():
            for partner, count in partners.items():
                turned[ending, partner] += count
        self._found = counted(turned)
        content = packed(self._found)
        self.name = name_of(content)
        self._rows.put(_ENDINGS, written([self.name, self._found]))
        return {self.name: content}
