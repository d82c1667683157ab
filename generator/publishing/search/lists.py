"""The records of one key, in segments, so that an edit opens one of them, not the whole list."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from generator.publishing.search.files import varint, varints

USUAL = 128
"""Records after which a segment takes in no more while the index is made."""
MOST = 256
"""Records of the longest segment after an edit."""

Said = tuple[int, bytes]
"""For one record: the weight of the word in it, and the places of the word."""

Segment = tuple[int, int, int, int, bytes, bytes]
"""Some of one key's records.

The first number, the last, how many, the weight of the first; then, as varints, the gap to each
further record, with its weight in the lowest bits; and where the word is in each record. A facet
has neither weights nor places.
"""

Table = Sequence[tuple[int, int, int, int, int, int]]
"""For several segments: the first four parts of each, and the lengths of the other two."""


class Growing:
    """A list that grows at its end: what shard after shard says of one key."""

    __slots__ = ("_bits", "_count", "_done", "_first", "_last", "_places", "_rest", "_weight")

    def __init__(self, bits: int) -> None:
        self._bits = bits
        self._done: list[Segment] = []
        self._first = self._last = self._count = self._weight = 0
        self._rest, self._places = bytearray(), bytearray()

    def add(self, segment: Segment) -> None:
        """Take in a segment that comes after all others."""
        if self._count >= USUAL:
            self._close()
        first, last, count, weight, rest, places = segment
        if self._count:
            self._rest += varint((first - self._last) << self._bits | weight)
        else:
            self._first, self._weight = first, weight
        self._last = last
        self._count += count
        self._rest += rest
        self._places += places

    def segments(self) -> tuple[Segment, ...]:
        """All of it."""
        if self._count:
            self._close()
        return tuple(self._done)

    def _close(self) -> None:
        rest, places = bytes(self._rest), bytes(self._places)
        self._done.append((self._first, self._last, self._count, self._weight, rest, places))
        self._count = 0
        self._rest, self._places = bytearray(), bytearray()


def patched(
    segments: Sequence[Segment], changes: Mapping[int, Said | None], bits: int
) -> tuple[Segment, ...]:
    """A list in which some records have something different said of them, or are gone."""
    firsts = [segment[0] for segment in segments]
    by_segment: dict[int, dict[int, Said | None]] = defaultdict(dict)
    for number, said in changes.items():
        by_segment[max(bisect_right(firsts, number) - 1, 0)][number] = said
    made: list[Segment] = []
    for at in range(max(len(segments), 1)):
        if at not in by_segment:
            made += segments[at : at + 1]
            continue
        found: dict[int, Said | None] = dict(opened(segments[at], bits)) if segments else {}
        found |= by_segment[at]
        kept = sorted((number, said) for number, said in found.items() if said)
        size = USUAL if len(kept) > MOST else MOST
        made += (closed(kept[start : start + size], bits) for start in range(0, len(kept), size))
    return tuple(made)


def opened(segment: Segment, bits: int) -> Iterator[tuple[int, Said]]:
    """What a segment says: each record with the weight and the places in it."""
    number, _, count, weight, rest, places = segment
    heaviest = (1 << bits) - 1
    values = _values(rest)
    each_places = _each_of(places) if places else iter([b""] * count)
    yield number, (weight, next(each_places))
    for value in values:
        number += value >> bits
        yield number, (value & heaviest, next(each_places))


def closed(told: Sequence[tuple[int, Said]], bits: int) -> Segment:
    """The segment for these records, and what is said of them."""
    first, (weight, places) = told[0]
    if len(told) == 1:
        return (first, first, 1, weight, b"", places)
    gaps = [
        (number - before) << bits | its_weight
        for (before, _), (number, (its_weight, _)) in pairwise(told)
    ]
    every = b"".join([its_places for _, (_, its_places) in told])
    return (first, told[-1][0], len(told), weight, varints(gaps), every)


def numbers_of(segments: Iterable[Segment], bits: int) -> bytes:
    """Several segments as one list: each number as the gap from the one before."""
    parts, last = [], 0
    for first, its_last, _, weight, rest, _ in segments:
        parts.append(varint((first - last) << bits | weight))
        parts.append(rest)
        last = its_last
    return b"".join(parts)


def places_of(segments: Iterable[Segment]) -> bytes:
    """The places in all records of several segments."""
    return b"".join(segment[-1] for segment in segments)


def table_of(segments: Sequence[Segment]) -> Table:
    """Where the segments are in a list; empty if there is only one."""
    if len(segments) < 2:
        return ()
    return [(*segment[:4], len(segment[4]), len(segment[5])) for segment in segments]


def parted(numbers: bytes, places: bytes, table: Table, bits: int) -> tuple[Segment, ...]:
    """The segments of a list."""
    if not table:
        value, start = _value(numbers, 0)
        gaps = [each >> bits for each in _values(numbers[start:])]
        first, weight = value >> bits, value & (1 << bits) - 1
        return ((first, first + sum(gaps), len(gaps) + 1, weight, numbers[start:], places),)
    found = []
    at = place = 0
    for first, last, count, weight, rest, its_places in table:
        _, start = _value(numbers, at)
        at, end = start + rest, place + its_places
        found.append((first, last, count, weight, numbers[start:at], places[place:end]))
        place = end
    return tuple(found)


def _values(content: bytes) -> Iterator[int]:
    """The numbers in a series of varints."""
    value = shift = 0
    for byte in content:
        value |= (byte & 127) << shift
        if byte > 127:
            shift += 7
        else:
            yield value
            value = shift = 0


def _each_of(content: bytes) -> Iterator[bytes]:
    """The places of each record."""
    start = at = 0
    while at < len(content):
        value, at = _value(content, at)
        if value & 1:
            for _ in range(value >> 1):
                while content[at] > 127:
                    at += 1
                at += 1
        yield content[start:at]
        start = at


def _value(content: bytes, at: int) -> tuple[int, int]:
    """The number that starts at a place, and where the next one starts."""
    value = shift = 0
    while content[at] > 127:
        value |= (content[at] & 127) << shift
        shift += 7
        at += 1
    return value | content[at] << shift, at + 1
