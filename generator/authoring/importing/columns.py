"""Match the columns of a table to fields: by their names, or the nearest ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from generator.diagnostics.nearest import the_nearest
from generator.exporting.tables import TABLES
from generator.model.briefing import Demand, Risk
from generator.model.references import entry_in

KINDS: dict[str, type[Demand] | type[Risk]] = {"demands": Demand, "risks": Risk}
"""What can be imported, each with its model."""

_OTHER_NAMES = {
    "demands": {
        "actor": "by",
        "by_whom": "by",
        "demanded_by": "by",
        "from": "by",
        "who": "by",
        "addressee": "of",
        "asked_of": "of",
        "demanded_of": "of",
        "of_whom": "of",
        "target": "of",
        "to": "of",
        "whom": "of",
        "description": "text",
        "what": "text",
        "wording": "text",
        "by_when": "deadline",
        "due": "deadline",
        "key": "demand",
        "comment": "note",
    },
    "risks": {
        "description": "event",
        "text": "event",
        "what": "event",
        "by_when": "horizon",
        "due": "horizon",
        "probability": "likelihood",
        "condition": "given",
        "severity": "impact",
        "key": "risk",
        "why": "basis",
        "comment": "note",
        "outcome": "resolution_outcome",
    },
}
"""Other names that people give to columns."""
BRIEFING = ("briefing", "briefing_date", "thread", "title", "date")
"""Columns that say something about the briefing that a row belongs to."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the columns of a table go."""

    kind: str
    fields: dict[str, str]
    """For each column: the field of an entry, or of its briefing."""
    left_out: tuple[str, ...]
    """Columns that match nothing."""


def kind_of_table(columns: Iterable[str]) -> str:
    """Whether a table is of demands or of risks; empty if its columns do not say."""
    names = {_plain(column) for column in columns}
    if names & {"event", "risk", "likelihood", "horizon", "probability"}:
        return "risks"
    known = {"by", "of", "by_whom", "of_whom", "demanded_by", "demanded_of", "asked_of"}
    return "demands" if names & {"demand", "deadline", "red_line", *known} else ""


def placed(kind: str, columns: Iterable[str]) -> Placed:
    """Match columns to fields; columns of our own tables that are derived are not reported."""
    listed = list(columns)
    known = fields_of(kind)
    taken: dict[str, str] = {}
    for find in (_same, _called_otherwise, _near):
        for column in listed:
            field = find(kind, _plain(column), known)
            if column not in taken and field and field not in taken.values():
                taken[column] = field
    others = (column for column in listed if column not in taken and column)
    return Placed(kind, taken, tuple(c for c in others if _plain(c) not in _derived(kind)))


@cache
def fields_of(kind: str) -> tuple[str, ...]:
    """The fields that a column can match."""
    model = KINDS[kind]
    own = [name for name in model.model_fields if name != "accept" and not entry_in(model, name)]
    inner = [f"resolution_{name}" for name in ("outcome", "date", "text")]
    parts = inner if kind == "risks" else []
    return (*own, *parts, kind.removesuffix("s"), *BRIEFING)


@cache
def _derived(kind: str) -> frozenset[str]:
    """The columns of our own exported tables, some of which are derived from others."""
    tables = (TABLES[kind], TABLES["assessments"])
    return frozenset(column.name for table in tables for column in table.columns)


def _plain(column: str) -> str:
    return re.sub(r"[\W_]+", "_", column.casefold()).strip("_")


def _same(kind: str, name: str, known: tuple[str, ...]) -> str:
    return name if name in known else ""


def _called_otherwise(kind: str, name: str, known: tuple[str, ...]) -> str:
    return _OTHER_NAMES[kind].get(name, "")


def _near(kind: str, name: str, known: tuple[str, ...]) -> str:
    if name in _derived(kind) or len(name) < 4:
        return ""
    others = _OTHER_NAMES[kind]
    near = the_nearest(name, [*known, *others]) or ""
    return others.get(near, near)
