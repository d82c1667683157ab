"""Packing: gzip that names neither a time nor a system, so that one input gives one file."""

from __future__ import annotations

import struct
import zlib

_HEADER = bytes((0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF))
"""The header of RFC 1952 for an unknown system. Python names one; from 3.13 on a different one."""


def squeezed(content: bytes) -> bytes:
    """A member of a gzip file. A different zlib may pack differently; the content is the same."""
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -15)
    trailer = struct.pack("<II", zlib.crc32(content), len(content) & 0xFFFFFFFF)
    return b"".join((_HEADER, squeeze.compress(content), squeeze.flush(), trailer))
