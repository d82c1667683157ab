"""A database that is not, to the last bit, what was left is noticed, whatever is wrong with it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from generator.keeping.database import Database
from generator.keeping.sums import BLOCK, Sums
from generator.publishing.journal import Journal, Stamp, Version


class Shelf(Database):
    tables = "CREATE TABLE book (title TEXT);\nCREATE INDEX by_title ON book (title);\n"


def books(shelf: Shelf) -> int:
    found: int = shelf.connection.execute("SELECT count(*) FROM book").fetchone()[0]
    return found


def is_right(path: Path) -> bool:
    with closing(Sums(path)) as sums:
        return sums.are_right()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A shelf of several blocks with 3,000 books."""
    with closing(Shelf(tmp_path / "shelf.sqlite", "1")) as shelf:
        titles = ((f"{number:0100}",) for number in range(3_000))
        shelf.connection.executemany("INSERT INTO book VALUES (?)", titles)
        shelf.commit()
    assert (tmp_path / "shelf.sqlite").stat().st_size > 5 * BLOCK
    return tmp_path / "shelf.sqlite"


@pytest.mark.parametrize("suffix", ["", ".sums"])
def test_any_flipped_bit_is_noticed(path: Path, suffix: str) -> None:
    random, file = Random(7), Path(f"{path}{suffix}")
    left = file.read_bytes()
    for _ in range(100):
        data = bytearray(left)
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        file.write_bytes(data)
        assert not is_right(path)
    file.write_bytes(left)
    assert is_right(path)


@pytest.mark.parametrize("change", [-BLOCK, -1, 1, BLOCK])
@pytest.mark.parametrize("suffix", ["", ".sums"])
def test_another_length_is_noticed(path: Path, suffix: str, change: int) -> None:
    file = Path(f"{path}{suffix}")
    os.truncate(file, max(0, file.stat().st_size + change))
    assert not is_right(path)


def test_sums_of_what_a_commit_changes_are_those_of_all(path: Path) -> None:
    random, beside = Random(7), Path(f"{path}.sums")
    with closing(Shelf(path, "1")) as shelf:
        assert books(shelf) == 3_000
        for _ in range(40):
            number = random.randrange(3_000)
            shelf.connection.execute("DELETE FROM book WHERE title = ?", (f"{number:0100}",))
            many = ((f"{random.random()}" * 9,) for _ in range(random.randrange(200)))
            shelf.connection.executemany("INSERT INTO book VALUES (?)", many)
            shelf.commit()
            kept = beside.read_bytes()
            other = Sums(path)
            other.beside = beside.with_name("others")
            other.renew(())
            assert other.beside.read_bytes() == kept
            other.close()
        count = books(shelf)
    with closing(Shelf(path, "1")) as shelf:
        assert books(shelf) == count


def test_what_was_not_committed_leaves_what_was(path: Path) -> None:
    with closing(Shelf(path, "1")) as shelf:
        shelf.connection.execute("DELETE FROM book")
    with closing(Shelf(path, "1")) as shelf:
        assert books(shelf) == 3_000


def in_an_index(connection: sqlite3.Connection) -> None:
    connection.execute("DROP INDEX by_title")
    connection.execute("CREATE INDEX by_title ON book (title) WHERE title > '5'")


def in_a_row(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE book SET title = 'another' WHERE rowid = 1")


@pytest.mark.parametrize("write", [in_an_index, in_a_row])
def test_what_another_program_has_written_is_not_taken_over(
    path: Path, write: Callable[[sqlite3.Connection], None]
) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        write(connection)
    with closing(Shelf(path, "1")) as shelf:
        assert books(shelf) == 0


def test_a_log_that_somebody_left_belongs_to_no_commit(path: Path) -> None:
    process = os.fork()
    if process == 0:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("UPDATE book SET title = 'another'")
        os._exit(0)
    os.waitpid(process, 0)
    assert Path(f"{path}-wal").stat().st_size > 0
    with closing(Shelf(path, "1")) as shelf:
        query = "SELECT count(*) FROM book WHERE title = 'another'"
        assert shelf.connection.execute(query).fetchone() == (0,)
        assert books(shelf) == 3_000


def test_a_glance_tells_what_is_kept_or_nothing(path: Path) -> None:
    with closing(Shelf(path, "1")) as shelf:
        shelf.put("place", {"room": "hall"})
        shelf.commit()
        assert Database.glance(path, "place") == {"room": "hall"}
    left, random = path.read_bytes(), Random(7)
    seen = []
    at = left.index(b'{"room":"hall"}')
    for _ in range(60):
        data = bytearray(left)
        data[at + random.randrange(-40, 60)] ^= 1 << random.randrange(8)
        path.write_bytes(data)
        seen.append(Database.glance(path, "place"))
    assert {str(each) for each in seen} == {"None", "{'room': 'hall'}"}
    assert Database.glance(path.with_name("none"), "place") is None


def test_no_flipped_bit_in_a_journal_is_believed(tmp_path: Path) -> None:
    file, random = tmp_path / "journal", Random(7)
    versions = (Version(Stamp(1, 2, 3), "a1"), Version(Stamp(1, 4, 5), "b2"))
    Journal(versions, frozenset({"a/index.html"})).write(file)
    left = file.read_bytes()
    assert Journal.read(file).versions == versions
    for at in range(len(left)):
        data = bytearray(left)
        data[at] ^= 1 << random.randrange(8)
        file.write_bytes(data)
        assert Journal.read(file) == Journal()
