"""The list of actors, and a dossier for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from generator.linking.about import Dossier
from generator.linking.sightings import Ref
from generator.model.briefing import Identity
from generator.model.vocabulary import ActorKind
from generator.rendering.page import Plan
from generator.rendering.pages.linked import actors as linked
from generator.rendering.pages.paging import initial, split
from generator.rendering.pages.planning import plan, plan_list, plan_parts
from generator.rendering.pages.site import Site, actor_uri
from generator.rendering.wording import N_

MOST = 300
"""Actors that one page lists at most."""
ITEMS = 150
"""Items that one page of a dossier holds at most."""
LATEST = 15
"""Items of each kind that the first page of a long dossier shows at most."""

_KIND_TITLES = {
    ActorKind.PERSON: N_("People"),
    ActorKind.COUNTRY: N_("Countries"),
    ActorKind.GOVERNMENT: N_("Governments"),
    ActorKind.ORGANIZATION: N_("Organizations"),
    ActorKind.GROUP: N_("Groups"),
    ActorKind.COMPANY: N_("Companies"),
    ActorKind.OTHER: N_("Others"),
}


def actor_list(site: Site) -> Iterator[Plan]:
    """Plan the list of actors."""
    every = [
        Listed(id_, site.corpus.known[id_].identity, tuple(site.corpus.mentions.get(id_, ())))
        for id_ in site.corpus.actors
    ]
    yield from plan_list(
        site,
        every,
        kind="actors",
        title=site.section("actors"),
        description=site.words.gettext("Every person and body in the briefings."),
        group=lambda actor: initial(actor.name),
        refs_of=lambda actor: (),
        most=MOST,
        shape=lambda actors: [
            (each.id, each.name, each.identity.kind, each.identity.office, len(each.refs))
            for each in actors
        ],
        best=sorted(every, key=lambda actor: -len(actor.refs)) if len(every) > MOST else every,
        folder="names",
        values=lambda: {"by_kind": _by_kind, "kind_titles": _KIND_TITLES},
    )


class Listed(NamedTuple):
    """An actor in the list."""

    id: str
    identity: Identity
    refs: tuple[Ref, ...]
    """Every briefing that it appears in, newest first."""

    @property
    def name(self) -> str:
        """Its name; its id if it has none."""
        return self.identity.name or self.id


def _by_kind(actors: Iterable[Listed]) -> dict[ActorKind, list[Listed]]:
    kinds: dict[ActorKind, list[Listed]] = {kind: [] for kind in _KIND_TITLES}
    for actor in sorted(actors, key=lambda each: (each.name.casefold(), each.id)):
        kinds[actor.identity.kind or ActorKind.OTHER].append(actor)
    return {kind: found for kind, found in kinds.items() if found}


class Item(NamedTuple):
    """One item of a dossier, with the briefings that it comes from, oldest first."""

    field: str
    refs: tuple[Ref, ...]
    value: Any
    key: object
    """What distinguishes it from others of the same field and briefings."""
    newest: Ref | None = None
    """The newest briefing of its thread, which may not mention it."""

    @property
    def bearing(self) -> tuple[Ref, ...]:
        """The briefings that affect how it is shown."""
        return (*self.refs, self.newest) if self.newest else self.refs


def actor_pages(site: Site, id_: str) -> Iterator[Plan]:
    """Plan the dossier of an actor."""
    dossier = site.corpus.actors[id_]
    identity = dossier.identity
    kind = site.words.word(identity.kind) if identity.kind else ""
    what = ", ".join(filter(None, [identity.office, kind]))
    description = f"{dossier.name}: {what}" if what else dossier.name
    every = tuple(_items(dossier))
    items = sorted(every, key=lambda item: item.refs[0].sort_key)
    parts = split(f"actors/{id_}/years", items, lambda item: item.refs[0].date.year, ITEMS)
    first = _latest(items) if parts else items
    whole = (
        sorted(identity.model_dump().items()),
        (dossier.wholes, dossier.parts, dossier.principals, dossier.speakers),
    )

    @cache
    def places() -> dict[int, int]:
        # In the order of the page, which briefings that say nothing of the actor may affect.
        return {id(item): place for place, item in enumerate(every)}

    def shape(items: Iterable[Item]) -> object:
        shown = sorted(items, key=lambda item: places()[id(item)])
        return (whole, [(each.field, each.key, [ref.id for ref in each.bearing]) for each in shown])

    yield plan(
        site,
        unit=f"actor:{id_}",
        uri=actor_uri(id_),
        kind="actor",
        title=dossier.name,
        describe=lambda: description,
        refs=lambda: (ref for item in first for ref in item.bearing),
        shape=lambda: (shape(first), [part.uri for part in parts]),
        values=lambda: {
            "actor": _only(dossier, first) if parts else dossier,
            "identity": identity,
            "pages": parts,
        },
        linked=lambda view: linked.dossier(view, dossier),
    )
    yield from plan_parts(
        site,
        parts,
        lambda item: item.bearing,
        lambda part: {"actor": _only(dossier, part.items), "identity": identity},
        shape=lambda part: shape(part.items),
        unit=f"actor:{id_}",
        kind="actor",
        title=dossier.name,
        description=description,
        whole=actor_uri(id_),
        linked=lambda view, _: linked.part(view, id_),
    )


def _items(dossier: Dossier) -> Iterator[Item]:
    """Everything in a dossier, as items."""
    for field in ("demands_made", "demands_received"):
        for concern in getattr(dossier, field):
            line = concern.line
            yield Item(field, line.refs, concern, (line.key, concern.through), line.newest)
    for answer in dossier.responses:
        key = (answer.sighting.key, answer.place)
        yield Item("responses", (answer.sighting.ref,), answer, key)
    for risk in dossier.risks:
        yield Item("risks", risk.refs, risk, risk.key, risk.newest)
    for field in ("events", "figures"):
        for sighting in getattr(dossier, field):
            yield Item(field, (sighting.ref,), sighting, sighting.key)
    for claim in dossier.quotes:
        yield Item("quotes", (claim.ref,), claim, claim.place)
    for ref in dossier.refs:
        yield Item("refs", (ref,), ref, None)


def _only(dossier: Dossier, items: Iterable[Item]) -> Dossier:
    """A dossier reduced to some of its items, in its own order."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for item in items:
        wanted[item.field].add(id(item.value))
    kept: dict[str, Any] = {
        field: tuple(value for value in getattr(dossier, field) if id(value) in wanted[field])
        for field in FIELDS
    }
    return replace(dossier, **kept)


FIELDS = (
    "demands_made", "demands_received", "responses", "risks", "events", "figures", "quotes", "refs"
)  # fmt: skip
"""The lists of a dossier that grow with the number of briefings."""


def _latest(items: Iterable[Item]) -> list[Item]:
    """The latest items of each kind."""
    newest: dict[str, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda item: item.refs[-1].sort_key, reverse=True):
        if len(newest[item.field]) < LATEST:
            newest[item.field].append(item)
    return list(chain.from_iterable(newest.values()))
