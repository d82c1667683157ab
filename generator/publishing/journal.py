"""What is known of a published folder and its spare, kept on disk.

A version is identified by its folder: device, inode and time of change. Nothing is known of a
folder that is neither of the two in the journal, nor of any if the journal is missing or damaged.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class Stamp(NamedTuple):
    """What identifies a folder, whatever its name is."""

    device: int
    inode: int
    changed: int
    """When an entry directly in the folder last came or went, in nanoseconds."""

    @staticmethod
    def of(folder: Path) -> Stamp | None:
        """The stamp of a folder, if there is one."""
        with suppress(FileNotFoundError, NotADirectoryError):
            found = folder.lstat()
            if stat.S_ISDIR(found.st_mode):
                return Stamp(found.st_dev, found.st_ino, found.st_mtime_ns)
        return None


class Version(NamedTuple):
    """A complete version, published or about to be."""

    stamp: Stamp
    generation: str
    """A name that no other version has; empty if some of it was found and not made here."""


@dataclass(frozen=True, slots=True)
class Journal:
    """What is known of the published folder and its spare."""

    versions: tuple[Version, ...] = ()
    """Both, in any order: which is published can be seen. Only one while the spare is changed."""
    differing: frozenset[str] | None = None
    """The files in which the two may differ; None if that is not known."""

    def version(self, stamp: Stamp | None) -> Version | None:
        """The version that a folder holds, if it is one of these."""
        return next((version for version in self.versions if version.stamp == stamp), None)

    @staticmethod
    def read(path: Path) -> Journal:
        """The journal in a file; an empty one if it is missing or damaged."""
        try:
            digest, _, text = path.read_text("ascii").partition(" ")
            if digest != _digest(text):
                return Journal()
            data = json.loads(text)
            versions = [Version(Stamp(*map(int, at)), str(name)) for at, name in data["versions"]]
            differing = data["differing"]
            return Journal(
                tuple(versions), None if differing is None else frozenset(map(str, differing))
            )
        except (OSError, ValueError, TypeError, KeyError, OverflowError):
            return Journal()

    def write(self, path: Path) -> None:
        """Write the journal to the disk, in the place of the one that is there."""
        data = {
            "versions": self.versions,
            "differing": None if self.differing is None else sorted(self.differing),
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        beside, text = path.with_suffix(".new"), json.dumps(data)
        with beside.open("w", encoding="ascii") as stream:
            stream.write(f"{_digest(text)} {text}")
            stream.flush()
            os.fsync(stream.fileno())
        if path.is_dir():  # whatever put it there: a cache is ours to clear
            shutil.rmtree(path)
        beside.replace(path)


def _digest(text: str) -> str:
    """A checksum: if a bit of a name were wrong, the spare would keep an older version's file."""
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
