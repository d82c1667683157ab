"""What a record is: one thing that search can find."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.model.dates import PartialDate
from generator.rendering.wording import N_

TYPES = {
    "briefing": (N_("Briefing"), N_("Briefings")),
    "demand": (N_("Demand"), N_("Demands")),
    "risk": (N_("Risk"), N_("Risks")),
    "event": (N_("Event"), N_("Events")),
    "figure": (N_("Figure"), N_("Figures")),
    "actor": (N_("Actor"), N_("Actors")),
    "source": (N_("Source"), N_("Sources")),
    "guide": (N_("Section of the guide"), N_("Guide")),
}
"""The types of records: what one is called, and what several are."""
NO_CHIP = ("", "")


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that can be found."""

    type: str
    """One of `TYPES`."""
    address: str
    """Its address from the root of the site, with its anchor; no other record has the same."""
    title: str
    text: str = ""
    """All its other words, one paragraph on each line."""
    facts: tuple[str, ...] = ()
    """What is shown next to its title: whose demand it is, from which thread."""
    names: tuple[str, ...] = ()
    """What else it is called: each name finds it as its title does, but is not shown."""
    chip: tuple[str, str] = NO_CHIP
    """Its status or the like: the name of its style, and the words."""
    day: date | None = None
    """What it is ordered by; None if it has no date."""
    when: str = ""
    """Its date in words."""
    language: str = ""
    """Tag of the language of its words."""
    subject: str = ""
    """What it is about. Records of one subject are one result; empty if no other can share it."""
    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What it can be narrowed down by: each facet with its values."""

    @property
    def page(self) -> str:
        """The address of the page that it is on."""
        return self.address.partition("#")[0]


def facets(**values: Iterable[str | None]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Facets with their values, each once; those without any are left out."""
    found = (
        (facet, tuple(dict.fromkeys(str(value) for value in each if value)))
        for facet, each in values.items()
    )
    return tuple((facet, each) for facet, each in found if each)


def first_day(value: PartialDate) -> date:
    """The day by which a date of any precision is ordered."""
    return value.first if value.start else value.last
