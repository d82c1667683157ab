"""Whether a file is, to the last bit, what it was when we let go of it.

A sum is kept of each of its blocks, in a file beside it, so that who changes a few blocks need
not read the others again. To look through a file that the system has in memory takes a second
for some gigabytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

BLOCK = 1 << 16
"""Bytes. A sum of 32 bits finds every wrong bit in them; of other damage it misses 1 in 2^32."""


class Sums:
    """The sums of a file, which it is held open for.

    Who closes a file that SQLite has open as well loses the locks of SQLite's: `close` comes last.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.beside = Path(f"{path}.sums")
        self._file: BinaryIO | None = None
        self._sums: list[int] = []

    def are_right(self) -> bool:
        """Whether there is a file, and each block is as it was. Raises OSError."""
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
        """Keep the sums as they are now, after some blocks have changed. Raises OSError."""
        if not self._file:
            self._file = self.path.open("rb", buffering=0)
        size = self._file.seek(0, 2)
        count = -(-size // BLOCK)
        # The last one of before may have grown.
        stale = {*changed, *range(max(len(self._sums) - 1, 0), count)}
        self._sums = [
            crc32(self._block(at)) if at in stale else self._sums[at] for at in range(count)
        ]
        sums = struct.pack(f"<{count}I", *self._sums)
        new = self.beside.with_suffix(".new")
        new.write_bytes(struct.pack("<I", crc32(sums)) + sums)
        new.replace(self.beside)

    def close(self) -> None:
        """Let go of the file, and forget its sums."""
        if self._file:
            self._file.close()
        self._file, self._sums = None, []

    def _block(self, at: int | None) -> bytes:
        """A block; without a number the next one."""
        assert self._file
        if at is not None:
            self._file.seek(at * BLOCK)
        return self._file.read(BLOCK)


def _read(path: Path) -> list[int] | None:
    """The sums in a file; None where they are damaged themselves."""
    data = path.read_bytes()
    if len(data) % 4 or not data or data[:4] != struct.pack("<I", crc32(data[4:])):
        return None
    return list(struct.unpack(f"<{len(data) // 4 - 1}I", data[4:]))
