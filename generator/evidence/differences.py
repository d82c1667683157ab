"""Find where two wordings differ."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import dropwhile, takewhile

from rapidfuzz.distance import Levenshtein

from generator.evidence.folding import Folded, Span, fold


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two wordings first differ: some words of each, either of which may be empty."""

    quoted: str
    found: str
    at: int
    """Offset in the quote, as typed."""


def first_difference(quote: str, found: str) -> Difference | None:
    """Where two wordings first differ: in words, or else in what is between words."""
    return difference_of(fold(quote), quote, fold(found), found)


def difference_of(ours: Folded, quote: str, theirs: Folded, found: str) -> Difference | None:
    """The same for texts that are folded already: whole quotes, or readings of them."""
    by_words, with_punctuation = (ours.words, theirs.words), (_tokens(ours), _tokens(theirs))
    for our_spans, their_spans in (by_words, with_punctuation):
        parts = _first_parts(_cut(ours, our_spans), _cut(theirs, their_spans))
        if parts:
            quoted, at = _stretch(ours, quote, our_spans, parts[0])
            there, _ = _stretch(theirs, found, their_spans, parts[1])
            if quoted.rstrip() == there.rstrip():  # they differ only in the space after
                one, other = ((start, end + 1) for start, end in parts)
                quoted, _ = _stretch(ours, quote, our_spans, one)
                there, _ = _stretch(theirs, found, their_spans, other)
            return Difference(quoted.rstrip(), there.rstrip(), at)
    return None


def _first_parts(ours: list[str], theirs: list[str]) -> tuple[Span, Span] | None:
    """The first words in which two wordings differ, up to the next that they share."""
    codes = dropwhile(lambda code: code.tag == "equal", Levenshtein.opcodes(ours, theirs))
    run = list(takewhile(lambda code: code.tag != "equal", codes))
    if not run:
        return None
    first, last = run[0], run[-1]
    return (first.src_start, last.src_end), (first.dest_start, last.dest_end)


def all_of(wanted: Folded, quote: str) -> Difference:
    """A difference that says that all words of a piece are missing."""
    start, end = wanted.original(0, len(wanted.text))
    return Difference(quote[start:end], "", start)


def _tokens(folded: Folded) -> list[Span]:
    """Each word with what follows it, up to the next word; the last word alone."""
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
