"""The archived texts of a folder and their seals."""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from generator.evidence.proof import (
    MAX_QUOTE_CHARACTERS,
    Proof,
    proof_by_seal,
    proof_by_text,
    unchecked,
)
from generator.evidence.seals import MAX_SEAL_BYTES, BadSealError, Seal, read_seal
from generator.evidence.searching import SearchText
from generator.reading.paths import SOURCES_NAME

MAX_TEXT_BYTES = 5_000_000
"""Size of one archived text."""
ROOM = 8_000_000
"""Bytes of texts held in memory at once; to be searched, each takes twenty-five times its size."""
TEXT_SUFFIX = ".txt"
"""The suffix of every archived text: Git ignores files with it, and seals are named without it."""
SEAL_SUFFIX = ".seal"
_TEXT, _SEAL = "the archived text", "the seal"


def paths_of(name: str) -> tuple[str, ...]:
    """Where a text and its seal may lie, below the folder of briefings."""
    seal = name.removesuffix(TEXT_SUFFIX) + SEAL_SUFFIX
    return tuple(f"{SOURCES_NAME}/{each}" for file in (name, seal) for each in _spellings(file))


def _spellings(name: str) -> tuple[str, ...]:
    """A name as it is given, and as a computer may have written its accents on the disk."""
    forms = (unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name))
    return tuple(dict.fromkeys((name, *forms)))


class BadTextError(Exception):
    """A text or its seal cannot be used; the message says why, in a writer's words."""


@dataclass(frozen=True)
class ArchivedText:
    """A text that a source names, as far as it is here."""

    name: str
    """As the source names it, below the folder of archived texts."""
    data: bytes | None = None
    """None if the text is not here."""
    seal: Seal | None = None
    """None if there is no seal."""
    trouble: str = ""
    """Why the text cannot be used."""
    seal_trouble: str = ""
    """Why the seal cannot be used."""
    seal_digest: str = ""
    """A hash of the seal's file."""

    @cached_property
    def digest(self) -> str:
        """Changes whenever anything that is known about it does."""
        data = "" if self.data is None else hashlib.sha256(self.data).hexdigest()
        return " ".join((data, self.seal_digest, self.trouble, self.seal_trouble))

    @cached_property
    def search(self) -> SearchText | None:
        """The text, ready for quotes to be looked up in."""
        return SearchText(self.data.decode("utf-8")) if self.data is not None else None

    @property
    def is_stale(self) -> bool:
        """Whether the seal is not that of the text that is here."""
        return self.data is not None and self.seal is not None and not self.seal.is_of(self.data)


class Archive:
    """The folder of archived texts; each is read once, as long as there is room for it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / SOURCES_NAME
        self._texts: dict[str, ArchivedText] = {}
        self._proofs: dict[str, dict[str, Proof]] = {}
        """Proofs by text, then by quote."""
        self._held = 0

    def text(self, name: str) -> ArchivedText:
        """Find a text by the name that a source gives."""
        if name not in self._texts:
            found = self._texts[name] = self._load(name)
            self._held += len(found.data or b"")
            self._make_room()
        return self._texts[name]

    def _make_room(self) -> None:
        """Drop the texts read first, with their proofs; the one read last always stays."""
        while self._held > ROOM and len(self._texts) > 1:
            name = next(iter(self._texts))
            self._held -= len(self._texts.pop(name).data or b"")
            self._proofs.pop(name, None)

    def look_up(self, name: str | None, quote: str) -> Proof:
        """Look a quote up in the text of that name, or in its seal; each quote once."""
        if name is None:
            return unchecked(quote)
        text = self.text(name)
        found = self._proofs.setdefault(name, {})
        if quote not in found:
            found[quote] = self._proof(text, quote)
        return found[quote]

    def seal_path(self, name: str) -> Path:
        """The path of a text's seal. Raises `BadTextError` if it leads out of the folder."""
        return self._path(name.removesuffix(TEXT_SUFFIX) + SEAL_SUFFIX, _SEAL)

    def _proof(self, text: ArchivedText, quote: str) -> Proof:
        if len(quote) <= MAX_QUOTE_CHARACTERS:
            if text.search is not None:
                return proof_by_text(quote, text.search)
            if text.seal is not None:
                return proof_by_seal(quote, text.seal)
        return unchecked(quote)

    def _load(self, name: str) -> ArchivedText:
        try:
            data = self._data(name)
        except BadTextError as error:
            return ArchivedText(name, trouble=str(error))
        try:
            sealed = _read(self.seal_path(name), MAX_SEAL_BYTES, _SEAL)
            if sealed is None:
                return ArchivedText(name, data)
            seal = read_seal(sealed.decode("utf-8", errors="replace"))
            return ArchivedText(name, data, seal, seal_digest=hashlib.sha256(sealed).hexdigest())
        except (BadTextError, BadSealError) as error:
            return ArchivedText(name, data, seal_trouble=str(error))

    def _data(self, name: str) -> bytes | None:
        if not name.endswith(TEXT_SUFFIX):
            raise BadTextError(f"the name of the archived text does not end in {TEXT_SUFFIX}")
        data = _read(self._path(name, _TEXT), MAX_TEXT_BYTES, _TEXT)
        try:
            (data or b"").decode("utf-8")
        except UnicodeDecodeError as error:
            byte = f"0x{error.object[error.start]:02X}"
            raise BadTextError(f"{_TEXT} is not UTF-8: byte {byte}") from error
        return data

    @cached_property
    def _home(self) -> Path:
        return self.path.resolve()

    def _path(self, name: str, what: str) -> Path:
        paths = [self.path / each for each in _spellings(name)]
        path = next((each for each in paths if os.path.lexists(each)), paths[0])
        try:
            is_inside = path.resolve().is_relative_to(self._home)
        except (OSError, RuntimeError):  # a link that leads to itself
            is_inside = False
        if not is_inside:
            raise BadTextError(f"{what} is outside the folder of archived texts")
        return path


class Seals(Archive):
    """An archive as a fresh clone has it, without the private texts."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive.path.parent)
        self._archive = archive

    def _load(self, name: str) -> ArchivedText:
        return replace(self._archive.text(name), data=None)


def _read(path: Path, most: int, what: str) -> bytes | None:
    """Read a file as it lies on disk; None where there is none."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise BadTextError(f"{what} is not a file")
        if found.st_size > most:
            raise BadTextError(f"{what} is larger than {most:,} bytes")
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise BadTextError(f"{what} cannot be read: {error.strerror}") from error
