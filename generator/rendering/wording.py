"""Put pages into one language: its messages, and its ways to write dates and numbers."""

from __future__ import annotations

import datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from gettext import NullTranslations

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from generator.model.dates import DatePoint, PartialDate, parse_date
from generator.model.quantities import Bound, Quantity
from generator.model.vocabulary import Word
from generator.rendering.catalogue import ENGLISH, locale_of

LIKELIHOOD = "Likelihood"
"""The context in a catalogue that sets words of likelihood apart from the same words elsewhere."""


def N_(message: str) -> str:  # noqa: N802 # the name that translators' tools look for
    """Mark a message for translators; it is translated where it is used."""
    return message


class Wording:
    """One language. It never makes a date or a number more exact than it was typed."""

    def __init__(self, language: str = ENGLISH, catalogue: NullTranslations | None = None) -> None:
        self.language = language
        """Its tag, such as `en` or `pt-BR`."""
        self.locale: Locale = locale_of(language)
        self._catalogue = catalogue or NullTranslations()
        # The same dates, numbers and words are on many pages.
        self._day = lru_cache(maxsize=10_000)(self._date)
        self._dated = lru_cache(maxsize=10_000)(lambda text: self._date(parse_date(text)))
        self._grouped = lru_cache(maxsize=10_000)(self._group)
        self._months = lru_cache(maxsize=1000)(self._month)
        # `typed`, as equal words of different vocabularies may have different meanings.
        self._words = lru_cache(maxsize=1000, typed=True)(self._word)
        self._meanings = lru_cache(maxsize=1000, typed=True)(self._meaning)

    def gettext(self, message: str, /, **values: object) -> str:
        """A message with values for its placeholders, such as `{name}`."""
        return self.message(message).format(**values)

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """A message in the form for a number, which replaces `{n}`."""
        return self.message(one, many, number).format(**{"n": self.number(number)} | values)

    def pgettext(self, context: str, message: str, /) -> str:
        """A message whose meaning depends on a context."""
        return self._catalogue.pgettext(context, message)

    def message(self, one: str, many: str = "", number: int = 1, /) -> str:
        """A message in the form for a number, with its placeholders left in."""
        if many:
            return self._catalogue.ngettext(one, many, number)
        return self._catalogue.gettext(one)

    def word(self, word: str) -> str:
        """A word of a vocabulary or of likelihood for readers: `partly-met` → `partly met`."""
        return self._words(word)

    def _word(self, word: str) -> str:
        context = type(word).__name__ if isinstance(word, Enum) else LIKELIHOOD
        return self.pgettext(context, spaced(word))

    def meaning(self, word: Word) -> str:
        """What a word of a vocabulary means."""
        return self._meanings(word)

    def _meaning(self, word: Word) -> str:
        return self.pgettext(type(word).__name__, word.meaning)

    def listed(self, words: list[str]) -> str:
        """Words as a list in a sentence: `a, b and c`."""
        return format_list(words, locale=self.locale)

    def number(self, number: Decimal | int) -> str:
        """A number with its digits grouped; one typed as 1.50 keeps its last zero."""
        return self._grouped(f"{number:f}" if isinstance(number, Decimal) else str(number))

    def decimals(self, number: float, digits: int) -> str:
        """A measured number with so many digits after the point."""
        return self.number(Decimal(f"{number:.{digits}f}"))

    def quantity(self, value: Quantity) -> str:
        """A number in words: `94,300`, `about 70,000`, `169,000 to 190,000`, `up to 175,000`."""
        if value.low is None and value.high is not None:
            return self.gettext("up to {number}", number=self._bound(value.high))
        if value.high is None and value.low is not None:
            return self.gettext("at least {number}", number=self._bound(value.low))
        if value.low is not None and value.high is not None and value.is_range:
            return self.gettext(
                "{low} to {high}", low=self._bound(value.low), high=self._bound(value.high)
            )
        return self._bound(value.low) if value.low else value.text

    def between(self, value: Quantity) -> str:
        """A number for a sentence that already says “from … to …”."""
        if value.low is not None and value.high is not None and value.is_range:
            low, high = self._bound(value.low), self._bound(value.high)
            return self.gettext("between {low} and {high}", low=low, high=high)
        return self.quantity(value)

    def month(self, day: datetime.date) -> str:
        """The month of a day, short: `Dec 2021`."""
        return self._months(day.year, day.month)

    def date(self, value: PartialDate | datetime.date) -> str:
        """A date in words: `3 December 2021`, `about 2014`, `the 1990s`, `2014 to 2021`."""
        return self._dated(value.text) if isinstance(value, PartialDate) else self._day(value)

    def _month(self, year: int, month: int) -> str:
        return format_skeleton("yMMM", datetime.date(year, month, 1), locale=self.locale)

    def typed_date(self, text: str) -> str:
        """A date as it was typed, in words."""
        return self._dated(text)

    def _date(self, value: PartialDate | datetime.date) -> str:
        if isinstance(value, datetime.date):
            return format_date(value, "long", locale=self.locale)
        if value.start is None and value.end is not None:
            return self.gettext("until {date}", date=self._point(value.end))
        if value.end is None and value.start is not None:
            return self.gettext("since {date}", date=self._point(value.start))
        if value.start is not None and value.end is not None and value.is_interval:
            return self.gettext(
                "{start} to {end}", start=self._point(value.start), end=self._point(value.end)
            )
        return self._point(value.start) if value.start else value.text

    def _point(self, point: DatePoint) -> str:
        if point.decade:
            words = self.gettext("the {year}s", year=point.year)
        elif point.day:
            words = format_date(point.first, "long", locale=self.locale)
        elif point.month:
            words = format_skeleton("yMMMM", point.first, locale=self.locale)
        else:
            words = str(point.year)
        return self.gettext("about {date}", date=words) if point.about else words

    def _group(self, number: str) -> str:
        digits = len(number.partition(".")[2])
        form = f"#,##0.{'0' * digits}" if digits else "#,##0"
        return format_decimal(number, format=form, locale=self.locale)

    def _bound(self, bound: Bound) -> str:
        number = self.number(bound.number)
        return self.gettext("about {number}", number=number) if bound.about else number


def spaced(word: str) -> str:
    """A word of a vocabulary without the hyphens that make it a key."""
    return word.replace("-", " ")
