"""What may change from one briefing of a thread to the next, as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.linking.sightings import Sighting
from generator.model.briefing import Demand, Entry, Figure, Response, Risk
from generator.model.vocabulary import DemandStatus, Word

SETTLED = frozenset(
    {DemandStatus.MET, DemandStatus.REJECTED, DemandStatus.WITHDRAWN, DemandStatus.LAPSED}
)
"""Statuses after which a thread may stop mentioning a demand without explanation."""


class ChangeKind(Word):
    """What happened to a demand, a risk or a figure; what weighs most comes first."""

    RESOLVED = "resolved", "it is known what became of a risk"
    REOPENED = "reopened", "what had become of a risk is taken back"
    LIKELIHOOD = "likelihood", "the likelihood was raised or lowered"
    STATUS = "status", "a demand stands differently"
    ANSWERED = "answered", "somebody answered a demand"
    IMPACT = "impact", "the impact was raised or lowered"
    CONFIDENCE = "confidence", "the confidence was raised or lowered"
    HORIZON = "horizon", "the horizon of a risk was moved"
    DEADLINE = "deadline", "the deadline of a demand was moved"
    CONDITION = "condition", "what a judgement is conditional on changed"
    INDICATOR = "indicator", "a sign of a risk was seen"
    REWORDED = "reworded", "a demand is put in other words"
    REVISED = "revised", "a claimant gives another number"
    ADDED = "added", "it was not there before"
    RETURNED = "returned", "it is back after a silence"
    DROPPED = "dropped", "it is not mentioned any more, and nothing says why"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between a briefing and what the thread said before it."""

    kind: ChangeKind
    now: Sighting[Demand] | Sighting[Risk] | Sighting[Figure]
    """Its entry in this briefing; if it was dropped, its last entry."""
    old: str = ""
    """The earlier value, in the words of the briefing."""
    new: str = ""
    direction: int = 0
    """1 for raised or later, -1 for lowered or earlier, 0 if neither."""
    before: Sighting[Risk] | None = None
    """The entry with the earlier likelihood, whose scale may differ."""
    response: Response | None = None
    """The answer, where there is one."""
    concerned: Sequence[str] = ()
    """Ids of those of whom the demand is made, or whom the risk affects, as last given."""


def is_settled(entry: Entry) -> bool:
    """Whether a demand is settled, or a risk resolved."""
    if isinstance(entry, Risk):
        return entry.resolution is not None
    return isinstance(entry, Demand) and entry.status in SETTLED
