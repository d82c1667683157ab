"""The files of the index: how they are written, named, and cut by their content.

A file is the gzip of a JSON head and some bytes. Its name is made from its content, so the same
content has the same name, a host may cache it forever, and a reader can tell if it is damaged.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import pairwise
from typing import Any

from generator.publishing.squeezing import squeezed

SUFFIX = ".bin"


def packed(head: Any, body: bytes = b"") -> bytes:
    """A file: the length of the head in four bytes, lowest first, the head as JSON, the body."""
    return packed_text(json.dumps(head, ensure_ascii=False, separators=(",", ":")), body)


def packed_text(head: str, body: bytes = b"") -> bytes:
    """A file whose head is JSON already."""
    text = head.encode("utf-8", "replace")
    content = b"".join((struct.pack("<I", len(text)), text, body))
    return squeezed(content)


def name_of(content: bytes) -> str:
    """The name of a file, from its trailer: the checksum and two bytes of the length.

    So a browser can tell whether it is the one that was meant, and the name does not depend on who
    compressed it. It is hexadecimal, for systems that ignore case.
    """
    return content[-8:-2].hex()


def varint(number: int) -> bytes:
    """A number in groups of seven bits, the lowest first; all but the last have the top bit set."""
    made = bytearray()
    while number > 127:
        made.append(number & 127 | 128)
        number >>= 7
    made.append(number)
    return bytes(made)


def varints(numbers: Iterable[int]) -> bytes:
    """Several numbers, one after the other."""
    made = bytearray()
    for number in numbers:
        while number > 127:
            made.append(number & 127 | 128)
            number >>= 7
        made.append(number)
    return bytes(made)


class Cut(IntEnum):
    """Whether an entry starts a file."""

    NONE = 0
    STARTS = 1
    """It starts a file."""
    ALONE = 2
    """It is a file of its own."""


def cut(key: str, size: int, target: int) -> Cut:
    """Whether a file starts with an entry: the more bytes it has, the likelier.

    This depends on nothing but the entry, so that a change moves no cut elsewhere; files come out
    `target` bytes long on average, whatever the entries are like.
    """
    if size * 3 >= target * 2:
        return Cut.ALONE
    chance = zlib.crc32(key.encode("utf-8", "surrogatepass")) * 2654435761 % 2**32
    return Cut.STARTS if chance * target < size * 2**32 else Cut.NONE


def in_files(cuts: Sequence[Cut]) -> Iterator[slice]:
    """Divide entries into files."""
    starts = {0}
    for at, each in enumerate(cuts):
        if each:
            starts.add(at)
            if each is Cut.ALONE:
                starts.add(at + 1)
    starts.add(len(cuts))
    return (slice(start, end) for start, end in pairwise(sorted(starts)))


def order(key: str) -> bytes:
    """What keys are sorted by: the order in which JavaScript compares strings."""
    return key.encode("utf-16-be", "surrogatepass")
