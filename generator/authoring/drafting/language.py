"""What the rules know about a language: its words and patterns. Each language has its module."""

from __future__ import annotations

from dataclasses import dataclass

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Language:
    """Everything that the rules know about a language; words are in lower case."""

    tag: str
    no_names: Words
    """Words that name nobody, though capitalized always or at the start of a sentence."""
    articles: Words
    one: Words
    """Words before somebody without a name: *a* diplomat."""
    openers: Words
    """Words that a body or a group may begin with, but that say little about it."""
    leading_there: Words
    """Words between a preposition and what it belongs to: in *northern* Karst."""
    linking: Words
    """Words that may be inside the name of a body: Bank *of* England."""
    offices: Words
    """What a person is, before a name, or after it and a comma."""
    honorifics: Words
    bodies: dict[str, str]
    """Nouns for bodies, each with the kind of actor."""
    standing: Words
    """Bodies that need no name, because a country has only one: the government."""
    groups: Words
    """Nouns for people who act together."""
    sides: dict[str, str]
    """Words that refer to a group when before a noun, each with the group: a *rebel* attack."""
    vague: Words
    """Groups that count as somebody only with words that say which."""
    known_as: Words
    """Words after a group that begin to say which."""
    places: Words
    """Nouns for places: a name that ends in one is not an actor."""
    at_places: Words
    """Prepositions before the name of a place."""
    prepositions: Words
    persons: dict[str, str]
    """Pronouns, each with what it can refer to: a person, a body or several people."""
    verbs: str
    """Verbs besides those of `saying` and `stances`, as a pattern: a name or a noun ends there."""
    subordinate: Words
    """Words that begin a sentence whose main clause comes after a comma."""
    saying: str
    """Verbs that introduce somebody's words, as a pattern."""
    according: str
    """Phrases that introduce whose account something is, as a pattern."""
    stances: dict[str, str]
    """Patterns of demanding, threatening, warning and refusing."""
    before_object: Words
    """Words between a verb and whom it is directed at."""
    a_noun_after: Words
    """Words after which `demand` is a noun, not a verb."""
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    """Monday first."""
    feasts: Words
    """Days and times of the year that have a name, such as Christmas."""
    relative_days: dict[str, int]
    deadline: str
    """Phrases before a deadline, as a pattern."""
    numbers: dict[str, int]
    multiples: dict[str, int]
    currencies: dict[str, str]
    units: dict[str, str]
    about: str
    at_least: str
    up_to: str
    between: str
    abbreviations: Words
    """Words whose full stop does not end a sentence."""
    other_names: dict[str, str]
    """Short names of countries."""
