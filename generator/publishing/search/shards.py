"""Which record holds which word, where, and how much it says of the record.

Records are numbered by their day and their place in it. So the number is the date, too, and a
change moves only the numbers of its own day. What is near in number is indexed together, as one
shard: a pure function of its records, so that after an edit one shard is made anew.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.publishing.search.files import varints
from generator.publishing.search.forms import stem
from generator.publishing.search.record import Record
from generator.publishing.search.words import fold, words

UNDATED = 64
"""Days before the first one, over which records without a date are spread."""
LEAST_SLOTS = 512
"""More records than most desks have of one day; with other slots, all are numbered anew."""
WORDS = "words"
"""The family of the words of records; each facet is a family too."""

WEIGHT_BITS = 4
HEAVIEST = (1 << WEIGHT_BITS) - 1
TITLE = 0
TITLE_WEIGHT = 3
SHORT_TITLE_WEIGHT = 6
SATURATION = 1.2
LENGTH_INFLUENCE = 0.75
USUAL_LENGTH = 40
"""Words of a usual record. A mean would change with each edit, and with it all weights."""


Segment = tuple[int, int, int, int, bytes, bytes]
"""One key's records in one shard.

The first number, the last, how many, the weight of the first; then, as varints, for each further
record the gap to it with its weight in the lowest bits; and where in each the word stands. A
facet has neither weights nor places.
"""


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
    """How many numbers each day has, if the fullest has so many records: a power of two."""
    return max(LEAST_SLOTS, 1 << (most - 1).bit_length())


def index_shard(numbered: Iterable[tuple[int, Record]]) -> Shard:
    """Index some records, in the order of their numbers."""
    found: dict[str, list[Posting]] = defaultdict(list)
    facets: dict[str, dict[str, list[Posting]]] = defaultdict(lambda: defaultdict(list))
    forms: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    known: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for number, record in numbered:
        its_forms = forms[record.language]
        for word, weight, places, stems in weigh(record, known[record.language]):
            found[word].append((number, weight, places))
            for stemmed in stems:
                its_forms[stemmed, word] += 1
        for facet, values in record.facets:
            for value in values:
                facets[facet][value].append((number, 0, ()))
    families: dict[str, dict[str, Segment]] = {}
    if found:
        families[WORDS] = {word: _segment(found[word], WEIGHT_BITS) for word in found}
    for facet, values_found in facets.items():
        families[facet] = {value: _segment(each, 0) for value, each in values_found.items()}
    return Shard(
        families,
        {
            (language, stemmed, word): count
            for language, counted in forms.items()
            for (stemmed, word), count in counted.items()
        },
    )


Posting = tuple[int, int, Sequence[int]]
"""A record's number, the weight of a word in it, and the places of the word."""


def weigh(
    record: Record, known: dict[str, tuple[str, str]]
) -> Iterator[tuple[str, int, list[int], set[str]]]:
    """The words of a record, each with what it says of the record, its places, and its stems.

    What it says, 1 to 15, is BM25 without the part that depends on all records. Forms of one word
    count together. `known` keeps the folded form and the stem of each word of its language.
    """
    at, gaps = 0, 0
    places: dict[str, list[int]] = {}
    stems: dict[str, set[str]] = {}
    counts: dict[str, int] = {}
    for kind, text in parts_of(record):
        found = words(text)
        weight = kind
        if kind == TITLE:  # a word alone says more than one of many
            weight = TITLE_WEIGHT + SHORT_TITLE_WEIGHT // (len(found) or 1)
        for word in found:
            pair = known.get(word)
            if pair is None:
                pair = known[word] = (fold(word), stem(word, record.language))
            folded, stemmed = pair
            if folded in places:
                places[folded].append(at)
                stems[folded].add(stemmed)
            else:
                places[folded] = [at]
                stems[folded] = {stemmed}
            counts[stemmed] = counts.get(stemmed, 0) + weight
            at += 1
        at += 1  # so that no phrase reaches from one part into the next
        gaps += 1
    places.pop("", None)
    length = at - gaps
    norm = SATURATION * (1 - LENGTH_INFLUENCE + LENGTH_INFLUENCE * length / USUAL_LENGTH)
    for word, where in places.items():
        count = sum(map(counts.__getitem__, stems[word]))
        yield word, int(HEAVIEST * count / (count + norm)) or 1, where, stems[word]


def parts_of(record: Record) -> Iterator[tuple[int, str]]:
    """The texts of a record, each with what a word in it counts, or `TITLE`."""
    yield TITLE, record.title
    for name in record.names:
        yield TITLE, name
    if record.chip[1]:
        yield 1, record.chip[1]
    for fact in record.facts:
        yield 1, fact
    for line in record.text.split("\n"):
        yield 1, line


def _segment(postings: Sequence[Posting], bits: int) -> Segment:
    rest, all_places = bytearray(), bytearray()
    first, weight, _ = postings[0]
    last = first
    for number, its_weight, places in postings:
        if number != first:
            value = (number - last) << bits | its_weight
            while value > 127:
                rest.append(value & 127 | 128)
                value >>= 7
            rest.append(value)
            last = number
        if len(places) == 1 and places[0] < 64:
            all_places.append(places[0] * 2)
        elif places:
            all_places += encoded_places(places)
    return (first, last, len(postings), weight, bytes(rest), bytes(all_places))


def encoded_places(places: Sequence[int]) -> bytes:
    """The places of a word in a record: one place as its double; several led by their number.

    Several: the double of their number plus one, the first place, the gaps to the others.
    """
    if len(places) == 1:
        return varints([places[0] * 2])
    gaps = (later - place for place, later in pairwise(places))
    return varints([len(places) * 2 + 1, places[0], *gaps])
