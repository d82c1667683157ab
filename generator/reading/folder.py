"""From a folder to everything that is written in it, with all its mistakes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics.finding import Finding, Place
from generator.model.briefing import Briefing, Register
from generator.model.text import is_identifier
from generator.reading.nodes import Document, unread
from generator.reading.paths import REGISTER_NAME, look_into, shown_path
from generator.reading.syntax import parse
from generator.reading.text import UNREADABLE, checked_text, read_text
from generator.reading.validate import M, validate


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
    """The content of a folder of briefings."""

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


def read_briefing(
    folder: Path, path: Path, text: str | None = None
) -> tuple[ReadBriefing, list[Finding]]:
    """Read one briefing; `text` is an editor's, which overrides the file's."""
    model, document, findings = _read(folder, path, Briefing, text)
    id_ = path.stem
    if not is_identifier(id_):
        finding = Finding(
            "bad-file-name",
            f"the file's name “{id_}” cannot be used as the briefing's id",
            Place(document.source, 0, 0),
            help="use a to z, 0 to 9 and single hyphens, at most 64 characters",
        )
        return ReadBriefing(id_, path.relative_to(folder), document, None), [finding, *findings]
    return ReadBriefing(id_, path.relative_to(folder), document, model), findings


def read_register(
    folder: Path, text: str | None = None
) -> tuple[ReadRegister | None, list[Finding]]:
    """Read the register of a folder, if it has one; `text` as for a briefing."""
    path = folder / REGISTER_NAME
    # A broken link counts as a register: it is a mistake, rather than that there is none.
    if text is None and not os.path.lexists(path):
        return None, []
    model, document, findings = _read(folder, path, Register, text)
    return ReadRegister(document, model), findings


def _read(
    folder: Path, path: Path, model: type[M], text: str | None
) -> tuple[M | None, Document, list[Finding]]:
    if text is None:
        source, findings = read_text(path, shown_path(path), folder)
    else:
        source, findings = checked_text(text, shown_path(path))
    document = None
    if not any(finding.code in UNREADABLE for finding in findings):
        document, found = parse(source, model)
        findings += found
    if document is None:
        return None, unread(source), findings
    made, found = validate(document, model)
    return made, document, findings + found
