"""Everything about each actor, gathered from all briefings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from generator.linking.about import Concern, Dossier
from generator.linking.claims import claims_of
from generator.linking.identities import Known
from generator.linking.made import Made
from generator.linking.sightings import Line, Measure, Ref, Sighting, actors_in
from generator.linking.standing import answers
from generator.model.briefing import Demand, Event, Risk


def dossiers(
    known: Mapping[str, Known],
    refs: Sequence[Ref],
    demands: Sequence[Line[Demand]],
    risks: Sequence[Line[Risk]],
    events: Sequence[Sighting[Event]],
    figures: Sequence[Measure],
) -> Mapping[str, Dossier]:
    """Make a dossier for each actor, in the order of names; `refs` are newest first."""
    found: dict[str, dict[str, list[Any]]] = {id_: defaultdict(list) for id_ in known}

    def note(ids: Iterable[str | None], field: str, value: object) -> None:
        for id_ in dict.fromkeys(ids):
            if id_ in found:
                found[id_][field].append(value)

    for id_, each in known.items():
        note([each.identity.part_of], "parts", id_)
        found[id_]["wholes"] = list(islice(_wholes(id_, known), 1, None))
    for ref in refs:
        note(ref.outline.mentioned, "refs", ref)
        for sighting in actors_in(ref):
            note([sighting.key], "appearances", sighting)
            note([sighting.gist.speaks_for], "speakers", sighting.key)
            note([sighting.key], "principals", sighting.gist.speaks_for)
    for line in demands:
        gist = line.latest.gist
        for field, ids in (("demands_made", gist.by), ("demands_received", gist.of)):
            for id_, through in _concerned(ids, line.latest.ref, known).items():
                note([id_], field, Concern(line, through))
        for reply in answers(line):
            note([reply.gist.by], "responses", reply)
    for risk in risks:
        note(risk.latest.gist.affects, "risks", risk)
    for event in events:
        note((*event.gist.actors, event.gist.claimed_by), "events", event)
    for figure in (figure for measure in figures for figure in measure):
        note([figure.gist.claimed_by], "figures", figure)
    for ref in reversed(refs):
        for claim in claims_of(ref):
            if claim.gist.is_quoted:
                note([claim.gist.speaker], "quotes", claim)

    def made(id_: str) -> Dossier:
        lists = found[id_]
        for field in ("speakers", "principals"):
            lists[field] = [other for other in dict.fromkeys(lists[field]) if other]
        identity, said_in = known[id_].identity, known[id_].said_in
        return Dossier(id_, identity, said_in, **{k: tuple(v) for k, v in lists.items()})

    in_order = sorted(known.values(), key=lambda each: (each.name.casefold(), each.id))
    return Made((each.id for each in in_order), made)


def _concerned(ids: Iterable[str], ref: Ref, known: Mapping[str, Known]) -> dict[str, str]:
    """Whom a demand by some actors, or of some, concerns, each with the one through whom.

    That is those actors, and all whom they speak for or are part of.
    """
    concerned = dict.fromkeys(ids, "")
    speaks_for = {actor.key: actor.speaks_for for actor in ref.outline.actors}
    for id_ in tuple(concerned):
        reached = [id_]
        for each in reached:
            there = known.get(each)
            for above in (speaks_for.get(each), there and there.identity.part_of):
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
