"""How a demand or a risk stands on a day, from everything that was said of it."""

from __future__ import annotations

from datetime import date

from generator.linking.changes import which_answer
from generator.linking.sightings import Line, Sighting
from generator.model.briefing import Demand, Response, Risk
from generator.model.horizons import is_due, round_of


def answers(line: Line[Demand]) -> tuple[tuple[Sighting[Demand], Response], ...]:
    """Every answer to a demand, oldest first, once, with the latest briefing that reports it."""
    found: dict[object, tuple[Sighting[Demand], Response]] = {}
    days: dict[object, date] = {}
    for sighting in line.sightings:
        for response in sighting.entry.responses:
            name = which_answer(response)
            found[name] = (sighting, response)
            days.setdefault(name, response.date.first if response.date else sighting.ref.date)
    return tuple(found[name] for name in sorted(found, key=days.__getitem__))


def is_due_for_review(line: Line[Risk], as_of: date) -> bool:
    """Whether a risk's horizon has passed on a day and nobody said what became of it."""
    known = (sighting for sighting in line.sightings if sighting.ref.date <= as_of)
    return is_due([round_of(each.ref.date, each.entry) for each in known], as_of)
