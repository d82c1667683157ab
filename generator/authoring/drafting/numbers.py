"""Find numbers with what they count, as amounts of the format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from pydantic_core import PydanticCustomError

from generator.authoring.drafting.language import Language
from generator.authoring.drafting.passages import Passages, Sentence
from generator.model.quantities import parse_quantity

_DIGITS = r"\d{1,3}(?:[,\u2009\u202f]\d{3})+(?:\.\d{1,9})?|\d{1,15}(?:\.\d{1,9})?"
_MOST_WORDS = 6
_WORD = re.compile(r"[^\W\d_][\w'-]*")


@dataclass(frozen=True, slots=True)
class Counted:
    """A number in a text."""

    start: int
    end: int
    """After what it counts."""
    value: str
    """In the notation of the format."""
    measure: str
    """What it counts, in the words around it; empty if they do not say it."""
    unit: str = ""


class Numbers:
    """Finds numbers that count something; dates, ages and times do not."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def numbers(
        self, passages: Passages, sentence: Sentence, taken: list[tuple[int, int]]
    ) -> Iterator[Counted]:
        """All numbers of a sentence, except inside the spans that are taken."""
        plain = passages.plain
        for match in self._pattern.finditer(plain, sentence.start, sentence.end):
            number = match.start("number")
            if any(start <= number < end for start, end in taken):
                continue
            if self._counts_nothing(plain, match):
                continue
            value = self._value(match)
            if not value:
                continue
            end, noun = self._noun(plain, match.end(), sentence.end)
            unit = self._language.currencies.get(match["sign"] or "", "")
            unit = unit or self._language.units.get((match["unit"] or "").strip(), "")
            if match["word"] and not noun:
                continue
            measure = self._counted(plain, sentence, match.start()) if unit or not noun else noun
            yield Counted(match.start(), end, value, measure or noun, unit)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        known = self._language
        signs = "".join(map(re.escape, known.currencies))
        words = "|".join(sorted(known.numbers, key=len, reverse=True))
        many = "|".join(sorted(known.multiples, key=len, reverse=True))
        units = "|".join(map(re.escape, sorted(known.units, key=len, reverse=True)))
        first = rf"(?:(?P<low>{_DIGITS})(?P<low_many> ?(?:{many})\b)? (?:and|to) )"
        return re.compile(
            rf"(?P<how>\b(?:(?P<between>{known.between})|{known.about}|{known.at_least}|{known.up_to})"
            rf"\s)?(?<![\w.,:/-])(?P<sign>[{signs}])?(?P<pair>(?<=between ){first}[{signs}]?)?"
            rf"(?P<number>{_DIGITS}|\b(?P<word>{words})\b)(?![\d:]|[.,]\d|st\b|nd\b|rd\b|th\b|s\b)"
            rf"(?P<many> ?(?:{many})\b(?!/))?(?P<unit> ?(?:{units})(?!\w))?",
            re.IGNORECASE,
        )

    def _counts_nothing(self, plain: str, match: re.Match[str]) -> bool:
        """Whether a number is a part of a name, an age, a time or an address."""
        before, behind = plain[max(match.start() - 2, 0) : match.start()], plain[match.end() :][:3]
        is_age = before == ", " and behind[:1] in ",." and match["number"].isdigit()
        is_age = is_age and len(match["number"]) == 2 and not match["many"]
        at_start = plain[max(match.start() - 1, 0) : match.start()] in ("", "\n")
        is_time = at_start and re.fullmatch(r"\d\d?\.\d\d", match["number"]) is not None
        follows_name = re.search(r"[A-Z]\w+ $", plain[max(match.start() - 20, 0) : match.start()])
        is_named = follows_name is not None and not behind.strip()[:1].islower()
        is_named = is_named and not (match["sign"] or match["unit"] or match["many"])
        return is_age or is_time or is_named

    def _value(self, match: re.Match[str]) -> str:
        number = self._amount(match["number"], match["many"])
        how = " ".join((match["how"] or "").lower().split())
        value = format(number, "f")
        if match["pair"]:
            low = self._amount(match["low"], match["low_many"] or match["many"])
            value = f"{low:f}/{value}"
        elif re.fullmatch(self._language.at_least, how):
            value = f"{value}/.."
        elif re.fullmatch(self._language.up_to, how):
            value = f"../{value}"
        elif re.fullmatch(self._language.about, how):
            value = f"{value}~"
        try:
            return parse_quantity(value).text
        except PydanticCustomError:
            return ""

    def _amount(self, text: str, many: str | None) -> Decimal:
        small = self._language.numbers.get(text.lower())
        number = Decimal(small) if small else Decimal(re.sub(r"[^\d.]", "", text))
        times = self._language.multiples.get((many or "").strip().lower(), 1)
        number *= times
        return number.quantize(1) if number == number.to_integral_value() else number

    def _noun(self, plain: str, start: int, end: int) -> tuple[int, str]:
        """The words after a number that say what it counts, and where they end."""
        words: list[str] = []
        at = start
        while len(words) < _MOST_WORDS:
            gap = at
            while gap < end and plain[gap] in " \n-":
                gap += 1
            match = _WORD.match(plain, gap, end)
            if not match or (gap == at and words) or gap == at:
                break
            word = match.group()
            if word.lower() in self._language.no_names and word.lower() not in ("other", "former"):
                if not (words and word.lower() == "of"):
                    break
            elif re.fullmatch(self._language.saying, word) or (words and word.endswith("ed")):
                break
            words.append(word)
            at = match.end()
        while words and words[-1].lower() == "of":
            words.pop()
            at = plain.rfind(" ", start, at)
        return (at, " ".join(words)) if words else (start, "")

    def _counted(self, plain: str, sentence: Sentence, at: int) -> str:
        """What a sentence says is counted, if it says so before the number."""
        before = plain[max(sentence.start, at - 160) : at]
        said = re.search(
            r"\b(?:number|share|proportion|total|cost|price|worth|value) of ((?:[\w'-]+ ?){1,12})",
            before,
        )
        if said:
            return re.sub(r"\s+(?:is|was|are|were|has|have|will|would)\b.*", "", said[1]).strip()
        words = _WORD.findall(re.split(r"[,;.]\s", before)[-1])
        return " ".join(words[-_MOST_WORDS:])
