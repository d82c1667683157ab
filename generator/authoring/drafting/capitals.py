"""Decide which capitalized words are a name, and where the name ends."""

from __future__ import annotations

from generator.authoring.drafting.words import Stretch

_LONGEST = 12
"""Words of a name at most, not counting those that are linked to it."""
_PARTICLES = ("de", "van", "von", "bin", "al", "der", "la", "den", "del")
"""Small words that can be in anybody's name, not only in that of a body."""


def end_of_name(words: Stretch, at: int, named: frozenset[str]) -> int:
    """The word after a name that starts at a capitalized word; that word itself if no name does.

    `named` are words known to be names: the first word of a sentence is capitalized in any case.
    """
    if not _may_name(words, at, named):
        return at
    end = at + 1
    while end < len(words.tokens) and end - at < _LONGEST:
        if not words.touches(end) and not _is_members_body(words, end):
            break
        if words.tokens[end].is_capital and words.lower(end) not in words.lexicon.calendar:
            end += 1
        elif (linked := _linked(words, at, end)) > end:
            end = linked
        else:
            break
    return end


def _may_name(words: Stretch, at: int, named: frozenset[str]) -> bool:
    """Whether a word is capitalized because it is a name."""
    token, language, lexicon = words.tokens[at], words.language, words.lexicon
    if token.lower in lexicon.calendar or token.text in ("I", "'s"):
        return False
    if not words.begins(at):
        return True
    if token.lower in language.no_names or token.lower in language.persons:
        return False
    follows = words.token(at + 1)
    if follows and words.touches(at + 1):
        if follows.text == "'s" or follows.lower == "of":
            return True
        if follows.is_capital and follows.lower not in lexicon.calendar:
            return True
    is_known = token.text in named or token.lower in lexicon.countries
    return is_known or (token.text.isupper() and len(token.text) > 1)


def _is_members_body(words: Stretch, at: int) -> bool:
    """Whether a word is a body that follows those it consists of: Seafarers' *Federation*."""
    is_owned = words.gap(at) == "' " and words.tokens[at - 1].text.endswith("s")
    return is_owned and words.lower(at) in words.language.bodies


def _linked(words: Stretch, start: int, at: int) -> int:
    """The word after a capitalized one that a small word links to a name; else the small word."""
    word = words.lower(at)
    # *and* is assumed to join two names.
    if word not in words.language.linking or word == "and" or not _may_link(words, start, at):
        return at
    end = at + 1 + (words.lower(at + 1) == "the")
    follows = words.token(end)
    if follows and follows.is_capital and words.touches(end) and words.touches(at):
        return end + 1
    return at


def _may_link(words: Stretch, start: int, at: int) -> bool:
    """Whether a small word after the first words of a name may be inside it."""
    language = words.language
    if words.tokens[at].text in ("&", *_PARTICLES) or words.lower(at - 1) in language.offices:
        return True
    return any(token.lower in language.bodies for token in words.tokens[start:at])
