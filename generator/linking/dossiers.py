"""Everything about each actor, gathered from all briefings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from generator.linking.corpus import Claim, Dossier, Line, Ref, Sighting
from generator.model.briefing import (
    Briefing,
    Demand,
    Entry,
    Event,
    Figure,
    Identity,
    Register,
    Response,
    Risk,
)
from generator.model.references import entries, kind_referred_to


def dossiers(
    refs: Sequence[Ref],
    register: Register | None,
    demands: Sequence[Line[Demand]],
    risks: Sequence[Line[Risk]],
    events: Sequence[Sighting[Event]],
    figures: Sequence[Sighting[Figure]],
    claims: Sequence[Claim],
) -> dict[str, Dossier]:
    """Make a dossier for each actor, in the order of names; `refs` are newest first."""
    identities = _identities(refs, register)
    found: dict[str, dict[str, list[Any]]] = {id_: defaultdict(list) for id_ in identities}

    def note(ids: Iterable[str | None], field: str, value: object) -> None:
        for id_ in dict.fromkeys(ids):
            if id_ in found:
                found[id_][field].append(value)

    for id_, identity in identities.items():
        note([identity.part_of], "parts", id_)
    for ref in refs:
        note(_mentioned(ref.briefing), "refs", ref)
        for id_, actor in ref.briefing.actors.items():
            note([id_], "appearances", Sighting(ref, id_, actor))
            note([actor.speaks_for], "speakers", id_)
    for line in demands:
        note(line.latest.entry.by, "demands_made", line)
        note(line.latest.entry.of, "demands_received", line)
        for response in _answers(line):
            note([response.by], "responses", (line, response))
    for risk in risks:
        note(risk.latest.entry.affects, "risks", risk)
    for event in events:
        note((*event.entry.actors, event.entry.claimed_by), "events", event)
    for figure in figures:
        note([figure.entry.claimed_by], "figures", figure)
    for claim in claims:
        if claim.evidence.quote:
            note([claim.evidence.speaker], "quotes", claim)
    made = []
    for id_, lists in found.items():
        lists["speakers"] = list(dict.fromkeys(lists["speakers"]))
        made.append(Dossier(id_, identities[id_], **{k: tuple(v) for k, v in lists.items()}))
    return {each.id: each for each in sorted(made, key=lambda d: (d.name.casefold(), d.id))}


def _answers(line: Line[Demand]) -> list[Response]:
    """Every answer to a demand, once, however many briefings repeat it."""
    answers: list[Response] = []
    for sighting in line.sightings:
        answers += [answer for answer in sighting.entry.responses if answer not in answers]
    return answers


def _mentioned(briefing: Briefing) -> list[str]:
    """Ids of all actors that stand anywhere in a briefing."""
    ids = list(briefing.actors)
    for _, entry in entries(briefing):
        for field in _actor_fields(type(entry)):
            value = getattr(entry, field)
            ids.extend(value if isinstance(value, tuple) else (value,) if value else ())
    return ids


@cache
def _actor_fields(model: type[Entry]) -> tuple[str, ...]:
    return tuple(f for f in model.model_fields if kind_referred_to(model, f) == "actor")


def _identities(refs: Sequence[Ref], register: Register | None) -> dict[str, Identity]:
    """Merge what register and briefings say of each actor; the register speaks first."""
    said: dict[str, list[Identity]] = defaultdict(list)
    for id_, identity in (register.root if register else {}).items():
        said[id_].append(identity)
    for ref in reversed(refs):
        for id_, actor in ref.briefing.actors.items():
            said[id_].append(actor)
    merged = {}
    for id_, identities in said.items():
        values: dict[str, Any] = {
            field: next((v for i in identities if (v := getattr(i, field)) is not None), None)
            for field in Identity.model_fields
        }
        values["aliases"] = tuple(dict.fromkeys(a for i in identities for a in i.aliases))
        merged[id_] = Identity.model_construct(**values)
    return merged
