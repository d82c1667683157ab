"""A STIX bundle: the report, who is in it and how they are tied, and the notes on them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.exporting.stix.notes import demand_notes, risk_note
from generator.exporting.stix.objects import Objects, facts, pairs, reference
from generator.exporting.stix.terms import CLASSES, DEFINITION, MARKING, Object
from generator.linking.sightings import Ref, Sighting, demands_in, risks_in
from generator.model.briefing import Demand
from generator.model.plain import as_json
from generator.model.vocabulary import ActorKind
from generator.rendering.pages.site import View, actor_uri, briefing_uri


def stix(bundle: Object) -> bytes:
    """A bundle as the file `data/stix/ID.json`."""
    return as_json(bundle) + b"\n"


def bundle_of(view: View, ref: Ref) -> Object:
    """All that a bundle says of a published briefing; names that it takes are noted in `view`.

    The same briefing always gets the same ids. Its date, and that of its last correction, are
    `created` and `modified`: what is changed without a correction looks to a tool like what it has
    already.
    """
    objects = Objects(view, ref, ref.content)
    demands, risks = demands_in(ref), risks_in(ref)
    told = [
        *(_actor(objects, id_) for id_ in objects.actors),
        *_ties(objects, demands),
        *(note for sighting in demands for note in demand_notes(objects, sighting)),
        *(risk_note(objects, sighting) for sighting in risks),
    ]
    every = [MARKING, *DEFINITION, _desk(objects), _report(objects, told), *told]
    return {"type": "bundle", "id": objects.id("bundle", ref.id), "objects": every}


def _report(objects: Objects, told: list[Object]) -> Object:
    briefing, id_ = objects.content.briefing, objects.ref.id
    sources = (
        reference(each.publisher or each.title, id_=key, description=each.title, url=each.url)
        for key, each in briefing.sources.items()
    )
    return objects.own(
        "report",
        (id_,),
        lang=objects.language,
        name=briefing.title,
        description=briefing.summary,
        report_types=["threat-report" if briefing.risks else "identity"],
        published=objects.times[0],
        labels=list(briefing.tags),
        object_refs=[each["id"] for each in told],
        external_references=[objects.page(briefing_uri(id_), id_), *sources],
        extensions=facts(subject="briefing", key=id_, thread=briefing.thread),
    )


def _desk(objects: Objects) -> Object:
    name, url = objects.site_name, objects.view.site.edition.site_url
    return objects.standing(
        "identity",
        ("desk",),
        name=name,
        identity_class="organization",
        external_references=[reference(name, url=url)] if url else [],
    )


def _actor(objects: Objects, id_: str) -> Object:
    known = objects.actors[id_]
    who = known.identity
    pages = [objects.page(actor_uri(id_), id_)]
    if item := who.wikidata:
        url = f"https://www.wikidata.org/entity/{item}"
        pages.append(reference("Wikidata", id_=item, url=url))
    if who.url:
        pages.append(reference(known.name, url=who.url))
    return objects.standing(
        "identity",
        ("actor", id_),
        name=known.name,
        identity_class=CLASSES[who.kind or ActorKind.OTHER],
        roles=[who.office] if who.office else [],
        external_references=pages,
        extensions=facts(subject="actor", key=id_, kind=who.kind, aliases=who.aliases),
    )


def _ties(objects: Objects, demands: list[Sighting[Demand]]) -> Iterator[Object]:
    """Who is tied to whom. The standard allows any verb for a relationship (section 5.1)."""
    for id_, known in objects.actors.items():
        if whole := known.identity.part_of:
            yield objects.standing(**objects.tie("part-of", id_, whole))
    for actor in objects.ref.outline.actors:
        if actor.speaks_for:
            yield objects.own(**objects.tie("speaks-for", actor.key, actor.speaks_for))
    asked: dict[tuple[str, str], list[str]] = {}
    for sighting in demands:
        for pair in pairs(sighting):
            asked.setdefault(pair, []).append(sighting.entry.text)
    for pair, texts in asked.items():
        tie = objects.tie("demands-of", *pair)
        yield objects.own(**tie, lang=objects.language, description="\n".join(texts))
