"""A mention of somebody, by name or by other words, with what its context says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from generator.authoring.drafting.passages import Span
from generator.authoring.drafting.words import Stretch
from generator.model.vocabulary import ActorKind

_MOST_BETWEEN = 4
"""Words between a preposition and its mention at most."""


class Form(Enum):
    """How somebody is mentioned."""

    PERSON = "person"
    NAME = "name"
    BODY = "body"
    GROUP = "group"
    ROLE = "role"
    """Somebody without a name: a Kremlin official."""
    TITLE = "title"
    """Somebody named elsewhere: the minister."""
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text where somebody is mentioned."""

    start: int
    end: int
    name: str
    """The name alone; if it is not a name, the words used instead."""
    form: Form
    kind: ActorKind | None = None
    """None if the words do not say it."""
    office: str = ""
    first: int = -1
    """Where the words that introduce it start, and where they end (`last`); -1 for its own."""
    last: int = -1
    is_owner: bool = False
    """Whether it is a possessive: Russia's."""
    is_placed: bool = False
    """Whether it only says where something is: in Russia."""
    is_of: bool = False
    """Whether a preposition precedes it."""

    @property
    def intro(self) -> Span:
        """The words that introduce it."""
        return (
            self.start if self.first < 0 else self.first,
            self.end if self.last < 0 else self.last,
        )


def placed(mention: Mention, words: Stretch, first: int, end: int) -> Mention:
    """A mention with its role, which the words around those from `first` to before `end` show."""
    before = _place_of(words, first, end) - 1
    while before >= 0 and _leads_there(words, before):
        before -= 1
    is_near = before >= 0 and first - before - 1 <= _MOST_BETWEEN
    is_near = is_near and not words.gap(before + 1).strip()
    preposition = words.lower(before) if is_near else ""
    behind = words.token(end)
    ends_in_s = words.passages.plain[mention.end : mention.end + 2] == "' "
    return replace(
        mention,
        is_owner=ends_in_s or (behind is not None and behind.text == "'s"),
        is_placed=preposition in words.language.at_places,
        is_of=preposition in words.language.prepositions,
    )


def _place_of(words: Stretch, first: int, end: int) -> int:
    """The first word of the place whose region a name gives: a plant in *Beaumont*, Texas.

    If it gives none, the first word of the name itself. After a place that begins the sentence, the
    name is somebody who does something there: In Geneva, Karst, which…
    """
    if not first or words.gap(first) != ", " or words.goes_on(end):
        return first
    at = first - 1
    while at and words.tokens[at].is_capital and words.touches(at):
        at -= 1
    at += not words.tokens[at].is_capital
    return at if at > 1 else first


def _leads_there(words: Stretch, at: int) -> bool:
    """Whether a word may come between a preposition and what it belongs to."""
    return words.lower(at) in words.language.leading_there or words.tokens[at].is_adjective
