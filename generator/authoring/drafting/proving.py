"""What of the candidates is written: no more than is read, and in words that the text proves."""

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
"""Candidates of a kind that are written; how many more there are is told."""
_KEPT = "\u200c\u200d"
_ENDS = " ,;:"
_REST = re.compile(r"(?:'?\w{1,60})?")
"""What is left of a word."""


class Proving:
    """Gives the quotes of a text, and counts by kind what is written for them and what is not."""

    def __init__(self, passages: Passages) -> None:
        self._passages = passages
        self._search = SearchText(passages.original)
        self.counts: Counter[str] = Counter()
        """How many candidates of each kind were written."""
        self.left_out: Counter[str] = Counter()
        """How many of each kind were not: they are too many, or their words cannot be proven."""

    def few(self, every: Iterable[T], kind: str) -> Iterable[T]:
        """The first of all candidates of a kind, as many as are written."""
        listed = list(every)
        if len(listed) > MOST:
            self.left_out[kind] += len(listed) - MOST
        return listed[:MOST]

    def quote(self, start: int, end: int, kind: str) -> str:
        """The words of a stretch as a quote, looked up in the text; empty if they are not there."""
        # A quote cuts no word in two, and to the evidence room *Karst's* is one.
        behind = _REST.match(self._passages.plain, end)
        words = clean(self._passages.words(start, behind.end() if behind else end))
        if fold(words).count and self._search.find(words):
            self.counts[kind] += 1
            return words
        self.left_out[kind] += 1
        return ""


def clean(words: str) -> str:
    """Words as a quote: without characters that nobody sees, or marks at their ends."""
    seen = "".join(
        char for char in words if char in _KEPT or unicodedata.category(char) not in ("Cc", "Cf")
    )
    return seen.strip(_ENDS)
