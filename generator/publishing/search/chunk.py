"""Some adjacent keys of a family: their files, and the row that they are kept in."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate, chain, pairwise
from typing import Any, NamedTuple

from generator.publishing.search.files import Cut, name_of, packed
from generator.publishing.search.lists import Table
from generator.publishing.search.pieces import Piece
from generator.publishing.search.rows import read, written

_LENGTH = struct.Struct("<I")
_CUTS = tuple(Cut)


class Entry(NamedTuple):
    """What is known of a key."""

    numbers: bytes
    """Its records, in the form that is published."""
    places: bytes
    """Where it is in each of them."""
    records: int
    more: Any
    """What else is known of it: the other forms of a word, the label of a value."""
    cut: Cut
    """Whether it starts a file."""
    table: Table = ()
    """Where its segments are, if it has several."""


Entries = Mapping[str, Entry]
"""By their keys, in order."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some keys, as they are to be written."""

    entries: Entries
    has_places: bool
    before: tuple[Piece[str], Entries] | None
    """The file that starts with the same key, if there is one, and the keys that it had."""


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a chunk."""

    name: str
    places: str
    size: int
    """Bytes of the file `name`."""
    row: bytes
    """The row in which the keys are kept."""
    contents: dict[str, bytes] = field(default_factory=dict)
    """The files that have changed, by their names."""


def files_of(chunk: Chunk) -> Files:
    """Write a chunk; a file that is the same as before is not written again."""
    entries = chunk.entries
    contents: dict[str, bytes] = {}
    is_listed = is_placed = False
    if chunk.before:
        piece, old = chunk.before
        pairs = [(each, old[key]) for key, each in entries.items() if each is not old.get(key)]
        name, places, size = piece.name, piece.places, piece.size
        is_placed = all(a.places == b.places for a, b in pairs)
        is_listed = all(a.more == b.more and a.numbers == b.numbers for a, b in pairs)
    if not is_listed:
        lists = [each.numbers for each in entries.values()]
        head = {
            "keys": list(entries),
            "counts": [each.records for each in entries.values()],
            "bytes": list(map(len, lists)),
            "more": [each.more for each in entries.values()],
        }
        content = packed(head, b"".join(lists))
        name, size = name_of(content), len(content)
        contents[name] = content
    if not chunk.has_places:
        places = ""
    elif not is_placed:
        parts = [each.places for each in entries.values()]
        content = packed({"bytes": list(map(len, parts))}, b"".join(parts))
        places = name_of(content)
        contents[places] = content
    return Files(name, places, size, row_of(entries), contents)


def row_of(entries: Entries) -> bytes:
    """The row for some keys: a head in JSON, all lists, all places."""
    numbers, places, counts, more, cuts, tables = zip(*entries.values(), strict=True)
    lengths = (list(map(len, numbers)), list(map(len, places)))
    head = written([list(entries), counts, more, cuts, tables, *lengths])
    return b"".join([_LENGTH.pack(len(head)), head, *numbers, *places])


def entries_in(row: bytes) -> dict[str, Entry]:
    """The keys that a row holds."""
    (length,) = _LENGTH.unpack_from(row)
    start = _LENGTH.size + length
    keys, counts, more, cuts, tables, *lengths = read(row[_LENGTH.size : start])
    ends = list(accumulate(chain(*lengths), initial=start))
    parts = [row[one:other] for one, other in pairwise(ends)]
    lists, places = parts[: len(keys)], parts[len(keys) :]
    columns = (lists, places, counts, more, map(_CUTS.__getitem__, cuts), tables)
    return dict(zip(keys, map(Entry._make, zip(*columns, strict=True)), strict=True))
