"""Bands of likelihood, and how often what they were said of came true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.linking.forecasts import Score
from generator.model.scales import Likelihood
from generator.rendering.pictures.axis import Tick
from generator.rendering.pictures.words import shortened, width_of
from generator.rendering.wording import Wording

LEFT, TOP, WIDTH, ROW, BOTTOM = 6, 4, 330, 46, 22


@dataclass(frozen=True, slots=True)
class Row:
    """One word of likelihood: its band, and the share of its forecasts that came true."""

    y: float
    x1: float
    x2: float
    rate: float | None
    """Position of that share; None if there are too few to draw."""
    label: str
    """The first word of its step of the scale."""
    detail: str
    """Its band, and how many came true, as far as they fit next to the label."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """The whole picture."""

    width: float
    height: float
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]


def reliability(by_word: Sequence[tuple[Likelihood, Score]], words: Wording) -> Reliability | None:
    """Lay out the words; None if no word was judged often enough to draw anything."""
    if not any(score.is_enough for _, score in by_word):
        return None
    rows = tuple(
        Row(
            y=TOP + ROW * number + ROW - 10,
            x1=_place(step.low),
            x2=_place(step.high),
            rate=None if score.rate is None else _place(100 * score.rate),
            label=label,
            detail=shortened(_detail(step, score, words), WIDTH - width_of(label) - 6),
        )
        for number, (step, score) in enumerate(by_word)
        for label in (words.word(step.words[0]),)
    )
    return Reliability(
        width=LEFT + WIDTH + 12,
        height=TOP + ROW * len(rows) + BOTTOM,
        rows=rows,
        ticks=tuple(Tick(_place(share), f"{share} %") for share in (0, 25, 50, 75, 100)),
    )


def _detail(step: Likelihood, score: Score, words: Wording) -> str:
    return words.ngettext(
        "{band} %, {n} of {judged} happened",
        "{band} %, {n} of {judged} happened",
        score.occurred,
        band=step.band,
        judged=words.number(score.judged),
    )


def _place(share: float) -> float:
    """The position of a probability in per cent."""
    return LEFT + WIDTH * share / 100
