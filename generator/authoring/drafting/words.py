"""Split a stretch of text into words, and look up what its language knows about each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from babel import Locale

from generator.authoring.drafting.language import Language
from generator.authoring.drafting.passages import Passages, Span

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]\w{0,60}(?:[-'&]\w{1,60})*(?<!'s)|'s\b|&")
_ADJECTIVE = re.compile(r"[A-Z]\w*(?:ian|ean|ish|ese|eli|iqi|aqi|ani|ench|utch|ern|wiss|reek)$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word; the `'s` after one, and `&`, are words of their own."""

    start: int
    end: int
    text: str

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[:1].isupper()

    @property
    def is_adjective(self) -> bool:
        """Whether it looks like an adjective made from a country's name: Danish."""
        return _ADJECTIVE.match(self.text) is not None


class Lexicon:
    """Answers questions about single words of a language, given in lower case."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.calendar = frozenset(
            {*language.months, *language.weekdays, *language.feasts, "sept"}
            | {name[:3] for name in language.months}
        )
        """Names of days, feasts and months, short forms included."""

    @cached_property
    def countries(self) -> dict[str, str]:
        """Names of countries and regions (Unicode CLDR), by the name in lower case."""
        territories = Locale.parse(self.language.tag).territories
        known = {name.lower(): name for code, name in territories.items() if code.isalpha()}
        return known | self.language.other_names

    @cached_property
    def _verbs(self) -> re.Pattern[str]:
        stances = "|".join(self.language.stances.values())
        return re.compile(rf"(?:{self.language.saying}|{stances}|{self.language.verbs})")

    def is_verb(self, word: str) -> bool:
        """Whether it is a verb, before which a name or a noun ends."""
        return self._verbs.fullmatch(word) is not None

    def is_dull(self, word: str) -> bool:
        """Whether no mention begins with it."""
        if word in self.language.openers or word in self.language.leading_there:
            return False
        return self.is_no_noun(word)

    def is_no_noun(self, word: str) -> bool:
        """Whether it is a verb, or a word that names nobody."""
        return word in self.language.no_names or self.is_verb(word)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text, usually a sentence, as its words, which are counted from 0."""

    passages: Passages
    lexicon: Lexicon
    start: int
    """In characters, like `end`, which is exclusive."""
    end: int
    tokens: tuple[Token, ...]

    @property
    def language(self) -> Language:
        """The language of the text."""
        return self.lexicon.language

    def part(self, start: int, end: int) -> Stretch:
        """A different stretch of the text, from character to character."""
        return stretch(self.passages, self.lexicon, start, end)

    def token(self, at: int) -> Token | None:
        """A word; None after the last one."""
        return self.tokens[at] if at < len(self.tokens) else None

    def lower(self, at: int) -> str:
        """A word in lower case; empty after the last one."""
        return self.tokens[at].lower if at < len(self.tokens) else ""

    def span(self, first: int, end: int) -> Span:
        """The span in the text of the words from `first` to before `end`."""
        return self.tokens[first].start, self.tokens[end - 1].end

    def text(self, first: int, end: int) -> str:
        """The words from `first` to before `end` as typed, on one line."""
        return self.passages.words(*self.span(first, end))

    def gap(self, at: int) -> str:
        """The characters between a word, not the first, and the one before it."""
        return self.passages.plain[self.tokens[at - 1].end : self.tokens[at].start]

    def touches(self, at: int) -> bool:
        """Whether a word follows the one before it with nothing but a space between."""
        between = self.gap(at)
        if between in (" ", "", "\n"):
            return True
        return between == ". " and self.lower(at - 1) in self.language.abbreviations

    def goes_on(self, at: int) -> bool:
        """Whether there is a word that is in lower case and follows the one before it directly."""
        return at < len(self.tokens) and self.tokens[at].text.islower() and self.touches(at)

    def begins(self, at: int) -> bool:
        """Whether a word is capitalized because of its place: at the start, or after a mark."""
        start = self.tokens[at].start
        before = self.passages.plain[max(self.start, start - 2) : start].strip()
        return start == self.start or before[-1:] in tuple("\"'“‘„«:(.!?")

    @property
    def is_shouted(self) -> bool:
        """Whether all words are in capitals, which then say nothing."""
        return len(self.tokens) > 3 and all(token.text.isupper() for token in self.tokens)


def stretch(passages: Passages, lexicon: Lexicon, start: int, end: int) -> Stretch:
    """A stretch of a text, from character to character, split into words."""
    found = _TOKEN.finditer(passages.plain, start, end)
    tokens = tuple(Token(*match.span(), match.group()) for match in found)
    return Stretch(passages, lexicon, start, end, tokens)
