"""A family of keys, each with the numbers of its records, cut into files: words, or a facet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.publishing.search.files import Cut, cut, in_files, name_of, order, packed, varint
from generator.publishing.search.shards import Segment

TARGET = 24_000
"""Bytes of lists that a file holds on average, before it is packed."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some keys that are next to each other, as files."""

    keys: tuple[str, ...]
    more: tuple[object, ...]
    """What else is said of each key."""
    name: str
    content: bytes
    places: tuple[str, bytes] | None
    """Name and content of the file of places."""


class Family:
    """The keys of one kind. What is known of each changes shard by shard."""

    def __init__(self, bits: int, has_places: bool) -> None:
        self.bits = bits
        self.has_places = has_places
        self.segments: dict[str, dict[int, Segment]] = defaultdict(dict)
        """By key, by shard."""
        self.counts: dict[str, int] = {}
        """How many records each key has."""
        self._lists: dict[str, tuple[bytes, bytes]] = {}
        """The numbers of each key's records, and the places in them."""
        self._cuts: dict[str, Cut] = {}
        self.keys: list[str] = []
        self._stale: set[str] = set()
        self._chunks: dict[str, Chunk] = {}

    def replace(self, shard: int, old: Mapping[str, Segment], new: Mapping[str, Segment]) -> None:
        """Take the new keys of a shard in the place of its old ones."""
        for key in old.keys() - new.keys():
            del self.segments[key][shard]
            self._stale.add(key)
        for key, segment in new.items():
            if old.get(key) != segment:
                self.segments[key][shard] = segment
                self._stale.add(key)

    def chunks(self, more: Mapping[str, object], default: object) -> list[Chunk]:
        """All files, made anew where something in them has changed.

        `more` is what else is said of a key: the other forms of a word, the label of a value.
        """
        self._refresh()
        made = []
        for part in in_files([self._cuts[key] for key in self.keys]):
            keys = tuple(self.keys[part])
            said = tuple(more.get(key, default) for key in keys)
            before = self._chunks.get(keys[0])
            is_same = before and before.keys == keys and before.more == said
            made.append(
                before
                if before and is_same and self._stale.isdisjoint(keys)
                else self._chunk(keys, said)
            )
        self._stale.clear()
        self._chunks = {chunk.keys[0]: chunk for chunk in made}
        return made

    def _refresh(self) -> None:
        known = self.counts.keys()
        fresh = [key for key in self._stale if key not in known]
        for key in self._stale:
            shards = self.segments[key]
            if shards:
                found = [shards[shard] for shard in sorted(shards)]
                numbers = b"".join(_joined(found, self.bits))
                self.counts[key] = sum(count for _, _, count, *_ in found)
                self._lists[key] = (numbers, b"".join(segment[-1] for segment in found))
                self._cuts[key] = cut(key, len(numbers), TARGET)
            else:
                self.segments.pop(key)
                self.counts.pop(key, None)
                self._lists.pop(key, None)
                self._cuts.pop(key, None)
        if fresh or len(self.keys) != len(self.counts):
            self.keys = sorted(self.counts, key=order)

    def _chunk(self, keys: tuple[str, ...], more: tuple[object, ...]) -> Chunk:
        numbers = [self._lists[key][0] for key in keys]
        head = {
            "keys": keys,
            "counts": [self.counts[key] for key in keys],
            "bytes": [len(each) for each in numbers],
            "more": more,
        }
        content = packed(head, b"".join(numbers))
        places = None
        if self.has_places:
            each = [self._lists[key][1] for key in keys]
            body = packed({"bytes": [len(part) for part in each]}, b"".join(each))
            places = (name_of(body), body)
        return Chunk(keys, more, name_of(content), content, places)


def _joined(segments: Sequence[Segment], bits: int) -> Iterator[bytes]:
    """One list of what several shards say: each number as the gap from the one before."""
    last = 0
    for first, its_last, _, weight, rest, _ in segments:
        yield varint((first - last) << bits | weight)
        yield rest
        last = its_last


def names_in(chunks: Iterable[Chunk]) -> Iterator[tuple[str, bytes]]:
    """The files of some chunks, by their names."""
    for chunk in chunks:
        yield chunk.name, chunk.content
        if chunk.places:
            yield chunk.places
