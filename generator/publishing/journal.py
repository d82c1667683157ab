"""What is known of a published folder and its spare, kept on the disk.

A version is named by the folder that it is: device, inode and time of change. A folder that is
neither of the two that the journal names is one of which nothing is known, and so are all where
the journal is missing or damaged.
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
    """What a folder is known by, under whatever name it stands."""

    device: int
    inode: int
    changed: int
    """When an entry of the folder itself came or went, in nanoseconds."""

    @staticmethod
    def of(folder: Path) -> Stamp | None:
        """The stamp of a folder, if there is one."""
        with suppress(FileNotFoundError, NotADirectoryError):
            found = folder.lstat()
            if stat.S_ISDIR(found.st_mode):
                return Stamp(found.st_dev, found.st_ino, found.st_mtime_ns)
        return None


class Version(NamedTuple):
    """A complete version, published or to be."""

    stamp: Stamp
    generation: str
    """A name that no other version has; empty if some of it was found, not made here."""


@dataclass(frozen=True, slots=True)
class Journal:
    """What is known of the published folder and its spare."""

    versions: tuple[Version, ...] = ()
    """Both, in any order: which is published can be seen. One, while the spare is changed."""
    differing: frozenset[str] | None = None
    """The files in which the two may differ, if that is known."""

    def version(self, stamp: Stamp | None) -> Version | None:
        """The version that a folder is, if it is one of these."""
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
        """Put the journal on the disk, in the place of the one that is there."""
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
        if path.is_dir():  # whoever put it there: in a cache nothing is anybody's
            shutil.rmtree(path)
        beside.replace(path)


def _digest(text: str) -> str:
    """A wrong bit in a name would have the spare keep a file of the version before."""
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
