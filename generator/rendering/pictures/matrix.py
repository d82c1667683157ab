"""The matrix of risks: likelihood upwards, impact to the right (NIST SP 800-30, table I-2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from generator.linking.sightings import Sighting, assess
from generator.model.briefing import Risk
from generator.model.scales import RISK_LEVELS
from generator.model.vocabulary import Level
from generator.rendering.pictures.words import LINE, Text, text_in
from generator.rendering.wording import Wording

LEFT, TOP, CELL_WIDTH, CELL_HEIGHT, BOTTOM = 72, 20, 58, 46, 52
_MARK = 10
"""Radius of a mark."""
_PER_ROW = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """One combination of likelihood and impact."""

    x: float
    y: float
    level: Level


@dataclass(frozen=True, slots=True)
class Mark:
    """One risk in its cell."""

    x: float
    y: float
    number: int
    """Its number in the list below the picture, from 1."""
    sighting: Sighting[Risk]


@dataclass(frozen=True, slots=True)
class Label:
    """A label of an axis, broken into lines."""

    x: float
    text: Text


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole picture."""

    width: float
    height: float
    cells: tuple[Cell, ...]
    marks: tuple[Mark, ...]
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    cell_width: float
    cell_height: float
    hidden: int
    """How many risks did not fit into their cells."""


def matrix(risks: Sequence[Sighting[Risk]], words: Wording) -> Matrix | None:
    """Lay out the risks that have both a likelihood and an impact; None if none does."""
    placed: dict[tuple[int, int], list[tuple[int, Sighting[Risk]]]] = defaultdict(list)
    levels = list(Level)
    number = 0
    for sighting in risks:
        likelihood = assess(sighting).likelihood
        if likelihood is None or sighting.entry.impact is None:
            continue
        number += 1
        row, column = levels.index(likelihood.level), levels.index(sighting.entry.impact)
        placed[row, column].append((number, sighting))
    if not placed:
        return None
    marks = []
    hidden = 0
    for (row, column), found in placed.items():
        x, y = _corner(row, column)
        room = 2 * _PER_ROW
        hidden += max(len(found) - room, 0)
        for place, (shown, sighting) in enumerate(found[:room]):
            line, at = divmod(place, _PER_ROW)
            in_line = min(len(found) - line * _PER_ROW, _PER_ROW)
            lines = 1 if len(found) <= _PER_ROW else 2
            marks.append(
                Mark(
                    x + CELL_WIDTH / 2 + (at - (in_line - 1) / 2) * 2.3 * _MARK,
                    y + CELL_HEIGHT / 2 + (line - (lines - 1) / 2) * 2 * _MARK,
                    shown,
                    sighting,
                )
            )
    cells = tuple(
        Cell(*_corner(row, column), RISK_LEVELS[levels[row]][column])
        for row in range(len(levels))
        for column in range(len(levels))
    )
    named = [words.word(level) for level in levels]
    return Matrix(
        width=LEFT + 5 * CELL_WIDTH + 2,
        height=TOP + 5 * CELL_HEIGHT + BOTTOM,
        cells=cells,
        marks=tuple(sorted(marks, key=lambda mark: mark.number)),
        rows=tuple(
            Label(LEFT - 6, text_in(name, _corner(row, 0)[1], LEFT - 8, CELL_HEIGHT))
            for row, name in enumerate(named)
        ),
        columns=tuple(
            Label(
                _corner(0, column)[0] + CELL_WIDTH / 2,
                text_in(name, TOP + 5 * CELL_HEIGHT + 2, CELL_WIDTH - 2, 2 * LINE + 2),
            )
            for column, name in enumerate(named)
        ),
        cell_width=CELL_WIDTH,
        cell_height=CELL_HEIGHT,
        hidden=hidden,
    )


def _corner(row: int, column: int) -> tuple[float, float]:
    return LEFT + column * CELL_WIDTH, TOP + (4 - row) * CELL_HEIGHT
