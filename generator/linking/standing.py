"""The state of a demand or a risk on a day, from everything that was said about it."""

from __future__ import annotations

from datetime import date

from generator.linking.lines import Line
from generator.linking.sightings import Reply
from generator.model.briefing import Demand, Risk
from generator.model.horizons import is_due, round_of


def answers(line: Line[Demand]) -> tuple[Reply, ...]:
    """Every answer to a demand, oldest first, once, with the latest briefing that reports it."""
    found: dict[object, Reply] = {}
    days: dict[object, date] = {}
    for sighting in line.sightings:
        for place, numbered in enumerate(sighting.gist.answers):
            found[numbered] = Reply(sighting, place)
            answer, _ = numbered
            days.setdefault(numbered, answer.date.first if answer.date else sighting.ref.date)
    return tuple(found[each] for each in sorted(found, key=days.__getitem__))


def is_due_for_review(line: Line[Risk], as_of: date) -> bool:
    """Whether a risk's horizon has passed on a day and nobody said what became of it."""
    known = (sighting for sighting in line.sightings if sighting.ref.date <= as_of)
    return is_due((round_of(each.ref.date, each.gist) for each in known), as_of)
