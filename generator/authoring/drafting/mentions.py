"""Who is spoken of in a sentence: names, bodies, groups and roles, with the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

from babel import Locale

from generator.authoring.drafting.language import Language
from generator.authoring.drafting.passages import Passages, Sentence, Span
from generator.model.vocabulary import ActorKind

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]\w{0,60}(?:[-'&]\w{1,60})*(?<!'s)|'s\b|&")
_ADJECTIVE = re.compile(r"[A-Z]\w*(?:ian|ean|ish|ese|eli|iqi|aqi|ani|ench|utch|ern|wiss|reek)$")
_AGE = re.compile(r", \d{2}(?=[,.])")
_MOST_BEFORE = 4
"""Words before a name that may tell what somebody is."""


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


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def is_capital(self) -> bool:
        return self.text[:1].isupper()


class Finder:
    """Finds who is spoken of in the sentences of a text."""

    def __init__(self, passages: Passages) -> None:
        self.passages = passages
        self.language: Language = passages.language
        self._calendar = {*self.language.months, *self.language.weekdays}
        self._calendar |= {name[:3] for name in self.language.months} | {"sept"}

    @cached_property
    def countries(self) -> dict[str, str]:
        """Names of countries and regions (Unicode CLDR) by these in small letters."""
        territories = Locale.parse(self.language.tag).territories
        known = {name.lower(): name for code, name in territories.items() if code.isalpha()}
        return known | self.language.other_names

    def tokens(self, start: int, end: int) -> list[_Token]:
        """The words of a stretch."""
        plain = self.passages.plain
        return [_Token(*m.span(), m.group()) for m in _TOKEN.finditer(plain, start, end)]

    def mentions(self, sentence: Sentence, named: frozenset[str]) -> list[Mention]:
        """Everybody that a sentence speaks of; `named` are words known to be names."""
        tokens = self.tokens(sentence.start, sentence.end)
        if not tokens or self._is_shouted(tokens):
            return []
        found: list[Mention] = []
        at = 0
        while at < len(tokens):
            reached, mention = self._at(tokens, at, sentence, named)
            if mention:
                found += self._inside(mention, tokens, at, reached, sentence)
                found.append(mention)
            at = max(reached, at + 1)
        return found

    def _is_shouted(self, tokens: Sequence[_Token]) -> bool:
        """Whether all is in capitals, so that these tell nothing."""
        return len(tokens) > 3 and all(token.text.isupper() for token in tokens)

    def _at(
        self, tokens: Sequence[_Token], at: int, sentence: Sentence, named: frozenset[str]
    ) -> tuple[int, Mention | None]:
        """The mention that starts at a word, and the word behind it."""
        token = tokens[at]
        if token.lower in self.language.persons:
            return at + 1, Mention(token.start, token.end, token.lower, Form.PRONOUN)
        follows = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.lower in self.language.sides and follows and follows.text.islower():
            name = self.language.sides[token.lower]
            return at + 1, Mention(token.start, token.end, name, Form.GROUP, ActorKind.GROUP)
        if token.lower in self.language.articles and follows and follows.is_capital:
            return at + 1, None
        if token.is_capital and (end := self._run(tokens, at, sentence, named)) > at:
            return self._named(tokens, at, end, sentence)
        return self._common(tokens, at, sentence)

    def _inside(
        self, mention: Mention, tokens: Sequence[_Token], at: int, end: int, sentence: Sentence
    ) -> Iterator[Mention]:
        """Who is named in the words of another mention: *Karst*'s ministry, head of the *Board*."""
        if mention.form in (Form.PERSON, Form.NAME):
            return
        inner = tokens[at:end]
        owner = next((i for i, token in enumerate(inner) if token.text == "'s"), 0)
        if owner and all(token.is_capital for token in inner[:owner]):
            yield from filter(None, [self._plainly(tokens, at, at + owner, sentence)])
        of = next((i for i, token in enumerate(inner) if token.lower in ("of", "for", "at")), 0)
        if of and mention.form in (Form.ROLE, Form.GROUP, Form.TITLE):
            first = at + of + 1 + (tokens[at + of + 1].lower == "the")
            if any(token.lower in self.language.bodies for token in tokens[first:end]):
                yield from filter(None, [self._plainly(tokens, first, end, sentence)])

    # Names

    def _run(
        self, tokens: Sequence[_Token], at: int, sentence: Sentence, named: frozenset[str]
    ) -> int:
        """The word behind a name that may start at a word; the same word where none does."""
        if not self._may_name(tokens, at, sentence, named):
            return at
        end = at + 1
        while end < len(tokens) and end - at < 12:
            if not self._touches(tokens, end) and not self._is_members_body(tokens, end):
                break
            if tokens[end].is_capital and tokens[end].lower not in self._calendar:
                end += 1
            elif (links := self._links(tokens, at, end)) > end:
                end = links
            else:
                break
        return end

    def _is_members_body(self, tokens: Sequence[_Token], at: int) -> bool:
        """Whether a word is a body behind those who make it: Seafarers' Federation."""
        between = self.passages.plain[tokens[at - 1].end : tokens[at].start]
        is_owner = between == "' " and tokens[at - 1].text.endswith("s")
        return is_owner and tokens[at].lower in self.language.bodies

    def _may_name(
        self, tokens: Sequence[_Token], at: int, sentence: Sentence, named: frozenset[str]
    ) -> bool:
        token = tokens[at]
        if token.lower in self._calendar or token.text == "I" or token.text == "'s":
            return False
        if not self._starts(token, sentence):
            return True
        if token.lower in self.language.no_names or token.lower in self.language.persons:
            return False
        follows = tokens[at + 1] if at + 1 < len(tokens) else None
        if follows and self._touches(tokens, at + 1):
            if follows.text == "'s" or follows.lower == "of":
                return True
            if follows.is_capital and follows.lower not in self._calendar:
                return True
        is_known = token.text in named or token.lower in self.countries
        return is_known or (token.text.isupper() and len(token.text) > 1)

    def _starts(self, token: _Token, sentence: Sentence) -> bool:
        """Whether a word has its capital for standing at a start."""
        before = self.passages.plain[max(sentence.start, token.start - 2) : token.start]
        marks = before.strip()
        return token.start == sentence.start or marks[-1:] in tuple("\"'“‘„«:(.!?")

    def _touches(self, tokens: Sequence[_Token], at: int) -> bool:
        """Whether a word follows the last one, with nothing but a space between."""
        between = self.passages.plain[tokens[at - 1].end : tokens[at].start]
        if between in (" ", "", "\n"):
            return True
        return between == ". " and tokens[at - 1].lower in self.language.abbreviations

    def _links(self, tokens: Sequence[_Token], start: int, at: int) -> int:
        """The word behind a capital that small words link to a name of a body."""
        last = tokens[at - 1].lower
        is_linked = last in self.language.bodies or last in self.language.offices
        is_linked = is_linked or any(t.lower in self.language.bodies for t in tokens[start:at])
        is_and = tokens[at].lower == "and"
        is_linked = is_linked or tokens[at].text == "&"
        if tokens[at].text in ("de", "van", "von", "bin", "al", "der", "la", "den", "del"):
            is_linked = True
        if is_and or not is_linked or tokens[at].lower not in self.language.linking:
            return at
        end = at + 1
        if end < len(tokens) and tokens[end].lower == "the":
            end += 1
        if end < len(tokens) and tokens[end].is_capital and self._touches(tokens, end):
            return end + 1 if self._touches(tokens, at) else at
        return at

    def _named(
        self, tokens: Sequence[_Token], at: int, end: int, sentence: Sentence
    ) -> tuple[int, Mention | None]:
        """The mention of a run of capitals."""
        run = tokens[at:end]
        words = [token.lower for token in run]
        behind = tokens[end] if end < len(tokens) else None
        office = self._last_office(words)
        if office + 1 < len(run) and office >= 0:
            return end, self._person(tokens, at, at + office + 1, end, sentence)
        if office + 1 == len(run):
            return end, self._title(tokens, at, end)
        if words[-1] in self.language.places:
            return end, None
        is_adjective = len(run) == 1 and _ADJECTIVE.match(run[0].text)
        goes_on = behind and behind.text.islower() and self._touches(tokens, end)
        if goes_on or is_adjective:
            reached, mention = self._common(tokens, at, sentence)
            if mention and (mention.end > run[-1].end):
                return reached, mention
        if is_adjective and words[0] not in self.countries:
            return end, None
        if self._introduced(tokens, at):
            return end, self._person(tokens, at, at, end, sentence)
        return end, self._plainly(tokens, at, end, sentence)

    def _last_office(self, words: Sequence[str]) -> int:
        """Where the office in a run of capitals ends, its realm included; -1 for none."""
        found = -1
        for index, word in enumerate(words):
            if word in self.language.offices or word in self.language.honorifics:
                found = index
                if words[index + 1 : index + 2] == ["of"] and len(words) > index + 3:
                    found = index + 2
        if any(word in self.language.bodies for word in words[found + 1 :]):
            return -1
        if found < 0 or words[found] not in self.language.bodies:
            return found
        return -1

    def _person(
        self, tokens: Sequence[_Token], at: int, name_at: int, end: int, sentence: Sentence
    ) -> Mention:
        """A person whose office stands before the name, or is one of the words before that."""
        plain = self.passages.plain
        first = at
        if name_at == at or tokens[name_at - 1].lower in self.language.honorifics:
            first = self._office_before(tokens, at)
        office_end = name_at if name_at > at else at
        words = (
            plain[tokens[first].start : tokens[office_end - 1].end] if first < office_end else ""
        )
        start, stop = tokens[name_at].start, tokens[end - 1].end
        last, said = self._behind(stop, sentence)
        mention = Mention(
            start,
            stop,
            self._text(start, stop),
            Form.PERSON,
            ActorKind.PERSON,
            " ".join(words.split()).strip(" ,") or said,
            tokens[first].start,
            last,
        )
        return self._placed(mention, tokens, first, end)

    def _introduced(self, tokens: Sequence[_Token], at: int) -> bool:
        """Whether an office stands right before a name, a comma at most between."""
        if at == 0:
            return False
        between = self.passages.plain[tokens[at - 1].end : tokens[at].start]
        is_office = tokens[at - 1].lower in self.language.offices
        return is_office and between in (" ", ", ", "\n")

    def _office_before(self, tokens: Sequence[_Token], at: int) -> int:
        """Where the words of an office before a name start."""
        if not self._introduced(tokens, at):
            return at
        first = at - 1
        while first > 0 and at - first < _MOST_BEFORE + 1 and self._touches(tokens, first):
            word = tokens[first - 1].lower
            is_stop = word in self.language.no_names and word not in ("former", "deputy", "first")
            if is_stop or self._is_verb(word):
                break
            first -= 1
        return first + (tokens[first].text == "'s")

    def _behind(self, end: int, sentence: Sentence) -> tuple[int, str]:
        """What somebody is by the words behind a comma: where these end, and the office."""
        plain = self.passages.plain
        if age := _AGE.match(plain, end, sentence.end):
            return age.end(), ""
        if plain[end : end + 2] != ", ":
            return -1, ""
        words = self.tokens(end + 2, min(end + 90, sentence.end))
        for index, word in enumerate(words[:6]):
            if index and "," in plain[words[index - 1].end : word.start]:
                break
            follows = words[index + 1] if index + 1 < len(words) else None
            if follows and follows.is_capital and self._touches(words, index + 1):
                continue  # what stands here belongs to somebody else
            if word.lower in self.language.offices:
                said = words[0].start if words[0].lower not in ("a", "an", "the") else -1
                start = words[1].start if said < 0 and len(words) > 1 else words[0].start
                return word.end, self._text(min(start, word.start), word.end)
            if self._is_verb(word.lower) or word.lower in ("who", "which"):
                break
        return -1, ""

    def _plainly(
        self, tokens: Sequence[_Token], at: int, end: int, sentence: Sentence
    ) -> Mention | None:
        """A name that no office stands before."""
        run = tokens[at:end]
        start, stop = run[0].start, run[-1].end
        name = self._text(start, stop)
        kind = None
        country = self.countries.get(name.lower())
        body = next((t.lower for t in reversed(run) if t.lower in self.language.bodies), "")
        form = Form.NAME
        if country:
            kind = ActorKind.COUNTRY
            name = country if name.lower() in self.language.other_names else name
        elif body:
            form, kind = Form.BODY, ActorKind(self.language.bodies[body])
        last, office = (-1, "") if country else self._behind(stop, sentence)
        is_who = self.passages.plain[stop : stop + 6] == ", who "
        if (last >= 0 or is_who) and not body and len(run) > 1:
            form, kind = Form.PERSON, ActorKind.PERSON
        before = tokens[at - 1] if at else None
        behind = tokens[end] if end < len(tokens) else None
        if form is Form.NAME and not country and self._modifies(tokens, end, before, behind):
            return None
        mention = Mention(start, stop, name, form, kind, office, -1, last)
        return self._placed(mention, tokens, at, end)

    def _modifies(
        self,
        tokens: Sequence[_Token],
        end: int,
        before: _Token | None,
        behind: _Token | None,
    ) -> bool:
        """Whether a name only tells which thing is meant: the Lisna crossing."""
        if not before or not behind or before.lower not in self.language.articles:
            return False
        word = behind.lower
        is_thing = behind.text.islower() and self._touches(tokens, end)
        return is_thing and not self._is_verb(word) and word not in self.language.no_names

    # Bodies, groups and roles

    def _common(
        self, tokens: Sequence[_Token], at: int, sentence: Sentence
    ) -> tuple[int, Mention | None]:
        """The mention that words without a name make, or with one before them."""
        end, noun = self._head(tokens, at)
        if not noun:
            return at + 1, None
        start = self._without_article(tokens, at, end)
        if start >= end:
            return at + 1, None
        head = end
        own = [token for token in tokens[start : end - 1] if token.text != "'s"]
        own = [token for token in own if token.lower not in self.language.numbers]
        is_one = tokens[at - (at == start and at > 0)].lower in self.language.one
        form: Form | None = None
        kind: ActorKind | None = None
        if noun in self.language.groups:
            form, kind = Form.GROUP, ActorKind.GROUP
            end = self._with_realm(tokens, end)
            behind = tokens[end].lower if end < len(tokens) else ""
            speaks = self._is_verb(behind) and noun not in self.language.vague
            is_told = own or end > head or speaks or behind in self.language.known_as
            form = form if is_told else None
        elif noun in self.language.bodies:
            if own or noun in self.language.standing:
                form, kind = Form.BODY, ActorKind(self.language.bodies[noun])
                end = self._with_realm(tokens, end) if noun in self.language.standing else end
            else:
                form = Form.TITLE
            follows = tokens[end] if end < len(tokens) and self._touches(tokens, end) else None
            if follows and not own and follows.text.islower() and not self._is_dull(follows):
                form = None  # the army *build-up*
        elif noun in self.language.offices:
            form = Form.ROLE if is_one else Form.TITLE
            end = self._with_realm(tokens, end)
        if form is None:
            return at + 1, None
        start += tokens[start].lower == "other" and start + 1 < end
        first, stop = tokens[start].start, tokens[end - 1].end
        mention = Mention(first, stop, self._text(first, stop), form, kind)
        return end, self._placed(mention, tokens, at, end)

    def _head(self, tokens: Sequence[_Token], at: int) -> tuple[int, str]:
        """The noun that some words from one on lead to, and the word behind it; empty for none."""
        found, noun = at, ""
        known = self.language
        for index in range(at, min(at + 6, len(tokens))):
            word = tokens[index].lower
            if word[0].isdigit() or (index > at and not self._near(tokens, index)):
                break
            is_noun = word in known.groups or word in known.bodies or word in known.offices
            pair = f"{tokens[index - 1].lower} {word}" if index > at else ""
            if pair in known.bodies:
                found, noun = index + 1, pair
            elif is_noun and (noun not in known.groups or word in known.groups):
                found, noun = index + 1, word
            elif (index > at and (self._is_verb(word) or word in known.no_names or noun)) or (
                index == at and self._is_dull(tokens[index])
            ):
                break
        return found, noun

    def _is_dull(self, token: _Token) -> bool:
        """Whether a word begins no mention."""
        word = token.lower
        if word in self.language.openers or word in self.language.leading_there:
            return False
        return word in self.language.no_names or self._is_verb(word)

    def _near(self, tokens: Sequence[_Token], at: int) -> bool:
        between = self.passages.plain[tokens[at - 1].end : tokens[at].start]
        return between in (" ", "", "\n", "' ")

    def _without_article(self, tokens: Sequence[_Token], at: int, end: int) -> int:
        start = at
        while start < end and tokens[start].lower in self.language.articles:
            start += 1
        return start

    def _with_realm(self, tokens: Sequence[_Token], end: int) -> int:
        """The word behind `of Harlow Creek`, where it follows."""
        if end + 1 >= len(tokens) or tokens[end].lower not in ("of", "for", "at", "from"):
            return end
        after = end + 1 + (tokens[end + 1].lower == "the")
        stop = after
        while stop < len(tokens) and self._touches(tokens, stop):
            if not (tokens[stop].is_capital or (stop > after and tokens[stop].text == "&")):
                break
            if tokens[stop].lower in self._calendar:
                break
            stop += 1
        return stop if stop > after else end

    def _title(self, tokens: Sequence[_Token], at: int, end: int) -> Mention:
        start, stop = tokens[at].start, tokens[end - 1].end
        mention = Mention(start, stop, self._text(start, stop), Form.TITLE)
        return self._placed(mention, tokens, at, end)

    # What stands around

    def _placed(self, mention: Mention, tokens: Sequence[_Token], first: int, end: int) -> Mention:
        """A mention with what the words around it say of its part."""
        before = first - 1
        while before >= 0 and (
            tokens[before].lower in self.language.leading_there
            or _ADJECTIVE.match(tokens[before].text)
        ):
            before -= 1
        word = tokens[before].lower if before >= 0 else ""
        is_behind = before < 0 or self._near_enough(tokens, before, first)
        is_owner = end < len(tokens) and tokens[end].text == "'s"
        ends_in_s = self.passages.plain[mention.end : mention.end + 2] == "' "
        return replace(
            mention,
            is_owner=is_owner or ends_in_s,
            is_placed=is_behind and word in self.language.at_places,
            is_of=is_behind and word in self.language.prepositions,
        )

    def _near_enough(self, tokens: Sequence[_Token], before: int, first: int) -> bool:
        between = self.passages.plain[tokens[before].end : tokens[before + 1].start]
        return first - before < 6 and between.strip() == ""

    @cached_property
    def _verbs(self) -> re.Pattern[str]:
        stances = "|".join(self.language.stances.values())
        return re.compile(rf"(?:{self.language.saying}|{stances}|{self.language.verbs})")

    def _is_verb(self, word: str) -> bool:
        return self._verbs.fullmatch(word) is not None

    def _text(self, start: int, end: int) -> str:
        return self.passages.words(start, end)
