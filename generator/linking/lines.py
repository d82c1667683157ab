"""One demand or risk over time, and its present state.

What the latest entry leaves out still holds as last given, however long ago. Only the status of a
demand and the outcome of a risk come from the latest entry alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from generator.linking.sightings import Ref, Sighting
from generator.model.briefing import Entry

E = TypeVar("E", bound=Entry)

CONDITION = "given"
"""What a judgement depends on, which stands with the judgement."""
_STAYING: Mapping[str, Mapping[str, str]] = {
    "demands": {
        "of": "of",
        "deadline": "deadline_text",
        "kind": "kind_word",
        "red_line": "red_line",
    },
    "risks": {
        "likelihood": "likelihood",
        "impact": "impact_word",
        "confidence": "confidence_word",
        "horizon": "horizon_text",
        "affects": "affects",
    },
}
"""The other fields that a later entry may leave out, each with its name in a gist."""


@dataclass(frozen=True)
class Line(Generic[E]):
    """One demand or risk of a thread over time."""

    scope: str
    """The thread, or the briefing for one that belongs to none."""
    key: str
    sightings: tuple[Sighting[E], ...]
    """Oldest first; never empty."""
    newest: Ref
    """The newest briefing of its thread, whether or not it names this."""

    @property
    def first(self) -> Sighting[E]:
        """Where it was first seen."""
        return self.sightings[0]

    @property
    def latest(self) -> Sighting[E]:
        """Its last entry, as given there. `standing` adds what still holds from earlier ones."""
        return self.sightings[-1]

    @cached_property
    def standing(self) -> Sighting[E]:
        """Its present state: the last entry, with what still holds of earlier ones."""
        if all(where is self.latest for where in self.given_in.values()):
            return self.latest
        return _standing(self.latest, self.given_in)

    @cached_property
    def given_in(self) -> Mapping[str, Sighting[E]]:
        """The entry that last gave each field that may be left out later, by the field's name."""
        return given_in(self.sightings)

    @property
    def condition(self) -> Sighting[E] | None:
        """The entry that gave the condition of the judgement in force."""
        return self.given_in.get(CONDITION)

    @property
    def is_silent(self) -> bool:
        """Whether the newest briefing of its thread does not name it."""
        return self.latest.ref is not self.newest

    @property
    def anchor(self) -> str:
        """Its anchor on the page of its thread."""
        return self.latest.anchor

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The briefings that mention it."""
        return tuple(sighting.ref for sighting in self.sightings)

    @property
    def bearing(self) -> tuple[Ref, ...]:
        """The briefings that affect how it is shown; the newest may, by its silence."""
        return (*self.refs, self.newest) if self.is_silent else self.refs


@dataclass(frozen=True, slots=True)
class Standing(Sighting[E]):
    """The present state of a demand or a risk, at the place of its latest entry."""

    latest: Sighting[E]
    given_in: Mapping[str, Sighting[E]]
    """See `Line.given_in`."""

    @property
    def entry(self) -> E:
        """All of the latest entry, with what stands in the places of what it leaves out."""
        said: dict[str, Any] = {}
        for name, where in self.given_in.items():
            if where is not self.latest:
                value = getattr(where.entry if name == CONDITION else self.gist, name)
                said[name] = tuple(value) if isinstance(value, list) else value
        return self.latest.entry.model_copy(update=said)

    @property
    def scale_name(self) -> str:
        """The scale of the likelihood, wherever that was given."""
        return self.given_in.get("likelihood", self.latest).ref.outline.scale


def given_in(sightings: Sequence[Sighting[E]]) -> dict[str, Sighting[E]]:
    """Where each field was given that stands after some sightings, by its name."""
    found: dict[str, Sighting[E]] = {}
    missing = dict(_STAYING[sightings[-1].field])
    for sighting in reversed(sightings):
        if not missing:
            break
        for name, short in tuple(missing.items()):
            value = getattr(sighting.gist, short)
            if value or value is False:
                found[name] = sighting
                del missing[name]
    if sightings[-1].field == "risks" and (where := _condition(reversed(sightings))):
        found[CONDITION] = where
    return found


def _condition(latest_first: Iterable[Sighting[E]]) -> Sighting[E] | None:
    """Where the condition of a risk was given last; none where it was judged without one since."""
    for sighting in latest_first:
        if sighting.gist.given:
            return sighting
        if is_unconditional(sighting):
            return None
    return None


def is_unconditional(sighting: Sighting[Any]) -> bool:
    """Whether an entry judges a risk on no condition: no condition of before stands any more."""
    gist = sighting.gist
    return bool(gist.likelihood and not gist.given and not gist.outcome)


def _standing(latest: Sighting[E], given: Mapping[str, Sighting[E]]) -> Standing[E]:
    short = _STAYING[latest.field]
    values = {
        short.get(name, name): getattr(where.gist, short.get(name, name))
        for name, where in given.items()
    }
    return Standing(latest.ref, latest.field, latest.gist._replace(**values), latest, given)
