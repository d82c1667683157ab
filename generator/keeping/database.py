"""One SQLite file of plain data that is kept from one run to the next.

All of it follows from the inputs, the code and the versions of what is installed. Losing it
costs time: a file that is missing, damaged or of another version is begun anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
from pathlib import Path
from typing import Any, ClassVar

_KEPT = """
CREATE TABLE kept (
    name TEXT PRIMARY KEY, value BLOB NOT NULL, digest TEXT NOT NULL
) WITHOUT ROWID;
"""
IN_MEMORY = Path(":memory:")
"""What SQLite calls a database without a file, which is forgotten when it is closed."""
_MADE = re.compile(r"CREATE (?:TABLE|INDEX) (\w+)")


class Database:
    """What is kept. Changes are kept from `commit` on."""

    tables: ClassVar[str]
    """The SQL that makes its tables, beside the one of what is kept by name, as JSON."""
    patience: ClassVar[float] = 5.0
    """Seconds to wait for another process that is writing."""

    def __init__(self, path: Path, version: str) -> None:
        """Open a file; one of another version is begun anew.

        Raises `sqlite3.OperationalError` where another process has it, and OSError.
        """
        self.path = path
        self._version = version
        self._process = os.getpid()
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._connection = self._opened()
        except sqlite3.DatabaseError as error:
            code = error.sqlite_errorcode & 0xFF  # the rest tells more of it
            if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise  # another process has it
            self._connection = self._anew()

    def _opened(self) -> sqlite3.Connection:
        # Under `serve` several threads use it, one at a time.
        connection = sqlite3.connect(
            self.path, self.patience, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        script = _KEPT + self.tables
        there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if not there:
            # Another process may begin it at the same moment.
            script = script.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS")
            script = script.replace("CREATE INDEX", "CREATE INDEX IF NOT EXISTS")
            connection.executescript(f"BEGIN IMMEDIATE;{script}")
            self._put(connection, "version", self._version)
            connection.execute("COMMIT")
        elif (
            not there.issuperset(_MADE.findall(script))
            or self._got(connection, "version") != self._version
        ):
            connection.close()
            return self._anew()
        connection.execute("BEGIN")
        return connection

    def _anew(self) -> sqlite3.Connection:
        self.remove()
        return self._opened()

    @property
    def connection(self) -> sqlite3.Connection:
        """The database; a forked process gets a connection of its own, for reading."""
        if os.getpid() != self._process:
            self._process = os.getpid()
            self._inherited = self._connection  # closing it here would unlock it for the parent
            uri = f"{self.path.absolute().as_uri()}?mode=ro"
            self._connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        return self._connection

    def commit(self) -> None:
        """Keep what was changed."""
        self.connection.execute("COMMIT")
        self.connection.execute("BEGIN")

    def close(self) -> None:
        """Let go of the file; what was not committed is forgotten."""
        if self.connection.in_transaction:  # SQLite ends it itself when a disk is full
            self.connection.execute("ROLLBACK")
        self.connection.close()

    def detach(self) -> None:
        """Go on with a copy in memory, where the file cannot be written, or not now."""
        copy = sqlite3.connect(IN_MEMORY, isolation_level=None, check_same_thread=False)
        self.connection.backup(copy)
        self.connection.close()
        copy.execute("BEGIN")
        self._connection = copy

    def remove(self) -> None:
        """Take the file away, if it is there. Raises OSError."""
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)

    def get(self, name: str) -> Any:
        """What is kept under a name; None where nothing is, or where it is damaged."""
        return self._got(self.connection, name)

    def put(self, name: str, value: Any) -> None:
        """Keep something that JSON can hold."""
        self._put(self.connection, name, value)

    @staticmethod
    def _got(connection: sqlite3.Connection, name: str) -> Any:
        query = "SELECT CAST(value AS BLOB), digest FROM kept WHERE name = ?"
        row = connection.execute(query, (name,)).fetchone()
        return json.loads(row[0]) if row and _digest(row[0]) == row[1] else None

    @staticmethod
    def _put(connection: sqlite3.Connection, name: str, value: Any) -> None:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        data = text.encode("utf-8", "surrogatepass")  # the name of a file may be no characters
        row = (name, data, _digest(data))
        connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", row)


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=8).hexdigest()


# SQLite holds text, and the name of a file may be bytes that are none.


def text_of(name: str) -> str:
    """A file's name as SQLite can hold it."""
    return name if name.isascii() else os.fsencode(name).decode("latin-1")


def name_of(text: str) -> str:
    """The file's name that `text_of` made a text of."""
    return text if text.isascii() else os.fsdecode(text.encode("latin-1"))
