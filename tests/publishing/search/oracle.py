"""A search that keeps no index: it looks at all records for each question.

Written from `docs/guide/search-index.md`, section "A question", whose numbers are named here; not
from the module that answers in a browser.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.publishing.search.common import common_words
from generator.publishing.search.forms import endings, stem
from generator.publishing.search.records import Record
from generator.publishing.search.shards import parts_of, weigh
from generator.publishing.search.speech import FACETS
from generator.publishing.search.words import fold, words

_QUOTES = re.compile('["“”„«»]')
_MOST_WORDS = 64
_SHORTEST_START = 3
_COMMON_WORDS = {fold(word) for word in common_words("en")}
_MOST_RELATED = 3
_SHORTEST_BASE = 3
_LONGEST_ENDING = 7
_ANY = ""
"""In a phrase: a word that may be any."""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks."""

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "relevance"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is found."""

    addresses: tuple[str, ...]
    is_some: bool
    """Whether no record has all terms."""
    counts: Mapping[str, Mapping[str, int]]
    """By facet, by value; none of them is 0."""


@dataclass(frozen=True, slots=True)
class Term:
    """What a record must hold."""

    words: tuple[str, ...]
    is_phrase: bool
    is_start: bool = False
    """Whether the last word may be unfinished."""
    rest: tuple[str, ...] = ()
    """What stands before the next word of a phrase."""


class _Seen:
    """A record, as a search sees it."""

    def __init__(self, record: Record) -> None:
        self.address = record.address
        self.subject = record.subject or record.address
        self.parts = [[fold(word) for word in words(text)] for _, text in parts_of(record)]
        self.weights = {word: weight for word, (weight, _) in weigh(record)[0].items()}
        self.values: dict[str, tuple[str, ...]] = dict(record.facets)
        if record.day:
            self.values["year"] = (str(record.day.year),)


class Oracle:
    """Answers from some records, which have numbers."""

    def __init__(self, numbered: Mapping[int, Record]) -> None:
        self.seen = {number: _Seen(record) for number, record in numbered.items()}
        groups: dict[tuple[str, str], set[str]] = defaultdict(set)
        for record in numbered.values():
            for _, text in parts_of(record):
                for word in filter(fold, words(text)):
                    groups[record.language, stem(word, record.language)].add(fold(word))
        self.forms: dict[str, set[str]] = defaultdict(set)
        """Of each word, all its forms, itself among them."""
        for forms in groups.values():
            for word in forms:
                self.forms[word] |= forms
        self.endings = endings(groups.values())

    def answer(self, question: Question) -> Answer:
        """All results in their order, with the counts of the values of all facets."""
        terms = list(terms_of(question.text))
        scores, is_some = self._scores(terms) if terms else (dict.fromkeys(self.seen, 0), False)
        failed = {number: self._failed(number, question) for number in scores}
        passing = [number for number in scores if not failed[number]]
        is_scored = bool(terms) and question.sort != "date"
        passing.sort(key=lambda n: (scores[n] if is_scored else 0, n), reverse=True)  # step 7
        first: dict[str, str] = {}
        for seen in map(self.seen.__getitem__, passing):
            first.setdefault(seen.subject, seen.address)
        counts = {
            facet: self._counts(facet, (n for n in scores if failed[n] <= {facet}))  # step 8
            for facet in FACETS
        }
        return Answer(tuple(first.values()), is_some, counts)

    def _failed(self, number: int, question: Question) -> set[str]:
        """Step 6: the facets that a record does not pass. One that does not exist is none."""
        values = self.seen[number].values
        return {
            facet
            for facet, chosen in question.filters.items()
            if chosen and facet in FACETS and set(chosen).isdisjoint(values.get(facet, ()))
        }

    def _counts(self, facet: str, numbers: Iterable[int]) -> dict[str, int]:
        """How many subjects have each value."""
        subjects: dict[str, set[str]] = defaultdict(set)
        for seen in map(self.seen.__getitem__, numbers):
            for value in seen.values.get(facet, ()):
                subjects[value].add(seen.subject)
        return {value: len(each) for value, each in subjects.items()}

    def _scores(self, terms: Iterable[Term]) -> tuple[dict[int, int], bool]:
        """Steps 4 and 5: the records that are found, and whether none of them has all terms."""
        matched = [
            (term, self._phrase(term) if term.is_phrase else self._word(term)) for term in terms
        ]
        known = [weights for _, weights in matched if weights]
        telling = [w for term, w in matched if term.is_phrase or (w and not _is_common(term))]
        scores: dict[int, int] = defaultdict(int)
        for weights in known:
            worth = self._worth(len(weights))
            for number, weight in weights.items():
                scores[number] += worth * weight
        found = {
            n: scores[n]
            for n in scores
            if all(n in weights for weights in (telling if any(telling) else [*telling, *known]))
        }
        if found or not scores:
            return found, False
        best = max(scores.values())
        return {n: score for n, score in scores.items() if score * 2 >= best}, True

    def _worth(self, count: int) -> int:
        return round(1000 * math.log(1 + (len(self.seen) - count + 0.5) / (count + 0.5)))

    def _word(self, term: Term) -> dict[int, int]:
        """Step 2: the records that a word is in, with its weights."""
        (word,) = term.words
        starting = self._starting(word) if _may_start(term) else set()
        forms = self.forms.get(word, set())
        if not forms and not starting:
            best, *others = self._related(word) or [""]
            forms = self.forms.get(best, set())
            starting = {form for other in others for form in self.forms[other]}
            starting = starting or (set() if best else self._alike(word))
        return self._weighed(
            forms | starting,
            lambda seen: max(2 * _heaviest(forms, seen.weights), _heaviest(starting, seen.weights)),
        )

    def _related(self, word: str) -> list[str]:
        """Known words that an unknown one seems to be a form of, the likeliest first."""
        made: dict[str, int] = {}
        for at in range(len(word), max(len(word) - _LONGEST_ENDING, _SHORTEST_BASE) - 1, -1):
            for partner, count in self.endings.get(word[at:], {}).items():
                made.setdefault(word[:at] + partner, count)
        known = [other for other in made if other in self.forms]
        return sorted(known, key=lambda other: (-made[other], other))[:_MOST_RELATED]

    def _alike(self, word: str) -> set[str]:
        """Known words that start as an unknown one does, but for its end."""
        starts = (word[:at] for at in range(len(word) - 1, len(word) - 5, -1) if at >= 5)
        return next(filter(None, map(self._starting, starts)), set())

    def _phrase(self, term: Term) -> dict[int, int]:
        """Step 3: the records that a phrase is in, with its weights."""
        *others, last = term.words
        wanted = [{word} if word else None for word in others]
        wanted.append(self._starting(last) if _may_start(term) else {last})
        telling = [each for each in wanted if each is not None]

        def weight(seen: _Seen) -> int:
            if any(map(seen.weights.keys().isdisjoint, telling)):
                return 0
            least = min(_heaviest(each, seen.weights) for each in telling)
            return 2 * least if any(_stands(wanted, part) for part in seen.parts) else 0

        return self._weighed(telling[0], weight)

    def _starting(self, start: str) -> set[str]:
        return {word for word in self.forms if word.startswith(start)}

    def _weighed(self, some: set[str], weight: Callable[[_Seen], int]) -> dict[int, int]:
        """The records in which something has a weight: none without one of some words."""
        return {
            number: each
            for number, seen in self.seen.items()
            if not seen.weights.keys().isdisjoint(some) and (each := weight(seen))
        }


def terms_of(text: str) -> Iterator[Term]:
    """Step 1: what each record must hold."""
    parts = _QUOTES.split(text)
    left = _MOST_WORDS
    for at, part in enumerate(parts):
        typed = list(_typed(part))
        kept, left = typed[:left], left - len(typed[:left])
        if not kept:
            continue
        # Nothing follows the last word if the last character of all is one of it.
        is_open = at == len(parts) - 1 and bool(words(part[-1:]) and fold(words(part)[-1]))
        is_start = kept[-1].is_start or (is_open and kept == typed)
        if at % 2:
            phrase = [word for each in kept for word in (*each.words, *each.rest)]
            phrase = phrase[: len(phrase) - len(kept[-1].rest)]
            yield Term(tuple(phrase), True, is_start)
        else:
            yield from kept[:-1]
            yield replace(kept[-1], is_start=is_start)


def _typed(text: str) -> Iterator[Term]:
    """The words of a text, each a term; of a script without spaces, all that has no gap."""
    pairs: list[str] = []
    for word in words(text):
        is_unspaced = any(map(_is_unspaced, word))
        if is_unspaced and len(word) > 1:
            pairs.append(word)
        elif pairs:  # the last character is a word, too, but only where a record has no more
            yield Term(tuple(pairs), True, rest=(_ANY,))
            pairs = []
        elif fold(word):
            yield Term((fold(word),), is_unspaced, is_start=is_unspaced)


def _is_unspaced(letter: str) -> bool:
    """Whether a character is of a script without spaces: there, two of it are two words."""
    return len(words(letter * 2)) == 2


def _may_start(term: Term) -> bool:
    last = term.words[-1]
    return term.is_start and (len(last) >= _SHORTEST_START or _is_unspaced(last[0]))


def _heaviest(some: Iterable[str], weights: Mapping[str, int]) -> int:
    if weights.keys().isdisjoint(some):
        return 0
    return max(weights[word] for word in some if word in weights)


def _stands(wanted: Sequence[Container[str] | None], part: Sequence[str]) -> bool:
    """Whether words stand one behind the other in a part of a record; None is any."""
    return any(
        all(each is None or part[start + at] in each for at, each in enumerate(wanted))
        for start in range(len(part) - len(wanted) + 1)
    )


def _is_common(term: Term) -> bool:
    return term.words[0] in _COMMON_WORDS
