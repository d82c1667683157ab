"""Actors and their ties as FollowTheMoney entities, for Aleph, OpenSanctions and their kin.

An actor is an entity of the schema that fits its kind, and each of its ties to another is one, too:
`Membership` for a part of a body, `Representation` for whoever speaks for another, and
`UnknownLink` for a part of something that is not a body. `Ownership` would say more than a briefing
does.

A country acts here, so it is a `PublicBody`, as its government is: `Territory` is a piece of land,
and nobody can be a member of one or speak for it. A group is an `Organization`, since others can be
part of it. An actor of no known kind is a `LegalEntity`, which may be any of these.

Names and texts are as typed: FollowTheMoney 4, whose schemata these are, warns of a name of more
than 384 characters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from generator.exporting.stix import made_uuid
from generator.linking.corpus import Corpus
from generator.linking.identities import Known
from generator.model.plain import as_json
from generator.model.vocabulary import ActorKind
from generator.rendering.edition import Edition
from generator.rendering.pages.site import actor_uri

Entity = dict[str, Any]
"""An entity in this format: `id`, `schema`, and lists of texts under `properties`."""
Values = list[str | None]
"""What a property holds; None is left out."""

ANY = "LegalEntity"
SCHEMATA = {
    ActorKind.PERSON: "Person",
    ActorKind.GOVERNMENT: "PublicBody",
    ActorKind.ORGANIZATION: "Organization",
    ActorKind.GROUP: "Organization",
    ActorKind.COMPANY: "Company",
    ActorKind.COUNTRY: "PublicBody",
    ActorKind.OTHER: ANY,
}
"""The schema for each kind of actor."""
_BODIES = ("PublicBody", "Organization", "Company")
"""What an actor can be a member of."""


def ftm_body(entities: Iterable[Entity]) -> bytes:
    """Entities as JSON lines; files may be concatenated (`data/actors.ftm.jsonl`)."""
    return b"".join(as_json(entity) + b"\n" for entity in entities)


def entities(corpus: Corpus, edition: Edition, ids: Iterable[str]) -> Iterator[Entity]:
    """Some actors, each followed by its ties to others, which are given only by id.

    The corpus must be without drafts. An actor has the same id as in STIX, without the type.
    """
    speaks_for = _spoken_for(corpus)
    for id_ in ids:
        known = corpus.known[id_]
        yield _actor(known, edition)
        if whole := known.identity.part_of:
            yield _part(id_, whole, corpus, edition)
        for principal in sorted(speaks_for[id_]):
            yield _tie(edition, "Representation", ("agent", id_), ("client", principal))


def _spoken_for(corpus: Corpus) -> dict[str, set[str]]:
    """By actor, those on whose behalf it speaks in any briefing."""
    found: dict[str, set[str]] = defaultdict(set)
    for ref in corpus.refs:
        for actor in ref.outline.actors:
            if actor.speaks_for:
                found[actor.key].add(actor.speaks_for)
    return found


def _schema(known: Known | None) -> str:
    kind = known.identity.kind if known else None
    return SCHEMATA[kind] if kind else ANY


def _actor(known: Known, edition: Edition) -> Entity:
    who, schema = known.identity, _schema(known)
    # Only a person has a position. The office of a body is its summary.
    office = "position" if schema == "Person" else "summary"
    return _entity(
        _actor_id(known.id, edition),
        schema,
        name=[known.name],
        alias=list(who.aliases),
        wikidataId=[who.wikidata],
        website=[who.url],
        **{office: [who.office]},
        sourceUrl=[edition.permalink(actor_uri(known.id))],
    )


def _part(id_: str, whole: str, corpus: Corpus, edition: Edition) -> Entity:
    if _schema(corpus.known.get(whole)) in _BODIES:
        return _tie(edition, "Membership", ("member", id_), ("organization", whole))
    return _tie(edition, "UnknownLink", ("subject", id_), ("object", whole), role=["part of"])


def _tie(
    edition: Edition, schema: str, start: tuple[str, str], end: tuple[str, str], **more: Values
) -> Entity:
    """A tie between two actors; each end is given with the property that names it."""
    ends: dict[str, Values] = {name: [_actor_id(id_, edition)] for name, id_ in (start, end)}
    page = edition.permalink(actor_uri(start[1]))
    id_ = made_uuid(edition, schema, start[1], end[1])
    return _entity(id_, schema, **ends, **more, sourceUrl=[page])


def _entity(id_: str, schema: str, **properties: Values) -> Entity:
    """An entity, without properties that say nothing."""
    said = {name: [value for value in values if value] for name, values in properties.items()}
    return {
        "id": id_,
        "schema": schema,
        "properties": {name: values for name, values in said.items() if values},
    }


def _actor_id(id_: str, edition: Edition) -> str:
    return made_uuid(edition, "identity", "actor", id_)
