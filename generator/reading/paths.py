"""Find the briefings of a folder, without reading any file, and with few imports."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from generator.diagnostics.finding import Finding, Place, SourceText
from generator.reading.limits import MAX_BYTES, MAX_FILES, MAX_FINDINGS, MAX_TOTAL

REGISTER_NAME = "actors.yml"
SOURCES_NAME = "sources"
"""The folder of archived texts, which holds no briefings."""
SUFFIXES = (".yml", ".yaml")
"""How the names of briefings end; in capitals they do not."""
_NO_FOLDER = (FileNotFoundError, NotADirectoryError)


def look_into(folder: Path) -> tuple[list[Path], list[Finding]]:
    """Find the briefings of a folder, and what is wrong with the folder itself."""
    names, findings = names_in(folder)
    return [folder / name for name in names], findings


def names_in(folder: Path) -> tuple[list[str], list[Finding]]:
    """The same as paths below the folder; making a `Path` takes longer than finding it."""
    closed: list[OSError] = []
    capitals: list[str] = []
    names = list(islice(_names(folder, closed.append, capitals.append), MAX_FILES + 1))
    if too_much := _too_much(folder, names):
        place = Place(SourceText(shown_path(folder), ""), 0, 0)
        advice = "build several sites, or check whether all of these are briefings"
        return [], [Finding("too-large", f"the folder contains {too_much}", place, help=advice)]
    findings = [_closed(error) for error in closed if not isinstance(error, _NO_FOLDER)]
    findings += [_in_capitals(folder / name) for name in islice(capitals, MAX_FINDINGS)]
    if not names and not findings:
        what = "contains no briefings" if folder.is_dir() else "does not exist"
        place = Place(SourceText(shown_path(folder), ""), 0, 0)
        finding = Finding(
            "no-briefings",
            f"the folder {what}",
            place,
            help="a briefing is a file whose name ends in .yml; name the folder that has yours",
        )
        findings.append(finding)
    return names, findings


def _too_much(folder: Path, names: list[str]) -> str:
    """Say which limit a folder exceeds; empty if none."""
    if len(names) > MAX_FILES:
        return f"more than {MAX_FILES:,} briefings"
    # The sizes matter only if so many files can exceed the limit at all.
    paths = (f"{folder}{os.sep}{name}" for name in names)
    if len(names) * MAX_BYTES > MAX_TOTAL and sum(map(_size, paths)) > MAX_TOTAL:
        return f"more than {MAX_TOTAL:,} bytes"
    return ""


def _size(path: str) -> int:
    try:
        size = os.stat(path).st_size  # noqa: PTH116 - to make a `Path` takes as long as to ask
    except OSError:
        return 0
    return min(size, MAX_BYTES)  # no more of a file is read


def briefing_paths(folder: Path) -> Iterator[Path]:
    """Walk over the files of a folder that are briefings, in a fixed order.

    A folder inside that cannot be opened is passed over.
    """
    return (folder / name for name in _names(folder))


def _names(
    folder: Path,
    on_error: Callable[[OSError], None] | None = None,
    on_capitals: Callable[[str], None] | None = None,
) -> Iterator[str]:
    top = str(folder)
    for root, folders, names in os.walk(top, onerror=on_error):
        below = root[len(top) :].lstrip(os.sep)
        folders[:] = sorted(
            name
            for name in folders
            if name[0] not in "._" and not (root == top and name == SOURCES_NAME)
        )
        for name in sorted(names):
            if name[0] in "._" or (root == top and name == REGISTER_NAME):
                continue
            if name.endswith(SUFFIXES):
                yield os.path.join(below, name)  # noqa: PTH118 - joining paths takes longer
            elif on_capitals and name.lower().endswith(SUFFIXES):
                on_capitals(os.path.join(below, name))  # noqa: PTH118 - as above


def is_briefing_path(folder: Path, path: Path) -> bool:
    """Tell whether a file, there or not, is one that `briefing_paths` finds in the folder."""
    if not path.is_relative_to(folder) or path == folder:
        return False
    parts = path.relative_to(folder).parts
    hidden = any(part[0] in "._" for part in parts)
    elsewhere = parts == (REGISTER_NAME,) or (len(parts) > 1 and parts[0] == SOURCES_NAME)
    return path.name.endswith(SUFFIXES) and not hidden and not elsewhere


def _closed(error: OSError) -> Finding:
    place = Place(SourceText(shown_path(Path(error.filename)), ""), 0, 0)
    return Finding(
        "unreadable-file",
        f"the folder cannot be opened: {error.strerror}",
        place,
        help="make sure that you may read it",
    )


def _in_capitals(path: Path) -> Finding:
    """Say that a file is not read for the capitals in its ending: nobody means to leave it out."""
    return Finding(
        "bad-file-name",
        f"the name ends in {path.suffix}, so the file is not read",
        Place(SourceText(shown_path(path), ""), 0, 0),
        help=f"rename it so that it ends in {path.suffix.lower()}",
    )


def shown_path(path: Path) -> str:
    """A path as findings name it: from where the writer works, if it lies below."""
    absolute = path.absolute()
    here = Path.cwd()
    shown = absolute.relative_to(here) if absolute.is_relative_to(here) else absolute
    return shown.as_posix()
