"""Actors as nodes: those who take part in a briefing, and the subject of a dossier."""

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
    # For schema.org, a country is a place, which cannot demand anything; as a state, it also acts.
    ActorKind.COUNTRY: ["Country", "Organization"],
    ActorKind.OTHER: _THING,
}
_MEMBERS = (ActorKind.PERSON, ActorKind.COUNTRY, ActorKind.GROUP)
"""Kinds that belong to a whole as its members, rather than as one of its divisions."""
_BODIES = (ActorKind.GOVERNMENT, ActorKind.ORGANIZATION, ActorKind.COMPANY)


def actor(view: View, id_: str) -> Node:
    """An actor with its name; under `serve`, one may be defined nowhere and have no page."""
    if id_ not in view.actors:
        return {"@type": _THING, "name": id_}
    known = view.actors[id_]
    return {"@type": _type(known.identity), "@id": _place(view, id_), "name": known.name}


def named(view: View, ids: Iterable[str]) -> list[Node]:
    """References to actors that the page has a full node for elsewhere."""
    return [{"@id": _place(view, id_)} if id_ in view.actors else actor(view, id_) for id_ in ids]


def dossier(view: View, found: Dossier) -> Node:
    """The node of an actor's page: a profile, with the actor as its main entity."""
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
    """The node of a part of a long dossier."""
    return {"about": actor(view, id_)}


def _place(view: View, id_: str) -> str:
    return view.name(actor_uri(id_), "actor")


def _type(identity: Identity) -> str | list[str]:
    return _TYPES[identity.kind] if identity.kind else _THING
