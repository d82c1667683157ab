"""The documents open in the editor, and the folders of briefings that they belong to."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pygls.uris import to_fs_path, uri_scheme

from generator.authoring.desk import DEFAULT, folder_of
from generator.authoring.lsp.desk import Desk
from generator.authoring.lsp.known import KnownFile
from generator.diagnostics.finding import Place
from generator.reading.paths import REGISTER_NAME

_HEAD = re.compile(r"^(?:title|date|summary|sources|actors|demands|risks):(?=\s|\Z)", re.MULTILINE)
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class OpenDocument:
    """A briefing or a register that is open in the editor."""

    uri: str
    """As the editor writes it."""
    path: Path
    desk: Desk
    version: int

    @property
    def file(self) -> KnownFile | None:
        """What is known about it, including its latest edit."""
        return self.desk.file(self.path)


class Workspace:
    """The folders of briefings in use. It ignores files of other kinds."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = absolute(folder) if folder else None
        """The only folder of briefings, if the writer named one."""
        self.desks: dict[Path, Desk] = {}
        self.documents: dict[str, OpenDocument] = {}

    def settle(self, roots: Iterable[Path]) -> None:
        """Start with the folders of briefings in or around the opened folders."""
        for root in roots:
            inner = root / DEFAULT
            if folder := self._folder_around(inner if inner.is_dir() else root):
                self._desk(folder)

    def open(self, uri: str, text: str, version: int) -> OpenDocument | None:
        """Start to follow an open document; None if it is not a briefing or a register."""
        path = path_of(uri)
        folder = self._folder_around(path) if path else None
        desk = self._desk(folder) if folder else None
        if path is None and self.desks and _is_nameless_briefing(uri, text):
            desk = next(iter(self.desks.values()))
            path = _free_name(desk, uri)
        if desk is None or path is None or not desk.holds(path):
            return None
        document = OpenDocument(uri, path, desk, version)
        self.documents[uri] = document
        desk.write(path, text)
        return document

    def change(self, uri: str, text: str, version: int) -> OpenDocument | None:
        """Update the text of an open document."""
        document = self.documents.get(uri)
        if document is None:
            return self.open(uri, text, version) if _is_nameless_briefing(uri, text) else None
        document.version = version
        document.desk.write(document.path, text)
        return document

    def close(self, uri: str) -> OpenDocument | None:
        """Forget an open document; from now on its file counts."""
        document = self.documents.pop(uri, None)
        if document:
            document.desk.put_away(document.path)
        return document

    def document_at(self, path: Path) -> OpenDocument | None:
        """The open document for a file; None if it is not open."""
        return next((each for each in self.documents.values() if each.path == path), None)

    def uri_of(self, path: Path) -> str:
        """A file's address; if the file is open, as the editor writes it."""
        document = self.document_at(path)
        return document.uri if document else path.as_uri()

    def uri_at(self, place: Place) -> str:
        """The address of the file that a place is in."""
        return self.uri_of(absolute(Path(place.source.path)))

    def look_again(self, paths: Iterable[Path]) -> None:
        """Note that files changed outside the editor."""
        for path in paths:
            for desk in self.desks.values():
                if desk.holds(path):
                    desk.look_again(path)

    def rescan(self) -> None:
        """Find everything that changed outside the editor."""
        for desk in self.desks.values():
            desk.rescan()

    def _folder_around(self, path: Path) -> Path | None:
        """The folder of briefings that a path is in, or is."""
        if self._folder:
            return self._folder if path.is_relative_to(self._folder) else None
        found = folder_of(path)
        is_one = (found / REGISTER_NAME).is_file() or found.name == DEFAULT.name
        return found if is_one else None

    def _desk(self, folder: Path) -> Desk:
        if folder not in self.desks:
            self.desks[folder] = Desk(folder)
            self.desks[folder].rescan()
        return self.desks[folder]


def absolute(path: Path) -> Path:
    """An absolute path without `..`; links are not resolved."""
    return Path(os.path.normpath(path.absolute()))


def path_of(uri: str) -> Path | None:
    """The file of an address; None for other kinds of addresses."""
    scheme = uri_scheme(uri)
    found = to_fs_path(f"file{uri[len(scheme) :]}") if scheme in ("file", "untitled") else None
    if not found or "\0" in found or not Path(found).is_absolute():
        return None
    return absolute(Path(found))


def _is_nameless_briefing(uri: str, text: str) -> bool:
    """Whether a document was never saved, and looks like a briefing among all kinds of YAML."""
    return uri_scheme(uri) == "untitled" and _HEAD.search(text) is not None


def _free_name(desk: Desk, uri: str) -> Path:
    """A path for a document that was never saved, which no file has."""
    words = _NOT_IN_ID.sub("-", uri.lower()).strip("-")[-40:].strip("-") or "untitled"
    path = desk.folder / f"{words}.yml"
    number = 2
    while path.exists() or desk.file(path):
        path = desk.folder / f"{words}-{number}.yml"
        number += 1
    return path
