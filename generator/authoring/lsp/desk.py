"""A folder of briefings as it is in the editor: open texts override the files."""

from __future__ import annotations

import os
import time
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.authoring.lsp.known import KnownFile, look_at
from generator.checking import check_across
from generator.diagnostics.finding import Finding, in_order
from generator.evidence.archive import Archive
from generator.reading.paths import REGISTER_NAME, briefing_paths, is_briefing_path

_Stamp = tuple[int, int]
"""When a file was last changed, in nanoseconds, and its size."""


class Desk:
    """What is known about a folder. A change only queues a file to be read; the rest follows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: dict[Path, KnownFile] = {}
        self._whole: dict[Path, KnownFile] = {}
        self._texts: dict[Path, str] = {}
        self._waiting: dict[Path, None] = {}
        self._stamps: dict[Path, _Stamp] = {}
        self._archive = Archive(folder)
        self._ordered: tuple[KnownFile, ...] | None = None
        self._across: Mapping[Path, tuple[Finding, ...]] | None = None

    def holds(self, path: Path) -> bool:
        """Whether a path is that of a file of this folder, whether or not the file exists."""
        return path == self.folder / REGISTER_NAME or is_briefing_path(self.folder, path)

    # Changes

    def write(self, path: Path, text: str) -> None:
        """Let an editor's text override a file."""
        self._texts[path] = text
        self._waiting = {path: None, **self._waiting}

    def put_away(self, path: Path) -> None:
        """Drop an editor's text, so that the file counts again."""
        self._texts.pop(path, None)
        self._whole.pop(path, None)
        self._waiting[path] = None

    def look_again(self, path: Path) -> None:
        """Note that a file may have changed outside the editor."""
        if path not in self._texts:
            self._waiting[path] = None

    def rescan(self) -> None:
        """Find all files that were added, removed or changed outside the editor."""
        paths = [self.folder / REGISTER_NAME, *briefing_paths(self.folder)]
        texts = self._archive.path.rglob("*") if self._archive.path.is_dir() else ()
        stamps = {path: stamp for path in (*paths, *texts) if (stamp := _stamp(path))}
        changed = [
            path
            for path in dict.fromkeys((*stamps, *self._stamps))
            if stamps.get(path) != self._stamps.get(path)
        ]
        self._stamps = stamps
        archived = [path for path in changed if path.is_relative_to(self._archive.path)]
        for path in changed:
            if self.holds(path):
                self.look_again(path)
        if archived:
            self._renew_archive(archived)

    def _renew_archive(self, changed: Sequence[Path]) -> None:
        """Look up the quotes of changed archived texts again; a text and its seal share a stem."""
        self._archive = Archive(self.folder)
        stems = {_stem(path.relative_to(self._archive.path)) for path in changed}
        for file in self._files.values():
            if any(_stem(Path(name)) in stems for name in file.outline.texts):
                self._waiting[file.path] = None

    # Reading

    @property
    def waiting(self) -> int:
        """How many files wait to be read."""
        return len(self._waiting)

    def read_some(self, seconds: float) -> None:
        """Read waiting files, for about so many seconds."""
        until = time.monotonic() + seconds
        while self._waiting:
            self._read(next(iter(self._waiting)))
            if time.monotonic() > until:
                break

    def _read(self, path: Path) -> None:
        self._waiting.pop(path, None)
        file = look_at(self.folder, path, self._texts.get(path), self._archive)
        if path not in self._files or file is None:
            self._ordered = None
        elif self._ordered is not None:
            before = self._files[path]
            self._ordered = tuple(file if each is before else each for each in self._ordered)
        self._across = None
        if file is None:
            self._files.pop(path, None)
            return
        self._files[path] = file
        if path in self._texts and not file.unread:
            self._whole[path] = file

    # What is known

    def file(self, path: Path) -> KnownFile | None:
        """What is known about a file, including its latest edit."""
        if path in self._waiting:
            self._read(path)
        return self._files.get(path)

    def last_whole(self, file: KnownFile) -> KnownFile:
        """An open file as it was when it could last be read in full."""
        return self._whole.get(file.path, file)

    def files(self) -> tuple[KnownFile, ...]:
        """All files read: the register, then the briefings in the order of their paths."""
        if self._ordered is None:
            self._ordered = tuple(sorted(self._files.values(), key=lambda file: self._rank(file)))
        return self._ordered

    def _rank(self, file: KnownFile) -> tuple[tuple[bool, str], ...]:
        if file.path == self.folder / REGISTER_NAME:
            return ()
        *folders, name = file.path.relative_to(self.folder).parts
        return (*((True, folder) for folder in folders), (False, name))

    def findings_in(self, path: Path) -> tuple[Finding, ...]:
        """The findings in a file; while others wait to be read, only those of the file alone."""
        file = self.file(path)
        across = self._found_across() if not self._waiting else {}
        return in_order((*(file.findings if file else ()), *across.get(path, ())))

    def findings(self) -> dict[Path, tuple[Finding, ...]]:
        """The findings in each file that has some."""
        wrong = [file.path for file in self.files() if file.findings]
        across = self._found_across() if not self._waiting else {}
        return {path: self.findings_in(path) for path in dict.fromkeys((*wrong, *across))}

    def _found_across(self) -> Mapping[Path, tuple[Finding, ...]]:
        if self._across is None:
            paths = {file.source.path: file.path for file in self._files.values()}
            found: dict[Path, list[Finding]] = defaultdict(list)
            for finding in check_across([file.facts for file in self.files()]):
                found[paths[finding.place.source.path]].append(finding)
            self._across = {path: tuple(each) for path, each in found.items()}
        return self._across


def _stem(path: Path) -> str:
    """What the names of a text and its seal share, however their accents are encoded."""
    return unicodedata.normalize("NFC", str(path.with_suffix("")))


def _stamp(path: Path) -> _Stamp | None:
    try:
        status = os.stat(path)  # noqa: PTH116 - half the time of Path.stat, for thousands of files
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
