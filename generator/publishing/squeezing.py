"""Packing: gzip that tells neither a time nor a system, so that one input gives one file."""

from __future__ import annotations

import struct
import zlib

_HEADER = bytes((0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF))
"""That of RFC 1952 for a system which is unknown. Python's own names one, from 3.13 on another."""


def squeezed(content: bytes) -> bytes:
    """A member of a gzip file. Another zlib may pack otherwise; what is in it stays the same."""
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -15)
    trailer = struct.pack("<II", zlib.crc32(content), len(content) & 0xFFFFFFFF)
    return b"".join((_HEADER, squeeze.compress(content), squeeze.flush(), trailer))
