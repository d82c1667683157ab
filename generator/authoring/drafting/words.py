"""The words of a stretch of text one by one, and what a language tells of each."""

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
    """A word; the `'s` behind one, and `&`, are words of their own."""

    start: int
    end: int
    text: str

    @property
    def lower(self) -> str:
        """The word in small letters."""
        return self.text.lower()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[:1].isupper()

    @property
    def is_adjective(self) -> bool:
        """Whether it looks like one made of the name of a country: Danish."""
        return _ADJECTIVE.match(self.text) is not None


class Lexicon:
    """A language as it is asked of single words, all in small letters."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.calendar = frozenset(
            {*language.months, *language.weekdays, *language.feasts, "sept"}
            | {name[:3] for name in language.months}
        )
        """Names of days, feasts and months, short ones too."""

    @cached_property
    def countries(self) -> dict[str, str]:
        """Names of countries and regions (Unicode CLDR) by these in small letters."""
        territories = Locale.parse(self.language.tag).territories
        known = {name.lower(): name for code, name in territories.items() if code.isalpha()}
        return known | self.language.other_names

    @cached_property
    def _verbs(self) -> re.Pattern[str]:
        stances = "|".join(self.language.stances.values())
        return re.compile(rf"(?:{self.language.saying}|{stances}|{self.language.verbs})")

    def is_verb(self, word: str) -> bool:
        """Whether a name or a noun ends before it."""
        return self._verbs.fullmatch(word) is not None

    def is_dull(self, word: str) -> bool:
        """Whether it begins no mention."""
        if word in self.language.openers or word in self.language.leading_there:
            return False
        return self.is_no_noun(word)

    def is_no_noun(self, word: str) -> bool:
        """Whether it is a verb, or one of the words that name nobody."""
        return word in self.language.no_names or self.is_verb(word)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text, mostly a sentence, as its words; these are counted from 0."""

    passages: Passages
    lexicon: Lexicon
    start: int
    """In characters, as `end`, which is exclusive."""
    end: int
    tokens: tuple[Token, ...]

    @property
    def language(self) -> Language:
        """The language of the text."""
        return self.lexicon.language

    def part(self, start: int, end: int) -> Stretch:
        """Another stretch of the text, from character to character."""
        return stretch(self.passages, self.lexicon, start, end)

    def token(self, at: int) -> Token | None:
        """A word; None behind the last one."""
        return self.tokens[at] if at < len(self.tokens) else None

    def lower(self, at: int) -> str:
        """A word in small letters; empty behind the last one."""
        return self.tokens[at].lower if at < len(self.tokens) else ""

    def span(self, first: int, end: int) -> Span:
        """Where the words from one to before another stand in the text."""
        return self.tokens[first].start, self.tokens[end - 1].end

    def text(self, first: int, end: int) -> str:
        """The words from one to before another as they stand, on one line."""
        return self.passages.words(*self.span(first, end))

    def gap(self, at: int) -> str:
        """What stands between a word, not the first, and the one before it."""
        return self.passages.plain[self.tokens[at - 1].end : self.tokens[at].start]

    def touches(self, at: int) -> bool:
        """Whether a word follows the last one, with nothing but a space between."""
        between = self.gap(at)
        if between in (" ", "", "\n"):
            return True
        return between == ". " and self.lower(at - 1) in self.language.abbreviations

    def goes_on(self, at: int) -> bool:
        """Whether there is a word, follows right behind the last one, and is in small letters."""
        return at < len(self.tokens) and self.tokens[at].text.islower() and self.touches(at)

    def begins(self, at: int) -> bool:
        """Whether a word would have a capital for its place: at the start, or behind a mark."""
        start = self.tokens[at].start
        before = self.passages.plain[max(self.start, start - 2) : start].strip()
        return start == self.start or before[-1:] in tuple("\"'“‘„«:(.!?")

    @property
    def is_shouted(self) -> bool:
        """Whether all is in capitals, so that these tell nothing."""
        return len(self.tokens) > 3 and all(token.text.isupper() for token in self.tokens)


def stretch(passages: Passages, lexicon: Lexicon, start: int, end: int) -> Stretch:
    """A stretch of a text, from character to character, taken apart into words."""
    found = _TOKEN.finditer(passages.plain, start, end)
    tokens = tuple(Token(*match.span(), match.group()) for match in found)
    return Stretch(passages, lexicon, start, end, tokens)
