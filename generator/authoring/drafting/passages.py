"""Cut a text into paragraphs, sentences and quotations; all offsets are those of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from generator.authoring.drafting.language import Language
from generator.reading.meant import meant
from generator.reading.text import CONTROL

Span = tuple[int, int]
"""Start and end in characters; the end is exclusive."""

LONGEST = 1_000
"""Characters of a sentence at most: a longer one is cut, so that no rule takes long."""
LONGEST_QUOTE = 1_500
_OPENING = 4
"""How many of the first paragraphs may begin with the dateline."""

_PLAIN = str.maketrans(
    {**dict.fromkeys("’‘\u02bc\u201b", "'"), **dict.fromkeys("\u00a0\u2007\u2009\u202f\t", " ")}
)
_BREAK = re.compile(r"\n[ \t]*\n\s*")
_END = re.compile(r"""[.!?…]+["'”’»)\]]*(?=\s+["'“‘„«(\[]?[A-Z0-9À-Þ])|\n(?=\n)""")
_LAST_WORD = re.compile(r"(?:\A|[\s(\"'])((?:[^\W\d_]\.)*[^\W\d_]{1,10})\Z")
_MARKS = re.compile("[\"“”„«»'‘’]")
_CLOSING = {'"': '"', "“": '”"', "„": "“”", "«": "»", "‘": "’'", "'": "'’"}
_DATELINE = re.compile(
    r"""
    (?: [A-ZÀ-Þ] [A-ZÀ-Þ\ .'/-]{2,30}
      | [A-ZÀ-Þ]\w{2,20} (?:\ [A-ZÀ-Þ]\w{2,20}){0,2} (?= [^()\n]{0,60}\ \([^()\n]{1,40}\)\ [-–—] ) )
    (?:, (?:\ [A-ZÀ-Þ][A-Za-zÀ-ÿ.]{1,20}){1,3} )?
    (?:,?\  (?P<day> [A-Z][a-z]{2,8}\.?\ \d{1,2} (?:,?\ \d{4})?
                   | \d{1,2}\ [A-Z][a-z]{2,8}\.? (?:\ \d{4})? ) )?
    (?:\ \([^()\n]{1,40}\) )?
    \ (?:[-–—]|--)[ ]
    """,
    re.VERBOSE,
)
"""Such as `NAIROBI, Kenya, May 6, 2026 (Reuters) - `: where, when and for whom it was written."""
_DATED = re.compile(r"\W{0,3}(?:date:?\s*)?(\d{4}-\d\d-\d\d)\s+(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a piece of one that is very long."""

    start: int
    end: int
    paragraph: int
    """Counted from 0."""
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks; the span excludes the marks."""

    start: int
    end: int
    paragraph: int
    is_open: bool = False
    """Whether it continues in the next paragraph."""


class Passages:
    """A text as the rules see it."""

    def __init__(self, text: str, language: Language) -> None:
        self.original = text
        self.language = language
        self._none_before: dict[str, int] = {}
        # Character by character, so that offsets are the same in both.
        self.plain = CONTROL.sub("\n", text).replace("\r", "\n").translate(_PLAIN)

    @cached_property
    def paragraphs(self) -> list[Span]:
        """Paragraphs, separated by empty lines; if no line is empty, by line ends."""
        breaks = _BREAK if _BREAK.search(self.plain.strip()) else re.compile(r"\n+\s*")
        found, start = [], 0
        for match in (*breaks.finditer(self.plain), None):
            end = match.start() if match else len(self.plain)
            if self.plain[start:end].strip():
                found.append((start, end))
            start = match.end() if match else end
        return found

    @cached_property
    def day(self) -> str:
        """The day that the text begins with, as YYYY-MM-DD; empty if it does not.

        It may also be in a dateline, below a headline and the names of the authors.
        """
        if match := _DATED.match(self.plain):
            return match[1]
        opening = self.paragraphs[:_OPENING]
        lines = (_DATELINE.match(self.plain, start, end) for start, end in opening)
        line = next(filter(None, lines), None)
        # Without a year, the day could be in any.
        return next(iter(meant("bad-day", line["day"] or "")), "") if line else ""

    @cached_property
    def title(self) -> str:
        """The headline: a first paragraph without a full stop, or what follows its date."""
        for start, end in self.paragraphs[:1]:
            dated = _DATED.match(self.plain)
            line = " ".join(self.original[dated.end() if dated else start : end].split())
            if len(line) <= 200 and (dated or line[-1:] not in '.”"'):
                return line
        return ""

    @cached_property
    def sentences(self) -> list[Sentence]:
        """All sentences, in their order."""
        return list(self._sentences())

    def _sentences(self) -> Iterator[Sentence]:
        for index, (start, end) in enumerate(self.paragraphs):
            is_title = index == 0 and bool(self.title)
            line = _DATELINE.match(self.plain, start, end)
            if dated := _DATED.match(self.plain) if index == 0 else None:
                line = dated
            start = line.end() if line else start
            for first, last in self._ends(start, end):
                if self.plain[first:last].strip():
                    yield Sentence(first, last, index, is_title)

    def _ends(self, start: int, end: int) -> Iterator[Span]:
        for match in (*_END.finditer(self.plain, start, end), None):
            stop = match.end() if match else end
            if match and self._is_abbreviation(match):
                continue
            while stop - start > LONGEST:
                cut = self.plain.rfind(" ", start + 1, start + LONGEST)
                cut = cut if cut > start else start + LONGEST
                yield start, cut
                start = cut
            first = start + len(self.plain[start:stop]) - len(self.plain[start:stop].lstrip())
            yield first, stop
            start = stop

    def _is_abbreviation(self, match: re.Match[str]) -> bool:
        if match.group() != ".":
            return False
        word = _LAST_WORD.search(self.plain[max(match.start() - 24, 0) : match.start()])
        if not word:
            return False
        is_initial = len(word[1]) == 1 and word[1].isupper()
        return is_initial or word[1].lower() in self.language.abbreviations

    @cached_property
    def quotations(self) -> list[Quotation]:
        """All quotations, in order; a mark without a matching one opens none."""
        found: list[Quotation] = []
        for index, (start, end) in enumerate(self.paragraphs):
            found += self._quoted(index, start, end)
        return found

    def _quoted(self, index: int, start: int, end: int) -> Iterator[Quotation]:
        at = start
        while match := _MARKS.search(self.original, at, end):
            opened, at = match.start(), match.end()
            if match.group() not in _CLOSING or not self._opens(opened):
                continue
            closed = self._closed(match.group(), at, min(end, at + LONGEST_QUOTE))
            if closed < 0 and match.group() in '"“„' and self._goes_on(index):
                yield Quotation(at, end, index, is_open=True)
                return
            if closed > at:
                yield Quotation(at, closed, index)
                at = closed + 1

    def _opens(self, at: int) -> bool:
        before, after = self.original[at - 1 : at] if at else "", self.original[at + 1 : at + 2]
        if self.original[at] in "'‘" and (after.isdigit() or before.isalnum()):
            return False
        return not before.isalnum() and bool(after.strip())

    def _closed(self, mark: str, start: int, end: int) -> int:
        """Where a quotation ends; -1 if it does not."""
        # Skip what was searched in vain for an earlier mark.
        first = max(start, self._none_before.get(mark, 0))
        marks = re.compile(f"[{_CLOSING[mark]}]").finditer(self.original, first, end)
        may_close = (m.start() for m in marks if mark not in "'‘" or self._may_close(m.start()))
        ends = list(islice(may_close, 2))
        if not ends:
            self._none_before[mark] = end
            return -1
        is_owner = mark in "'‘" and len(ends) > 1 and self._is_possessive(ends[0])
        return ends[1] if is_owner else ends[0]

    def _may_close(self, at: int) -> bool:
        before, after = self.original[at - 1], self.original[at + 1 : at + 2]
        return not before.isspace() and not after.isalnum()

    def _is_possessive(self, at: int) -> bool:
        return re.match(r"s['’] [a-z]", self.original[at - 1 : at + 3]) is not None

    def _goes_on(self, index: int) -> bool:
        following = self.paragraphs[index + 1 : index + 2]
        return bool(following) and self.original[following[0][0]] in '"“„'

    def quotation_at(self, at: int) -> Quotation | None:
        """The quotation that a character is in."""
        index = bisect_right(self._quote_starts, at) - 1
        quoted = self.quotations[index] if index >= 0 else None
        return quoted if quoted and at < quoted.end else None

    def sentence_number(self, at: int) -> int:
        """The number of the sentence that a character is in, from 0; -1 between two."""
        index = bisect_right(self._sentence_starts, at) - 1
        return index if index >= 0 and at < self.sentences[index].end else -1

    def sentence_at(self, at: int) -> Sentence | None:
        """The sentence that a character is in; None between two."""
        index = self.sentence_number(at)
        return self.sentences[index] if index >= 0 else None

    @cached_property
    def _quote_starts(self) -> list[int]:
        return [quoted.start for quoted in self.quotations]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def words(self, start: int, end: int) -> str:
        """The words of a span as typed, on one line."""
        return " ".join(self.original[start:end].split())
