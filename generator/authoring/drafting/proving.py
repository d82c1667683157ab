"""Limit what a draft holds: not more than anyone reads, and only words that the text proves."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from generator.authoring.drafting.passages import Passages
from generator.evidence.folding import fold
from generator.evidence.searching import SearchText

T = TypeVar("T")

MOST = 100
"""Candidates of a kind that are written at most; the draft says how many were left out."""
_KEPT = "\u200c\u200d"
_ENDS = " ,;:"
_REST = re.compile(r"(?:'?\w{1,60})?")
"""The rest of a word that a span cuts."""


class Proving:
    """Gives quotes from a text, and counts by kind the candidates that are written or left out."""

    def __init__(self, passages: Passages) -> None:
        self._passages = passages
        self._search = SearchText(passages.original)
        self.counts: Counter[str] = Counter()
        """How many candidates of each kind were written."""
        self.left_out: Counter[str] = Counter()
        """How many of each kind were not: there are too many, or their words cannot be proven."""

    def few(self, every: Iterable[T], kind: str) -> Iterable[T]:
        """The first candidates of a kind, as many as may be written."""
        listed = list(every)
        if len(listed) > MOST:
            self.left_out[kind] += len(listed) - MOST
        return listed[:MOST]

    def quote(self, start: int, end: int, kind: str) -> str:
        """The words of a span as a quote; empty if they cannot be found in the text again."""
        # A quote must not cut a word, and for the evidence room *Karst's* is one word.
        behind = _REST.match(self._passages.plain, end)
        words = clean(self._passages.words(start, behind.end() if behind else end))
        if fold(words).count and self._search.find(words):
            self.counts[kind] += 1
            return words
        self.left_out[kind] += 1
        return ""


def clean(words: str) -> str:
    """Words as a quote: without invisible characters, or punctuation at the ends."""
    seen = "".join(
        char for char in words if char in _KEPT or unicodedata.category(char) not in ("Cc", "Cf")
    )
    return seen.strip(_ENDS)
