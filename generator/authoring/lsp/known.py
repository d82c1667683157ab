"""What is known about one file: read once, and replaced as a whole when its text changes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from generator.authoring.lsp.outline import Outline, outline_of
from generator.checking import check_file, check_register
from generator.checking.facts import Facts, facts_of, facts_of_register
from generator.diagnostics.finding import Finding, SourceText
from generator.evidence.archive import Archive
from generator.model.briefing import Briefing, Register
from generator.reading.folder import read_briefing, read_register
from generator.reading.nodes import Document
from generator.reading.paths import REGISTER_NAME

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A briefing or the register."""

    path: Path
    model: type[BaseModel]
    """`Briefing` or `Register`."""
    document: Document | None
    """Kept only while the file is open in the editor."""
    unread: frozenset[str]
    """As in its document."""
    findings: tuple[Finding, ...]
    """Findings from checking the file alone."""
    facts: Facts
    outline: Outline

    @property
    def source(self) -> SourceText:
        """Its text."""
        return self.outline.source


def look_at(folder: Path, path: Path, text: str | None, archive: Archive) -> KnownFile | None:
    """Read a file of a folder; `text` is the editor's, which overrides the file's.

    Returns None if there is no such file.
    """
    is_open = text is not None
    model: type[BaseModel] = Briefing
    if text is not None:
        text = text.removeprefix(_BOM)
    elif not path.is_file():
        return None
    if path == folder / REGISTER_NAME:
        register, found = read_register(folder, text)
        if register is None:
            return None
        found += check_register(register)
        facts, document, model = facts_of_register(register), register.document, Register
    else:
        read, found = read_briefing(folder, path, text)
        found += check_file(read, archive)
        facts, document = facts_of(read), read.document
    return KnownFile(
        path,
        model,
        document if is_open else None,
        document.unread,
        tuple(found),
        facts,
        outline_of(document, model),
    )
