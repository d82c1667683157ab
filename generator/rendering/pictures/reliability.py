"""Bands and what happened: how often what a word said came true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.linking.forecasts import Score
from generator.model.scales import Likelihood
from generator.rendering.pictures.axis import Tick

LEFT, TOP, WIDTH, ROW, BOTTOM = 6, 4, 330, 40, 22


@dataclass(frozen=True, slots=True)
class Row:
    """One word: its band, and the share of what it was said of that happened."""

    y: float
    x1: float
    x2: float
    rate: float | None
    """None where there are too few to draw."""
    step: Likelihood
    score: Score


@dataclass(frozen=True, slots=True)
class Reliability:
    """The whole picture."""

    width: float
    height: float
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]


def reliability(by_word: Sequence[tuple[Likelihood, Score]]) -> Reliability | None:
    """Lay the words out; None where no word was judged often enough to draw anything."""
    if not any(score.is_enough for _, score in by_word):
        return None
    rows = tuple(
        Row(
            y=TOP + ROW * number + ROW - 10,
            x1=_place(step.low),
            x2=_place(step.high),
            rate=None if score.rate is None else _place(100 * score.rate),
            step=step,
            score=score,
        )
        for number, (step, score) in enumerate(by_word)
    )
    return Reliability(
        width=LEFT + WIDTH + 12,
        height=TOP + ROW * len(rows) + BOTTOM,
        rows=rows,
        ticks=tuple(Tick(_place(share), f"{share} %") for share in (0, 25, 50, 75, 100)),
    )


def _place(share: float) -> float:
    """Where a probability, per cent, stands."""
    return LEFT + WIDTH * share / 100
