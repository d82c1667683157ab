"""Actors as nodes: who takes part, and who somebody is."""

from __future__ import annotations

from collections.abc import Iterable

from generator.linking.about import Dossier
from generator.model.briefing import Identity
from generator.model.vocabulary import ActorKind
from generator.rendering.pages.linked.graph import Node, filled
from generator.rendering.pages.site import View, actor_uri

WIKIDATA = "https://www.wikidata.org/entity/"
_THING = "Thing"
_TYPES: dict[ActorKind, str | list[str]] = {
    ActorKind.PERSON: "Person",
    ActorKind.GOVERNMENT: "GovernmentOrganization",
    ActorKind.ORGANIZATION: "Organization",
    ActorKind.GROUP: "Organization",
    ActorKind.COMPANY: "Corporation",
    # A country of schema.org is a place, which demands nothing; a state is an organisation, too.
    ActorKind.COUNTRY: ["Country", "Organization"],
    ActorKind.OTHER: _THING,
}
_MEMBERS = (ActorKind.PERSON, ActorKind.COUNTRY, ActorKind.GROUP)
"""Kinds that belong to a whole as its members, not as a division of it."""
_BODIES = (ActorKind.GOVERNMENT, ActorKind.ORGANIZATION, ActorKind.COMPANY)


def actor(view: View, id_: str) -> Node:
    """An actor by its name; under `serve` one may be defined nowhere, and have no page."""
    if id_ not in view.actors:
        return {"@type": _THING, "name": id_}
    known = view.actors[id_]
    return {"@type": _type(known.identity), "@id": _place(view, id_), "name": known.name}


def named(view: View, ids: Iterable[str]) -> list[Node]:
    """Actors of which the page has a node already."""
    return [{"@id": _place(view, id_)} if id_ in view.actors else actor(view, id_) for id_ in ids]


def dossier(view: View, found: Dossier) -> Node:
    """What the page of an actor says: it is a profile, and of whom."""
    identity, kind = found.identity, found.identity.kind
    whole = [actor(view, identity.part_of)] if identity.part_of else []
    links = [f"{WIKIDATA}{identity.wikidata}" if identity.wikidata else "", identity.url or ""]
    entity = {
        "@type": _type(identity),
        "@id": _place(view, found.id),
        "name": found.name,
        "alternateName": list(identity.aliases),
        "jobTitle": identity.office if kind is ActorKind.PERSON else None,
        "url": identity.url,
        "sameAs": [link for link in links if link],
        "memberOf": whole if kind in _MEMBERS else None,
        "parentOrganization": whole if kind in _BODIES else None,
    }
    return {"@type": "ProfilePage", "mainEntity": filled(entity)}


def part(view: View, id_: str) -> Node:
    """What a part of a long dossier says."""
    return {"about": actor(view, id_)}


def _place(view: View, id_: str) -> str:
    return view.name(actor_uri(id_), "actor")


def _type(identity: Identity) -> str | list[str]:
    return _TYPES[identity.kind] if identity.kind else _THING
