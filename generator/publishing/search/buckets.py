"""A large mapping spread over rows, so that looking up a few keys reads only a few rows."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from generator.publishing.search.rows import Rows, read, written

COUNT = 256


class Buckets:
    """Values that JSON can hold, by their keys."""

    def __init__(self, rows: Rows, name: str) -> None:
        self._rows = rows
        self._name = name
        self._read: dict[int, dict[str, Any]] = {}
        self._touched: set[int] = set()

    def get(self, key: str) -> Any:
        """The value of a key; None if it has none."""
        return self._bucket(_place(key)).get(key)

    def put(self, key: str, value: Any) -> None:
        """Set the value of a key; an empty value removes the key."""
        place = _place(key)
        bucket = self._bucket(place)
        if value:
            bucket[key] = value
        else:
            bucket.pop(key, None)
        self._touched.add(place)

    def items(self) -> Iterator[tuple[str, Any]]:
        """All keys with their values."""
        for place in range(COUNT):
            yield from self._bucket(place).items()

    def flush(self) -> None:
        """Write what has changed into the rows, and forget what was read."""
        for place in self._touched:
            self._rows.put(self._row(place), written(self._read[place]))
        self._touched.clear()
        self._read.clear()

    def _bucket(self, place: int) -> dict[str, Any]:
        if place not in self._read:
            row = self._row(place)
            self._read[place] = read(self._rows.get(row)) if row in self._rows else {}
        return self._read[place]

    def _row(self, place: int) -> str:
        return f"{self._name} {place}"


def _place(key: str) -> int:
    return zlib.crc32(key.encode("utf-8", "surrogatepass")) % COUNT
