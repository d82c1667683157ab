"""Find those mentioned by a noun: bodies, groups of people, and people with a role."""

from __future__ import annotations

from generator.authoring.drafting.mentions import Form, Mention, placed
from generator.authoring.drafting.words import Stretch
from generator.model.vocabulary import ActorKind

_MOST = 6
"""Words of a mention at most, its noun the last of them."""

_Told = tuple[Form | None, ActorKind | None, int]
"""The form of a mention by noun, None if it is none; its kind; the word after it."""


def by_noun(words: Stretch, at: int) -> tuple[int, Mention | None]:
    """The mention that starts at a word and ends with a noun, names in between included.

    Returned after the word that follows it; without a mention, the word after the first.
    """
    end, noun = _noun(words, at)
    start = _behind_articles(words, at, end)
    if start >= end:
        return at + 1, None
    language = words.language
    before = words.tokens[start : end - 1]
    is_told = any(t.text != "'s" and t.lower not in language.numbers for t in before)
    if noun in language.groups:
        form, kind, end = _group(words, noun, end, is_told=is_told)
    elif noun in language.bodies:
        form, kind, end = _body(words, noun, end, is_told=is_told)
    else:
        form, kind, end = _role(words, at, start, end)
    if form is None:
        return at + 1, None
    start += words.lower(start) == "other" and start + 1 < end
    mention = Mention(*words.span(start, end), words.text(start, end), form, kind)
    return end, placed(mention, words, at, end)


def _noun(words: Stretch, at: int) -> tuple[int, str]:
    """The noun that the words from one on lead to, and the word after it.

    Of two nouns, the last one counts, unless it follows a group. Without a noun, the first word and
    an empty noun are returned.
    """
    found, noun = at, ""
    language, lexicon = words.language, words.lexicon
    for index in range(at, min(at + _MOST, len(words.tokens))):
        word = words.lower(index)
        is_first = index == at
        if word[0].isdigit() or not (is_first or _is_near(words, index)):
            break
        pair = "" if is_first else f"{words.lower(index - 1)} {word}"
        is_group = word in language.groups
        is_noun = is_group or word in language.bodies or word in language.offices
        if pair in language.bodies:
            found, noun = index + 1, pair
        elif is_noun and (is_group or noun not in language.groups):
            found, noun = index + 1, word
        elif lexicon.is_dull(word) if is_first else noun or lexicon.is_no_noun(word):
            break
    return found, noun


def _is_near(words: Stretch, at: int) -> bool:
    """Whether a word belongs to the one before it: the workers' union."""
    return words.gap(at) in (" ", "", "\n", "' ")


def _behind_articles(words: Stretch, at: int, end: int) -> int:
    while at < end and words.lower(at) in words.language.articles:
        at += 1
    return at


def _group(words: Stretch, noun: str, end: int, *, is_told: bool) -> _Told:
    """A group, if words before or after the noun say which one, or it does something."""
    language, reached = words.language, _end_of_realm(words, end)
    behind = words.lower(reached)
    speaks = words.lexicon.is_verb(behind) and noun not in language.vague
    is_somebody = is_told or reached > end or speaks or behind in language.known_as
    return (Form.GROUP if is_somebody else None), ActorKind.GROUP, reached


def _body(words: Stretch, noun: str, end: int, *, is_told: bool) -> _Told:
    """A body, if words before the noun say which one, or a country has only one; else a title."""
    language, is_standing = words.language, noun in words.language.standing
    if is_standing:
        end = _end_of_realm(words, end)
    is_in_front = words.goes_on(end) and not words.lexicon.is_dull(words.lower(end))
    if is_in_front and not is_told:
        return None, None, end  # the army *build-up*
    if is_told or is_standing:
        return Form.BODY, ActorKind(language.bodies[noun]), end
    return Form.TITLE, None, end


def _role(words: Stretch, at: int, start: int, end: int) -> _Told:
    """Somebody with an office: after *a*, someone without a name; else someone named elsewhere."""
    before = at - 1 if at == start and at > 0 else at
    is_one = words.lower(before) in words.language.one
    return (Form.ROLE if is_one else Form.TITLE), None, _end_of_realm(words, end)


def _end_of_realm(words: Stretch, end: int) -> int:
    """The word after a phrase such as `of Harlow Creek`, if one follows."""
    if words.lower(end) not in ("of", "for", "at", "from"):
        return end
    after = end + 1 + (words.lower(end + 1) == "the")
    stop = after
    while stop < len(words.tokens) and words.touches(stop):
        token = words.tokens[stop]
        if not (token.is_capital or (stop > after and token.text == "&")):
            break
        if token.lower in words.lexicon.calendar:
            break
        stop += 1
    return stop if stop > after else end
