"""Seals: proof that words are in a text, for those who do not have the text.

A seal is a small text file next to a private text, with one record per line:

    briefing-seal 1
    text <hash of the text's bytes>
    words <how many words the text has>
    w <hash of five words in a row>        one for every run of five, in order
    q <hash of a quote>                    recorded while the text was at hand, sorted
    end <hash of all lines above>

Words are hashed as they are folded for comparison, with the punctuation between them. Recorded
are quotes that no run proves: shorter ones, and those with a short piece. Every hash is BLAKE2b,
keyed by the hash of the whole text, so a table made for one text is useless for any other. The same
text and quotes always make the same file. The guide says what a seal gives away, and what it does
not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from hashlib import blake2b
from heapq import merge

from generator.evidence.folding import Folded, Span, fold
from generator.evidence.ordering import MAX_GAP, Gap, reach
from generator.evidence.pieces import Piece, core, pieces_of, ways_of
from generator.evidence.searching import SearchText

VERSION = "1"
WINDOW = 5
"""Words in a run."""
MAX_WORDS = 1_000_000
"""Words of one text."""
MAX_SEAL_BYTES = 25_000_000

_SIZE = 10
"""Bytes of a hash: 80 bits, so that nobody finds other words that fit a seal."""
_TEXT_HASH = re.compile(r"[0-9a-f]{64}")
_QUOTE_HASH = re.compile(rf"[0-9a-f]{{{2 * _SIZE}}}")


class BadSealError(Exception):
    """A seal cannot be used or made; the message says why, in a writer's words."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Says that a sealed text does not have the words of a quote."""

    at: int
    """Offset in the quote of the first word that differs, as far as a seal shows it."""
    is_partly_there: bool
    """Whether the text has some of its words in a row."""


@dataclass(frozen=True)
class Seal:
    """What a seal says."""

    text_hash: str
    words: int
    """How many words the text has."""
    windows: bytes = field(repr=False)
    """The concatenated hashes of its runs."""
    quotes: frozenset[str]
    """The hashes of its recorded quotes."""

    def proves(self, quote: str) -> bool:
        """Whether the seal proves that a quote's words are in the text."""
        folded = fold(quote)
        ways = list(ways_of(folded))
        is_recorded = bool(ways) and _hash_quote(folded, self.text_hash) in self.quotes
        return is_recorded or any(self._has(pieces) for pieces in ways)

    def contradicts(self, quote: str) -> Contradiction | None:
        """Where a quote leaves the text; None if it does not, or if that cannot be determined.

        It can only for pieces of five words or more: all of their runs would be in the seal.
        """
        told: list[Piece] = []
        gaps: list[Gap] = []
        fewest, most = 0, MAX_GAP
        for piece in pieces_of(quote):
            counts = [reading.count for reading in piece.readings]
            if min(counts) < WINDOW:
                fewest, most = fewest + min(counts), most + max(counts) + MAX_GAP
            else:
                told.append(piece)
                gaps.append((fewest, most))
                fewest, most = 0, MAX_GAP
        reached = self._reach(told, gaps[1:])
        return None if reached == len(told) else self._parting(told[reached])

    def is_of(self, text: bytes) -> bool:
        """Whether a text is the one that was sealed."""
        return self.text_hash == hash_text(text)

    def _has(self, pieces: list[Piece]) -> bool:
        return self._reach(pieces, [(0, MAX_GAP)] * (len(pieces) - 1)) == len(pieces)

    def _reach(self, pieces: list[Piece], gaps: list[Gap]) -> int:
        """How many of the pieces follow each other in the text, from the first one on."""
        if not pieces:
            return 0
        places = [partial(self._places, self._runs(piece)) for piece in pieces]
        return sum(1 for _ in reach(places, gaps, self.words - 1))

    def _runs(self, piece: Piece) -> list[bytes]:
        return [_windows(reading, self.text_hash) for reading in piece.readings]

    def _places(self, runs: list[bytes], first: int, last: int) -> Iterator[Span]:
        """Every place, in words, at which one of the runs starts in a range."""
        return merge(*(self._places_of(run, first, last) for run in runs if run))

    def _places_of(self, run: bytes, first: int, last: int) -> Iterator[Span]:
        at = max(self._first.get(run[:_SIZE], len(self.windows)), first * _SIZE)
        while (at := self.windows.find(run, at, last * _SIZE + len(run))) >= 0:
            if at % _SIZE == 0:
                yield at // _SIZE, (at + len(run)) // _SIZE + WINDOW - 1
            at += 1

    def _parting(self, piece: Piece) -> Contradiction:
        """Where a piece leaves the text, by the reading that stays in it longest."""
        read = (
            (reading, run, [window in self._first for window in _split(run)])
            for reading, run in zip(piece.readings, self._runs(piece), strict=True)
        )
        reading, run, there = max(read, key=lambda one: sum(one[2]))
        lead = self._lead(run, there)
        # The first run that is missing ends with the word that differs, unless the quote starts
        # with it: then the word before the first run that is there differs.
        if lead == len(there):
            word = 0
        elif lead:
            word = lead + WINDOW - 1
        else:
            word = there.index(True) - 1 if True in there else 0
        at, _ = reading.original(reading.starts[word], reading.ends[word])
        return Contradiction(at, any(there))

    def _lead(self, run: bytes, there: list[bool]) -> int:
        """How many windows of a run, from its first on, are in the text in a row."""
        most = there.index(False) if False in there else len(there)
        return bisect_left(
            range(_SIZE, most * _SIZE + 1, _SIZE),
            1,
            key=lambda end: next(self._places_of(run[:end], 0, self.words), None) is None,
        )

    @cached_property
    def _first(self) -> dict[bytes, int]:
        """For each window, its first place."""
        ends = range(len(self.windows), 0, -_SIZE)
        return {self.windows[end - _SIZE : end]: end - _SIZE for end in ends}


def make_seal(data: bytes, quotes: Iterable[str]) -> Seal:
    """Seal a text, and record those quotes that are in it but that no run proves."""
    text = SearchText(data.decode("utf-8"))
    if text.folded.count > MAX_WORDS:
        raise BadSealError(f"the text has more than {MAX_WORDS:,} words")
    text_hash = hash_text(data)
    windows = _windows(text.folded, text_hash)
    bare = Seal(text_hash, text.folded.count, windows, frozenset())
    recorded = (quote for quote in quotes if not bare.proves(quote) and text.find(quote))
    hashes = frozenset(_hash_quote(fold(quote), text_hash) for quote in recorded)
    return Seal(text_hash, bare.words, windows, hashes)


def write_seal(seal: Seal) -> str:
    """The file of a seal."""
    body = "\n".join(
        [
            f"briefing-seal {VERSION}",
            f"text {seal.text_hash}",
            f"words {seal.words}",
            *(f"w {window}" for window in seal.windows.hex("\n", _SIZE).split()),
            *(f"q {quote}" for quote in sorted(seal.quotes)),
        ]
    )
    return f"{body}\nend {_check(body)}\n"


def read_seal(text: str) -> Seal:
    """Read the file of a seal, which has to be as it was written. Raises `BadSealError`."""
    if not text.startswith("briefing-seal "):
        raise BadSealError("this is not a seal")
    body, _, end = text.replace("\r\n", "\n").removesuffix("\n").rpartition("\n")
    first, *lines = (body or end).split("\n")
    if first != f"briefing-seal {VERSION}":
        raise BadSealError("the seal is of another version")
    if not end.startswith("end "):
        raise BadSealError("the seal is cut short")
    if end != f"end {_check(body)}":
        raise BadSealError("the seal was changed by hand")
    seal = _parsed(lines)
    if seal is None or write_seal(seal) != f"{body}\n{end}\n":
        raise BadSealError("the seal contains a line that no seal has")
    return seal


def _parsed(lines: list[str]) -> Seal | None:
    """The seal in some lines, if they hold one; the caller checks that they hold nothing else."""
    try:
        text_hash, words = lines[0].removeprefix("text "), int(lines[1].removeprefix("words "))
        windows = bytes.fromhex("".join(line[2:] for line in lines if line.startswith("w ")))
    except (IndexError, ValueError):
        return None
    quotes = frozenset(line[2:] for line in lines if line.startswith("q "))
    is_sound = (
        words >= 0
        and len(windows) == max(words - WINDOW + 1, 0) * _SIZE
        and _TEXT_HASH.fullmatch(text_hash)
        and all(map(_QUOTE_HASH.fullmatch, quotes))
    )
    return Seal(text_hash, words, windows, quotes) if is_sound else None


def hash_text(data: bytes) -> str:
    """The hash of a whole text, as it lies on disk but for its line ends."""
    return blake2b(data.replace(b"\r\n", b"\n"), digest_size=32).hexdigest()


def _windows(folded: Folded, salt: str) -> bytes:
    """The hashes of every run of five words, each with the punctuation inside it."""
    text = folded.text
    spans = zip(folded.starts, folded.ends[WINDOW - 1 :], strict=False)
    return b"".join(_hashes((text[start:end] for start, end in spans), salt))


def _split(run: bytes) -> list[bytes]:
    return [run[at : at + _SIZE] for at in range(0, len(run), _SIZE)]


def _hash_quote(quote: Folded, salt: str) -> str:
    return next(_hashes([core(quote)], salt)).hex()


def _hashes(texts: Iterable[str], salt: str) -> Iterator[bytes]:
    keyed = blake2b(digest_size=_SIZE, key=bytes.fromhex(salt))
    for text in texts:
        # A copy takes half the time of starting from the key again.
        one = keyed.copy()
        one.update(text.encode("utf-8", "surrogatepass"))
        yield one.digest()


def _check(body: str) -> str:
    return blake2b(body.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
