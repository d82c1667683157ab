"""Guess what a writer meant by a value that its field does not accept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from decimal import Decimal

from pydantic_core import PydanticCustomError

from generator.model.advice import ADVICE
from generator.model.dates import parse_date, parse_day
from generator.model.quantities import parse_quantity
from generator.model.scales import ICD203, SCALES
from generator.model.text import is_identifier

_LONGEST = 64
"""A longer value, in characters, is not a slip in writing a date, a number or an id."""
_GROUPED = r"\d{1,3}(?P<mark>[,_' ’\u2009\u202f\xa0])\d{3}(?:(?P=mark)\d{3})*"
_IN_MILLIONS = r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}"
"""With points as well, of which a single one is ambiguous: thousands or decimals."""
_MINUS = "-\u2010-\u2014\u2212"
"""A hyphen, and what programs make of one: dashes and the minus sign."""
_YEAR_FIRST = rf"(\d{{4}})[{_MINUS}/.](\d{{1,2}})[{_MINUS}/.](\d{{1,2}})"
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.] ?(\d{1,2})[-/.] ?(\d{4})")
_WRITTEN_OTHERWISE = {
    "bad-boolean": re.compile(r"yes|on|y|no|off|n", re.IGNORECASE),
    "bad-number": re.compile(
        # In some countries one comma separates thousands, in others it begins the decimals.
        rf"\u2212?(?!\d{{1,3}},\d{{3}}\Z)(?:{_GROUPED}|{_IN_MILLIONS})|\u2212\d+(?:\.\d+)?"
    ),
    "bad-date": re.compile(rf"{_YEAR_FIRST}|{_YEAR_LAST.pattern}"),
}
_BOOLEANS = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}

_WITH_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[t ]\d.*")
_QUARTER = re.compile(r"q(?P<q>[1-4])[ /-]?(?P<year>\d{4})|(?P<year2>\d{4})[ /-]?q(?P<q2>[1-4])")
_MONTHS = (
    ("january", "januar"),
    ("february", "februar"),
    ("march", "märz"),
    ("april",),
    ("may", "mai"),
    ("june", "juni"),
    ("july", "juli"),
    ("august",),
    ("september",),
    ("october", "oktober"),
    ("november",),
    ("december", "dezember"),
)
"""In English and in German; their first three letters will do."""
_IN_WORDS = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? )?(?P<month>[a-zä]{3,9})\.?"
    r"(?: (?P<day2>\d{1,2})(?:st|nd|rd|th)?)?,? (?P<year>\d{4})"
)

_PER_CENT = re.compile(r"(\d{1,3}(?:\.\d+)?) ?(?:%|per ?cent)?")
_ABOUT = re.compile(r"(?:~|≈|about|around|circa|ca?\.) ?(.+)")
_FROM = re.compile(r"(?:since|from|after|at least|more than|over|>=?) ?(.+)|(.+?) ?\+")
_TO = re.compile(r"(?:until|till|before|up to|at most|less than|under|<=?) ?(.+)")
_BETWEEN = tuple(
    re.compile(rf"(?:from |between )?(.+?){between}(.+)")
    for between in (" (?:to|and|-|–|—) ", " ?[–—] ?", " ?- ?")
)
"""A bare hyphen comes last: dates have some within."""
_TIMES = {"": 0, "k": 3, "thousand": 3, "mn": 6, "million": 6, "bn": 9, "billion": 9}
_MULTIPLIED = re.compile(rf"\d ?({'|'.join(filter(None, _TIMES))})$")
_NUMBER = re.compile(
    rf"(?P<minus>[-\u2212]?)[$€£]?"
    rf"(?P<digits>\d+(?:[.,]\d\d?)?|{_GROUPED}|{_IN_MILLIONS}) ?(?P<times>[a-z]*)(?:%| ?per ?cent)?"
)
_QUOTES = "\"'\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb"


def meant(asked: str, value: str) -> tuple[str, ...]:
    """The texts that a value may stand for, all of which its field accepts.

    `asked` is a key of `ADVICE`. There are several if it can be read in two ways, such as a date
    that begins with the day or the month, and none if it cannot be guessed.
    """
    text = " ".join(value.casefold().split())
    guesses, parse = _GUESSED.get(asked, (_nothing, _taken))
    found = dict.fromkeys(_unquoted(text, guesses) if len(value) <= _LONGEST else ())
    return tuple(guess for guess in found if guess != value and _is_taken(guess, parse))


def advice(asked: str, value: str) -> str:
    """What a value may mean, or else what the field accepts; `asked` is a key of `ADVICE`."""
    if guesses := meant(asked, value):
        return f"did you mean {' or '.join(f'`{guess}`' for guess in guesses)}?"
    return ADVICE.get(asked, "")


def likelihood_for(value: str, chosen: object) -> str:
    """Which words of likelihood to choose from: those whose band holds a number in per cent.

    `chosen` is what the briefing names as its scale.
    """
    scale = next((each for each in SCALES.values() if each.name == chosen), ICD203)
    if match := _PER_CENT.fullmatch(value):
        share = float(match[1])
        bands = [
            f"`{step.words[0]}` ({step.band} %)"
            for step in scale.steps
            if step.low <= share <= step.high
        ]
        if bands:
            return f"the word for it is {' or '.join(bands)}"
    return f"choose from {', '.join(scale.words)}"


def is_written_otherwise(code: str, value: str) -> bool:
    """Whether a value cannot mean anything but what `meant` says."""
    pattern = _WRITTEN_OTHERWISE.get(code)
    if pattern is None or not pattern.fullmatch(value):
        return False
    return len(meant(code, value)) == 1


def _is_taken(guess: str, parse: Callable[[str], object]) -> bool:
    try:
        return bool(parse(guess))
    except PydanticCustomError:
        return False


def _unquoted(text: str, guesses: Callable[[str], Iterator[str]]) -> Iterator[str]:
    """The guesses at a text; first the text itself without quotes that YAML does not know."""
    inside = text.strip(_QUOTES)
    if inside != text:
        yield inside
    yield from guesses(inside)


def _nothing(_: str) -> Iterator[str]:
    return iter(())


def _taken(guess: str) -> object:
    return guess


def _boolean(text: str) -> Iterator[str]:
    if text in _BOOLEANS:
        yield _BOOLEANS[text]


def _identifier(text: str) -> Iterator[str]:
    if "," in text:
        return  # several of them
    letters = unicodedata.normalize("NFKD", re.sub(r"['’.\u200b-\u200d\ufeff]", "", text))
    yield re.sub(r"[^a-z0-9]+", "-", re.sub(r"[\u0300-\u036f]", "", letters)).strip("-")


def _date(text: str) -> Iterator[str]:
    """One date or an interval, in other forms than ours."""
    if match := re.fullmatch(_YEAR_FIRST, text):
        yield _day(*match.groups())
    elif re.fullmatch(r"\d{4}-\d\d", text):
        yield text  # a month of ours, at an end of an interval
    elif match := _WITH_TIME.fullmatch(text):
        yield match[1]
    elif match := _YEAR_LAST.fullmatch(text):
        yield _day(match[3], match[2], match[1])
        yield _day(match[3], match[1], match[2])
    elif match := _QUARTER.fullmatch(text):
        year, last = match["year"] or match["year2"], int(match["q"] or match["q2"]) * 3
        yield f"{year}-{last - 2:02}/{year}-{last:02}"
    elif match := re.fullmatch(r"(?:the )?(\d{3})0'?s", text):
        yield f"{match[1]}X"
    elif (match := _IN_WORDS.fullmatch(text)) and (month := _month(match["month"])):
        day = match["day"] or match["day2"]
        yield _day(match["year"], str(month), day) if day else f"{match['year']}-{month:02}"
    else:
        yield from _around(text, _date)


def _month(word: str) -> int:
    """The number of a month from its name, 0 for another word."""
    every = enumerate(_MONTHS, start=1)
    return next((n for n, names in every if any(name.startswith(word) for name in names)), 0)


def _day(year: str, month: str, day: str) -> str:
    return f"{year}-{month.zfill(2)}-{day.zfill(2)}"


def _number(text: str) -> Iterator[str]:
    """One number or a range, in other forms than ours."""
    match = _NUMBER.fullmatch(text)
    if match and match["times"] in _TIMES:
        number = Decimal(_ungrouped(match["digits"])).scaleb(_TIMES[match["times"]])
        yield f"{'-' if match['minus'] else ''}{number.normalize():f}"
    else:
        yield from _around(text, _number)


def _ungrouped(digits: str) -> str:
    """A number without what parts its thousands, and with a point before its decimals."""
    if re.fullmatch(_GROUPED, digits):
        return re.sub(r"\D", "", digits)
    if re.fullmatch(_IN_MILLIONS, digits):
        groups = re.split(r"[.,]", digits)
        decimals = groups.pop() if "," in digits else ""
        return "".join(groups) + (f".{decimals}" if decimals else "")
    return digits.replace(",", ".")


def _around(text: str, inner: Callable[[str], Iterator[str]]) -> Iterator[str]:
    """Readings as an approximate value, an open-ended one, or a range."""

    def read(part: str) -> str:
        return next(inner(part), part)

    if match := _ABOUT.fullmatch(text):
        yield f"{read(match[1])}~"
    if match := _FROM.fullmatch(text):
        yield f"{read(match[1] or match[2])}/.."
    if match := _TO.fullmatch(text):
        yield f"../{read(match[1])}"
    if match := next((found for each in _BETWEEN if (found := each.fullmatch(text))), None):
        first, last = match.groups()
        # Five to ten million: what is multiplied at the end is so from the start.
        times = _MULTIPLIED.search(last)
        if times and not _MULTIPLIED.search(first):
            first = f"{first} {times[1]}"
        yield f"{read(first)}/{read(last)}"


_GUESSED: dict[str, tuple[Callable[[str], Iterator[str]], Callable[[str], object]]] = {
    "bad-boolean": (_boolean, _taken),
    "bad-date": (_date, parse_date),
    "bad-day": (_date, parse_day),
    "bad-number": (_number, parse_quantity),
    "bad-id": (_identifier, is_identifier),
}
"""By the key of `ADVICE`: how to guess, and what tells whether a guess will do."""
