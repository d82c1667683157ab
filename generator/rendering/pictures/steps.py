"""A risk's likelihood over time, as steps within the bands of its scale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.linking.lines import Line
from generator.linking.sightings import Sighting
from generator.model.briefing import Risk
from generator.model.vocabulary import Outcome
from generator.rendering.pictures.axis import Tick, TimeAxis, time_axis
from generator.rendering.wording import Wording

LEFT, TOP, WIDTH, HEIGHT, BOTTOM = 42, 8, 300, 130, 22
MOST = 24
"""Assessments that one picture shows at most: the latest."""
_LEAST = 6
"""Least width of a step, such as one that has only just begun."""


@dataclass(frozen=True, slots=True)
class Band:
    """An assessment: its band of probability, drawn until the next one."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    sighting: Sighting[Risk]


@dataclass(frozen=True, slots=True)
class Steps:
    """The whole picture."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    bands: tuple[Band, ...]
    path: str
    """The stepped line through the bands' middles, as SVG path data."""
    ticks: tuple[Tick, ...]
    levels: tuple[Tick, ...]
    end: float | None
    """Position of the day on which the risk was resolved, if it was on a known one."""
    outcome: Outcome | None
    """What became of the risk; None while it is open."""


def steps(line: Line[Risk], until: date, words: Wording) -> Steps | None:
    """Lay out a risk's latest assessments up to a day; None if there are fewer than two."""
    judged = [s for s in line.sightings if s.gist.likelihood and not s.gist.outcome][-MOST:]
    if len(judged) < 2:
        return None
    resolution = line.latest.entry.resolution
    end = resolution.date.first if resolution and resolution.date else None
    last = end or max(until, judged[-1].ref.date)
    axis = time_axis([judged[0].ref.date, last, judged[-1].ref.date], LEFT, WIDTH)
    bands = []
    for index, sighting in enumerate(judged):
        following = judged[index + 1].ref.date if index + 1 < len(judged) else last
        bands.append(_band(sighting, axis, max(following, sighting.ref.date)))
    path = " ".join(
        f"{'M' if index == 0 else 'L'}{band.x:.1f} {band.middle:.1f} H{band.x + band.width:.1f}"
        for index, band in enumerate(bands)
    )
    return Steps(
        width=LEFT + WIDTH + 8,
        height=TOP + HEIGHT + BOTTOM,
        left=LEFT,
        right=LEFT + WIDTH,
        top=TOP,
        bottom=TOP + HEIGHT,
        bands=tuple(bands),
        path=path,
        ticks=axis.ticks(words),
        levels=tuple(Tick(_height(share), f"{share} %") for share in (0, 25, 50, 75, 100)),
        end=axis.place(end) if end else None,
        outcome=resolution.outcome if resolution else None,
    )


def _band(sighting: Sighting[Risk], axis: TimeAxis, until: date) -> Band:
    step = sighting.ref.scale.step(sighting.gist.likelihood or "")
    x = axis.place(sighting.ref.date)
    return Band(
        x=x,
        y=_height(step.high),
        width=max(axis.place(until) - x, _LEAST),
        height=_height(step.low) - _height(step.high),
        middle=_height((step.low + step.high) / 2),
        sighting=sighting,
    )


def _height(share: float) -> float:
    """The height of a probability in per cent."""
    return TOP + HEIGHT * (1 - share / 100)
