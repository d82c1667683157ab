"""From a folder to everything that is written in it, with all its mistakes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from generator.diagnostics.finding import Finding, Place, SourceText
from generator.model.briefing import Briefing, Register
from generator.model.text import is_identifier
from generator.reading.hidden import hidden_characters
from generator.reading.limits import MAX_BYTES, MAX_FILES, MAX_TOTAL
from generator.reading.nodes import Document, unread
from generator.reading.syntax import parse
from generator.reading.text import SOURCES_NAME as SOURCES_NAME
from generator.reading.text import UNREADABLE, checked_text, read_text
from generator.reading.validate import M, validate

REGISTER_NAME = "actors.yml"
SUFFIXES = (".yml", ".yaml")
"""How the names of briefings end; in capitals they do not."""
_NO_FOLDER = (FileNotFoundError, NotADirectoryError)


@dataclass(frozen=True, slots=True)
class ReadBriefing:
    """A briefing and the file that it was read from."""

    id: str
    """The file's stem."""
    path: Path
    """The file's path below the folder of briefings."""
    document: Document
    briefing: Briefing | None
    """None where something in the file does not fit; findings say what."""


@dataclass(frozen=True, slots=True)
class ReadRegister:
    """The register of actors and the file that it was read from."""

    document: Document
    register: Register | None
    """None where something in the file does not fit; findings say what."""


@dataclass(frozen=True, slots=True)
class Folder:
    """What stands in a folder of briefings."""

    path: Path
    briefings: tuple[ReadBriefing, ...]
    """In the order of their paths."""
    register: ReadRegister | None
    findings: tuple[Finding, ...]
    """What is wrong with single files."""


def read_folder(folder: Path) -> Folder:
    """Read every briefing of a folder and its register; mistakes are findings, never raised."""
    briefings: list[ReadBriefing] = []
    paths, findings = look_into(folder)
    for path in paths:
        read, found = read_briefing(folder, path)
        findings += found
        briefings.append(read)
    register, found = read_register(folder)
    return Folder(folder, tuple(briefings), register, (*findings, *found))


def look_into(folder: Path) -> tuple[list[Path], list[Finding]]:
    """Find the briefings of a folder, and what is wrong with the folder itself."""
    closed: list[OSError] = []
    paths = list(islice(briefing_paths(folder, closed.append), MAX_FILES + 1))
    if too_much := _too_much(paths):
        place = Place(SourceText(shown_path(folder), ""), 0, 0)
        advice = "build several sites, or see whether all of these are briefings"
        return [], [Finding("too-large", f"the folder holds {too_much}", place, help=advice)]
    findings = [_closed(error) for error in closed if not isinstance(error, _NO_FOLDER)]
    if not paths and not findings:
        what = "holds no briefings" if folder.is_dir() else "does not exist"
        place = Place(SourceText(shown_path(folder), ""), 0, 0)
        finding = Finding(
            "no-briefings",
            f"the folder {what}",
            place,
            help="a briefing is a file that ends in .yml; name the folder that holds yours",
        )
        findings.append(finding)
    return paths, findings


def _too_much(paths: list[Path]) -> str:
    """What a folder has more of than it may have; empty if nothing."""
    if len(paths) > MAX_FILES:
        return f"more than {MAX_FILES:,} briefings"
    # As many files as can have no more at all need not be looked at.
    if len(paths) * MAX_BYTES > MAX_TOTAL and sum(map(_size, paths)) > MAX_TOTAL:
        return f"more than {MAX_TOTAL:,} bytes"
    return ""


def _size(path: Path) -> int:
    try:
        return min(path.stat().st_size, MAX_BYTES)  # of a larger one no more is read
    except OSError:
        return 0


def briefing_paths(
    folder: Path, on_error: Callable[[OSError], None] | None = None
) -> Iterator[Path]:
    """Walk over the files of a folder that are briefings, in a fixed order.

    A folder inside that cannot be opened is passed over; `on_error` learns of it.
    """
    for root, folders, names in os.walk(folder, onerror=on_error):
        here = Path(root)
        folders[:] = sorted(
            name
            for name in folders
            if name[0] not in "._" and not (here == folder and name == SOURCES_NAME)
        )
        for name in sorted(names):
            is_register = here == folder and name == REGISTER_NAME
            if name.endswith(SUFFIXES) and name[0] not in "._" and not is_register:
                yield here / name


def is_briefing_path(folder: Path, path: Path) -> bool:
    """Tell whether a file, there or not, is one that `briefing_paths` finds in the folder."""
    if not path.is_relative_to(folder) or path == folder:
        return False
    parts = path.relative_to(folder).parts
    hidden = any(part[0] in "._" for part in parts)
    elsewhere = parts == (REGISTER_NAME,) or (len(parts) > 1 and parts[0] == SOURCES_NAME)
    return path.name.endswith(SUFFIXES) and not hidden and not elsewhere


def read_briefing(
    folder: Path, path: Path, text: str | None = None
) -> tuple[ReadBriefing, list[Finding]]:
    """Read one briefing; `text` is what stands in an editor in place of the file's own."""
    model, document, findings = _read(folder, path, Briefing, text)
    id_ = path.stem
    if not is_identifier(id_):
        finding = Finding(
            "bad-file-name",
            f"the file's name “{id_}” cannot be the briefing's id",
            Place(document.source, 0, 0),
            help="name it with a to z, 0 to 9 and single hyphens, at most 64 characters",
        )
        return ReadBriefing(id_, path.relative_to(folder), document, None), [finding, *findings]
    return ReadBriefing(id_, path.relative_to(folder), document, model), findings


def read_register(
    folder: Path, text: str | None = None
) -> tuple[ReadRegister | None, list[Finding]]:
    """Read the register of a folder, if it has one; `text` as for a briefing."""
    path = folder / REGISTER_NAME
    # A link that leads nowhere is there: it is a mistake, not the lack of a register.
    if text is None and not os.path.lexists(path):
        return None, []
    model, document, findings = _read(folder, path, Register, text)
    return ReadRegister(document, model), [*findings, *hidden_characters(document)]


def _read(
    folder: Path, path: Path, model: type[M], text: str | None
) -> tuple[M | None, Document, list[Finding]]:
    if text is None:
        source, findings = read_text(path, shown_path(path), folder)
    else:
        source, findings = checked_text(text, shown_path(path))
    document = None
    if not any(finding.code in UNREADABLE for finding in findings):
        document, found = parse(source)
        findings += found
    if document is None:
        return None, unread(source), findings
    made, found = validate(document, model)
    return made, document, findings + found


def _closed(error: OSError) -> Finding:
    place = Place(SourceText(shown_path(Path(error.filename)), ""), 0, 0)
    return Finding(
        "unreadable-file",
        f"the folder cannot be opened: {error.strerror}",
        place,
        help="see that you may read it",
    )


def shown_path(path: Path) -> str:
    """A path as findings name it: from where the writer works, if it lies below."""
    absolute = path.absolute()
    here = Path.cwd()
    shown = absolute.relative_to(here) if absolute.is_relative_to(here) else absolute
    return shown.as_posix()
