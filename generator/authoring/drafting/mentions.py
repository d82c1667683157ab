"""A mention: somebody is spoken of, by name or by other words; with what stands around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from generator.authoring.drafting.passages import Span
from generator.authoring.drafting.words import Stretch
from generator.model.vocabulary import ActorKind

_MOST_BETWEEN = 4
"""Words between a preposition and the mention that it belongs to."""


class Form(Enum):
    """In which way somebody is spoken of."""

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
    """Somebody is spoken of."""

    start: int
    end: int
    name: str
    """The name alone; for others than names the words that stand for it."""
    form: Form
    kind: ActorKind | None = None
    """None where the words do not say it."""
    office: str = ""
    first: int = -1
    """Where the words that introduce it start."""
    last: int = -1
    is_owner: bool = False
    """Whether it stands there for whose something is: Russia's."""
    is_placed: bool = False
    """Whether it stands there for where something is: in Russia."""
    is_of: bool = False
    """Whether a preposition stands before it."""

    @property
    def intro(self) -> Span:
        """The words that introduce it."""
        return (
            self.start if self.first < 0 else self.first,
            self.end if self.last < 0 else self.last,
        )


def placed(mention: Mention, words: Stretch, first: int, end: int) -> Mention:
    """A mention with what the words around those from `first` to before `end` say of its part."""
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
    """The first word of the place that a name says the region of: a plant in *Beaumont*, Texas.

    That of the name itself where it says none. Behind a place that begins the sentence somebody
    follows who does something there: In Geneva, Karst, which…
    """
    if not first or words.gap(first) != ", " or words.goes_on(end):
        return first
    at = first - 1
    while at and words.tokens[at].is_capital and words.touches(at):
        at -= 1
    at += not words.tokens[at].is_capital
    return at if at > 1 else first


def _leads_there(words: Stretch, at: int) -> bool:
    """Whether a word may stand between a preposition and what it belongs to."""
    return words.lower(at) in words.language.leading_there or words.tokens[at].is_adjective
