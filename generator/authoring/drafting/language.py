"""What the rules know of a language: its words and patterns, in a module of its own for each."""

from __future__ import annotations

from dataclasses import dataclass

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Language:
    """Everything that the rules know of a language; words are in small letters."""

    tag: str
    no_names: Words
    """What is written with a capital at the start of a sentence, or always, and names nobody."""
    articles: Words
    one: Words
    """Words before somebody who has no name: a diplomat."""
    openers: Words
    """Words that a body or a group may begin with, and that say little of it."""
    leading_there: Words
    """Words between a preposition and what it belongs to: in northern Karst."""
    linking: Words
    """What may stand inside the name of a body: Bank *of* England."""
    offices: Words
    """What a person is: before a name, or behind it and a comma."""
    honorifics: Words
    bodies: dict[str, str]
    """Nouns of bodies, each with the kind of actor that it tells."""
    standing: Words
    """Bodies that need no name, for a country has one: the government."""
    groups: Words
    """Nouns of people who act together."""
    sides: dict[str, str]
    """Words that tell of a group before another noun, each with its name: a rebel attack."""
    vague: Words
    """Those that are somebody only with words that say which."""
    known_as: Words
    """Words behind a group that say which."""
    places: Words
    """Nouns of places: a name that ends in one is no actor."""
    at_places: Words
    """Prepositions before the name of a place."""
    prepositions: Words
    persons: dict[str, str]
    """Pronouns, each with whom it stands for: a person, a body or several."""
    verbs: str
    """Other verbs, as a pattern: where a name or a noun ends."""
    subordinate: Words
    """Words that a sentence begins with whose main clause stands behind a comma."""
    saying: str
    """Verbs that bring somebody's words, as a pattern."""
    according: str
    """What brings the one whose account it is, as a pattern."""
    stances: dict[str, str]
    """Patterns of demanding, threatening, warning and refusing."""
    before_object: Words
    """Words between a verb and whom it is turned to."""
    a_noun_after: Words
    """Words behind which `demand` is a thing, not what somebody does."""
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    """From Monday on."""
    feasts: Words
    """Days and times of the year that have a name, as Christmas has."""
    relative_days: dict[str, int]
    deadline: str
    """What stands before a day by which something is to be."""
    numbers: dict[str, int]
    multiples: dict[str, int]
    currencies: dict[str, str]
    units: dict[str, str]
    about: str
    at_least: str
    up_to: str
    between: str
    abbreviations: Words
    """Words whose point ends no sentence."""
    other_names: dict[str, str]
    """Short names of countries."""
