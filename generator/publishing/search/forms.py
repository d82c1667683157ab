"""The forms of a word: `negotiate`, `negotiated`, `negotiations`.

Which words are forms of the same word is decided while the index is made, by the Snowball stemmer
for each record's language (https://snowballstem.org). So the browser needs no stemmer: each word of
the index names its other forms. For a word that no record holds, there are the endings that replace
each other in forms, learnt from the forms themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib import import_module
from itertools import combinations, takewhile

from babel import Locale, UnknownLocaleError

from generator.publishing.search.words import fold

_SUBTAG = re.compile("[-_]")
_LONGEST_ENDING = 7
_SHORTEST_BASE = 3
_MOST_FORMS = 40
"""A stem with more forms has names and misspellings among them, and too many pairs."""


def stem(word: str, language: str) -> str:
    """What the forms of a word have in common; the folded word itself if there is no stemmer."""
    stemmed = _stemmer(language)
    return stemmed(unicodedata.normalize("NFC", word).lower()) if stemmed else fold(word)


@lru_cache(maxsize=100)
def _stemmer(language: str) -> Callable[[str], str] | None:
    try:
        name = Locale.parse(_SUBTAG.split(language)[0].lower()).get_language_name("en") or ""
    except (UnknownLocaleError, ValueError):
        return None
    algorithm = name.split(" ")[0].lower()
    try:
        # The package itself would use PyStemmer if that is installed, in whatever version.
        rules = import_module(f"snowballstemmer.{algorithm}_stemmer")
    except ImportError:
        return None
    return cache(getattr(rules, f"{algorithm.title()}Stemmer")().stemWord)


def endings(groups: Iterable[Iterable[str]]) -> dict[str, dict[str, int]]:
    """Which endings replace which, and how often: `ed` → `ing` 12, `s` 7, nothing 31."""
    return counted(Counter(pair for group in groups for pair in turns(group)))


def turns(group: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each ending that replaces another among some forms, paired with that one."""
    forms = sorted(set(group))
    if len(forms) > _MOST_FORMS:
        return
    for one, other in combinations(forms, 2):
        base = _shared(one, other)
        if base >= _SHORTEST_BASE:
            pair = (one[base:], other[base:])
            if max(map(len, pair)) <= _LONGEST_ENDING:
                yield pair
                yield pair[::-1]


def counted(seen: Mapping[tuple[str, str], int]) -> dict[str, dict[str, int]]:
    """For each ending, those that replace it, and how often they do."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for (ending, partner), count in sorted(seen.items()):
        if count:
            found[ending][partner] = count
    return dict(found)


def _shared(one: str, other: str) -> int:
    """How many letters two words share at their start."""
    alike = (a == b for a, b in zip(one, other, strict=False))
    return sum(takewhile(bool, alike))
