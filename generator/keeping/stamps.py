"""How a file is known to be unchanged without reading it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

Stamp = tuple[int, int, int]
"""When its content changed, its size in bytes, when anything about it changed; in nanoseconds."""

NONE: Stamp = (0, 0, 0)
"""The stamp of a file that does not exist."""
YOUNG = 2_000_000_000
"""Nanoseconds: some file systems record times in steps of two seconds."""


def stamp_of(path: str | Path) -> Stamp:
    """The stamp of a file; `NONE` if there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - making a `Path` takes as long as asking
    except OSError:
        return NONE
    return (found.st_mtime_ns, found.st_size, found.st_ctime_ns)


def settled(stamp: Stamp, now: int) -> Stamp:
    """A stamp to keep; one so recent that a further change might not show in it never matches."""
    return (-1, *stamp[1:]) if max(stamp[0], stamp[2]) > now - YOUNG else stamp


def files_below(folder: Path) -> Iterator[tuple[str, Stamp]]:
    """Every file below a folder with its stamp, in a fixed order; hidden ones are left out."""
    pending = [str(folder)]
    while pending:
        here = pending.pop()
        try:
            with os.scandir(here) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in found:
            if entry.name.startswith((".", "__pycache__")):
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append(entry.path)
            else:
                yield entry.path, stamp_of(entry.path)


def below(paths: Iterable[Path]) -> dict[str, Stamp]:
    """The stamps of files, and of all files below folders."""
    found: dict[str, Stamp] = {}
    for path in paths:
        if path.is_dir():
            found.update(files_below(path))
        found[str(path)] = NONE if path.is_dir() else stamp_of(path)
    return found
