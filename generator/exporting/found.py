"""What a briefing holds that tables have rows for: each thing with what names it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.exporting.columns import Row
from generator.exporting.model import claims_at
from generator.linking.sightings import Ref, Sighting, risks_in
from generator.model.references import Path

JUDGEMENT = ("likelihood", "confidence", "basis", "impact")
"""The fields of a risk that judge it."""
CLAIM_KINDS = {
    "actor": "an actor's part, in `actors`",
    "demand": "in `demands`",
    "answer": "in `answers`",
    "risk": "in `risks`",
    "indicator": "in `indicators`",
    "resolution": "what became of a risk, in `risks`",
    "event": "in `events`",
    "figure": "in `figures`",
}
"""What evidence is given for, and the table that has it."""
REMARK_KINDS = {
    "gap": "something that is not known and would matter",
    "assumption": "something taken as given",
    "alternative": "another reading of the same facts",
}
_INNER = {"responses": "answer", "indicators": "indicator"}


@dataclass(frozen=True, slots=True)
class Found:
    """Something in a briefing that a table has a row for."""

    name: str
    """Identifies it within its briefing, whatever it is."""
    anchor: str
    """Its place on the briefing's page; empty for the page as a whole."""
    keys: Row
    """The cells that say which it is, or what it belongs to."""
    thing: Any
    """What the table's fields are taken from."""


Find = Callable[[Ref], Iterator[Found]]
"""Finds in a briefing what a table has rows for."""


def the_briefing(ref: Ref) -> Iterator[Found]:
    """The briefing itself."""
    yield Found("", "", (), ref.briefing)


def with_ids(sightings: Callable[[Ref], list[Sighting[Any]]]) -> Find:
    """Entries that have ids."""

    def find(ref: Ref) -> Iterator[Found]:
        for each in sightings(ref):
            yield Found(each.anchor, each.anchor, (each.key,), each.entry)

    return find


def in_a_list(sightings: Callable[[Ref], list[Sighting[Any]]]) -> Find:
    """Entries in a list, without ids."""

    def find(ref: Ref) -> Iterator[Found]:
        for each in sightings(ref):
            yield Found(each.anchor, each.anchor, (), each.entry)

    return find


def inside(sightings: Callable[[Ref], list[Sighting[Any]]], name: str) -> Find:
    """Entries that other entries hold in a list called `name`."""

    def find(ref: Ref) -> Iterator[Found]:
        for outer in sightings(ref):
            keys = (f"{ref.id}#{outer.anchor}", outer.key)
            for place, entry in enumerate(getattr(outer.entry, name)):
                yield Found(_inner(outer.anchor, name, place), outer.anchor, keys, entry)

    return find


def assessments(ref: Ref) -> Iterator[Found]:
    """Risks that are judged in any way, each as its sighting, which knows the scale."""
    for each in risks_in(ref):
        risk = each.entry
        if any(getattr(risk, name) is not None for name in JUDGEMENT):
            keys = (f"{ref.id}#{each.anchor}", each.key)
            yield Found(each.anchor, each.anchor, keys, each)


def evidence(ref: Ref) -> Iterator[Found]:
    """Evidence items, each as the claim that rests on it."""
    for place, (path, claim) in enumerate(claims_at(ref).items(), start=1):
        kind, name = _stands_under(path, claim.kind, claim.anchor)
        source = f"{ref.id}#source-{claim.source_key}" if claim.source_key else None
        keys = (kind, f"{ref.id}#{name}", source)
        yield Found(f"evidence-{place}", claim.anchor, keys, claim)


def remarks(ref: Ref) -> Iterator[Found]:
    """Gaps, assumptions and alternatives."""
    for kind in REMARK_KINDS:
        for place, entry in enumerate(getattr(ref.briefing, f"{kind}s"), start=1):
            yield Found(f"{kind}-{place}", "", (kind,), entry)


def corrections(ref: Ref) -> Iterator[Found]:
    """Corrections, which are together on the page."""
    for place, entry in enumerate(ref.briefing.corrections, start=1):
        yield Found(f"correction-{place}", "corrections", (), entry)


def _stands_under(path: Path, kind: str, anchor: str) -> tuple[str, str]:
    """The kind of what an evidence item is given for, and what identifies it within its briefing.

    `path` is the item's own, `kind` and `anchor` those of the claim at its root.
    """
    part, place = str(path[2]), path[3]
    if part in _INNER:
        return _INNER[part], _inner(anchor, part, int(place))
    return ("resolution" if part == "resolution" else kind), anchor


def _inner(anchor: str, name: str, place: int) -> str:
    """What identifies an entry in another entry's list; `place` counts from 0."""
    return f"{anchor}/{_INNER[name]}-{place + 1}"
