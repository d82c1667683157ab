"""The files of a desk as they were last checked; only those that have changed are read again.

This is for `briefing check`. A build has a `Desk` of its own in `publishing/intake.py`, which also
keeps what pages are made from; `check.py` says why there are two.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics.finding import FileText, Finding, SourceText
from generator.keeping.found import Found, Known
from generator.keeping.stamps import settled, stamp_of
from generator.reading.paths import REGISTER_NAME, names_in
from generator.reading.text import digest_of, read_text

if TYPE_CHECKING:
    from generator.checking.many import Checked

Seen = Callable[[int, int], None]
"""Called with how many files have been read, and how many there are to read."""


@dataclass
class Desk:
    """A folder of briefings, and what was found in its files."""

    folder: Path
    """Absolute."""
    found: Found
    names: list[str] = field(default_factory=list)
    """The files by their paths below the folder, in order; the register first."""
    outside: list[Finding] = field(default_factory=list)
    """What is wrong with the folder itself."""
    is_new: bool = False
    """Whether most of it had to be read."""
    _digests: dict[str, str] = field(default_factory=dict)
    """The digest of what was read from each file."""
    _home: str = ""
    """The folder, with a slash at its end: making a `Path` takes longer than most uses of one."""

    def __post_init__(self) -> None:
        self._home = os.path.join(self.folder, "")  # noqa: PTH118

    def bring_up(self, jobs: int | None, seen: Seen | None) -> None:
        """Look at each file, and check those that have changed. Raises `CheckingEndedError`."""
        now = time.time_ns()
        self.names, self.outside = names_in(self.folder)
        if os.path.lexists(self._path(REGISTER_NAME)):
            self.names.insert(0, REGISTER_NAME)
        known = self.found.known()
        stamps = {name: stamp_of(self._path(name)) for name in self.names}
        touched: list[str] = []
        changed: list[str] = []
        for name, stamp in stamps.items():
            before = known.get(name)
            if not before or not before.digest or not self._has_same_texts(before):
                changed.append(name)
            elif before[:3] != stamp:
                (touched if self._digest(name) == before.digest else changed).append(name)
        checked = list(self._checked(changed, jobs, seen)) if changed else []
        self.is_new = 2 * len(changed) > len(self.names)
        with suppress(sqlite3.OperationalError):  # keeping them only saves time
            for name in touched:
                self.found.touch(name, settled(stamps[name], now))
        if gone := changed + list(known.keys() - stamps.keys()):
            rows = [
                (each, settled(stamps[each.name], now), self._stamps(each.texts, now))
                for each in checked
            ]
            try:
                self.found.replace(gone, rows)
            except sqlite3.OperationalError:
                self.found.detach()
                self.found.replace(gone, rows)
        self._digests = {name: before.digest for name, before in known.items()}
        self._digests |= {each.name: each.digest for each in checked}

    def asked(self, paths: Iterable[Path]) -> list[str]:
        """The files of the desk that are among some files and folders, in order."""
        places = [path.absolute() for path in paths]
        if any(self.folder.is_relative_to(place) for place in places):
            return self.names
        below = {str(p.relative_to(self.folder)) for p in places if p.is_relative_to(self.folder)}
        files = below.intersection(self.names)
        folders = tuple(f"{name}{os.sep}" for name in below - files)
        return [name for name in self.names if name in files or name.startswith(folders)]

    def alone(self, names: Iterable[str]) -> Iterator[Finding]:
        """What is wrong in some files, each taken by itself."""
        found = self.found.findings()
        for name in names:
            if name in found:
                from generator.diagnostics.kept import findings_from_json

                yield from findings_from_json(found[name], self.text(name))

    def text(self, name: str) -> SourceText:
        """The text of a file, read when first used; empty if the file has changed since."""
        shown = self._path(name).removeprefix(os.path.join(Path.cwd(), ""))  # noqa: PTH118
        return FileText(shown, self._digests.get(name, ""), partial(self._read, name, shown))

    def _read(self, name: str, shown: str) -> str:
        source, findings = read_text(Path(self._path(name)), shown, self.folder)
        return source.text if digest_of(source, findings) == self._digests.get(name) else ""

    def _digest(self, name: str) -> str:
        return digest_of(*read_text(Path(self._path(name)), "", self.folder))

    def _checked(
        self, names: Sequence[str], jobs: int | None, seen: Seen | None
    ) -> Iterator[Checked]:
        from generator.checking.many import checked_files

        for done, checked in enumerate(checked_files(self.folder, names, jobs), start=1):
            if seen:
                seen(done, len(names))
            yield checked

    def _has_same_texts(self, before: Known) -> bool:
        texts = json.loads(before.texts) if before.texts != "{}" else {}
        return all(stamp_of(self._path(name)) == tuple(stamp) for name, stamp in texts.items())

    def _stamps(self, names: Iterable[str], now: int) -> str:
        return json.dumps({name: settled(stamp_of(self._path(name)), now) for name in names})

    def _path(self, name: str) -> str:
        return f"{self._home}{name}"
