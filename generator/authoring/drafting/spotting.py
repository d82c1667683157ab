"""Find everybody whom a sentence mentions, by name or by noun, in one walk over its words."""

from __future__ import annotations

from collections.abc import Iterator

from generator.authoring.drafting.capitals import end_of_name
from generator.authoring.drafting.mentions import Form, Mention, placed
from generator.authoring.drafting.nouns import by_noun
from generator.authoring.drafting.offices import (
    end_of_office,
    is_introduced,
    office_behind,
    person,
)
from generator.authoring.drafting.words import Stretch
from generator.model.vocabulary import ActorKind


def mentions_in(words: Stretch, named: frozenset[str]) -> list[Mention]:
    """The mentions in a sentence; `named` are words known to be names.

    A mention inside the words of another one comes before it.
    """
    if words.is_shouted:
        return []
    found: list[Mention] = []
    at = 0
    while at < len(words.tokens):
        end, mention = _at(words, at, named)
        if mention:
            found += (*_inside(mention, words, at, end), mention)
        at = max(end, at + 1)
    return found


def _at(words: Stretch, at: int, named: frozenset[str]) -> tuple[int, Mention | None]:
    """The mention that starts at a word, and the word after it."""
    token, follows, language = words.tokens[at], words.token(at + 1), words.language
    if token.lower in language.persons:
        return at + 1, Mention(token.start, token.end, token.lower, Form.PRONOUN)
    if token.lower in language.sides and follows and follows.text.islower():
        side = language.sides[token.lower]
        return at + 1, Mention(token.start, token.end, side, Form.GROUP, ActorKind.GROUP)
    if token.lower in language.articles and follows and follows.is_capital:
        return at + 1, None
    if token.is_capital and (end := end_of_name(words, at, named)) > at:
        return _named(words, at, end)
    return by_noun(words, at)


def _inside(mention: Mention, words: Stretch, at: int, end: int) -> Iterator[Mention]:
    """Those named inside the words of a mention: *Karst*'s ministry, head of the *Board*."""
    if mention.form in (Form.PERSON, Form.NAME):
        return
    inner = words.tokens[at:end]
    owner = next((i for i, token in enumerate(inner) if token.text == "'s"), 0)
    if owner and all(token.is_capital for token in inner[:owner]):
        yield from filter(None, [_plainly(words, at, at + owner)])
    of = next((i for i, token in enumerate(inner) if token.lower in ("of", "for", "at")), 0)
    if of and mention.form in (Form.ROLE, Form.GROUP, Form.TITLE):
        first = at + of + 1
        first += words.lower(first) == "the"
        if any(token.lower in words.language.bodies for token in words.tokens[first:end]):
            yield from filter(None, [_plainly(words, first, end)])


def _named(words: Stretch, at: int, end: int) -> tuple[int, Mention | None]:
    """The mention made by a name, alone or with words after it, and the word after the mention."""
    language = words.language
    run = [token.lower for token in words.tokens[at:end]]
    office = end_of_office(run, language)
    if office == len(run):
        title = Mention(*words.span(at, end), words.text(at, end), Form.TITLE)
        return end, placed(title, words, at, end)
    if office:
        return end, person(words, at, at + office, end)
    if run[-1] in language.places:
        return end, None
    is_adjective = len(run) == 1 and words.tokens[at].is_adjective
    if is_adjective or words.goes_on(end):
        reached, mention = by_noun(words, at)
        if mention and mention.end > words.tokens[end - 1].end:
            return reached, mention
    if is_adjective and run[0] not in words.lexicon.countries:
        return end, None
    if is_introduced(words, at):
        return end, person(words, at, at, end)
    return end, _plainly(words, at, end)


def _plainly(words: Stretch, at: int, end: int) -> Mention | None:
    """The mention of a name without an office before it; None if it only specifies a thing."""
    language, run = words.language, words.tokens[at:end]
    start, stop = words.span(at, end)
    name = words.text(at, end)
    form, kind = Form.NAME, None
    country = words.lexicon.countries.get(name.lower())
    body = next((t.lower for t in reversed(run) if t.lower in language.bodies), "")
    if country:
        kind = ActorKind.COUNTRY
        name = country if name.lower() in language.other_names else name
    elif body:
        form, kind = Form.BODY, ActorKind(language.bodies[body])
    last, office = (-1, "") if country else office_behind(words, stop)
    is_who = words.passages.plain[stop : stop + 6] == ", who "
    if (last >= 0 or is_who) and not body and len(run) > 1:
        form, kind = Form.PERSON, ActorKind.PERSON
    if form is Form.NAME and not country and _is_of_a_thing(words, at, end):
        return None
    mention = Mention(start, stop, name, form, kind, office, -1, last)
    return placed(mention, words, at, end)


def _is_of_a_thing(words: Stretch, at: int, end: int) -> bool:
    """Whether a name only says which thing is meant: the *Lisna* crossing."""
    has_article = at > 0 and words.lower(at - 1) in words.language.articles
    return has_article and words.goes_on(end) and not words.lexicon.is_no_noun(words.lower(end))
