"""A database that nobody would miss, and that several processes may begin at once."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

from generator.keeping.database import Database

ROUNDS, THREADS = 20, 6


class Shelf(Database):
    tables = "CREATE TABLE book (title TEXT);\nCREATE INDEX by_title ON book (title);\n"


def test_those_who_begin_it_at_the_same_moment_take_turns(tmp_path: Path) -> None:
    for number in range(ROUNDS):
        path, barrier = tmp_path / f"{number}/shelf.sqlite", Barrier(THREADS)

        def begin(_: int, path: Path = path, barrier: Barrier = barrier) -> int:
            barrier.wait()
            with closing(Shelf(path, "1")) as shelf:
                count = len(shelf.connection.execute("SELECT title FROM book").fetchall())
                shelf.connection.execute("INSERT INTO book VALUES ('one more')")
                shelf.commit()
                return count

        with ThreadPoolExecutor(THREADS) as pool:
            assert set(pool.map(begin, range(THREADS))) == set(range(THREADS))


def test_what_is_kept_holds_names_that_are_no_characters(tmp_path: Path) -> None:
    name = os.fsdecode(b"odd-\xff")
    with closing(Shelf(tmp_path / "shelf.sqlite", "1")) as shelf:
        shelf.put("names", {name: [name]})
        shelf.commit()
    with closing(Shelf(tmp_path / "shelf.sqlite", "1")) as shelf:
        assert shelf.get("names") == {name: [name]}


def test_a_copy_in_memory_has_what_there_was_and_leaves_the_file_alone(tmp_path: Path) -> None:
    with closing(Shelf(tmp_path / "shelf.sqlite", "1")) as shelf:
        shelf.put("place", "door")
        shelf.commit()
        shelf.detach()
        assert shelf.get("place") == "door"
        shelf.put("place", "window")
        shelf.commit()
        assert shelf.get("place") == "window"
    with closing(Shelf(tmp_path / "shelf.sqlite", "1")) as shelf:
        assert shelf.get("place") == "door"
