"""What a build knows of the one before it: one SQLite file of plain data.

- `briefing`: each file of the desk by its stamps and hash, with what was found in it: findings and
  facts for the checks, the outline for linking, and the whole content for pages. What was read is
  committed at once, so that the processes that write pages find it.
- `desk`: which of these are published.
- `page`: each generated page, with what decides whether it has to be written again.
- `uses`: what each page takes from briefings, actors and threads; it tells which pages an edit
  touches.
- `share`: what each briefing gives to files that gather many; `member`: the packed parts of those.
- `kept`: the rest, as JSON by name: shells, what MkDocs made, the options.

All of it can be worked out again from the inputs, the code and the installed packages. Losing it
only costs time: a file that is missing, damaged or of a different version is started from scratch.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from generator.keeping.database import Database

FORMAT = 3
"""Goes up when the meaning of what is kept changes."""
POLICY = "policy:"
"""Prefix of the names of policies among the things that pages take."""

_TABLES = """
CREATE TABLE briefing (
    path TEXT NOT NULL, id TEXT NOT NULL, stamps TEXT NOT NULL, hash TEXT NOT NULL,
    findings BLOB NOT NULL, facts BLOB NOT NULL, defines TEXT NOT NULL, thread TEXT,
    outline BLOB, content BLOB, PRIMARY KEY (path, hash)
);
CREATE TABLE desk (path TEXT PRIMARY KEY, hash TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX by_thread ON briefing (thread);
CREATE INDEX wrong ON briefing (path) WHERE findings != CAST('[]' AS BLOB);
CREATE TABLE page (
    number INTEGER PRIMARY KEY, uri TEXT UNIQUE NOT NULL, unit TEXT NOT NULL,
    kind TEXT NOT NULL, shape TEXT NOT NULL
);
CREATE INDEX by_unit ON page (unit);
CREATE TABLE token (number INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL);
CREATE TABLE uses (token INTEGER, page INTEGER, PRIMARY KEY (token, page)) WITHOUT ROWID;
CREATE INDEX by_page ON uses (page);
CREATE TABLE share (page INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE member (file TEXT, part TEXT, data BLOB NOT NULL, PRIMARY KEY (file, part));
"""


class Kept(NamedTuple):
    """What is kept of a briefing."""

    path: str
    """Below the folder of briefings."""
    id: str
    stamps: str
    """JSON: the stamp of the file, and of each archived text that it names and its seal."""
    hash: str
    """Of the file and of these texts."""
    findings: bytes
    facts: bytes
    defines: str
    """A hash of what it says about who actors are."""
    thread: str | None
    """None if that is not known."""
    outline: bytes | None
    """None if the file has mistakes."""
    content: bytes | None


class PageRow(NamedTuple):
    """What is kept of a page."""

    uri: str
    unit: str
    kind: str
    shape: str
    tokens: tuple[str, ...]
    """What it takes: `briefing:ID`, `actor:ID`, `thread:ID`, `day` and its policy."""
    share: bytes = b""
    """What a briefing gives to files that gather many."""


class State(Database):
    """What is kept between builds. Changes are kept by `commit`."""

    tables = _TABLES

    def __init__(self, path: Path, version: str) -> None:
        """Open the state in a file; one of a different version is started from scratch."""
        super().__init__(path, f"{FORMAT} {version}")
        self._tokens: dict[str, int] = {}
        """The numbers of the things that pages take, as far as they have been looked up."""

    # Briefings.

    def published(self) -> dict[str, str]:
        """The hash of each file as it was when the site was last published."""
        return dict(self.connection.execute("SELECT path, hash FROM desk"))

    def publish(self, hashes: Mapping[str, str]) -> None:
        """Note which content of each file is published now, and forget all others."""
        do, many = self.connection.execute, self.connection.executemany
        before = self.published()
        many("DELETE FROM desk WHERE path = ?", ((path,) for path in before.keys() - hashes.keys()))
        many("INSERT OR REPLACE INTO desk VALUES (?, ?)", hashes.items() - before.items())
        self.put("across", self.get("across as read"))
        do("DELETE FROM briefing WHERE (path, hash) NOT IN (SELECT path, hash FROM desk)")

    def across(self) -> Any:
        """What was noted of the checks across files when the site was last published."""
        return self.get("across")

    def note_across(self, noted: Any) -> None:
        """Note something about these checks, for the files as they were last read."""
        self.put("across as read", noted)

    def stamps(self, paths: Iterable[str] | None = None) -> dict[str, dict[str, str]]:
        """By path, for each file or for some, the hashes that it had, each with its stamps."""
        found: dict[str, dict[str, str]] = {}
        rows, query = self.connection.execute, "SELECT path, hash, stamps FROM briefing"
        some = (rows(f"{query} WHERE path = ?", (path,)) for path in paths or ())
        for path, hash_, stamps in rows(query) if paths is None else chain.from_iterable(some):
            found.setdefault(path, {})[hash_] = stamps
        return found

    def outlines(self, hashes: Mapping[str, str]) -> Iterator[tuple[str, str, bytes]]:
        """Path, id and outline of each briefing without mistakes."""
        for path, hash_, id_, outline in self.connection.execute(
            "SELECT path, hash, id, outline FROM briefing WHERE outline NOT NULL"
        ):
            if hashes.get(path) == hash_:
                yield path, id_, outline

    def briefing(self, path: str, hash_: str) -> Kept | None:
        """All that is kept of a file with this content."""
        row = self.connection.execute(
            "SELECT * FROM briefing WHERE path = ? AND hash = ?", (path, hash_)
        ).fetchone()
        return Kept(*row) if row else None

    def content(self, path: str, hash_: str) -> bytes:
        """The content of a briefing without mistakes."""
        found: bytes = self.connection.execute(
            "SELECT content FROM briefing WHERE path = ? AND hash = ?", (path, hash_)
        ).fetchone()[0]
        return found

    def found_in(self, hashes: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
        """The findings of each file that has any."""
        for path, hash_, findings in self.connection.execute(
            "SELECT path, hash, findings FROM briefing WHERE findings != CAST('[]' AS BLOB)"
        ):
            if hashes.get(path) == hash_:
                yield path, findings

    def facts(
        self, hashes: Mapping[str, str], threads: Iterable[str] | None = None
    ) -> Iterator[tuple[str, bytes]]:
        """The facts of all files in the order of their paths, or of those of some threads."""
        columns = "SELECT path, hash, facts FROM briefing"
        found: set[tuple[str, str, bytes]] = set()
        if threads is None:
            found.update(self.connection.execute(columns))
        for thread in threads or ():
            found.update(self.connection.execute(f"{columns} WHERE thread = ?", (thread,)))
        return ((path, facts) for path, hash_, facts in sorted(found) if hashes.get(path) == hash_)

    def put_briefing(self, kept: Kept) -> None:
        """Keep what was found in a file."""
        marks = ", ".join("?" * len(kept))
        self.connection.execute(f"INSERT OR REPLACE INTO briefing VALUES ({marks})", kept)

    def put_stamps(self, path: str, hash_: str, stamps: str) -> None:
        """Keep new stamps of a file that has not changed."""
        self.connection.execute(
            "UPDATE briefing SET stamps = ? WHERE path = ? AND hash = ?", (stamps, path, hash_)
        )

    # Pages.

    def pages(self) -> dict[str, str]:
        """The unit of each page."""
        return dict(self.connection.execute("SELECT uri, unit FROM page"))

    def has(self, uri: str) -> bool:
        """Whether there is such a page."""
        query = "SELECT 1 FROM page WHERE uri = ?"
        return self.connection.execute(query, (uri,)).fetchone() is not None

    def shapes(self, unit: str) -> dict[str, str]:
        """The pages of a unit, each with its shape."""
        rows = self.connection.execute("SELECT uri, shape FROM page WHERE unit = ?", (unit,))
        return dict(rows)

    def using(self, tokens: Iterable[str], but: Collection[str] = ()) -> dict[str, tuple[str, str]]:
        """The pages that take any of some things, except some kinds, each with unit and kind."""
        query = (
            "SELECT uri, unit, kind FROM token JOIN uses ON token.number = uses.token"
            " JOIN page ON page.number = uses.page WHERE token.name = ?"
        )
        rows = (row for token in tokens for row in self.connection.execute(query, (token,)))
        return {uri: (unit, kind) for uri, unit, kind in rows if kind not in but}

    def of_kinds(self, kinds: Iterable[str]) -> dict[str, tuple[str, str]]:
        """The pages of some kinds, each with its unit and kind."""
        found: dict[str, tuple[str, str]] = {}
        for kind in kinds:
            rows = self.connection.execute("SELECT uri, unit FROM page WHERE kind = ?", (kind,))
            found |= {uri: (unit, kind) for uri, unit in rows}
        return found

    def policies(self) -> list[str]:
        """The policies that pages hold, each once."""
        query = (
            "SELECT substr(name, ?) FROM token WHERE name GLOB ?"
            " AND EXISTS (SELECT 1 FROM uses WHERE uses.token = token.number)"
        )
        rows = self.connection.execute(query, (len(POLICY) + 1, f"{POLICY}*"))
        return sorted(policy for (policy,) in rows)

    def put_pages(self, rows: Iterable[PageRow]) -> None:
        """Keep what is known of pages that were written."""
        do = self.connection.execute
        for row in rows:
            self.drop_page(row.uri)
            page = do(
                "INSERT INTO page (uri, unit, kind, shape) VALUES (?, ?, ?, ?)", row[:4]
            ).lastrowid
            self.connection.executemany(
                "INSERT INTO uses VALUES (?, ?)", ((self._token(t), page) for t in row.tokens)
            )
            if row.share:
                do("INSERT INTO share VALUES (?, ?)", (page, row.share))

    def drop_page(self, uri: str) -> None:
        """Forget a page."""
        row = self.connection.execute("SELECT number FROM page WHERE uri = ?", (uri,)).fetchone()
        if row:
            self.connection.execute("DELETE FROM uses WHERE page = ?", row)
            self.connection.execute("DELETE FROM share WHERE page = ?", row)
            self.connection.execute("DELETE FROM page WHERE number = ?", row)

    def drop_pages(self) -> None:
        """Forget all pages."""
        for table in ("uses", "token", "page", "share", "member"):
            self.connection.execute(f"DELETE FROM {table}")
        self._tokens.clear()

    # Files that gather many briefings.

    def shares(self, uris: Iterable[str]) -> list[bytes]:
        """What briefings give to such files, by the uris that these shares have among pages."""
        query = "SELECT data FROM share JOIN page ON page.number = share.page WHERE page.uri = ?"
        rows = (self.connection.execute(query, (uri,)).fetchone() for uri in uris)
        return [row[0] for row in rows if row]

    def members(self, file: str, parts: Iterable[str]) -> Iterator[bytes]:
        """The packed parts of such a file, in their order."""
        query = "SELECT data FROM member WHERE file = ? AND part = ?"
        for part in parts:
            yield from self.connection.execute(query, (file, part)).fetchone() or ()

    def put_member(self, file: str, part: str, data: bytes) -> None:
        """Keep a packed part."""
        self.connection.execute(
            "INSERT OR REPLACE INTO member VALUES (?, ?, ?)", (file, part, data)
        )

    def drop_members(self, part: str) -> None:
        """Forget a part of all files."""
        self.connection.execute("DELETE FROM member WHERE part = ?", (part,))

    def _token(self, name: str) -> int:
        if name not in self._tokens:
            do = self.connection.execute
            do("INSERT OR IGNORE INTO token (name) VALUES (?)", (name,))
            row = do("SELECT number FROM token WHERE name = ?", (name,)).fetchone()
            self._tokens[name] = row[0]
        return self._tokens[name]
