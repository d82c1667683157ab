"""Finding the words of a quote in a text, or the passage that is most like them."""

from __future__ import annotations

import heapq
import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, LCSseq, Levenshtein

from generator.evidence.differences import Difference as Difference
from generator.evidence.differences import all_of, difference_of
from generator.evidence.differences import first_difference as first_difference
from generator.evidence.folding import Folded, Span, fold
from generator.evidence.ordering import MAX_GAP, MAX_PLACES, reach
from generator.evidence.pieces import Piece, pieces_of, ways_of

MAX_VOTES = 20_000
"""How many places of words count in the search for the nearest passage."""
MIN_VOTERS = 4
"""How many words count in it, if there are as many."""
MAX_CANDIDATES = 12
"""How many beginnings of the nearest passage are compared with the quote."""
MAX_COMPARED = 50_000
"""How many words of candidates are compared with it; more of them with a shorter quote."""
ALTERED = 60.0
"""Likeness, 0 to 100, from which a passage is a quote's altered wording."""
_SHIFTS = [(0, 0), (0, 1), (0, -1), (-1, 0), (1, 0)]
"""By how many words the start and the end of a passage may differ from the quote's."""
_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?:[\xa0\u2009\u202f]\d{3})+(?!\d)")
"""A number whose thousands are separated by special spaces, as in `94 300`; it is kept whole."""
_MAX_CHARACTERS = 3_000
"""Longest quote for which likeness counts characters, and not only words."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the original text, in characters; `end` is exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Nearest:
    """The passage most like a quote that is not in the text.

    For a quote with omissions, it is the passage for the first piece that does not follow the
    piece before it. If that piece is elsewhere, or if nothing is like it but other pieces are
    there, the difference names the piece and no words found.
    """

    passage: Passage
    text: str
    likeness: float
    """0 to 100."""
    difference: Difference


class SearchText:
    """A text in which quotes are looked up."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.folded: Folded = fold(text)

    def find(self, quote: str) -> Passage | None:
        """Find a quote: as it is, brackets and dots included, or else in its pieces.

        The pieces follow each other, with at most `MAX_GAP` words between two.
        """
        for pieces in ways_of(fold(quote)):
            reached = self._reach(pieces)
            if len(reached) == len(pieces):
                end = min(reached[-1])
                return self._passage((reached[-1][end], end))
        return None

    def _reach(self, pieces: list[Piece]) -> list[dict[int, int]]:
        places = [partial(self._places, piece) for piece in pieces]
        gaps = [(0, MAX_GAP)] * (len(pieces) - 1)
        return list(reach(places, gaps, self.folded.count - 1))

    def _places(self, piece: Piece, first: int, last: int) -> Iterator[Span]:
        """Every place of a piece, in words, that starts in a range and cuts no word."""
        places = (self._places_of(reading, first, last) for reading in piece.readings)
        return heapq.merge(*places)

    def _places_of(self, wanted: Folded, first: int, last: int) -> Iterator[Span]:
        text, starts, ends = self.folded.text, self.folded.starts, self.folded.ends
        by_word = [self._places_of_word(wanted.word(index)) for index in range(wanted.count)]
        rarest = min(range(wanted.count), key=lambda index: len(by_word[index]))
        places = by_word[rarest]
        low, high = bisect_left(places, first + rarest), bisect_right(places, last + rarest)
        if high - low > MAX_PLACES:
            at = text.find(wanted.text, starts[first])
            low = bisect_left(places, bisect_left(starts, at) + rarest) if at >= 0 else high
        for place in places[low : min(high, low + MAX_PLACES)]:
            start, end = place - rarest, place - rarest + wanted.count
            at = starts[start]
            is_there = text.startswith(wanted.text, at) and ends[end - 1] == at + len(wanted.text)
            if is_there and self._whole((start, end)) == (start, end):
                yield start, end

    def _whole(self, words: Span) -> Span:
        """A stretch, widened to include all of each number that it has a part of, such as `94 300`.

        Only no-break and thin spaces keep a number together; others may separate two numbers.
        """
        start, end = words
        while self._is_within_number(self._passage((start, end)).start):
            start -= 1
        while self._is_within_number(self._passage((start, end)).end):
            end += 1
        return start, end

    def _places_of_word(self, word: str) -> Sequence[int]:
        return self._word_places.get(word.lower(), ())

    def nearest(self, quote: str) -> Nearest | None:
        """Find the passage most like a quote; None if nothing is like it."""
        pieces = pieces_of(quote)
        if not pieces:
            return None
        parting = pieces[min(len(self._reach(pieces)), len(pieces) - 1)]
        readings = dict.fromkeys((parting.readings[0], parting.readings[-1]))
        near = [found for one in readings if (found := self._nearest_to(one, quote))]
        if near:
            return max(near, key=lambda one: one.likeness)
        return self._beside(parting, pieces, quote)

    def _nearest_to(self, wanted: Folded, quote: str) -> Nearest | None:
        words = [wanted.word(index) for index in range(wanted.count)]
        candidates = self._candidates(words)
        if not candidates:
            return None
        best = self._whole(self._widened(words, self._most_like(words, wanted.text, candidates)))
        there, text = self._words[slice(*best)], self._text(best)
        likeness = 100 * Indel.normalized_similarity(words, there)
        if len(wanted.text) <= _MAX_CHARACTERS:
            likeness = max(likeness, fuzz.ratio(wanted.text, text))
        if likeness < ALTERED:
            return None
        passage = self._passage(best)
        found = self.original[passage.start : passage.end]
        difference = difference_of(wanted, quote, fold(found), found) or all_of(wanted, quote)
        return Nearest(passage, found, likeness, difference)

    def _most_like(self, words: list[str], text: str, candidates: list[Span]) -> Span:
        """The passage that shares most words with a quote; of several, that with least else."""
        shared = [LCSseq.similarity(words, self._words[slice(*span)]) for span in candidates]
        most = max(shared)
        best = [span for span, some in zip(candidates, shared, strict=True) if some == most]
        if len(text) > _MAX_CHARACTERS:
            return min(best, key=lambda span: span[1] - span[0])
        return min(best, key=lambda span: Levenshtein.distance(text, self._text(span)))

    def _widened(self, words: list[str], span: Span) -> Span:
        """A passage, widened by as many words as the quote has unmatched at each end."""
        codes = Levenshtein.opcodes(words, self._words[slice(*span)])
        before, behind = (
            code.src_end - code.src_start if code.tag == "delete" else 0
            for code in (codes[0], codes[-1])
        )
        start, end = span
        return max(start - before, 0), min(end + behind, len(self._words))

    def _candidates(self, words: list[str]) -> list[Span]:
        """Passages that share words with a quote, in about the same order.

        The rarer half of the words vote for the places at which the quote would start if they
        stood there. Where words were dropped or added, the votes are for two places.
        """
        places = [self._places_of_word(word) for word in words]
        rarest = sorted(range(len(words)), key=lambda index: len(places[index]))
        votes: Counter[int] = Counter()
        left = MAX_VOTES
        for index in rarest[: max(MIN_VOTERS, len(words) // 2)]:
            votes.update([place - index for place in places[index][:left]])
            left = max(left - len(places[index]), 0)
        chosen = votes.most_common(MAX_CANDIDATES)
        starts = [start for start, count in chosen if 2 * count >= chosen[0][1]]
        pairs = [(start + first, start + last) for start in starts for first, last in _SHIFTS]
        near = max(3, len(words) // 3)
        pairs += [(one, two) for one in starts for two in starts if 1 < abs(one - two) <= near]
        total = len(self._words)
        spans = ((max(first, 0), min(last + len(words), total)) for first, last in pairs)
        some = [(start, end) for start, end in dict.fromkeys(spans) if start < end]
        return some[: max(MAX_COMPARED // len(words), 1)]

    def _beside(self, missing: Piece, pieces: list[Piece], quote: str) -> Nearest | None:
        """The passage of the longest other piece, if the others are most of the quote."""
        last = self.folded.count - 1
        standing = {
            piece: span
            for piece in pieces
            if piece is not missing and (span := next(self._places(piece, 0, last), None))
        }
        share = sum(piece.readings[0].count for piece in standing)
        likeness = 100 * share / sum(piece.readings[0].count for piece in pieces)
        if likeness < ALTERED:
            return None
        passage = self._passage(standing[max(standing, key=lambda piece: len(piece.text))])
        found = self.original[passage.start : passage.end]
        return Nearest(passage, found, likeness, all_of(missing.readings[0], quote))

    def _text(self, words: Span) -> str:
        start, end = words
        return self.folded.text[self.folded.starts[start] : self.folded.ends[end - 1]]

    def _passage(self, words: Span) -> Passage:
        start, end = words
        first, last = self.folded.starts[start], self.folded.ends[end - 1]
        return Passage(*self.folded.original(first, last))

    def _is_within_number(self, place: int) -> bool:
        index = bisect_left(self._numbers, place)
        return index % 2 == 1 and self._numbers[index] != place

    @cached_property
    def _numbers(self) -> array[int]:
        """Start and end of each number with spaces, in one flat array."""
        spans = map(re.Match.span, _NUMBER.finditer(self.original))
        return array("q", chain.from_iterable(spans))

    @cached_property
    def _words(self) -> list[str]:
        text, starts, ends = self.folded.text, self.folded.starts, self.folded.ends
        return [text[start:end] for start, end in zip(starts, ends, strict=True)]

    @cached_property
    def _word_places(self) -> dict[str, list[int]]:
        """For each word, in lower case, its indices in the text."""
        places: dict[str, list[int]] = defaultdict(list)
        for index, word in enumerate(self._words):
            places[word.lower()].append(index)
        return places
