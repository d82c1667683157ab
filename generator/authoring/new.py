"""Write a new briefing: the right file in the right place, never over an existing one."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Container, Iterable
from itertools import count
from pathlib import Path, PurePath
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from generator.authoring.editor import SCHEMAS, modeline, place_schemas
from generator.authoring.form import Start, form
from generator.authoring.naming import briefing_id, words_of
from generator.authoring.replacing import put_first
from generator.authoring.story import story_of, threads_in
from generator.model.dates import Day
from generator.model.text import ID_MAX, Identifier, is_identifier
from generator.reading.folder import read_register
from generator.reading.meant import meant
from generator.reading.paths import briefing_paths, shown_path
from generator.reading.text import CONTROL

T = TypeVar("T")

_DAY: TypeAdapter[datetime.date] = TypeAdapter(Day)
_ID: TypeAdapter[str] = TypeAdapter(Identifier)
_HABITS: tuple[Callable[[str], PurePath], ...] = (
    lambda date: PurePath(date[:4]),
    lambda date: PurePath(),
    lambda date: PurePath(date[:4], date[5:7]),
)
"""Where a desk may keep a briefing of a date: in folders by year, in one, or by year and month."""


class NotNewError(Exception):
    """The briefing cannot be made. The message says why, and what to do."""


class BadAnswerError(NotNewError):
    """Something that was given for the briefing cannot be used."""


def a_title(text: str) -> str:
    """Read a title. Raises `BadAnswerError` if it is empty, or no file can hold it."""
    title = text.strip()
    if not title:
        raise BadAnswerError("a briefing needs a title")
    if bad := CONTROL.search(title):
        raise BadAnswerError(
            f"the title contains a character that no file can contain: U+{ord(bad[0]):04X}"
        )
    return title


def a_day(text: str) -> datetime.date:
    """Read a date. Raises `BadAnswerError` if it is not a day."""
    guesses = " or ".join(meant("bad-day", text))
    return _valid(_DAY, text, f"; did you mean {guesses}?" if guesses else "")


def a_thread(text: str) -> str | None:
    """Read the id of a thread; None if empty. Raises `BadAnswerError` if it is not an id."""
    return _valid(_ID, text, _id_advice(text)) if text.strip() else None


def a_name(text: str) -> str:
    """Read the words of a file's name. Raises `BadAnswerError` if they are not an id."""
    return _valid(_ID, text, _id_advice(text))


def write_new(
    folder: Path, title: str, day: datetime.date, thread: str | None, name: str | None = None
) -> Path:
    """Write the file of a new briefing, and the schemas for editors; return its path.

    `name` replaces the words of the title in its id. Raises `NotNewError` if there is such a
    briefing already, or a file cannot be written.
    """
    path = new_path(folder, title, day, thread, name)
    register, _ = read_register(folder)
    start = Start(
        title,
        day,
        story_of(folder, thread, day) if thread else None,
        () if thread else tuple(threads_in(folder)),
        register.register if register else None,
    )
    put_new(path, form(start, modeline(path, folder)))
    put_schemas(folder, path)
    return path


def new_path(
    folder: Path,
    title: str,
    day: datetime.date,
    thread: str | None,
    name: str | None = None,
    *,
    exactly: str | None = None,
) -> Path:
    """The path for a new briefing; `exactly` is its id, whatever its day and its title.

    Raises `NotNewError` if there is such a briefing already, or `folder` is a file.
    """
    if folder.exists() and not folder.is_dir():
        raise NotNewError(f"{shown_path(folder)} is a file, not a folder of briefings")
    taken = {path.stem: path for path in briefing_paths(folder)}
    id_ = exactly or _new_id(day, title, thread, name, taken)
    if id_ in taken:
        raise NotNewError(_ALREADY.format(path=shown_path(taken[id_])))
    return folder / _place(folder, taken.values(), day) / f"{id_}.yml"


def put_new(path: Path, text: str) -> None:
    """Write the file of a new briefing.

    Raises `NotNewError` if there is such a file already, or it cannot be written.
    """
    try:
        is_new = put_first(path, text.encode())
    except OSError as error:
        reason = error.strerror or error
        raise NotNewError(f"{shown_path(path)} cannot be written: {reason}") from error
    if not is_new:
        raise NotNewError(_ALREADY.format(path=shown_path(path)))


def put_schemas(folder: Path, *written: Path) -> None:
    """Write the schemas that the briefings just written refer to.

    Raises `NotNewError` if that fails. The briefings stay, so the message has to name them: nothing
    else tells the writer that they were written.
    """
    try:
        place_schemas(folder)
    except OSError as error:
        names = ", ".join(map(shown_path, written))
        place, reason = shown_path(folder / SCHEMAS), error.strerror or error
        raise NotNewError(
            f"{names}: written, but not the schemas that editors complete by\n"
            f"{place} cannot be written: {reason}"
        ) from error


_ALREADY = (
    "there is already such a briefing: {path}\nOpen that one, or give the new one another --name."
)


def _new_id(
    day: datetime.date, title: str, thread: str | None, name: str | None, taken: dict[str, Path]
) -> str:
    """The id of a new briefing; it is numbered if the title has no words for one."""
    words = words_of(title) if name is None else name
    if not words:
        return _numbered(briefing_id(day, thread or "briefing"), taken)
    id_ = briefing_id(day, words)
    if id_ in taken:
        raise NotNewError(_ALREADY.format(path=shown_path(taken[id_])))
    return id_


def _numbered(id_: str, taken: Container[str]) -> str:
    """An id made without the title, with the first free number if it is taken."""
    if id_ not in taken:
        return id_
    short = id_[: ID_MAX - 5].rstrip("-")
    return next(made for n in count(2) if (made := f"{short}-{n}") not in taken)


def _place(folder: Path, paths: Iterable[Path], day: datetime.date) -> PurePath:
    """The folder, below that of briefings, for a date: as the desk does mostly, or else by year."""
    kept: Counter[int] = Counter()
    for path in paths:
        parent = PurePath(path.relative_to(folder).parent)
        kept.update(i for i, habit in enumerate(_HABITS) if habit(path.stem) == parent)
    habit = max(range(len(_HABITS)), key=lambda i: (kept[i], -i))
    return _HABITS[habit](day.isoformat())


def _id_advice(text: str) -> str:
    words = words_of(text)
    if words != text and is_identifier(words):
        return f"; did you mean {words}?"
    return "; use a to z, 0 to 9 and single hyphens between them, at most 64 characters"


def _valid(adapter: TypeAdapter[T], text: str, advice: str = "") -> T:
    try:
        return adapter.validate_python(text)
    except ValidationError as error:
        raise BadAnswerError(error.errors()[0]["msg"] + advice) from error
