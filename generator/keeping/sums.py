"""Whether a file is still, bit for bit, as we left it.

The checksum of each block is kept in a file next to it, so that changing a few blocks does not mean
reading the others again. Reading through a few gigabytes that the system has in memory takes a
second.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

BLOCK = 1 << 16
"""Bytes. A 32-bit checksum finds every single wrong bit; of other damage it misses 1 in 2^32."""


class Sums:
    """Checksums of a file, which stays open.

    Closing any descriptor of a file drops the POSIX locks that SQLite has on it, so `close` must
    come after SQLite has closed its own.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.beside = Path(f"{path}.sums")
        self._file: BinaryIO | None = None
        self._sums: list[int] = []

    def are_right(self) -> bool:
        """Whether the file exists, and each of its blocks is as it was. Raises OSError."""
        self.close()
        with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
            known = _read(self.beside)
            self._file = self.path.open("rb", buffering=0)
            found = [crc32(block) for block in iter(lambda: self._block(None), b"")]
            if known == found != []:
                self._sums = found
                return True
        self.close()
        return False

    def renew(self, changed: Iterable[int]) -> None:
        """Take new checksums after some blocks have changed. Raises OSError."""
        if not self._file:
            self._file = self.path.open("rb", buffering=0)
        size = self._file.seek(0, 2)
        count = -(-size // BLOCK)
        # What was the last block may have grown.
        stale = {*changed, *range(max(len(self._sums) - 1, 0), count)}
        self._sums = [
            crc32(self._block(at)) if at in stale else self._sums[at] for at in range(count)
        ]
        sums = struct.pack(f"<{count}I", *self._sums)
        new = self.beside.with_suffix(".new")
        new.write_bytes(struct.pack("<I", crc32(sums)) + sums)
        new.replace(self.beside)

    def close(self) -> None:
        """Close the file, and forget its checksums."""
        if self._file:
            self._file.close()
        self._file, self._sums = None, []

    def _block(self, at: int | None) -> bytes:
        """A block; the next one if no number is given."""
        assert self._file
        if at is not None:
            self._file.seek(at * BLOCK)
        return self._file.read(BLOCK)


def _read(path: Path) -> list[int] | None:
    """The checksums in a file; None if they are themselves damaged."""
    data = path.read_bytes()
    if len(data) % 4 or not data or data[:4] != struct.pack("<I", crc32(data[4:])):
        return None
    return list(struct.unpack(f"<{len(data) // 4 - 1}I", data[4:]))
