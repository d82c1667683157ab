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
"""Wrong quotes of one file that are reported at most."""


class State(Word):
    """What is known of an evidence item."""

    PROVEN = "proven", "the words are in the archived text"
    SEALED = "sealed", "the words are proven by the seal of the archived text"
    CITED = "cited", "the source is cited without a quote"
    UNCHECKED = "unchecked", "the words could not be checked"
    ALTERED = "altered", "the source has similar words, but not these"
    ABSENT = "absent", "the source has nothing like these words"


@dataclass(frozen=True)
class Proof:
    """What was found for one evidence item."""

    state: State
    passage: Passage | None = None
    """Where the words are, if the text is here."""
    nearest: Nearest | None = None
    """The most similar wording in the text, if the text is here."""
    parts_at: int | None = None
    """Offset in the quote at which it first differs from the text."""
    lead: Callable[[], str] = field(default=str, repr=False, compare=False)
    """Makes the fragment when it is needed, which a check does not do."""

    @cached_property
    def fragment(self) -> str:
        """The text fragment that finds the words on the source's page: what follows `#:~:text=`."""
        return self.lead()


def unchecked(quote: str | None) -> Proof:
    """The proof of evidence that could not be looked up, or has no quote."""
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

    A quote that is too short for a run of words, and was not recorded, stays unchecked.
    """
    if seal.proves(quote):
        return Proof(State.SEALED, lead=partial(fragment_of, quote))
    contradiction = seal.contradicts(quote)
    if contradiction is None:
        return unchecked(quote)
    state = State.ALTERED if contradiction.is_partly_there else State.ABSENT
    return Proof(state, parts_at=contradiction.at)
