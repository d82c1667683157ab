"""Put the entries of a table into new briefings, or into an existing one.

Either all rows are placed or none: a mistake in the table is reported, and nothing is written. The
entries of a briefing stay as they are; a row whose id is there already is skipped and reported.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from generator.authoring.draft import known_actors
from generator.authoring.editor import modeline
from generator.authoring.importing.columns import Placed, kind_of_table, placed
from generator.authoring.importing.inserting import insertion
from generator.authoring.importing.new_text import actor_line, actors_of, new_text
from generator.authoring.importing.rows import Actors, Entry, as_lines, entries, free_key
from generator.authoring.importing.table import read_table
from generator.authoring.mend import rewrite
from generator.authoring.new import BadAnswerError, NotNewError, new_path, put_new, put_schemas
from generator.authoring.scalar import one_line
from generator.diagnostics.finding import Finding, SourceText, errors_in, in_order
from generator.model.dates import parse_date
from generator.model.text import is_identifier
from generator.reading.folder import read_briefing
from generator.reading.paths import shown_path

_IN_NO_TABLE = {"accept", "evidence", "responses", "indicators"}
"""Fields of an entry that no table gives."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of an import; those not given are taken from the table."""

    kind: str = ""
    title: str = ""
    date: datetime.date | None = None
    name: str | None = None
    """The words in the name of a new file."""


@dataclass(slots=True)
class Imported:
    """The result of an import."""

    kind: str
    files: dict[Path, int] = field(default_factory=dict)
    """The files that were written, each with the number of rows that it received."""
    notes: list[str] = field(default_factory=list)
    """Columns and rows that were left out, each with its place in the table."""
    findings: tuple[Finding, ...] = ()
    """Mistakes in the table; if there are any, nothing was written."""


def import_table(folder: Path, source: SourceText, into: Path | None, asked: Asked) -> Imported:
    """Put the rows of a table into the briefing `into`, or into new ones.

    Raises `NotNewError` if a file is in the way, has mistakes of its own or cannot be written, and
    `BadAnswerError` if it is unclear what the rows are or where they go.
    """
    table = read_table(source)
    kind = asked.kind or kind_of_table(table.columns)
    if not kind:
        told = "the header does not show whether these are demands or risks; give --as"
        raise BadAnswerError(told)
    place = placed(kind, table.columns)
    actors = Actors(known_actors(folder))
    made, findings = entries(table, place, actors)
    found = Imported(kind, notes=list(_columns_left_out(place, source, table.columns)))
    found.findings = in_order([*table.findings, *findings])
    if found.findings:
        return found
    if not made:
        raise BadAnswerError("the table has no rows")
    if into:
        _into(folder, into, made, actors, source, found)
    else:
        _anew(folder, made, actors, source, asked, found)
    return found


def _columns_left_out(
    place: Placed, source: SourceText, columns: dict[str, tuple[int, int]]
) -> Iterator[str]:
    for name in place.left_out:
        where = source.place(*columns[name])
        yield f"{where}: the column “{one_line(name)}” does not fit into {place.kind}"


# New briefings


def _anew(
    folder: Path,
    made: list[Entry],
    actors: Actors,
    source: SourceText,
    asked: Asked,
    found: Imported,
) -> None:
    groups: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in made:
        said = entry.briefing
        on = said.get("briefing_date") or said.get("date", "")
        groups.setdefault((said.get("briefing", ""), on, said.get("title", "")), []).append(entry)
    texts: dict[Path, tuple[str, int]] = {}
    for (id_, on, title), group in groups.items():
        day = _day(on, asked, source, group[0])
        exactly = id_ if is_identifier(id_) and asked.name is None else None
        title = title or asked.title or (f"Imported: {id_}" if id_ else f"Imported {found.kind}")
        path = new_path(folder, title, day, None, asked.name, exactly=exactly)
        if path in texts:
            raise NotNewError(f"two groups of rows would go into {shown_path(path)}")
        keyed = _keyed(group, source, found)
        if not found.findings:
            head = modeline(path, folder)
            text = new_text(head, title, day, keyed, actors, source, found.kind)
            texts[path] = (text, len(group))
    if found.findings:
        return
    for path, (text, count) in texts.items():
        put_new(path, text)
        found.files[path] = count
    put_schemas(folder, *texts)


def _day(text: str, asked: Asked, source: SourceText, entry: Entry) -> datetime.date:
    """The date of the briefing that a row is for."""
    if not text and asked.date:
        return asked.date
    try:
        point = parse_date(text).start if text else None
    except PydanticCustomError:
        point = None
    if point is None or point.day is None:
        where = source.place(entry.row.start, entry.row.end)
        told = f"“{one_line(text)}” is not a date" if text else "the row has no date"
        raise BadAnswerError(f"{where}: {told}; give --date or --into")
    return point.first


def _keyed(group: list[Entry], source: SourceText, found: Imported) -> dict[str, Entry]:
    """Entries by id; the same id given twice in the table is a mistake."""
    keyed: dict[str, Entry] = {}
    name = found.kind.removesuffix("s")
    for entry in group:
        cell = next((c for c in entry.row.cells.values() if c.values == (entry.key,)), None)
        if cell and entry.key in keyed:
            where = source.place(cell.start, cell.end)
            told = f"the {name} `{entry.key}` is given twice for one briefing"
            found.findings = (*found.findings, Finding("duplicate-key", told, where))
            continue
        keyed[free_key(entry.key, keyed)] = entry
    return keyed


# An existing briefing


def _into(
    folder: Path,
    path: Path,
    made: list[Entry],
    actors: Actors,
    source: SourceText,
    found: Imported,
) -> None:
    read, findings = read_briefing(folder.absolute(), path.absolute())
    if read.briefing is None or errors_in(tuple(findings)):
        raise NotNewError(f"{shown_path(path)} has errors; `briefing check` shows them")
    there = dict(getattr(read.briefing, found.kind))
    fresh: dict[str, Entry] = {}
    for key, entry in _keyed(made, source, found).items():
        if key not in there:
            fresh[key] = entry
            continue
        is_same = _plainly(there[key]) == _plainly(entry.model)
        what = "is already there" if is_same else "is already there, and says something else"
        where = source.place(entry.row.start, entry.row.end)
        found.notes.append(f"{where}: `{key}` {what}")
    if found.findings or not fresh:
        return
    new = [id_ for id_ in dict.fromkeys(actors_of(fresh.values())) if id_ in actors.new]
    text = read.document.source.text
    lines = [line for key, entry in fresh.items() for line in as_lines(entry, key)]
    edits = [insertion(read, found.kind, lines)]
    if new:
        edits.append(insertion(read, "actors", [actor_line(id_, actors, "") for id_ in new]))
    made_text = text
    for at, put in sorted(edits, reverse=True):
        made_text = made_text[:at] + put + made_text[at:]
    _, after = read_briefing(folder.absolute(), path.absolute(), made_text)
    if errors_in(tuple(after)):
        told = "the rows do not fit into it; write its lists with one item per line"
        raise NotNewError(f"{shown_path(path)}: {told}")
    if not rewrite(path.absolute(), text, made_text):
        raise NotNewError(f"{shown_path(path)} has changed in the meantime; try again")
    found.files[path] = len(fresh)


def _plainly(entry: BaseModel) -> dict[str, object]:
    """The fields of an entry that a table can give."""
    return entry.model_dump(mode="json", exclude=_IN_NO_TABLE)
