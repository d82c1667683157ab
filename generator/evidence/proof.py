"""What can be found out about one quote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial

from generator.evidence.fragments import fragment_in, fragment_of
from generator.evidence.seals import Seal
from generator.evidence.searching import Nearest, Passage, SearchText
from generator.model.vocabulary import Word

MAX_QUOTE_CHARACTERS = 3_000
"""Length of one quote: far beyond what may be quoted."""
MAX_REFUTED = 100
"""Quotes of one file that are shown to be wrong."""


class State(Word):
    """What is known of an evidence item."""

    PROVEN = "proven", "the words stand in the archived text"
    SEALED = "sealed", "the words are proven by the seal of the archived text"
    CITED = "cited", "the source is named, without a quote"
    UNCHECKED = "unchecked", "the words could not be looked up"
    ALTERED = "altered", "the source has nearly these words, but not these"
    ABSENT = "absent", "the source has nothing like these words"


@dataclass(frozen=True)
class Proof:
    """What was found for one evidence item."""

    state: State
    passage: Passage | None = None
    """Where the words stand, if the text is at hand."""
    nearest: Nearest | None = None
    """The wording that stands there instead, if the text is at hand."""
    parts_at: int | None = None
    """Offset in the quote at which it first parts from a sealed text."""
    lead: Callable[[], str] = field(default=str, repr=False, compare=False)
    """Makes the fragment, when it is asked for: whoever checks needs none."""

    @cached_property
    def fragment(self) -> str:
        """What leads to the words in the source's own page, behind `#:~:text=`."""
        return self.lead()


def unchecked(quote: str | None) -> Proof:
    """What is known of evidence that nothing was looked up for."""
    if quote is None:
        return Proof(State.CITED)
    return Proof(State.UNCHECKED, lead=partial(fragment_of, quote))


def proof_by_text(quote: str, text: SearchText) -> Proof:
    """Look a quote up in a text."""
    passage = text.find(quote)
    if passage:
        lead = partial(fragment_in, text.original, passage.start, passage.end)
        return Proof(State.PROVEN, passage, lead=lead)
    nearest = text.nearest(quote)
    if nearest is None:
        return Proof(State.ABSENT)
    return Proof(State.ALTERED, nearest=nearest, parts_at=nearest.difference.at)


def proof_by_seal(quote: str, seal: Seal) -> Proof:
    """Look a quote up in the seal of a text that is not here.

    A quote too short for a run of words, of which no proof was recorded, stays unchecked.
    """
    if seal.proves(quote):
        return Proof(State.SEALED, lead=partial(fragment_of, quote))
    contradiction = seal.contradicts(quote)
    if contradiction is None:
        return unchecked(quote)
    state = State.ALTERED if contradiction.is_partly_there else State.ABSENT
    return Proof(state, parts_at=contradiction.at)
