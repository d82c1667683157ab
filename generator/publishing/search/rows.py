"""What the index keeps between builds: rows of bytes, each read when it is asked for.

They are in memory, or in a table of an SQLite database. With them is a list of seals: one for the
content of each row, and one for the list itself. So a row that is missing, damaged, or older than
the others is noticed when it is read, and then the index has to be made again.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

HEAD = "head"
"""The name of the row that holds the seals."""
SEAL = 12
"""Bytes of a seal."""
_TABLE = "CREATE TABLE search_rows (name TEXT PRIMARY KEY, content BLOB NOT NULL)"
_DROP = "DROP TABLE IF EXISTS search_rows"
_GET = "SELECT content FROM search_rows WHERE name = ?"
_PUT = "INSERT OR REPLACE INTO search_rows VALUES (?, ?)"
_DELETE = "DELETE FROM search_rows WHERE name = ?"


class LostError(Exception):
    """What was kept is damaged: the index has to be made again from all records."""


class Rows:
    """Rows by name. Changes stay in memory until they are saved."""

    def __init__(self) -> None:
        self._connection: sqlite3.Connection | None = None
        self._seals: dict[str, str] = {}
        self._changed: dict[str, bytes | None] = {}
        """Contents that are not saved yet; None for a row that is gone."""

    @classmethod
    def load(cls, connection: sqlite3.Connection, version: str) -> Rows | None:
        """The rows in a database; None if it has none of this version."""
        rows = cls()
        rows._connection = connection
        try:
            content = rows._fetched(HEAD)
            if content[:SEAL] != seal(content[SEAL:]):
                return None
            its_version, rows._seals = read(content[SEAL:])
        except LostError:
            return None
        return rows if its_version == version else None

    def save(self, connection: sqlite3.Connection, version: str) -> None:
        """Write what has changed into a database; the caller commits."""
        if connection is not self._connection:
            for name in self._seals.keys() - self._changed.keys():
                self._changed[name] = self.get(name)
            connection.execute(_DROP)
            connection.execute(_TABLE)
        content = written([version, self._seals])
        gone = [(name,) for name, each in self._changed.items() if each is None]
        put = [(name, each) for name, each in self._changed.items() if each is not None]
        connection.executemany(_DELETE, gone)
        connection.executemany(_PUT, [*put, (HEAD, seal(content) + content)])
        self._connection = connection
        self._changed = {}

    def __contains__(self, name: str) -> bool:
        return name in self._seals

    def get(self, name: str) -> bytes:
        """The content of a row that must exist. Raises `LostError`."""
        changed = self._changed.get(name)
        if changed is not None:
            return changed
        content = self._fetched(name)
        if seal(content).hex() != self._seals.get(name):
            raise LostError(name)
        return content

    def put(self, name: str, content: bytes) -> None:
        """Set the content of a row."""
        self._changed[name] = content
        self._seals[name] = seal(content).hex()

    def drop(self, names: Iterable[str]) -> None:
        """Remove rows."""
        for name in names:
            self._changed[name] = None
            del self._seals[name]

    def _fetched(self, name: str) -> bytes:
        with lost_if_damaged(name):
            if self._connection is None:
                raise LostError(name)
            found = self._connection.execute(_GET, (name,)).fetchone()
        if found is None or not isinstance(found[0], bytes):
            raise LostError(name)
        return found[0]


def written(value: Any) -> bytes:
    """A value as JSON. Lone surrogates, which UTF-8 has no bytes for, are kept as well."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def read(content: bytes) -> Any:
    """The value that was written."""
    with lost_if_damaged("JSON"):
        return json.loads(content.decode("utf-8", "surrogatepass"))


@contextmanager
def lost_if_damaged(what: str) -> Iterator[None]:
    """Turn the errors of something that cannot be read into `LostError`."""
    try:
        yield
    except (sqlite3.Error, ValueError, OverflowError) as error:
        raise LostError(f"{what}: {error}") from error


def seal(content: bytes) -> bytes:
    """A hash that sets a content apart from any other."""
    return hashlib.blake2b(content, digest_size=SEAL).digest()
