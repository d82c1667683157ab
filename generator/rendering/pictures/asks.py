"""Who wants what from whom: those who ask left, the demand in the middle, those asked right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.linking.sightings import Sighting
from generator.model.briefing import Demand
from generator.rendering.escape import plain
from generator.rendering.pictures.words import LINE, Text, text_in

WIDTH, COLUMN, MIDDLE, ROW, GAP, TOP = 360, 90, 152, 64, 8, 4
_ROOM = 4
"""Space between the edge of a box and its words."""
_MOST = 12
"""Demands that one picture shows at most, and actors on each side of them."""


@dataclass(frozen=True, slots=True)
class Box:
    """An actor, about level with its demands."""

    x: float
    y: float
    width: float
    height: float
    actor: str
    text: Text


@dataclass(frozen=True, slots=True)
class Ask:
    """A demand in the middle column: its words, and its status below them."""

    x: float
    y: float
    width: float
    height: float
    sighting: Sighting[Demand]
    text: Text
    status_y: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line from one side to the next, as SVG path data."""

    path: str


@dataclass(frozen=True, slots=True)
class Asks:
    """The whole picture."""

    width: float
    height: float
    left: tuple[Box, ...]
    asks: tuple[Ask, ...]
    right: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    hidden: int
    """How many demands did not fit."""
    unnamed: int
    """How many parties to the demands shown did not fit."""


def asks(demands: Sequence[Sighting[Demand]], name: Callable[[str], str]) -> Asks | None:
    """Lay demands out in three columns; None if there are none. `name` returns an actor's name."""
    shown = sorted(demands, key=lambda s: (list(s.gist.by), list(s.gist.of)))[:_MOST]
    if not shown:
        return None
    middle_x = COLUMN + (WIDTH - 2 * COLUMN - MIDDLE) / 2
    placed = tuple(
        Ask(
            middle_x,
            y,
            MIDDLE,
            ROW,
            sighting,
            _text(plain(sighting.entry.text), y, MIDDLE, ROW - LINE),
            y + ROW - 6,
        )
        for row, sighting in enumerate(shown)
        for y in (TOP + row * (ROW + GAP),)
    )
    left = _column(placed, 0, [ask.sighting.gist.by for ask in placed], name)
    right = _column(placed, WIDTH - COLUMN, [ask.sighting.gist.of for ask in placed], name)
    arrows = []
    for ask in placed:
        centre = ask.y + ask.height / 2
        for box in left:
            if box.actor in ask.sighting.gist.by:
                start = _nearest(box, centre)
                arrows.append(_curve(box.x + box.width, start, ask.x, centre))
        for box in right:
            if box.actor in ask.sighting.gist.of:
                end = _nearest(box, centre)
                arrows.append(_curve(ask.x + ask.width, centre, box.x, end))
    bottom = max(*(box.y for box in (*left, *right)), placed[-1].y) + ROW
    parties = [{id_ for ask in placed for id_ in ask.sighting.gist.by}]
    parties += [{id_ for ask in placed for id_ in ask.sighting.gist.of}]
    return Asks(
        WIDTH,
        bottom + TOP,
        left,
        placed,
        right,
        tuple(arrows),
        hidden=len(demands) - len(shown),
        unnamed=sum(map(len, parties)) - len(left) - len(right),
    )


def _text(words: str, y: float, width: float, height: float = ROW) -> Text:
    return text_in(words, y, width - 2 * _ROOM, height)


def _column(
    placed: Sequence[Ask], x: float, actors: Sequence[Sequence[str]], name: Callable[[str], str]
) -> tuple[Box, ...]:
    """A box for each actor, about level with the middle of its demands, without overlaps."""
    centres: dict[str, list[float]] = {}
    for ask, ids in zip(placed, actors, strict=True):
        for id_ in ids:
            if id_ in centres or len(centres) < _MOST:
                centres.setdefault(id_, []).append(ask.y + ask.height / 2)
    wanted = sorted((sum(ys) / len(ys), id_) for id_, ys in centres.items())
    bottom = max((ask.y + ask.height for ask in placed), default=0)
    boxes: list[Box] = []
    at = float(TOP)
    for index, (centre, id_) in enumerate(wanted):
        rest = len(wanted) - index - 1
        latest = bottom - ROW - rest * (ROW + GAP / 2)
        y = max(at, min(centre - ROW / 2, latest))
        boxes.append(Box(x, y, COLUMN, ROW, id_, _text(name(id_), y, COLUMN)))
        at = y + ROW + GAP / 2
    return tuple(boxes)


def _nearest(box: Box, y: float) -> float:
    """The height on a box's side that is nearest to a given one."""
    return min(max(y, box.y + 8), box.y + box.height - 8)


def _curve(x1: float, y1: float, x2: float, y2: float) -> Arrow:
    bend = (x1 + x2) / 2
    return Arrow(f"M{x1:.1f} {y1:.1f}C{bend:.1f} {y1:.1f} {bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}")
