"""Chapters: the demands and risks of a briefing, which continue from one to the next in a thread.

They hold no more than the rules over time need, because a desk has thousands of briefings.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics.finding import Place
from generator.model.briefing import Briefing
from generator.model.horizons import Round, round_of
from generator.model.vocabulary import Status
from generator.reading.nodes import Document


@dataclass(frozen=True, slots=True)
class DemandSeen:
    """A demand as one briefing has it."""

    key: str
    key_place: Place
    text: str
    text_place: Place
    by: tuple[str, ...]
    is_answered: bool


@dataclass(frozen=True, slots=True)
class RiskSeen:
    """A risk as one briefing has it."""

    key: str
    event: str
    event_place: Place
    round: Round
    horizon_place: Place
    resolved: Place | None
    """The place of its resolution's date, if there is one."""
    judged: Place | None
    """The place of its likelihood, if there is one."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A briefing as a part of its thread."""

    id: str
    thread: str
    """Empty for a briefing that is a thread of its own."""
    date: datetime.date
    date_place: Place
    is_draft: bool
    language: str | None
    demands: tuple[DemandSeen, ...]
    risks: tuple[RiskSeen, ...]

    @property
    def sort_key(self) -> tuple[datetime.date, str]:
        """The order of a thread: by date, then by id."""
        return (self.date, self.id)


def chapter_of(id_: str, briefing: Briefing, document: Document) -> Chapter:
    """Take from a briefing what concerns its thread."""
    return Chapter(
        id_,
        briefing.thread or "",
        briefing.date,
        document.place(("date",)),
        briefing.status is not Status.PUBLISHED,
        briefing.language,
        tuple(_demands(briefing, document)),
        tuple(_risks(briefing, document)),
    )


def _demands(briefing: Briefing, document: Document) -> Iterator[DemandSeen]:
    for key, demand in briefing.demands.items():
        place = document.key_place(("demands", key))
        text_place = document.place(("demands", key, "text"))
        yield DemandSeen(key, place, demand.text, text_place, demand.by, bool(demand.responses))


def _risks(briefing: Briefing, document: Document) -> Iterator[RiskSeen]:
    for key, risk in briefing.risks.items():
        path = ("risks", key)
        is_dated = risk.resolution and risk.resolution.date
        yield RiskSeen(
            key,
            risk.event,
            document.place((*path, "event")),
            round_of(briefing.date, risk),
            document.place((*path, "horizon")),
            document.place((*path, "resolution", "date")) if is_dated else None,
            document.place((*path, "likelihood")) if risk.likelihood else None,
        )
