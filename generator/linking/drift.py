"""One quote that two sources give in different words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from generator.evidence.folding import fold
from generator.evidence.pieces import core
from generator.evidence.searching import first_difference
from generator.linking.about import Claim

ALIKE = 70.0
"""Similarity, 0 to 100, at or above which two quotes of one claim count as one utterance."""
MOST_COMPARED = 50
"""How many quotes of one speaker under one claim are compared with each other."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A quote, and where its wording first differs from another quote's."""

    claim: Claim
    quote: str
    words: str
    """The words that the other does not have; empty if this one only omits some."""
    start: int
    """Offset of the words in the quote."""


@dataclass(frozen=True, slots=True)
class Drift:
    """Two wordings of what one speaker said."""

    one: Wording
    other: Wording


def drifts(claims: Iterable[Claim]) -> Iterator[Drift]:
    """Pairs of quotes under one claim, by one speaker, that two sources word differently.

    A quote that is a part of the other does not differ: it only says less.
    """
    groups: dict[tuple[str, str, str | None], list[tuple[Claim, str, str]]] = defaultdict(list)
    for claim in claims:
        if quote := claim.evidence.quote:
            group = groups[claim.ref.id, claim.anchor, claim.evidence.speaker]
            group.append((claim, quote, core(fold(quote))))
    for group in groups.values():
        for (one, first, words), (other, second, others) in combinations(group[:MOST_COMPARED], 2):
            is_same = one.source_key == other.source_key or words in others or others in words
            if not is_same and fuzz.ratio(words, others) >= ALIKE:
                yield Drift(_wording(one, first, second), _wording(other, second, first))


def _wording(claim: Claim, quote: str, other: str) -> Wording:
    difference = first_difference(quote, other)
    return Wording(
        claim,
        quote,
        difference.quoted if difference else "",
        difference.at if difference else 0,
    )
