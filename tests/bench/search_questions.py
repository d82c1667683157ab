"""What is asked of each search, chosen from what a corpus says: for `search.py`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from zlib import crc32

from generator.publishing.search.forms import stem
from generator.publishing.search.records import Record
from generator.publishing.search.shards import parts_of
from generator.publishing.search.words import fold, words
from tests.bench.search_browser import Question
from tests.bench.search_peers import Page

EACH = 5
"""Questions of a kind."""
STEMS = 200
RARE, OFTEN = 0.005, 0.05
"""Shares of the briefings that an ordinary word is in."""
FACETS = ["type", "status", "likelihood", "impact", "year"]
"""Those whose counts the page of the search asks for with each question."""


@dataclass(frozen=True, slots=True)
class Questions:
    """What to ask."""

    kinds: dict[str, list[Question]]
    """By what kind of question it is."""
    later: list[Question]
    """What to ask when one has had an answer."""
    unknown: list[str]
    """Words that no record holds, though it holds other forms of them."""
    known: list[str]
    """Words that briefings hold, with other forms of them."""
    holding: dict[str, set[str]]
    """For each of these words the briefings that hold a form of it: their addresses."""


def questions_for(
    records: Sequence[Record], pages: Sequence[Page], english: Iterable[str], seed: int
) -> Questions:
    """Choose questions; the same for a seed."""
    random = Random(seed)
    where: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        for part in page.parts:
            for word in words(part):
                where[fold(word)].add(page.address)
    least, most = RARE * len(pages), OFTEN * len(pages)
    ordinary = {
        word for word, held in where.items() if len(word) > 4 and least <= len(held) <= most
    }
    long = sorted(word for word in ordinary if len(word) > 5)
    frequent = sorted((word for word in where if len(word) > 2), key=lambda word: -len(where[word]))
    claims = [record for record in records if record.type in ("briefing", "risk")]
    titles = [record.title.replace(",", "").split() for record in claims]
    pairs = _pairs(random, claims, ordinary)
    actors = Counter(actor for page in pages for actor in page.filters.get("actor", ()))
    chosen = [{"actor": [actor]} for actor, _ in actors.most_common(EACH)]
    by_date: list[Question] = [{"text": "", "filters": each, "sort": "date"} for each in chosen]
    phrases = [title[1:4] for title in random.sample(titles, 10 * EACH) if len(title) > 4]
    kinds: dict[str, list[Question]] = {
        "two words": [{"text": pair} for pair in pairs[:EACH]],
        "one frequent word": [{"text": word} for word in frequent[:EACH]],
        "an unfinished word": [{"text": word[:4]} for word in random.sample(long, EACH)],
        "a phrase": [{"text": f'"{" ".join(phrase)}"'} for phrase in phrases[:EACH]],
        "a filter, by date": by_date,
        "the same with counts": [{**each, "count": FACETS} for each in by_date],
    }
    unknown, known, holding = _forms(records, where, english)
    later: list[Question] = [{"text": pair} for pair in pairs[EACH:]]
    return Questions(kinds, later, unknown, known, holding)


def _pairs(random: Random, records: Sequence[Record], ordinary: set[str]) -> list[str]:
    """Pairs of ordinary words that stand in one record: twice as many as are asked of a kind."""
    pairs: list[str] = []
    while len(pairs) < 2 * EACH:
        record = random.choice(records)
        found = sorted(ordinary.intersection(fold(word) for word in words(record.text)))
        if len(found) > 1:
            pairs.append(" ".join(random.sample(found, 2)))
    return pairs


def _forms(
    records: Sequence[Record],
    where: Mapping[str, set[str]],
    english: Iterable[str],
) -> tuple[list[str], list[str], dict[str, set[str]]]:
    """Words that are not there, words that are, and the briefings that hold forms of them.

    Of stems that briefings hold in at least two forms.
    """
    known = {
        fold(word) for record in records for _, part in parts_of(record) for word in words(part)
    }
    held: dict[str, list[str]] = defaultdict(list)
    for word in where:
        if word.isalpha() and len(word) > 2:
            held[stem(word, "en")].append(word)
    missing: dict[str, list[str]] = defaultdict(list)
    for word in english:
        if word not in known and len(word) > 2:
            missing[stem(word, "en")].append(word)
    # Drawn so that a record more or less leaves most of them as they are.
    several = sorted(
        (found for found, forms in held.items() if len(forms) > 1),
        key=lambda found: crc32(found.encode()),
    )
    lacking = [found for found in several if found in missing]
    unknown = {missing[each][0]: each for each in lacking[:STEMS]}
    asked = {
        min(held[each], key=lambda word: crc32(word.encode())): each for each in several[:STEMS]
    }
    holding = {
        word: set().union(*(where[form] for form in held[each]))
        for word, each in {**unknown, **asked}.items()
    }
    return list(unknown), list(asked), holding
