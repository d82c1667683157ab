"""Which record holds which word, where, and how much the word says of the record.

Records are numbered by their day and their place in it. So the number also gives the date, and a
change moves only the numbers of its own day. Records with numbers near each other are indexed
together, as one shard; what is said of a record does not depend on its shard.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from generator.publishing.search.files import varint, varints
from generator.publishing.search.forms import stem
from generator.publishing.search.lists import Said, Segment, closed
from generator.publishing.search.record import Record
from generator.publishing.search.words import fold, words

UNDATED = 64
"""Days before the first one, over which records without a date are spread."""
LEAST_SLOTS = 512
"""Numbers for each day: more than most desks need. If a day needs more, all are renumbered."""
WORDS = "words"
"""The family of the words of records; each facet is a family, too."""

WEIGHT_BITS = 4
BITS = {WORDS: WEIGHT_BITS}
"""Bits of weights in each family that has any."""
_IS: Said = (0, b"")
"""What a value of a facet says of a record: only that the record has it."""
HEAVIEST = (1 << WEIGHT_BITS) - 1
TITLE = 0
TITLE_WEIGHT = 3
SHORT_TITLE_WEIGHT = 6
SATURATION = 1.2
LENGTH_INFLUENCE = 0.75
USUAL_LENGTH = 40
"""Words of a usual record. An average would change with each edit, and all weights with it."""


Form = tuple[str, str, str]
"""A word with its language and its stem: language, stem, word."""


@dataclass(frozen=True, slots=True)
class Shard:
    """The index of some records."""

    families: Mapping[str, Mapping[str, Segment]]
    """By family, by key."""
    forms: Mapping[Form, int]
    """How many records have each form of a word."""


def day_number(record: Record) -> int:
    """The day that a record is numbered in: those without a date come first, spread evenly."""
    if record.day is None:
        return zlib.crc32(record.address.encode("utf-8", "surrogatepass")) % UNDATED
    return UNDATED + record.day.toordinal()


def slots_for(most: int) -> int:
    """How many numbers each day gets, if the fullest has `most` records: a power of two."""
    return max(LEAST_SLOTS, 1 << (most - 1).bit_length())


def index_shard(numbered: Iterable[tuple[int, Record]]) -> Shard:
    """Index some records, in the order of their numbers."""
    found: dict[str, dict[str, list[tuple[int, Said]]]] = defaultdict(lambda: defaultdict(list))
    forms: Counter[Form] = Counter()
    for number, record in numbered:
        said, its_forms = weigh(record)
        forms.update(its_forms)
        of_words = found[WORDS]
        for word, each in said.items():
            of_words[word].append((number, each))
        for facet, values in record.facets:
            of_values = found[facet]
            for value in values:
                of_values[value].append((number, _IS))
    return Shard(
        {
            name: {key: closed(told, BITS.get(name, 0)) for key, told in its.items()}
            for name, its in found.items()
        },
        forms,
    )


class _Forms(dict[str, Form]):
    """The forms of a language's words, by how they are written: each is looked up once."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> Form:
        form = self[word] = (self._language, stem(word, self._language), fold(word))
        return form


_forms_in = lru_cache(maxsize=100)(_Forms)


def weigh(record: Record) -> tuple[dict[str, Said], Collection[Form]]:
    """What each word in a record says of it, and the forms that its words have.

    The weight, 1 to 15, is BM25 without the part that depends on all records. Forms of one word
    count together.
    """
    form_of = _forms_in(record.language).__getitem__
    first: dict[str, int] = {}
    others: dict[str, list[int]] = defaultdict(list)
    counts: dict[str, int] = {}
    forms: dict[Form, None] = {}
    start = length = 0
    for kind, text in parts_of(record):
        found = list(map(form_of, words(text)))
        weight = kind
        if kind == TITLE:  # a word alone says more than one of many
            weight = TITLE_WEIGHT + SHORT_TITLE_WEIGHT // (len(found) or 1)
        for at, (_, stemmed, word) in enumerate(found, start):
            if first.setdefault(word, at) != at:
                others[word].append(at)
            counts[stemmed] = counts.get(stemmed, 0) + weight
        forms.update(dict.fromkeys(found))
        length += len(found)
        start += len(found) + 1  # so that no phrase reaches from one part into the next
    if first.pop("", None) is not None:
        forms = {form: None for form in forms if form[2]}
    totals: dict[str, int] = {}
    for _, stemmed, word in forms:
        totals[word] = totals.get(word, 0) + counts[stemmed]
    norm = SATURATION * (1 - LENGTH_INFLUENCE + LENGTH_INFLUENCE * length / USUAL_LENGTH)
    weights = {n: int(HEAVIEST * n / (n + norm)) or 1 for n in set(totals.values())}
    said = {
        word: (
            weights[totals[word]],
            encoded_places([at, *others[word]]) if word in others else _alone(at),
        )
        for word, at in first.items()
    }
    return said, forms.keys()


def parts_of(record: Record) -> Iterator[tuple[int, str]]:
    """The texts of a record, each with how much a word in it counts, or `TITLE`."""
    yield TITLE, record.title
    for name in record.names:
        yield TITLE, name
    if record.chip[1]:
        yield 1, record.chip[1]
    for fact in record.facts:
        yield 1, fact
    for line in record.text.split("\n"):
        yield 1, line


def encoded_places(places: Sequence[int]) -> bytes:
    """The places of a word in a record: a single one as its double, several after their number.

    For several: twice their number plus one, the first place, the gaps to the others.
    """
    if len(places) == 1:
        return _alone(places[0])
    gaps = (later - place for place, later in pairwise(places))
    return varints([len(places) * 2 + 1, places[0], *gaps])


@lru_cache(maxsize=4_096)
def _alone(place: int) -> bytes:
    return varint(place * 2)
