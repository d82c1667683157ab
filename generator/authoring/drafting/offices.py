"""Find what introduces a person: an office before the name, or after it and a comma."""

from __future__ import annotations

import re

from generator.authoring.drafting.language import Language
from generator.authoring.drafting.mentions import Form, Mention, placed
from generator.authoring.drafting.words import Stretch
from generator.model.vocabulary import ActorKind

_AGE = re.compile(r", \d{2}(?=[,.])")
_MOST_BEFORE = 5
"""Words before a name, at most, that may say what somebody is."""
_MOST_BEHIND = 6
_FARTHEST_BEHIND = 90
"""Characters after a name, at most, that may say what somebody is."""


def end_of_office(run: list[str], language: Language) -> int:
    """Where the office ends that some capitalized words begin with, its realm included.

    `run` has the words in lower case. 0 if there is no office, or it is in the name of a body.
    """
    end = 0
    for index, word in enumerate(run):
        if word in language.offices or word in language.honorifics:
            has_realm = run[index + 1 : index + 2] == ["of"] and len(run) > index + 3
            end = index + (3 if has_realm else 1)
    if end and run[end - 1] in language.bodies:
        return 0
    return 0 if any(word in language.bodies for word in run[end:]) else end


def is_introduced(words: Stretch, at: int) -> bool:
    """Whether an office is right before a word, with at most a comma between."""
    if at == 0:
        return False
    is_office = words.lower(at - 1) in words.language.offices
    return is_office and words.gap(at) in (" ", ", ", "\n")


def person(words: Stretch, at: int, name_at: int, end: int) -> Mention:
    """The mention of a person whose name goes from `name_at` to before `end`.

    The capitalized words before the name start at `at`: an office, an honorific or nothing.
    """
    first = at
    if name_at == at or words.lower(name_at - 1) in words.language.honorifics:
        first = _office_before(words, at)
    office = ""
    if first < name_at:
        start, stop = words.span(first, name_at)
        office = " ".join(words.passages.plain[start:stop].split()).strip(" ,")
    start, stop = words.span(name_at, end)
    last, said = office_behind(words, stop)
    mention = Mention(
        start,
        stop,
        words.text(name_at, end),
        Form.PERSON,
        ActorKind.PERSON,
        office or said,
        words.tokens[first].start,
        last,
    )
    return placed(mention, words, first, end)


def _office_before(words: Stretch, at: int) -> int:
    """The first word of the office before a word; that word itself if there is no office."""
    if not is_introduced(words, at):
        return at
    language, first = words.language, at - 1
    while first > 0 and at - first < _MOST_BEFORE and words.touches(first):
        word = words.lower(first - 1)
        is_stop = word in language.no_names and word not in ("former", "deputy", "first")
        if is_stop or words.lexicon.is_verb(word):
            break
        first -= 1
    return first + (words.tokens[first].text == "'s")


def office_behind(words: Stretch, end: int) -> tuple[int, str]:
    """The office after a name and a comma, and where its words end; the name ends at `end`.

    Without an office, -1 and an empty one; after an age alone, where the age ends.
    """
    plain = words.passages.plain
    if age := _AGE.match(plain, end, words.end):
        return age.end(), ""
    if plain[end : end + 2] != ", ":
        return -1, ""
    behind = words.part(end + 2, min(end + _FARTHEST_BEHIND, words.end))
    for index, token in enumerate(behind.tokens[:_MOST_BEHIND]):
        if index and "," in behind.gap(index):
            break
        follows = behind.token(index + 1)
        if follows and follows.is_capital and behind.touches(index + 1):
            continue  # the words here belong to a different name
        if token.lower in words.language.offices:
            first = int(behind.lower(0) in ("a", "an", "the"))
            return token.end, behind.text(first, index + 1)
        if words.lexicon.is_verb(token.lower) or token.lower in ("who", "which"):
            break
    return -1, ""
