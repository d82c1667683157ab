"""Where two wordings part."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from generator.evidence.folding import Folded, Span, fold


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two wordings first part: some words of each, or none."""

    quoted: str
    found: str
    at: int
    """Offset in the quote, as typed."""


def first_difference(quote: str, found: str) -> Difference | None:
    """Where two wordings first part: at a word, or else at what stands between two words."""
    return difference_of(fold(quote), quote, fold(found), found)


def difference_of(ours: Folded, quote: str, theirs: Folded, found: str) -> Difference | None:
    """The same for what was folded already, be it a whole quote or a reading of it."""
    by_words, with_punctuation = (ours.words, theirs.words), (_tokens(ours), _tokens(theirs))
    for our_spans, their_spans in (by_words, with_punctuation):
        codes = Levenshtein.opcodes(_cut(ours, our_spans), _cut(theirs, their_spans))
        for code in codes:
            if code.tag != "equal":
                quoted, at = _stretch(ours, quote, our_spans, (code.src_start, code.src_end))
                there, _ = _stretch(theirs, found, their_spans, (code.dest_start, code.dest_end))
                if quoted.rstrip() != there.rstrip():
                    quoted, there = quoted.rstrip(), there.rstrip()
                return Difference(quoted, there, at)
    return None


def all_of(wanted: Folded, quote: str) -> Difference:
    """That all words of a piece are missing where they should be."""
    start, end = wanted.original(0, len(wanted.text))
    return Difference(quote[start:end], "", start)


def _tokens(folded: Folded) -> list[Span]:
    """Each word with what stands behind it; the last one alone."""
    ends = [*folded.starts[1:], *folded.ends[-1:]]
    return list(zip(folded.starts, ends, strict=True))


def _cut(folded: Folded, spans: list[Span]) -> list[str]:
    return [folded.text[start:end] for start, end in spans]


def _stretch(folded: Folded, original: str, spans: list[Span], part: Span) -> tuple[str, int]:
    """The original characters of some of the spans, and where they start."""
    first, last = part
    if first < last:
        start, end = folded.original(spans[first][0], spans[last - 1][1])
        return original[start:end], start
    if first < len(spans):
        return "", folded.original(*spans[first])[0]
    return "", folded.original(*spans[-1])[1] if spans else 0
