"""The list of actors, and everything about each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from generator.linking.about import Dossier
from generator.linking.sightings import Ref
from generator.model.vocabulary import ActorKind
from generator.rendering.page import Plan
from generator.rendering.pages.linked import actors as linked
from generator.rendering.pages.paging import initial, split
from generator.rendering.pages.planning import plan, plan_list, plan_parts
from generator.rendering.pages.site import Site, actor_uri
from generator.rendering.wording import N_

MOST = 300
"""Actors that one page lists."""
ITEMS = 150
"""What one page of a dossier holds."""
LATEST = 15
"""How much of each kind the first page of a long dossier shows."""

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
    every = list(site.corpus.actors.values())
    yield from plan_list(
        site,
        every,
        kind="actors",
        title=site.words.gettext("Actors"),
        description=site.words.gettext("Every person and body in the briefings."),
        group=lambda dossier: initial(dossier.name),
        refs_of=lambda dossier: dossier.refs,
        most=MOST,
        best=sorted(every, key=lambda dossier: -len(dossier.refs)) if len(every) > MOST else every,
        folder="names",
        values=lambda: {"by_kind": _by_kind, "kind_titles": _KIND_TITLES},
    )


def _by_kind(dossiers: Iterable[Dossier]) -> dict[ActorKind, list[Dossier]]:
    kinds: dict[ActorKind, list[Dossier]] = {kind: [] for kind in _KIND_TITLES}
    for dossier in sorted(dossiers, key=lambda d: (d.name.casefold(), d.id)):
        kinds[dossier.identity.kind or ActorKind.OTHER].append(dossier)
    return {kind: found for kind, found in kinds.items() if found}


class Item(NamedTuple):
    """One thing in a dossier, with the briefings that it is from, the oldest first."""

    field: str
    refs: tuple[Ref, ...]
    value: Any
    newest: Ref | None = None
    """The newest briefing of its thread, which may be silent about it."""

    @property
    def bearing(self) -> tuple[Ref, ...]:
        """The briefings that bear on how it stands."""
        return (*self.refs, self.newest) if self.newest else self.refs


def actor_pages(site: Site, id_: str) -> Iterator[Plan]:
    """Plan the dossier of an actor."""
    dossier = site.corpus.actors[id_]
    identity = dossier.identity
    kind = site.words.word(identity.kind) if identity.kind else ""
    what = ", ".join(filter(None, [identity.office, kind]))
    description = f"{dossier.name}: {what}" if what else dossier.name
    items = sorted(_items(dossier), key=lambda item: item.refs[0].sort_key)
    parts = split(f"actors/{id_}/years", items, lambda item: item.refs[0].date.year, ITEMS)
    yield plan(
        site,
        unit=f"actor:{id_}",
        uri=actor_uri(id_),
        kind="actor",
        title=dossier.name,
        describe=lambda: description,
        refs=lambda: (ref for item in items for ref in item.bearing),
        values=lambda: {
            "actor": _latest(dossier) if parts else dossier,
            "identity": identity,
            "pages": parts,
            "part": None,
        },
        linked=lambda view: linked.dossier(view, dossier),
    )
    yield from plan_parts(
        site,
        parts,
        lambda item: item.bearing,
        lambda part: {"actor": _only(dossier, part.items), "identity": identity},
        unit=f"actor:{id_}",
        kind="actor",
        title=dossier.name,
        description=description,
        whole=actor_uri(id_),
        linked=lambda view, _: linked.part(view, id_),
    )


def _items(dossier: Dossier) -> Iterator[Item]:
    """All that a dossier holds, piece by piece."""
    for field in ("demands_made", "demands_received"):
        for concern in getattr(dossier, field):
            yield Item(field, concern.line.refs, concern, concern.line.newest)
    for answer in dossier.responses:
        yield Item("responses", (answer.sighting.ref,), answer)
    for risk in dossier.risks:
        yield Item("risks", risk.refs, risk, risk.newest)
    for field in ("events", "figures", "quotes"):
        for found in getattr(dossier, field):
            yield Item(field, (found.ref,), found)
    for ref in dossier.refs:
        yield Item("refs", (ref,), ref)


def _only(dossier: Dossier, items: Iterable[Item]) -> Dossier:
    """A dossier that holds nothing but some of its pieces, in its own order."""
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


def _latest(dossier: Dossier) -> Dossier:
    """A dossier with the latest of each kind."""
    newest: dict[str, list[Item]] = defaultdict(list)
    for item in sorted(_items(dossier), key=lambda item: item.refs[-1].sort_key, reverse=True):
        if len(newest[item.field]) < LATEST:
            newest[item.field].append(item)
    return _only(dossier, (item for found in newest.values() for item in found))
