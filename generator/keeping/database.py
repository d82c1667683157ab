"""One SQLite file of plain data that is kept from one run to the next.

All of it follows from the inputs, the code and the versions of what is installed. Losing it
costs time: a file that is missing, damaged or of another version is begun anew.

Whether it is damaged is asked once, when it is opened: it has to be, bit for bit, what the last
commit left (`sums.py`). SQLite itself finds only damage that it stumbles over, and not a row that
says another thing, or that an index leads past. So for as long as somebody has it open, nobody
else has.
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
"""What SQLite calls a database without a file, which is forgotten when it is closed."""
_MADE = re.compile(r"CREATE (?:TABLE|INDEX) (\w+)")
_WAL_HEAD, _FRAME_HEAD = 32, 24
"""Bytes before the first frame of a write-ahead log, and before the page in each frame.

<https://sqlite.org/fileformat2.html#the_write_ahead_log>
"""


class Database:
    """What is kept. Changes are kept from `commit` on."""

    tables: ClassVar[str]
    """The SQL that makes its tables, beside the one of what is kept by name, as JSON."""
    patience: ClassVar[float] = 5.0
    """Seconds to wait for another process that has it open."""

    def __init__(self, path: Path, version: str) -> None:
        """Open a file; one that is damaged, or of another version, is begun anew.

        Raises `BusyError` where another process has it, `sqlite3.OperationalError` and OSError.
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
                self._remove("-wal", "-shm")  # of who was killed; it belongs to no commit
            else:
                self.remove()
        # Under `serve` several threads use it, one at a time.
        connection = sqlite3.connect(
            self.path, self.patience, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA wal_autocheckpoint=0")  # only `_settle` may change the file
        connection.execute("PRAGMA synchronous=OFF")  # what a power cut spoils is damaged
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
        """Keep what was changed."""
        self.connection.execute("COMMIT")
        self._settle()
        self.connection.execute("BEGIN")

    def _settle(self) -> None:
        """Bring what is in the log into the file, and keep the sums of what that changes.

        Who is killed in between leaves a file that counts as damaged.
        """
        changed = _changed_in(Path(f"{self.path}-wal"))
        if changed:
            (is_busy, *_) = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not is_busy:  # otherwise all of it is in the log the next time, too
                self._sums.renew(changed)

    def close(self) -> None:
        """Let go of the file; what was not committed is forgotten."""
        with self._ends:
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
        self._sums.close()
        self._remove("-wal", "-shm", ".sums", "")

    def _remove(self, *suffixes: str) -> None:
        for path in (Path(f"{self.path}{suffix}") for suffix in suffixes):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def get(self, name: str) -> Any:
        """What is kept under a name; None where nothing is."""
        return self._got(self.connection, name)

    def put(self, name: str, value: Any) -> None:
        """Keep something that JSON can hold."""
        self._put(self.connection, name, value)

    @staticmethod
    def glance(path: Path, name: str) -> Any:
        """What is kept in a file under a name; None where nothing is, or where it is damaged.

        Of the file nothing else is looked at, and nobody is waited for: the digest tells.
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
        data = text.encode("utf-8", "surrogatepass")  # the name of a file may be no characters
        row = (name, data, _digest(data))
        connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", row)


def _changed_in(log: Path) -> set[int]:
    """The blocks of a database whose pages are in its write-ahead log."""
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


# SQLite holds text, and the name of a file may be bytes that are none.


def text_of(name: str) -> str:
    """A file's name as SQLite can hold it."""
    return name if name.isascii() else os.fsencode(name).decode("latin-1")


def name_of(text: str) -> str:
    """The file's name that `text_of` made a text of."""
    return text if text.isascii() else os.fsdecode(text.encode("latin-1"))
