"""Everything about each actor, gathered from all briefings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from generator.linking.about import Concern, Dossier
from generator.linking.claims import claims_of
from generator.linking.identities import Known
from generator.linking.sightings import Ref, actors_in
from generator.linking.standing import answers
from generator.linking.stories import Story, demands_of, events_of, figures_of, risks_of

_FEW = 60
"""Dossiers that are gathered one by one before gathering all at once is less work. That is so even
earlier if as many briefings as there are have been gone through for them."""


class Dossiers(Mapping[str, Dossier]):
    """A dossier for each actor, in the order of names.

    A single dossier is gathered from only the stories that concern its actor, because gathering all
    of them takes long.
    """

    def __init__(
        self,
        known: Mapping[str, Known],
        stories: Mapping[str, Story],
        refs: Sequence[Ref],
        mentions: Mapping[str, Sequence[Ref]],
    ) -> None:
        """`refs` are all briefings, `mentions` those that mention each actor, newest first."""
        self._known, self._stories, self._refs = known, stories, refs
        self._mentions = mentions
        self._gone_through = 0
        self._made: dict[str, Dossier] = {}

    def __getitem__(self, id_: str) -> Dossier:
        """Look one up. Raises `KeyError`."""
        if id_ not in self._made:
            if id_ not in self._known:
                raise KeyError(id_)
            if len(self._made) < _FEW and self._gone_through < len(self._refs):
                self._made |= self._gathered([id_], self._concerning(id_))
            else:
                self._made |= self._gathered(self._known, self._stories)
        return self._made[id_]

    def __contains__(self, id_: object) -> bool:
        """Tell whether there is such an actor, without gathering anything."""
        return id_ in self._known

    def __iter__(self) -> Iterator[str]:
        """Go through the ids."""
        return iter(self._in_order)

    def __len__(self) -> int:
        """Count them."""
        return len(self._known)

    @cached_property
    def _in_order(self) -> list[str]:
        every = sorted(self._known.values(), key=lambda each: (each.name.casefold(), each.id))
        return [each.id for each in every]

    @cached_property
    def _below(self) -> Mapping[str, set[str]]:
        """By actor, those that are part of it, or speak for it in any briefing."""
        found: dict[str, set[str]] = defaultdict(set)
        for id_, each in self._known.items():
            if each.identity.part_of:
                found[each.identity.part_of].add(id_)
        for ref in self._refs:
            for actor in ref.outline.actors:
                if actor.speaks_for:
                    found[actor.speaks_for].add(actor.key)
        return found

    def _concerning(self, id_: str) -> set[str]:
        """The scopes of the stories that mention an actor, or others in its place."""
        reached = {id_: None}
        queue = [id_]
        for each in queue:
            new = self._below.get(each, set()) - reached.keys()
            reached |= dict.fromkeys(new)
            queue += new
        return {ref.scope for each in reached for ref in self._mentions.get(each, ())}

    def _gathered(self, ids: Iterable[str], scopes: Collection[str]) -> dict[str, Dossier]:
        """The dossiers of some actors, from all the stories that concern them."""
        stories = [story for scope, story in self._stories.items() if scope in scopes]
        refs = [ref for ref in self._refs if ref.scope in scopes]
        self._gone_through += len(refs)
        found = _gather(dict.fromkeys(ids), self._known, refs, stories)
        return {id_: _dossier(self._known[id_], lists) for id_, lists in found.items()}


def _gather(
    ids: Iterable[str],
    known: Mapping[str, Known],
    refs: Sequence[Ref],
    stories: Collection[Story],
) -> dict[str, dict[str, list[Any]]]:
    """The lists of the dossiers of some actors."""
    found: dict[str, dict[str, list[Any]]] = {id_: defaultdict(list) for id_ in ids}

    def note(ids: Iterable[str | None], field: str, value: object) -> None:
        for id_ in dict.fromkeys(ids):
            if id_ in found:
                found[id_][field].append(value)

    for id_, each in known.items():
        note([each.identity.part_of], "parts", id_)
    for id_ in found:
        found[id_]["wholes"] = list(islice(_wholes(id_, known), 1, None))
    for ref in refs:
        note(ref.outline.mentioned, "refs", ref)
        for sighting in actors_in(ref):
            note([sighting.key], "appearances", sighting)
            note([sighting.gist.speaks_for], "speakers", sighting.key)
            note([sighting.key], "principals", sighting.gist.speaks_for)
    for line in demands_of(stories):
        gist, asked = line.standing.gist, line.given_in.get("of", line.latest)
        for field, parties, told in (
            ("demands_made", gist.by, line.latest.ref),
            ("demands_received", gist.of, asked.ref),
        ):
            for id_, through in _concerned(parties, told, known).items():
                note([id_], field, Concern(line, through))
        for reply in answers(line):
            note([reply.gist.by], "responses", reply)
    for risk in risks_of(stories):
        note(risk.standing.gist.affects, "risks", risk)
    for event in events_of(stories):
        note((*event.gist.actors, event.gist.claimed_by), "events", event)
    for figure in (figure for measure in figures_of(stories) for figure in measure):
        note([figure.gist.claimed_by], "figures", figure)
    for ref in reversed(refs):
        for claim in claims_of(ref):
            if claim.gist.is_quoted:
                note([claim.gist.speaker], "quotes", claim)
    return found


def _dossier(known: Known, lists: Mapping[str, list[Any]]) -> Dossier:
    made = {field: tuple(values) for field, values in lists.items()}
    for field in ("speakers", "principals"):
        made[field] = tuple(other for other in dict.fromkeys(made.get(field, ())) if other)
    return Dossier(known.id, known.identity, **made)


def _concerned(ids: Iterable[str], ref: Ref, known: Mapping[str, Known]) -> dict[str, str]:
    """The actors whom a demand by, or of, some actors concerns, each with the one through whom.

    These are the actors themselves, and all whom they speak for or are part of.
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
    """An actor, then what it is part of, upwards; a cycle ends when it returns to its start."""
    seen: set[str] = set()
    while id_ and id_ not in seen and id_ in known:
        seen.add(id_)
        yield id_
        id_ = known[id_].identity.part_of
