"""Make a first draft from a text: archive the text, and write a file of candidates found in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.authoring.drafting.candidates import candidates
from generator.authoring.drafting.english import ENGLISH
from generator.authoring.drafting.passages import Passages
from generator.authoring.drafting.skeleton import About, Skeleton, skeleton
from generator.authoring.editor import modeline
from generator.authoring.new import (
    BadAnswerError,
    NotNewError,
    a_day,
    a_title,
    new_path,
    put_new,
    put_schemas,
)
from generator.authoring.replacing import put_first
from generator.evidence.archive import MAX_TEXT_BYTES, TEXT_SUFFIX
from generator.model.briefing import Identity, Register
from generator.model.text import is_file_name
from generator.reading.folder import read_folder
from generator.reading.paths import SOURCES_NAME, shown_path

_NAMED_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was written."""

    path: Path
    """The draft."""
    text: Path
    """The archived text."""
    is_new_text: bool
    """Whether the text was put into the archive just now."""
    skeleton: Skeleton


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options for a draft; those not given are taken from the text."""

    title: str | None = None
    date: str | None = None
    thread: str | None = None
    name: str | None = None
    source: tuple[str, ...] = ()
    """What is known of the source, as lines of YAML."""


def write_draft(folder: Path, data: bytes, at: Path | None, wanted: Wanted) -> Drafted:
    """Write the draft for a text that is at a path, or comes from elsewhere (None).

    A text from outside the folder of sources is copied there, so that quotes can be proven against
    it. Nothing is overwritten. Raises `NotNewError` if a file is in the way, and `BadAnswerError`
    if the text or an option cannot be used.
    """
    text = text_of(data)
    passages = Passages(text, ENGLISH)
    day = _day(wanted.date, passages, at)
    title = a_title(wanted.title) if wanted.title else _title(passages, at)
    path = new_path(folder, title, day, wanted.thread, wanted.name)
    name = _archived(folder, at) or f"{path.stem}{TEXT_SUFFIX}"
    archived = folder / SOURCES_NAME / name
    found = candidates(text, day, known_actors(folder))
    head = modeline(path, folder)
    about = About(title, day, name, head, wanted.thread, wanted.source)
    made = skeleton(found, about)
    is_new_text = put_text(archived, data)
    try:
        put_new(path, made.text)
    except NotNewError:
        if is_new_text:
            archived.unlink(missing_ok=True)
        raise
    put_schemas(folder, path)
    return Drafted(path, archived, is_new_text, made)


def text_of(data: bytes) -> str:
    """Decode a text. Raises `BadAnswerError` if it is too large, not UTF-8 or empty."""
    if len(data) > MAX_TEXT_BYTES:
        raise BadAnswerError(f"the text is larger than {MAX_TEXT_BYTES:,} bytes")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = f"0x{data[error.start]:02X}"
        told = f"the text is not UTF-8: byte {byte}; save it with the encoding UTF-8"
        raise BadAnswerError(told) from error
    if not text.strip("\ufeff \t\r\n"):
        raise BadAnswerError("the text is empty")
    return text


def put_text(path: Path, data: bytes) -> bool:
    """Put a text into the folder of sources; return whether it is new there.

    Raises `NotNewError` if a different text has its name, or it cannot be written.
    """
    try:
        if path.exists() and path.read_bytes() == data:
            return False
        is_new = put_first(path, data)
    except OSError as error:
        raise NotNewError(f"{shown_path(path)} cannot be written: {error.strerror}") from error
    if not is_new:
        told = f"there is already another text: {shown_path(path)}\nGive the draft another --name."
        raise NotNewError(told)
    return True


def known_actors(folder: Path) -> Register:
    """All actors that the desk knows: those of its briefings, overridden by the register."""
    read = read_folder(folder)
    known: dict[str, Identity] = {}
    for each in read.briefings:
        for id_, actor in each.briefing.actors.items() if each.briefing else ():
            known.setdefault(id_, actor)
            if actor.name and not known[id_].name:
                known[id_] = actor
    if read.register and read.register.register:
        known |= read.register.register.root
    return Register(known)


def _archived(folder: Path, at: Path | None) -> str:
    """The name of a text that is in the folder of sources already; empty for others."""
    home = (folder / SOURCES_NAME).absolute()
    if at is None or not at.absolute().is_relative_to(home):
        return ""
    name = at.absolute().relative_to(home).as_posix()
    if not name.endswith(TEXT_SUFFIX) or not is_file_name(name):
        told = f"the name of an archived text ends in {TEXT_SUFFIX}, and has no unusual characters"
        raise BadAnswerError(f"{told}: {shown_path(at)}")
    return name


def _day(given: str | None, passages: Passages, at: Path | None) -> date:
    """The day of a text: the one given, or else the one that the text or its name begins with."""
    if given:
        return a_day(given)
    named = _NAMED_DAY.match(at.name) if at else None
    for told in (passages.day, named[0] if named else ""):
        if told:
            return a_day(told)
    raise BadAnswerError("--date must be given: neither the text nor its name begins with a date")


def _title(passages: Passages, at: Path | None) -> str:
    title = passages.title
    if not title and passages.sentences:
        first = passages.sentences[0]
        title = passages.words(first.start, first.end)
    if len(title) > _LONGEST_TITLE:
        title = title[:_LONGEST_TITLE].rpartition(" ")[0] or title[:_LONGEST_TITLE]
    shown = "".join(char for char in title if char.isprintable()).strip()
    return a_title(shown or (at.stem if at else "") or "Untitled")
