"""One SQLite file of plain data that is kept from one run to the next.

All of it can be worked out again from the inputs, the code and the installed packages. Losing it
only costs time: a file that is missing, damaged or of a different version is started from scratch.

Damage is looked for once, on opening: the file has to be, bit for bit, what the last commit left
(`sums.py`). SQLite itself notices only damage that it stumbles over, not a row with a changed value
or one that an index no longer finds. So while one process has the file open, no other can open it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any, ClassVar

from generator.keeping.alone import alone
from generator.keeping.sums import BLOCK, Sums

_KEPT = """
CREATE TABLE kept (
    name TEXT PRIMARY KEY, value BLOB NOT NULL, digest TEXT NOT NULL
) WITHOUT ROWID;
"""
IN_MEMORY = Path(":memory:")
"""What SQLite calls a database without a file, which is lost when it is closed."""
_MADE = re.compile(r"CREATE (?:TABLE|INDEX) (\w+)")
_WAL_HEAD, _FRAME_HEAD = 32, 24
"""Bytes before the first frame of a write-ahead log, and before the page in each frame.

<https://sqlite.org/fileformat2.html#the_write_ahead_log>
"""


class Database:
    """A database of kept data. Changes are kept by `commit`."""

    tables: ClassVar[str]
    """The SQL that makes its tables, apart from the one that keeps JSON values by name."""
    patience: ClassVar[float] = 5.0
    """Seconds to wait for another process that has the file open."""

    def __init__(self, path: Path, version: str) -> None:
        """Open a file; one that is damaged, or of a different version, is started from scratch.

        Raises `BusyError` if another process has it open, `sqlite3.OperationalError` and OSError.
        """
        self.path = path
        self._version = version
        self._process = os.getpid()
        self._sums = Sums(path)
        with ExitStack() as stack:
            if path != IN_MEMORY:
                told = f"{path} is in use: wait until what else is at work with it has ended"
                stack.enter_context(alone(Path(f"{path}.lock"), told, self.patience))
            stack.callback(self._sums.close)
            self._connection = self._opened()
            self._ends = stack.pop_all()

    def _opened(self) -> sqlite3.Connection:
        if self.path != IN_MEMORY:
            if self._is_as_left():
                self._remove("-wal", "-shm")  # left by a killed process; part of no commit
            else:
                self.remove()
        # Under `serve` several threads use it, one at a time.
        connection = sqlite3.connect(
            self.path, self.patience, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA wal_autocheckpoint=0")  # only `_settle` may change the file
        connection.execute("PRAGMA synchronous=OFF")  # what a power cut spoils counts as damaged
        script = _KEPT + self.tables
        there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if not there:
            connection.executescript(f"BEGIN IMMEDIATE;{script}")
            self._put(connection, "version", self._version)
            connection.execute("COMMIT")
        elif (
            not there.issuperset(_MADE.findall(script))
            or self._got(connection, "version") != self._version
        ):
            connection.close()
            self.remove()
            return self._opened()
        connection.execute("BEGIN")
        return connection

    def _is_as_left(self) -> bool:
        try:
            return os.access(self.path, os.W_OK) and self._sums.are_right()
        except OSError:  # it cannot be read
            return False

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
        """Keep all changes made so far."""
        self.connection.execute("COMMIT")
        self._settle()
        self.connection.execute("BEGIN")

    def _settle(self) -> None:
        """Write the log's changes into the file, and renew the checksums of the blocks they change.

        A process that is killed in between leaves a file that counts as damaged.
        """
        changed = _changed_in(Path(f"{self.path}-wal"))
        if changed:
            (is_busy, *_) = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not is_busy:  # if it is, all of it stays in the log for the next time
                self._sums.renew(changed)

    def close(self) -> None:
        """Close the file; uncommitted changes are lost."""
        with self._ends:
            if self.connection.in_transaction:  # SQLite ends it when the disk is full
                self.connection.execute("ROLLBACK")
            self.connection.close()

    def detach(self) -> None:
        """Go on with a copy in memory, if the file cannot be written or is busy."""
        copy = sqlite3.connect(IN_MEMORY, isolation_level=None, check_same_thread=False)
        self.connection.backup(copy)
        self.connection.close()
        copy.execute("BEGIN")
        self._connection = copy

    def remove(self) -> None:
        """Delete the file, if it is there. Raises OSError."""
        self._sums.close()
        self._remove("-wal", "-shm", ".sums", "")

    def _remove(self, *suffixes: str) -> None:
        for path in (Path(f"{self.path}{suffix}") for suffix in suffixes):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def get(self, name: str) -> Any:
        """The value kept under a name; None if there is none."""
        return self._got(self.connection, name)

    def put(self, name: str, value: Any) -> None:
        """Keep a value that JSON can hold."""
        self._put(self.connection, name, value)

    @staticmethod
    def glance(path: Path, name: str) -> Any:
        """One value kept in a file, by name; None if it is missing or damaged.

        Nothing else in the file is checked, as the value has a digest of its own, and no lock is
        waited for.
        """
        address = f"{path.absolute().as_uri()}?immutable=1"
        with (
            suppress(sqlite3.Error, ValueError),
            closing(sqlite3.connect(address, uri=True)) as connection,
        ):
            return Database._got(connection, name)
        return None

    @staticmethod
    def _got(connection: sqlite3.Connection, name: str) -> Any:
        query = "SELECT CAST(value AS BLOB), digest FROM kept WHERE name = ?"
        row = connection.execute(query, (name,)).fetchone()
        return json.loads(row[0]) if row and row[0] and _digest(row[0]) == row[1] else None

    @staticmethod
    def _put(connection: sqlite3.Connection, name: str, value: Any) -> None:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        data = text.encode("utf-8", "surrogatepass")  # file names may be invalid text
        row = (name, data, _digest(data))
        connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", row)


def _changed_in(log: Path) -> set[int]:
    """The blocks of a database that have pages in its write-ahead log."""
    blocks: set[int] = set()
    with suppress(FileNotFoundError), log.open("rb", buffering=0) as stream:
        size, head = stream.seek(0, 2), os.pread(stream.fileno(), _WAL_HEAD, 0)
        page = int.from_bytes(head[8:12])
        for at in range(_WAL_HEAD, size, _FRAME_HEAD + page):
            number = int.from_bytes(os.pread(stream.fileno(), 4, at))
            blocks.add((number - 1) * page // BLOCK)
    return blocks


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=8).hexdigest()


# SQLite stores text, but the name of a file may be bytes that are not valid text.


def text_of(name: str) -> str:
    """The name of a file as text that SQLite can store."""
    return name if name.isascii() else os.fsencode(name).decode("latin-1")


def name_of(text: str) -> str:
    """The name of the file that `text_of` turned into this text."""
    return text if text.isascii() else os.fsdecode(text.encode("latin-1"))
