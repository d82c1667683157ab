"""Everything about each actor, gathered from all briefings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any

from generator.linking.corpus import Claim, Concern, Dossier
from generator.linking.identities import Known, identities
from generator.linking.sightings import Line, Ref, Sighting
from generator.linking.standing import answers
from generator.linking.threads import Measure
from generator.model.briefing import (
    Briefing,
    Demand,
    Entry,
    Event,
    Register,
    Risk,
)
from generator.model.references import entries, kind_referred_to


def dossiers(
    refs: Sequence[Ref],
    register: Register | None,
    demands: Sequence[Line[Demand]],
    risks: Sequence[Line[Risk]],
    events: Sequence[Sighting[Event]],
    figures: Sequence[Measure],
    claims: Sequence[Claim],
) -> dict[str, Dossier]:
    """Make a dossier for each actor, in the order of names; `refs` are newest first."""
    known = identities(refs, register)
    found: dict[str, dict[str, list[Any]]] = {id_: defaultdict(list) for id_ in known}

    def note(ids: Iterable[str | None], field: str, value: object) -> None:
        for id_ in dict.fromkeys(ids):
            if id_ in found:
                found[id_][field].append(value)

    for id_, each in known.items():
        note([each.identity.part_of], "parts", id_)
        found[id_]["wholes"] = list(islice(_wholes(id_, known), 1, None))
    for ref in refs:
        note(_mentioned(ref.briefing), "refs", ref)
        for id_, actor in ref.briefing.actors.items():
            note([id_], "appearances", Sighting(ref, id_, actor))
            note([actor.speaks_for], "speakers", id_)
            note([id_], "principals", actor.speaks_for)
    for line in demands:
        entry = line.latest.entry
        for field, ids in (("demands_made", entry.by), ("demands_received", entry.of)):
            for id_, through in _concerned(ids, line.latest.ref, known).items():
                note([id_], field, Concern(line, through))
        for sighting, response in answers(line):
            note([response.by], "responses", (sighting, response))
    for risk in risks:
        note(risk.latest.entry.affects, "risks", risk)
    for event in events:
        note((*event.entry.actors, event.entry.claimed_by), "events", event)
    for figure in (figure for measure in figures for figure in measure):
        note([figure.entry.claimed_by], "figures", figure)
    for claim in claims:
        if claim.evidence.quote:
            note([claim.evidence.speaker], "quotes", claim)
    made = []
    for id_, lists in found.items():
        for field in ("speakers", "principals"):
            lists[field] = [other for other in dict.fromkeys(lists[field]) if other]
        identity, said_in = known[id_].identity, known[id_].said_in
        made.append(Dossier(id_, identity, said_in, **{k: tuple(v) for k, v in lists.items()}))
    return {each.id: each for each in sorted(made, key=lambda d: (d.name.casefold(), d.id))}


def _concerned(ids: Iterable[str], ref: Ref, known: Mapping[str, Known]) -> dict[str, str]:
    """Whom a demand by some actors, or of some, concerns, each with the one through whom.

    That is those actors, and all whom they speak for or are part of.
    """
    concerned = dict.fromkeys(ids, "")
    for id_ in tuple(concerned):
        reached = [id_]
        for each in reached:
            actor = ref.briefing.actors.get(each)
            there = known.get(each)
            for above in (actor and actor.speaks_for, there and there.identity.part_of):
                if above and above not in reached:
                    reached.append(above)
                    concerned.setdefault(above, id_)
    return concerned


def _wholes(id_: str | None, known: Mapping[str, Known]) -> Iterator[str]:
    """An actor and what it is part of, upwards; what comes back to itself ends."""
    seen: set[str] = set()
    while id_ and id_ not in seen and id_ in known:
        seen.add(id_)
        yield id_
        id_ = known[id_].identity.part_of


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
