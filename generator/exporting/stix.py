"""A briefing as a bundle of STIX 2.1 (OASIS Standard, 10 June 2021) for threat-intelligence tools.

| of a briefing | in the bundle |
|---|---|
| the briefing | a `report` that refers to all below, with its page and its sources |
| an actor, and the desk itself | an `identity` |
| a demand, an answer, a risk | a `note` on whom it concerns, with its evidence |
| who is part of whom, speaks for whom, demands of whom | a `relationship` |

An answer is no `opinion`: that is what one producer thinks of whether another's object is
correct (section 4.14), and a tool counts it so. Who rejects a demand does not doubt that it was
made. A risk judgement is a note as well: no object of the standard is a forecast.

`confidence` is on the scales of appendix A: of a risk, the desk's confidence in its judgement;
of a demand, the credibility of the report that it was made. A likelihood is neither. It stands
in words, with its band, in the note's content, and as numbers in our property extension
(section 7.3), as does all else that a program may ask for and the standard has no place for.

An actor's role in one story, events, figures, assumptions and gaps are not told here: the
briefing's own JSON has them. Texts are as typed. Callers hand in published briefings only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import UUID, uuid5

from generator.exporting.model import as_json, claims_at
from generator.linking.about import Claim
from generator.linking.identities import Known
from generator.linking.sightings import Content, Ref, Sighting, assess, demands_in, risks_in
from generator.model.briefing import Demand, Identity, Response, Risk
from generator.model.vocabulary import ActorKind, Confidence, Credibility
from generator.rendering.edition import Edition
from generator.rendering.pages.site import View, actor_uri, briefing_uri

Object = dict[str, Any]
"""A STIX object, or a part of one."""

_NAMESPACE = UUID("d5cc1041-3aae-4a64-906a-5944560fd7a4")
"""Of all ids made here. The standard's own namespace is for observables alone (section 2.9)."""

_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")

STANDING = "1970-01-01T00:00:00.000Z"
"""When what has no date of its own was created: an actor is the same in every bundle, so this
may not depend on which briefings there are. `modified` tells the day of the briefing."""

TLP_CLEAR = "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9"
"""The standard's marking for what everybody may read (section 7.2.1.4). It bears the name of
TLP 1, white; TLP 2 calls the same clear."""

_MARKING: Object = {
    "type": "marking-definition",
    "spec_version": "2.1",
    "id": TLP_CLEAR,
    "created": "2017-01-20T00:00:00.000Z",
    "definition_type": "tlp",
    "name": "TLP:WHITE",
    "definition": {"tlp": "white"},
}

EXTENSION = "extension-definition--d5372f7e-868c-4691-b0ab-c34cf0794963"
FACTS = {
    "subject": "What the object is of: briefing, actor, demand, answer or risk.",
    "key": "The desk's id of it; of a demand or a risk the same in all briefings of a thread.",
    "thread": "Id of the running story.",
    "kind": "What an actor is, or what a demand asks for.",
    "aliases": "Other names of an actor.",
    "by_refs": "The identities that demand or answer.",
    "of_refs": "The identities that something is demanded of.",
    "status": "Where a demand stands on the day of the briefing.",
    "red_line": "Whether a demand is called a line that must not be crossed.",
    "deadline": "By when a demand is to be met (EDTF, ISO 8601-2).",
    "answer": "The kind of answer.",
    "date": "When the answer was given, or when it was settled what became of a risk (EDTF).",
    "scale": "Which words of likelihood are used: icd203 or phia.",
    "likelihood": "How likely the event is, in a word of that scale.",
    "likelihood_value": "The word's number on the scale of appendix A, 0 to 100.",
    "likelihood_low": "The lower end of the word's band, in per cent.",
    "likelihood_high": "The upper end of the word's band, in per cent.",
    "impact": "How much would follow, very-low to very-high (NIST SP 800-30).",
    "level": "Likelihood and impact combined (NIST SP 800-30, table I-2).",
    "horizon": "By when the event would happen (EDTF).",
    "affects_refs": "The identities that would bear it.",
    "outcome": "What became of the risk: occurred, did-not-occur or unclear.",
}
"""The properties of our extension, and what each says."""

_MAKER = "identity--8b350ebb-fa27-4d4d-8c1a-3591e5bdec8b"
_DEFINED = {
    "spec_version": "2.1",
    "created_by_ref": _MAKER,
    "created": "2026-11-25T00:00:00.000Z",
    "modified": "2026-11-25T00:00:00.000Z",
    "object_marking_refs": [TLP_CLEAR],
}
_DEFINITION: tuple[Object, ...] = (
    {
        "type": "identity",
        "id": _MAKER,
        **_DEFINED,
        "name": "briefing-generator",
        "identity_class": "system",
    },
    {
        "type": "extension-definition",
        "id": EXTENSION,
        **_DEFINED,
        "name": "Briefing facts",
        "description": "What a briefing says of its actors, demands, answers and risks.",
        "schema": "\n".join(f"{name}: {meaning}" for name, meaning in FACTS.items()),
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    },
)
"""The same in the bundles of every desk, so that a tool learns it once."""

_CLASSES = {
    ActorKind.PERSON: "individual",
    ActorKind.GOVERNMENT: "organization",
    ActorKind.ORGANIZATION: "organization",
    ActorKind.GROUP: "group",
    ActorKind.COMPANY: "organization",
    ActorKind.COUNTRY: "organization",
    ActorKind.OTHER: "unknown",
}
"""By the kind of an actor, its identity class (section 10.7). A state acts as a body; as a
piece of land it would be a `location`, which nobody can demand anything of."""

CONFIDENCE = {Confidence.LOW: 15, Confidence.MODERATE: 50, Confidence.HIGH: 85}
CREDIBILITY = {
    Credibility.CONFIRMED: 90,
    Credibility.PROBABLE: 70,
    Credibility.POSSIBLE: 50,
    Credibility.DOUBTFUL: 30,
    Credibility.IMPROBABLE: 10,
}
"""STIX 2.1, appendix A. What cannot be judged has no number."""


def stix(bundle: Object) -> bytes:
    """A bundle as the file `data/stix/ID.json`."""
    return as_json(bundle) + b"\n"


def bundle_of(view: View, ref: Ref) -> Object:
    """All that a bundle tells of a published briefing; names that it takes are noted in `view`.

    The same briefing gives the same ids whenever it is made. Its date, and that of its last
    correction, are `created` and `modified`: what is changed without a correction looks to a
    tool like what it has already.
    """
    return _Bundle(view, ref, ref.content).made()


def made_uuid(edition: Edition, *names: str) -> str:
    """The UUID (version 5, RFC 9562) that one desk always gives to one thing.

    A desk is known by its address, or else by its name: desks with neither share their ids.
    """
    desk = edition.site_url.rstrip("/") or edition.site_name
    return str(uuid5(_NAMESPACE, "\n".join((desk, *names))))


@dataclass(frozen=True)
class _Bundle:
    """One bundle as it is made."""

    view: View
    ref: Ref
    content: Content
    """Kept in hand, or each look at the briefing might fetch it anew."""

    def made(self) -> Object:
        """The bundle: what every one has, the report, and all that the report refers to."""
        demands, risks = demands_in(self.ref), risks_in(self.ref)
        told = [
            *(self._actor(id_) for id_ in self._actors),
            *self._ties(demands),
            *(note for sighting in demands for note in self._demand(sighting)),
            *(self._risk(sighting) for sighting in risks),
        ]
        desk = self._standing("identity", ("desk",), **self._desk())
        objects = [_MARKING, *_DEFINITION, desk, self._report(told), *told]
        return {"type": "bundle", "id": self._id("bundle", self.ref.id), "objects": objects}

    @cached_property
    def _actors(self) -> dict[str, Known]:
        """Whoever stands anywhere in the briefing, and what each is part of."""
        ids = list(self.ref.outline.mentioned)
        found: dict[str, Known] = {}
        for id_ in ids:
            nobody = Known(id_, Identity(), frozenset())
            found[id_] = known = self.view.actors.get(id_, nobody)
            if (whole := known.identity.part_of) and whole not in ids:
                ids.append(whole)
        return found

    @cached_property
    def _claims(self) -> dict[tuple[str | int, ...], Claim]:
        return claims_at(self.ref)

    @cached_property
    def _times(self) -> tuple[str, str]:
        """When the briefing was made, and when it was last corrected."""
        corrected = (each.date for each in self.content.briefing.corrections)
        return _time(self.ref.date), _time(max((self.ref.date, *corrected)))

    # Objects of the standard

    def _id(self, kind: str, *names: str) -> str:
        return f"{kind}--{made_uuid(self.view.site.edition, kind, *names)}"

    def _object(self, kind: str, names: Iterable[str], **said: Any) -> Object:
        """An object that belongs to this briefing alone, without properties that say nothing."""
        created, modified = self._times
        head = {
            "type": kind,
            "spec_version": "2.1",
            "id": self._id(kind, *names),
            "created_by_ref": self._id("identity", "desk"),
            "created": created,
            "modified": modified,
        }
        return _given({**head, **said, "object_marking_refs": [TLP_CLEAR]})

    def _standing(self, kind: str, names: Iterable[str], **said: Any) -> Object:
        """An object that is the same in every bundle."""
        times = {"created": STANDING, "modified": max(STANDING, self._times[1])}
        return self._object(kind, names, **times, **said)

    def _note(self, names: Iterable[str], lines: list[str], **said: Any) -> Object:
        author = self.content.briefing.author
        return self._object(
            "note",
            (self.ref.id, *names),
            lang=self._language,
            abstract=lines[0],
            content="\n".join(filter(None, lines)),
            authors=[author] if author else [],
            **said,
        )

    # What is told

    def _report(self, told: list[Object]) -> Object:
        briefing, id_ = self.content.briefing, self.ref.id
        sources = (
            _reference(each.publisher or each.title, id_=key, description=each.title, url=each.url)
            for key, each in briefing.sources.items()
        )
        return self._object(
            "report",
            (id_,),
            lang=self._language,
            name=briefing.title,
            description=briefing.summary,
            report_types=["threat-report" if briefing.risks else "identity"],
            published=self._times[0],
            labels=list(briefing.tags),
            object_refs=[each["id"] for each in told],
            external_references=[self._page(briefing_uri(id_), id_), *sources],
            extensions=_facts(subject="briefing", key=id_, thread=briefing.thread),
        )

    def _desk(self) -> Object:
        url = self.view.site.edition.site_url
        return {
            "name": self._site_name,
            "identity_class": "organization",
            "external_references": [_reference(self._site_name, url=url)] if url else [],
        }

    def _actor(self, id_: str) -> Object:
        known = self._actors[id_]
        who = known.identity
        pages = [self._page(actor_uri(id_), id_)]
        if item := who.wikidata:
            url = f"https://www.wikidata.org/entity/{item}"
            pages.append(_reference("Wikidata", id_=item, url=url))
        if who.url:
            pages.append(_reference(known.name, url=who.url))
        return self._standing(
            "identity",
            ("actor", id_),
            name=known.name,
            identity_class=_CLASSES[who.kind or ActorKind.OTHER],
            roles=[who.office] if who.office else [],
            external_references=pages,
            extensions=_facts(subject="actor", key=id_, kind=who.kind, aliases=who.aliases),
        )

    def _ties(self, demands: list[Sighting[Demand]]) -> Iterator[Object]:
        """Who is tied to whom. The standard lets a relationship have any verb (section 5.1)."""
        for id_, known in self._actors.items():
            if whole := known.identity.part_of:
                yield self._standing(**self._tie("part-of", id_, whole))
        for actor in self.ref.outline.actors:
            if actor.speaks_for:
                yield self._object(**self._tie("speaks-for", actor.key, actor.speaks_for))
        asked: dict[tuple[str, str], list[str]] = {}
        for sighting in demands:
            for pair in _pairs(sighting):
                asked.setdefault(pair, []).append(sighting.entry.text)
        for pair, texts in asked.items():
            tie = self._tie("demands-of", *pair)
            yield self._object(**tie, lang=self._language, description="\n".join(texts))

    def _tie(self, verb: str, start: str, end: str) -> Object:
        names = (verb, start, end) if verb == "part-of" else (self.ref.id, verb, start, end)
        return {
            "kind": "relationship",
            "names": names,
            "relationship_type": verb,
            "source_ref": self._actor_id(start),
            "target_ref": self._actor_id(end),
        }

    def _demand(self, sighting: Sighting[Demand]) -> Iterator[Object]:
        """A demand, and each answer to it."""
        words, demand, key = self.view.site.words, sighting.entry, sighting.key
        by, of = map(self._actor_ids, (demand.by, demand.of))
        facts = [words.word(demand.status)]
        facts += [words.word(demand.kind)] if demand.kind else []
        facts += [words.gettext("red line")] if demand.red_line else []
        if demand.deadline:
            facts.append(words.gettext("deadline {date}", date=words.date(demand.deadline)))
        asked = (self._tie("demands-of", *pair) for pair in _pairs(sighting))
        note = self._note(
            ("demand", key),
            [demand.text, " · ".join(facts), demand.note or ""],
            confidence=CREDIBILITY.get(demand.credibility) if demand.credibility else None,
            object_refs=_once(*by, *of, *(self._id(tie["kind"], *tie["names"]) for tie in asked)),
            external_references=self._references(sighting, "demands", key, "evidence"),
            extensions=_facts(
                subject="demand",
                key=key,
                thread=self.ref.outline.thread,
                kind=demand.kind,
                by_refs=by,
                of_refs=of,
                status=demand.status,
                red_line=demand.red_line,
                deadline=demand.deadline,
            ),
        )
        yield note
        for place, answer in enumerate(demand.responses):
            yield self._answer(sighting, note["id"], place, answer)

    def _answer(
        self, sighting: Sighting[Demand], demand: str, place: int, answer: Response
    ) -> Object:
        words, key, by = self.view.site.words, sighting.key, self._actor_id(answer.by)
        told = f"{self._actors[answer.by].name}: {words.word(answer.answer)}"
        return self._note(
            ("answer", key, str(place)),
            [told, words.date(answer.date) if answer.date else "", answer.text or ""],
            object_refs=[demand, by],
            external_references=self._references(sighting, "demands", key, "responses", place),
            extensions=_facts(
                subject="answer",
                key=key,
                thread=self.ref.outline.thread,
                by_refs=[by],
                answer=answer.answer,
                date=answer.date,
            ),
        )

    def _risk(self, sighting: Sighting[Risk]) -> Object:
        risk, key, judged = sighting.entry, sighting.key, assess(sighting)
        affected = self._actor_ids(risk.affects)
        step, end = judged.likelihood, risk.resolution
        return self._note(
            ("risk", key),
            [risk.event, *self._judgement(sighting)],
            confidence=CONFIDENCE[risk.confidence] if risk.confidence else None,
            # A note is always on something.
            object_refs=_once(*affected) or [self._id("report", self.ref.id)],
            external_references=self._references(sighting, "risks", key),
            extensions=_facts(
                subject="risk",
                key=key,
                thread=self.ref.outline.thread,
                scale=self.ref.outline.scale,
                likelihood=risk.likelihood,
                likelihood_value=step.stix if step else None,
                likelihood_low=step.low if step else None,
                likelihood_high=step.high if step else None,
                impact=risk.impact,
                level=judged.level,
                horizon=risk.horizon,
                affects_refs=affected,
                outcome=end.outcome if end else None,
                date=end.date if end else None,
            ),
        )

    def _judgement(self, sighting: Sighting[Risk]) -> Iterator[str]:
        """What is judged of a risk: likelihood and confidence never in one line (ICD 203)."""
        words, risk, judged = self.view.site.words, sighting.entry, assess(sighting)
        gettext, end, step = words.gettext, risk.resolution, judged.likelihood
        if risk.given:
            yield f"{gettext('Given that')} {risk.given}"
        facts = [gettext("{level} risk", level=words.word(judged.level))] if judged.level else []
        if step and risk.likelihood:
            facts.append(f"{words.word(risk.likelihood)} ({step.band}\u00a0%)")
        elif not end:
            facts.append(gettext("no likelihood given"))
        if risk.horizon:
            facts.append(gettext("by {date}", date=words.date(risk.horizon)))
        if risk.impact:
            facts.append(gettext("impact {level}", level=words.word(risk.impact)))
        yield " · ".join(facts)
        if risk.confidence:
            yield gettext(
                "Confidence in this judgement is {confidence}.",
                confidence=words.word(risk.confidence),
            )
        yield risk.basis or ""
        yield risk.note or ""
        for sign in risk.indicators:
            seen = gettext("seen {date}", date=words.date(sign.seen)) if sign.seen else ""
            yield f"- {sign.text} ({seen or gettext('not seen yet')})"
        if end:
            when = f" ({words.date(end.date)})" if end.date else ""
            yield f"{words.word(end.outcome)}{when} {end.text or ''}".rstrip()

    # Names and addresses

    @property
    def _language(self) -> str:
        return self.content.briefing.language or self.view.site.edition.language

    @property
    def _site_name(self) -> str:
        edition = self.view.site.edition
        return edition.site_name or edition.site_url or "Briefings"

    def _actor_id(self, id_: str) -> str:
        return self._id("identity", "actor", id_)

    def _actor_ids(self, ids: Iterable[str]) -> list[str]:
        return [self._actor_id(id_) for id_ in ids]

    def _page(self, uri: str, id_: str, anchor: str = "") -> Object:
        """The place on the site."""
        url = self.view.site.edition.permalink(uri)
        return _reference(self._site_name, id_=id_, url=f"{url}{anchor}" if url else None)

    def _references(self, sighting: Sighting[Any], *path: str | int) -> list[Object]:
        """Where an entry stands on the site, and the evidence at a path and below it."""
        page = self._page(briefing_uri(self.ref.id), sighting.key, f"#{sighting.anchor}")
        found = (claim for at, claim in self._claims.items() if at[: len(path)] == path)
        return [page, *map(self._evidence, found)]

    def _evidence(self, claim: Claim) -> Object:
        """A source, with the quoted words and what was found for them."""
        source, said = claim.source, claim.evidence.quote
        state = self.view.site.words.word(claim.state)
        return _reference(
            source.publisher or source.title,
            id_=claim.source_key,
            description=f"“{said}” ({state})" if said else source.title,
            url=claim.address,
        )


def _pairs(sighting: Sighting[Demand]) -> Iterator[tuple[str, str]]:
    """Each who demands, with each of whom."""
    gist = sighting.gist
    return ((by, of) for by in dict.fromkeys(gist.by) for of in dict.fromkeys(gist.of))


def _once(*ids: str) -> list[str]:
    return list(dict.fromkeys(ids))


def _given(said: Object) -> Object:
    return {name: value for name, value in said.items() if value not in (None, "", [], ())}


def _facts(**said: Any) -> Object:
    """The facts as our extension; dates as they were typed."""
    facts = {name: _plain(value) for name, value in _given(said).items()}
    return {EXTENSION: {"extension_type": "property-extension", **facts}}


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return list(value)
    return value if isinstance(value, int) else str(value)


def _reference(
    source: str, *, id_: str | None = None, description: str | None = None, url: str | None = None
) -> Object:
    """A reference to what is not STIX (section 2.5)."""
    uri = _uri(url) if url else None
    said = {"source_name": source, "description": description, "url": uri, "external_id": id_}
    return _given(said)


def _uri(url: str) -> str:
    """An address as a URI (RFC 3986), in which what no URI holds there is percent-encoded."""
    end = url.find("//") + 2 + len(urlsplit(url).netloc)
    rest, mark, fragment = _BARE_PERCENT.sub("%25", url[end:]).partition("#")
    marks = "%/:?@!$&'()*+,;=~"
    return f"{quote(url[:end], marks + '[]')}{quote(rest, marks)}{mark}{quote(fragment, marks)}"


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00.000Z"
