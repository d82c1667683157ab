"""Find the days, months and years that a text names, as dates of the format (EDTF)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from generator.authoring.drafting.language import Language
from generator.authoring.drafting.passages import Passages, Sentence

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text."""

    start: int
    end: int
    date: str
    """In the notation of the format."""
    is_deadline: bool
    """Whether the words before it make it a deadline."""


class Days:
    """Finds dates; `day` is that of the text, which tells which Monday or March is meant."""

    def __init__(self, language: Language, day: date) -> None:
        self._language = language
        self._day = day
        self._number = {name: at for at, name in enumerate(language.months, 1)}
        self._number |= {name[:3]: at for name, at in self._number.items()} | {"sept": 9}

    def dates(self, passages: Passages, sentence: Sentence) -> Iterator[Dated]:
        """All dates of a sentence, in their order."""
        plain = passages.plain
        for match in self._pattern.finditer(plain, sentence.start, sentence.end):
            before = plain[max(match.start() - 30, sentence.start) : match.start()].lower()
            is_deadline = self._deadline.search(before) is not None
            if told := self._date(match, before, is_deadline):
                yield Dated(*match.span(), told, is_deadline)

    @cached_property
    def _deadline(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{self._language.deadline})(?: the)?(?: (?:end|start) of)?\s*$")

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        months = [*self._language.months, *(name[:3] for name in self._language.months), "sept"]
        month = "|".join(sorted({name.capitalize() for name in months}, key=len, reverse=True))
        week = "|".join(name.capitalize() for name in self._language.weekdays)
        relative = "|".join(self._language.relative_days)
        return re.compile(
            rf"(?<![\w-])(?:(?P<iso>\d{{4}}-\d\d-\d\d)"
            rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m1>{month})\b\.?"
            rf"(?:,? (?P<y1>\d{{4}}))?"
            rf"|(?P<m2>{month})\b\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d)"
            rf"(?:,? (?P<y2>\d{{4}}))?"
            rf"|(?P<m3>{month})\b\.?,? (?P<y3>\d{{4}})"
            rf"|(?P<m4>{month})\b"
            rf"|(?P<decade>\d{{3}})0s|(?P<year>(?:19|20)\d\d)(?![\w,]*\d)(?!s)"
            rf"|(?P<week>{week})\b|(?P<relative>{relative}|next month|last month|last year)\b)"
        )

    def _date(self, match: re.Match[str], before: str, is_deadline: bool) -> str:
        got = match.groupdict()
        if got["iso"]:
            return got["iso"] if _is_day(got["iso"]) else ""
        if got["decade"]:
            return f"{got['decade']}X"
        if got["year"]:
            return got["year"] if re.search(r"(?:^|[\s(])[a-z]+ $", before) else ""
        if got["week"]:
            return self._weekday(got["week"].lower(), before, is_deadline)
        if got["relative"]:
            return self._relative(got["relative"])
        month = self._number[(got["m1"] or got["m2"] or got["m3"] or got["m4"]).lower()]
        year = got["y1"] or got["y2"] or got["y3"]
        day = got["d1"] or got["d2"]
        if got["m4"] and not re.search(r"\b[a-z]+ $", before):
            return ""
        told = f"{year or self._year(month, int(day or 15), before):0>4}-{month:02}"
        told = f"{told}-{int(day):02}" if day else told
        return told if not day or _is_day(told) else ""

    def _year(self, month: int, day: int, before: str) -> int:
        """The year in which a day of a month is nearest; after `since`, a past one."""
        years = [y for y in range(self._day.year - 1, self._day.year + 2) if 1 <= y <= 9999]

        def away(year: int) -> int:
            there = date(year, month, min(day, 28))
            is_wrong = before.rstrip().endswith("since") and there > self._day
            return abs((there - self._day).days) + 1_000 * is_wrong

        return min(years, key=away)

    def _weekday(self, name: str, before: str, is_deadline: bool) -> str:
        back = (self._day.weekday() - self._language.weekdays.index(name)) % _WEEK
        ahead = is_deadline or before.rstrip().endswith("next")
        return self._moved(-back + _WEEK * ahead if ahead or back else 0)

    def _relative(self, words: str) -> str:
        if words == "last year":
            return f"{max(self._day.year - 1, 1):04}"
        if words.endswith("month"):
            months = self._day.year * 12 + self._day.month - 1 + (1 if words[0] == "n" else -1)
            return f"{months // 12:04}-{months % 12 + 1:02}" if 12 <= months < 120_000 else ""
        return self._moved(self._language.relative_days[words])

    def _moved(self, days: int) -> str:
        try:
            return (self._day + timedelta(days)).isoformat()
        except OverflowError:
            return ""


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
