"""The numbers that claimants give for one measure, as points and ranges on one axis."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.linking.sightings import Sighting
from generator.model.briefing import Figure
from generator.rendering.pictures.axis import Tick, number_axis
from generator.rendering.pictures.words import shortened, width_of
from generator.rendering.wording import Wording

LEFT, TOP, WIDTH, ROW, BOTTOM = 4, 4, 330, 46, 24


@dataclass(frozen=True, slots=True)
class Range:
    """One claim: a point if its ends are equal, open at an end that is not known."""

    x1: float
    x2: float
    y: float
    is_open_left: bool
    is_open_right: bool
    is_about: bool
    label: str
    """The number in words."""
    detail: str
    """Who claims it and for which day, as far as they fit next to the number."""
    sighting: Sighting[Figure]

    @property
    def is_point(self) -> bool:
        """Whether it is a single number."""
        return self.x1 == self.x2


@dataclass(frozen=True, slots=True)
class Ranges:
    """The whole picture."""

    width: float
    height: float
    unit: str
    """The unit of all numbers; empty if they have none."""
    ranges: tuple[Range, ...]
    ticks: tuple[Tick, ...]


def ranges(
    figures: Sequence[Sighting[Figure]], name: Callable[[str], str], words: Wording
) -> Ranges | None:
    """Lay out claims of one measure and unit, in their order; None for fewer than two.

    `name` returns an actor's name.
    """
    if len(figures) < 2 or len({sighting.entry.unit for sighting in figures}) > 1:
        return None
    numbers = [
        float(bound.number)
        for sighting in figures
        for bound in (sighting.entry.value.low, sighting.entry.value.high)
        if bound
    ]
    axis = number_axis(numbers, LEFT, WIDTH)
    made = []
    for row, sighting in enumerate(figures):
        figure = sighting.entry
        low, high = figure.value.low, figure.value.high
        label = shortened(words.quantity(figure.value), WIDTH / 2)
        claimant = name(figure.claimed_by) if figure.claimed_by else words.gettext("unnamed")
        when = words.date(figure.as_of) if figure.as_of else ""
        made.append(
            Range(
                x1=axis.place(float(low.number)) if low else axis.start,
                x2=axis.place(float(high.number)) if high else axis.start + axis.length,
                y=TOP + ROW * row + ROW - 10,
                is_open_left=low is None,
                is_open_right=high is None,
                is_about=bool((low and low.about) or (high and high.about)),
                label=label,
                detail=_both(claimant, when, WIDTH - width_of(label) - 8),
                sighting=sighting,
            )
        )
    height = TOP + ROW * len(figures) + BOTTOM
    unit = figures[0].entry.unit or ""
    return Ranges(LEFT + WIDTH + 12, height, unit, tuple(made), axis.ticks(words))


def _both(claimant: str, when: str, room: float) -> str:
    """A claimant and a day; for lack of room, the claimant is shortened or the day left out."""
    if not when:
        return shortened(claimant, room)
    rest = room - width_of(f", {when}")
    return f"{shortened(claimant, rest)}, {when}" if rest > room / 3 else shortened(claimant, room)
