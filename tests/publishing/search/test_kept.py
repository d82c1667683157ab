"""What is kept between processes: damage is noticed, and never comes to wrong files."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.publishing.search.index import Index, LostError
from generator.publishing.search.record import Record
from tests.publishing.search.test_changes import Files, Pages, by_page, made, published
from tests.publishing.search.test_index import SPEECH, assert_same, many_records

Damage = Callable[[sqlite3.Connection, str, bytes], None]


def put(connection: sqlite3.Connection, name: str, content: object) -> None:
    connection.execute("UPDATE search_rows SET content = ? WHERE name = ?", (content, name))


def flip(connection: sqlite3.Connection, name: str, content: bytes) -> None:
    at = len(content) // 2
    put(connection, name, content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])


def truncate(connection: sqlite3.Connection, name: str, content: bytes) -> None:
    put(connection, name, content[: len(content) // 2])


def empty(connection: sqlite3.Connection, name: str, _: bytes) -> None:
    put(connection, name, b"")


def as_text(connection: sqlite3.Connection, name: str, _: bytes) -> None:
    put(connection, name, "text")


def take_out(connection: sqlite3.Connection, name: str, _: bytes) -> None:
    connection.execute("DELETE FROM search_rows WHERE name = ?", (name,))


DAMAGES: list[Damage] = [flip, truncate, empty, as_text, take_out]


@pytest.fixture(scope="module")
def pages() -> Pages:
    return by_page(many_records()[:200])


@pytest.fixture(scope="module")
def files(pages: Pages) -> Files:
    return made(pages)[1]


def saved(pages: Pages, version: str = "") -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    made(pages)[0].save(connection, version)
    connection.commit()
    return connection


def edit(pages: Pages) -> dict[str, list[Record]]:
    page = list(pages)[20]
    return {page: [replace(each, text="Unheard strike.") for each in pages[page]]}


@pytest.mark.parametrize("damage", DAMAGES)
def test_no_damage_comes_to_wrong_files(damage: Damage, pages: Pages, files: Files) -> None:
    connection = saved(pages)
    new = edit(pages)
    whole = made(pages | new)[1]
    rows = dict(connection.execute("SELECT * FROM search_rows"))
    needed = rows_read(connection, new)
    for name in [*needed, *list(rows)[::40]]:
        content = rows[name]
        damage(connection, name, content)
        index = Index.load(connection)
        try:
            if index is None:
                raise LostError(name)
            assert_same(published(files, index.change(new)), whole)
            assert name not in needed
        except LostError:
            assert name in needed
        connection.rollback()


def rows_read(connection: sqlite3.Connection, new: Pages) -> set[str]:
    """The names of the rows that an edit needs."""
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    index = Index.load(connection)
    assert index
    index.change(new)
    connection.set_trace_callback(None)
    return {statement.split("'")[1] for statement in statements}


def test_a_row_of_before_is_not_taken_for_one_of_now(pages: Pages) -> None:
    """As where a database is put together from two backups."""
    connection = saved(pages)
    before = dict(connection.execute("SELECT * FROM search_rows"))
    index = Index.load(connection)
    assert index
    index.change(edit(pages))
    index.save(connection)
    after = dict(connection.execute("SELECT * FROM search_rows"))
    changed = [name for name in before if after.get(name, before[name]) != before[name]]
    day = next(name for name in changed if name.startswith("day "))
    put(connection, day, before[day])
    again = Index.load(connection)
    assert again
    with pytest.raises(LostError):
        again.change({page: [] for page in pages})


def test_rows_cannot_change_places(pages: Pages) -> None:
    connection = saved(pages)
    found = [(name, each) for name, each in connection.execute("SELECT * FROM search_rows")]
    days = [(name, each) for name, each in found if name.startswith("day ")]
    put(connection, days[0][0], days[1][1])
    index = Index.load(connection)
    assert index
    with pytest.raises(LostError):
        index.change({}, pages)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE search_rows",
        "DELETE FROM search_rows",
        "ALTER TABLE search_rows RENAME COLUMN content TO other",
        "DROP TABLE search_rows; CREATE TABLE search_rows (name TEXT, content INTEGER)",
    ],
)
def test_a_table_of_another_shape_is_none_and_is_replaced(statement: str, pages: Pages) -> None:
    connection = saved(pages)
    connection.executescript(statement)
    assert Index.load(connection) is None
    made(pages)[0].save(connection)
    assert Index.load(connection)


def test_a_database_without_an_index_has_none() -> None:
    assert Index.load(sqlite3.connect(":memory:")) is None


def test_another_version_is_none(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = saved(pages, "generator 1")
    assert Index.load(connection, "generator 1")
    assert Index.load(connection, "generator 2") is None
    monkeypatch.setattr("generator.publishing.search.index.STATE", -1)
    assert Index.load(connection, "generator 1") is None


def test_a_database_that_is_no_database_is_none(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    path.write_bytes(b"SQLite format 3\0" + bytes(5_000))
    assert Index.load(sqlite3.connect(path)) is None


def test_of_a_save_that_is_not_committed_nothing_is_left(pages: Pages) -> None:
    connection = saved(pages)
    before = dict(connection.execute("SELECT * FROM search_rows"))
    index = Index.load(connection)
    assert index
    index.change(edit(pages), speech=SPEECH)
    index.save(connection)
    connection.rollback()
    assert dict(connection.execute("SELECT * FROM search_rows")) == before
    assert Index.load(connection)
