"""Turn the rows of a table into valid entries of a briefing, or into findings at their cells."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from pydantic import BaseModel

from generator.authoring.importing.columns import BRIEFING, KINDS, Placed
from generator.authoring.importing.table import Cell, Row, Table
from generator.authoring.naming import words_of
from generator.authoring.scalar import as_yaml
from generator.diagnostics.finding import Finding
from generator.diagnostics.nearest import is_slip
from generator.model.briefing import Register
from generator.model.references import kind_referred_to
from generator.model.text import ID_MAX, is_identifier
from generator.reading.nodes import Document, Mapping, Node, Scalar, Sequence
from generator.reading.text import CONTROL
from generator.reading.validate import validate

_LISTS = ("by", "of", "affects")
"""Fields that may hold several ids."""
_SHORT = 4
"""A name of so few letters is not compared: too many others would be as near."""


@dataclass(slots=True)
class Entry:
    """A valid row, as an entry of a briefing."""

    row: Row
    key: str
    """Its id, made from its words if the table gives none."""
    model: BaseModel
    values: dict[str, tuple[str, ...]]
    """Its values by field, with ids of actors in place of their names."""
    briefing: dict[str, str] = field(default_factory=dict)
    """What the row says about its briefing."""


class Actors:
    """Finds the actor that a cell means: by id, by name, or as somebody new."""

    def __init__(self, register: Register) -> None:
        self.ids = set(register.root)
        self.new: dict[str, str] = {}
        """The names of actors that are not known yet, by their new ids."""
        self._by_name: dict[str, str] = {}
        self._known = [*register.root]
        for id_, identity in register.root.items():
            for name in (*([identity.name] if identity.name else []), *identity.aliases):
                self._by_name.setdefault(name.casefold(), id_)
                self._known.append(name)

    def id_of(self, text: str) -> str:
        """The id that a cell means; empty if none can be made from it."""
        if text in self.ids:
            return text
        if known := self._by_name.get(text.casefold()):
            return known
        id_ = words_of(text)[:ID_MAX].strip("-")
        if not id_:
            return ""
        if id_ not in self.ids:
            self.ids.add(id_)
            self.new[id_] = text
        elif self.new.get(id_, text).casefold() != text.casefold() and not is_identifier(text):
            return ""  # a different name would get the same id
        self._by_name[text.casefold()] = id_
        return id_

    def near(self, text: str) -> str:
        """The known name that a cell seems to misspell; empty if there is none."""
        if text in self.ids or text.casefold() in self._by_name:
            return ""
        if len(text) <= _SHORT:
            return ""
        return next((name for name in self._known if is_slip(text.casefold(), name.casefold())), "")


def entries(table: Table, place: Placed, actors: Actors) -> tuple[list[Entry], list[Finding]]:
    """The valid rows of a table as entries, and findings for every cell that is not valid."""
    made: list[Entry] = []
    findings: list[Finding] = []
    for row in table.rows:
        cells = {
            place.fields[name]: cell for name, cell in row.cells.items() if name in place.fields
        }
        found = list(_unfit(table, cells))
        values = {name: list(_values(name, cell)) for name, cell in cells.items()}
        found += _resolve(table, place, cells, values, actors)
        document = _document(table, row, cells, values)
        model, invalid = validate(document, KINDS[place.kind])
        told_of = {(each.place.start, each.place.end) for each in found}
        findings += found
        findings += (e for e in invalid if (e.place.start, e.place.end) not in told_of)
        if model is None or found:
            continue
        told = {name: values[name][0] for name in BRIEFING if values.get(name)}
        kept = {name: tuple(said) for name, said in values.items() if name not in BRIEFING}
        key = _key(place.kind, kept)
        kept.pop(place.kind.removesuffix("s"), None)
        made.append(Entry(row, key, model, kept, told))
    return made, findings


def as_lines(entry: Entry, key: str) -> Iterator[str]:
    """An entry as YAML, under an id."""
    yield f"{key}:"
    inner: dict[str, tuple[str, ...]] = {}
    for name, values in entry.values.items():
        if name.startswith("resolution_"):
            inner[name.removeprefix("resolution_")] = values
            continue
        yield f"  {name}: {_written(values)}"
    if inner:
        yield "  resolution:"
        yield from (f"    {name}: {_written(values)}" for name, values in inner.items())


def _written(values: tuple[str, ...]) -> str:
    if len(values) == 1:
        return as_yaml(values[0])
    return f"[{', '.join(as_yaml(value, flow=True) for value in values)}]"


def _values(name: str, cell: Cell) -> Iterator[str]:
    """The values in a cell; ids may be separated by `;`."""
    for value in cell.values:
        parts = value.split(";") if name in _LISTS else [value]
        yield from (part.strip() for part in parts if part.strip())


def _unfit(table: Table, cells: dict[str, Cell]) -> Iterator[Finding]:
    for cell in cells.values():
        if bad := next(filter(None, map(CONTROL.search, cell.values)), None):
            place = table.source.place(cell.start, cell.end)
            told = f"a character that no briefing can contain: U+{ord(bad.group()):04X}"
            yield Finding("bad-character", told, place, help="delete it")


def _resolve(
    table: Table,
    place: Placed,
    cells: dict[str, Cell],
    values: dict[str, list[str]],
    actors: Actors,
) -> Iterator[Finding]:
    """Replace the names of actors in `values` by ids."""
    model = KINDS[place.kind]
    for name, cell in cells.items():
        if name not in model.model_fields or kind_referred_to(model, name) != "actor":
            continue
        for at, text in enumerate(values[name]):
            near = actors.near(text)
            id_ = "" if near else actors.id_of(text)
            if id_:
                values[name][at] = id_
                continue
            told = f"did you mean “{near}”?" if near else "write an id of the register, or add one"
            where = table.source.place(cell.start, cell.end)
            yield Finding("unknown-actor", f"no actor is called “{text}”", where, help=told)


def _document(
    table: Table, row: Row, cells: dict[str, Cell], values: dict[str, list[str]]
) -> Document:
    """A row as if it were written in YAML, so that the same rules validate it."""
    root = Mapping(row.start, row.end)
    resolution = Mapping(row.start, row.end)
    for name, cell in cells.items():
        if name in BRIEFING or name in ("demand", "risk"):
            continue
        key = Scalar(name, cell.start, cell.end)
        scalars: list[Node] = [Scalar(text, cell.start, cell.end) for text in values[name]]
        node = scalars[0] if len(scalars) == 1 else Sequence(cell.start, cell.end, scalars)
        if name.startswith("resolution_"):
            resolution.items[name.removeprefix("resolution_")] = (key, node)
        else:
            root.items[name] = (key, node)
    if resolution.items:
        root.items["resolution"] = (Scalar("resolution", row.start, row.end), resolution)
    return Document(table.source, root)


def _key(kind: str, values: dict[str, tuple[str, ...]]) -> str:
    given = (values.get(kind.removesuffix("s")) or ("",))[0]
    if is_identifier(given):
        return given
    words = words_of(given or (values.get("text") or values.get("event") or ("",))[0])
    short = words[:40].rpartition("-")[0] if len(words) > 40 else words
    return (short or words[:40]).strip("-") or kind.removesuffix("s")


def free_key(key: str, taken: Container[str]) -> str:
    """A key, with a number added if it is taken."""
    number, made = 2, key
    while made in taken:
        made, number = f"{key[: ID_MAX - 6].rstrip('-')}-{number}", number + 1
    return made
