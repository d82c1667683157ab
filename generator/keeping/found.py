"""What was found in the files of a desk when they were last checked: a database.

- `file`: for each file its stamp and digest, its place among the others, and what is wrong in it:
  by itself, and across files as far as that is known. Queries about every file need only this
  table, which is small.
- `facts`: everything that other files need to know about a file.
- `actor`: which file says something about which actor.

Files are named by their paths below the folder.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.keeping.database import Database, name_of, text_of
from generator.keeping.stamps import Stamp

if TYPE_CHECKING:
    from generator.checking.many import Checked

Told = tuple[str, list[str]]
"""A finding as JSON, and the names of the files in which its places are."""

FORMAT = 1
"""Goes up when the meaning of what is kept changes."""

_TABLES = """
CREATE TABLE file (
    number INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL,
    written INTEGER NOT NULL, size INTEGER NOT NULL, touched INTEGER NOT NULL,
    texts TEXT NOT NULL, digest TEXT NOT NULL, findings BLOB NOT NULL,
    id TEXT NOT NULL, thread TEXT, day TEXT, has_mistakes INTEGER NOT NULL,
    actors_unread INTEGER NOT NULL, defines TEXT NOT NULL, across BLOB
);
CREATE INDEX by_id ON file (id);
CREATE INDEX by_thread ON file (thread);
CREATE INDEX by_day ON file (day);
CREATE INDEX mistaken ON file (number) WHERE has_mistakes;
CREATE INDEX unread ON file (number) WHERE actors_unread;
CREATE TABLE facts (number INTEGER PRIMARY KEY, facts BLOB NOT NULL);
CREATE TABLE actor (
    id TEXT NOT NULL, number INTEGER NOT NULL, is_named INTEGER NOT NULL,
    fields TEXT NOT NULL, part_of TEXT, PRIMARY KEY (id, number)
) WITHOUT ROWID;
CREATE INDEX of_file ON actor (number);
"""
_ASKED = "CREATE TEMP TABLE IF NOT EXISTS asked (number INTEGER PRIMARY KEY)"
_NEIGHBOURS = """
SELECT name FROM asked CROSS JOIN file USING (number)
UNION SELECT name FROM file WHERE id IN (SELECT id FROM asked CROSS JOIN file USING (number))
UNION SELECT name FROM file WHERE thread != ''
    AND thread IN (SELECT thread FROM asked CROSS JOIN file USING (number))
UNION SELECT name FROM (SELECT name FROM file WHERE day NOT NULL ORDER BY day DESC LIMIT 1)
UNION SELECT name FROM (SELECT name FROM file WHERE has_mistakes LIMIT 1)
UNION SELECT name FROM (SELECT name FROM file WHERE thread IS NULL LIMIT 1)
UNION SELECT name FROM (SELECT name FROM file WHERE actors_unread LIMIT 1)
"""
"""Files with the same ids and threads, and one file of each kind that affects all others."""
_SAYING = """
WITH RECURSIVE chain (id) AS (
    SELECT id FROM asked CROSS JOIN actor USING (number)
    UNION SELECT part_of FROM actor JOIN chain USING (id) WHERE part_of NOT NULL
)
SELECT actor.id, name, fields FROM chain JOIN actor USING (id) JOIN file USING (number)
"""
"""What files say about some files' actors, and about the actors that those are part of."""


class Known(NamedTuple):
    """What shows that a file is still the one that was checked."""

    written: int
    size: int
    touched: int
    """These three are its stamp."""
    texts: str
    """JSON: the stamps of the archived texts that it names, and of their seals."""
    digest: str


class Found(Database):
    """What was found in a desk."""

    tables = _TABLES
    patience = 30.0  # waiting pays: what the other check finds is then known

    def __init__(self, path: Path, version: str) -> None:
        """Open a file. Raises what `Database` raises."""
        super().__init__(path, f"{FORMAT} {version}")

    def known(self) -> dict[str, Known]:
        """Every file that was checked."""
        rows = self.connection.execute(
            "SELECT name, written, size, touched, texts, digest FROM file"
        )
        return {name_of(row[0]): Known._make(row[1:]) for row in rows}

    def touch(self, name: str, stamp: Stamp) -> None:
        """Note the new stamp of a file whose content has not changed."""
        self.connection.execute(
            "UPDATE file SET written = ?, size = ?, touched = ? WHERE name = ?",
            (*stamp, text_of(name)),
        )

    def replace(self, names: Collection[str], new: Collection[tuple[Checked, Stamp, str]]) -> None:
        """Forget some files, and keep what was found in new ones, each with its stamps.

        The cross-file findings of all files are forgotten, unless the new files define the same
        actors as the old ones, are as readable and of known threads, and the newest day stays the
        same: then only those of their threads are forgotten, and those that show a place in the
        files.
        """
        before, newest = self._standing(names), self._newest()
        for name in names:
            self._drop(name)
        for checked, stamp, texts in new:
            self._add(checked, stamp, texts)
        after = self._standing(checked.name for checked, *_ in new)
        threads = {thread for thread, *_ in (*before.values(), *after.values())}
        is_same = {name: rest for name, (_, *rest) in before.items()} == {
            name: rest for name, (_, *rest) in after.items()
        }
        if is_same and None not in threads and newest == self._newest():
            self._doubt(names, threads - {""})
        else:
            self.connection.execute("UPDATE file SET across = NULL")

    def _standing(self, names: Iterable[str]) -> dict[str, tuple[Any, ...]]:
        query = "SELECT thread, has_mistakes, actors_unread, defines FROM file WHERE name = ?"
        found = (
            (name, self.connection.execute(query, (text_of(name),)).fetchone()) for name in names
        )
        return {name: row for name, row in found if row}

    def _newest(self) -> Any:
        return self.connection.execute("SELECT max(day) FROM file").fetchone()

    def _doubt(self, names: Collection[str], threads: Iterable[str]) -> None:
        """Forget cross-file findings of some threads, and those that show a place in some files."""
        doubt = "UPDATE file SET across = NULL WHERE"
        self.connection.executemany(f"{doubt} thread = ?", ((thread,) for thread in threads))
        showing = [
            (text_of(name),)
            for name, found in self.across().items()
            if not set(names).isdisjoint(place for _, places in found or () for place in places)
        ]
        self.connection.executemany(f"{doubt} name = ?", showing)

    def _drop(self, name: str) -> None:
        do = self.connection.execute
        row = do("SELECT number FROM file WHERE name = ?", (text_of(name),)).fetchone()
        for table in ("actor", "facts", "file") if row else ():
            do(f"DELETE FROM {table} WHERE number = ?", row)

    def _add(self, checked: Checked, stamp: Stamp, texts: str) -> None:
        stands = checked.stands
        row = (
            *(text_of(checked.name), *stamp, texts, checked.digest, checked.findings),
            *(text_of(stands.id), stands.thread, stands.day),
            *(stands.has_mistakes, stands.actors_unread, stands.defines, None),
        )
        do = self.connection.execute
        number = do(f"INSERT INTO file VALUES (NULL{', ?' * len(row)})", row).lastrowid
        do("INSERT INTO facts VALUES (?, ?)", (number, checked.facts))
        self.connection.executemany(
            "INSERT INTO actor VALUES (?, ?, ?, ?, ?)",
            ((each.id, number, *each[1:]) for each in stands.actors),
        )

    def findings(self) -> dict[str, bytes]:
        """The findings of each file that has any by itself."""
        rows = self.connection.execute(
            "SELECT name, findings FROM file WHERE findings != CAST('[]' AS BLOB)"
        )
        return {name_of(key): findings for key, findings in rows}

    def facts(self, names: Iterable[str] | None) -> Iterator[tuple[str, bytes]]:
        """The facts of some files, or of all."""
        query = "SELECT name, facts FROM file JOIN facts USING (number)"
        if names is not None:
            self._ask(names)
            query = f"{query} JOIN asked USING (number)"
        return ((name_of(key), facts) for key, facts in self.connection.execute(query))

    def neighbours(self, names: Iterable[str]) -> set[str]:
        """Some files; those with their ids and threads; the newest; one of each doubtful kind."""
        self._ask(names)
        return {name_of(key) for (key,) in self.connection.execute(_NEIGHBOURS)}

    def saying(self, names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """Which files define the actors of some files, and the actors that those are part of.

        Yields the actor, the file, and the names of the fields that it gives, separated by spaces.
        """
        self._ask(names)
        for id_, key, fields in self.connection.execute(_SAYING):
            yield id_, name_of(key), fields

    def actors(self) -> Iterator[tuple[str, bool]]:
        """Every actor, and whether any file gives it a name."""
        query = "SELECT id, max(is_named) FROM actor GROUP BY id"
        return ((id_, bool(is_named)) for id_, is_named in self.connection.execute(query))

    def across(self) -> dict[str, list[Told] | None]:
        """The cross-file findings of each file; None where they are not known.

        Files without any are left out.
        """
        rows = self.connection.execute(
            "SELECT name, across FROM file WHERE across IS NULL OR across != CAST('[]' AS BLOB)"
        )
        return {name_of(key): data and json.loads(data) for key, data in rows}

    def put_across(self, found: Mapping[str, list[Told]]) -> None:
        """Keep the cross-file findings of some files."""
        self.connection.executemany(
            "UPDATE file SET across = ? WHERE name = ?",
            ((json.dumps(each).encode(), text_of(name)) for name, each in found.items()),
        )

    def _ask(self, names: Iterable[str]) -> None:
        self.connection.execute(_ASKED)
        self.connection.execute("DELETE FROM asked")
        self.connection.executemany(
            "INSERT INTO asked SELECT number FROM file WHERE name = ?",
            ((text_of(name),) for name in names),
        )
