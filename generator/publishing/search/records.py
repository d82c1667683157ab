"""What search can find: every claim of every briefing, with what it can be narrowed down by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.linking.corpus import Claim, Corpus, Dossier, SourceRecord
from generator.linking.sightings import Ref, Sighting, assess, keyed, numbered
from generator.linking.tags import tag_id
from generator.model.briefing import Demand, Entry, Event, Figure, Risk
from generator.model.dates import PartialDate
from generator.model.references import entries
from generator.model.vocabulary import DemandStatus
from generator.rendering.addresses import address
from generator.rendering.edition import Edition
from generator.rendering.escape import plain
from generator.rendering.pages.site import actor_uri, briefing_uri, source_uri
from generator.rendering.wording import N_

TYPES = {
    "briefing": (N_("Briefing"), N_("Briefings")),
    "demand": (N_("Demand"), N_("Demands")),
    "risk": (N_("Risk"), N_("Risks")),
    "event": (N_("Event"), N_("Events")),
    "figure": (N_("Figure"), N_("Figures")),
    "actor": (N_("Actor"), N_("Actors")),
    "source": (N_("Source"), N_("Sources")),
    "guide": (N_("Section of the guide"), N_("Guide")),
}
"""The types of records: what one is called, and what several are."""
_CLAIMS = {"demands": "demand", "risks": "risk", "events": "event", "figures": "figure"}
"""Fields of a briefing whose entries are records, each with what their anchors begin with."""
NO_CHIP = ("", "")
NOTHING: Mapping[str, str | None] = {}
OPEN = DemandStatus.OPEN
"""The status of a risk that nobody has said the outcome of: as of a demand."""


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that can be found."""

    type: str
    """One of `TYPES`."""
    address: str
    """Where it stands, from the root of the site, with its anchor; no other has this one."""
    title: str
    text: str = ""
    """All its other words, a paragraph a line."""
    facts: tuple[str, ...] = ()
    """What stands beside its title: whose demand it is, from which thread."""
    names: tuple[str, ...] = ()
    """What else it is called: each finds it as its title does, though nobody sees it here."""
    chip: tuple[str, str] = NO_CHIP
    """Its standing: the name of its style, and the words."""
    day: date | None = None
    """What it is ordered by; None where it has no date."""
    when: str = ""
    """Its date in words."""
    language: str = ""
    """Tag of the language of its words."""
    subject: str = ""
    """What it tells of. Records of one subject are one result; empty where it is the only one."""
    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What it can be narrowed down by: each facet with its values."""


def records_of(corpus: Corpus, edition: Edition) -> Iterator[Record]:
    """Everything in a corpus that can be found."""
    desk = _Desk(corpus, edition)
    for ref in corpus.refs:
        yield from desk.briefing(ref)
    for dossier in corpus.actors.values():
        yield desk.actor(dossier)
    for source in corpus.sources:
        yield desk.source(source)


class _Desk:
    """Makes the records of a corpus."""

    def __init__(self, corpus: Corpus, edition: Edition) -> None:
        self.corpus = corpus
        self.edition = edition
        self.words = edition.wording()
        self.claims: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in corpus.claims:
            self.claims[claim.ref.id, claim.anchor].append(claim)
        self.reasons: dict[tuple[str, str], list[str]] = defaultdict(list)
        for ref in corpus.refs:
            for anchor, reason in _reasons(ref):
                self.reasons[ref.id, anchor].append(reason)
        self.newest = {
            (line.latest.ref.id, line.latest.anchor)
            for lines in (corpus.demands, corpus.risks)
            for line in lines
        }
        self.source_ids = {(s.ref.id, s.key): r.id for r in corpus.sources for s in r.sightings}
        self.actors_in: dict[str, list[str]] = defaultdict(list)
        for dossier in corpus.actors.values():
            for ref in dossier.refs:
                self.actors_in[ref.id].append(dossier.id)

    def briefing(self, ref: Ref) -> Iterator[Record]:
        """A briefing, and each claim in it."""
        briefing = ref.briefing
        yield self._record(
            "briefing",
            ref,
            title=briefing.title,
            texts=self._told_in(ref),
            day=ref.date,
            chip=("bf-draft", self.words.word(briefing.status)) if ref.is_draft else NO_CHIP,
            actors=self.actors_in[ref.id],
            sources=[self.source_ids[ref.id, key] for key in briefing.sources],
        )
        yield from map(self._demand, keyed(ref, briefing.demands))
        yield from map(self._risk, keyed(ref, briefing.risks))
        yield from map(self._event, numbered(ref, briefing.events))
        yield from map(self._figure, numbered(ref, briefing.figures))

    def _told_in(self, ref: Ref) -> Iterator[str | None]:
        """What a briefing says apart from the claims that are records of their own."""
        briefing = ref.briefing
        yield briefing.summary
        for sighting in keyed(ref, briefing.actors):
            actor = sighting.entry
            yield ", ".join(filter(None, [self._name(sighting.key), actor.role, actor.side]))
            yield actor.note
            yield from _evidence(self._claims(ref, sighting.anchor))
        yield from (assumption.text for assumption in briefing.assumptions)
        yield from (remark.text for remark in (*briefing.alternatives, *briefing.gaps))
        yield from (correction.text for correction in briefing.corrections)
        yield from (briefing.author, briefing.reviewed_by)
        yield ", ".join(briefing.tags)

    def _demand(self, sighting: Sighting[Demand]) -> Record:
        demand = sighting.entry
        parties = (self.words.listed(list(map(self._name, ids))) for ids in (demand.by, demand.of))
        return self._record(
            "demand",
            sighting.ref,
            sighting.anchor,
            title=demand.text,
            facts=[" → ".join(filter(None, parties)), self._by(demand.deadline)],
            texts=[demand.note, *(response.text for response in demand.responses)],
            day=sighting.ref.date,
            chip=(f"bf-status-{demand.status}", self.words.word(demand.status)),
            standing=self._newest(sighting, status=demand.status),
            actors=[*demand.by, *demand.of, *(response.by for response in demand.responses)],
            subject=f"demand {sighting.ref.scope} {sighting.key}",
        )

    def _risk(self, sighting: Sighting[Risk]) -> Record:
        risk = sighting.entry
        found = assess(sighting)
        outcome = risk.resolution.outcome if risk.resolution else None
        likely, chip = "", NO_CHIP
        if risk.likelihood and found.likelihood:
            likely = f"{self.words.word(risk.likelihood)} ({found.likelihood.band} %)"
        if outcome:
            chip = (f"bf-outcome-{outcome}", self.words.word(outcome))
        elif found.level:
            level = self.words.gettext("{level} risk", level=self.words.word(found.level))
            chip = (f"bf-level-{found.level}", level)
        return self._record(
            "risk",
            sighting.ref,
            sighting.anchor,
            title=risk.event,
            facts=[likely, self._by(risk.horizon)],
            texts=[
                *(risk.given, risk.basis, risk.note),
                *(indicator.text for indicator in risk.indicators),
                risk.resolution.text if risk.resolution else None,
            ],
            day=sighting.ref.date,
            chip=chip,
            standing=self._newest(
                sighting,
                status=outcome or OPEN,
                likelihood=risk.likelihood,
                impact=risk.impact,
            ),
            actors=risk.affects,
            subject=f"risk {sighting.ref.scope} {sighting.key}",
        )

    def _newest(
        self, sighting: Sighting[Demand] | Sighting[Risk], **values: str | None
    ) -> Mapping[str, str | None]:
        """How something stands, which its newest briefing says: another one is no answer to it."""
        return values if (sighting.ref.id, sighting.anchor) in self.newest else NOTHING

    def _event(self, sighting: Sighting[Event]) -> Record:
        event = sighting.entry
        return self._record(
            "event",
            sighting.ref,
            sighting.anchor,
            title=event.text,
            facts=[self._claimed(event.claimed_by)],
            day=event.date,
            actors=[*event.actors, event.claimed_by],
            subject=f"event {sighting.ref.scope} {event.date} {_alike(event.text)}",
        )

    def _figure(self, sighting: Sighting[Figure]) -> Record:
        figure = sighting.entry
        value = " ".join(filter(None, [self.words.quantity(figure.value), figure.unit]))
        bounds = (figure.value.low, figure.value.high)
        told = f"{_alike(figure.measure)} {figure.value} {figure.claimed_by} {figure.as_of}"
        return self._record(
            "figure",
            sighting.ref,
            sighting.anchor,
            title=f"{figure.measure}: {value}",
            names=dict.fromkeys(f"{bound.number:f}" for bound in bounds if bound),
            facts=[self._claimed(figure.claimed_by)],
            texts=[figure.note],
            day=figure.as_of or sighting.ref.date,
            actors=[figure.claimed_by],
            subject=f"figure {sighting.ref.scope} {told}",
        )

    def actor(self, dossier: Dossier) -> Record:
        """An actor, who is told of on the page of its dossier."""
        identity = dossier.identity
        kind = self.words.word(identity.kind) if identity.kind else ""
        aliases = ", ".join(identity.aliases)
        return Record(
            "actor",
            address(actor_uri(dossier.id), self.edition.links),
            dossier.name,
            text=self.words.gettext("Also: {names}", names=aliases) if aliases else "",
            facts=tuple(filter(None, [kind, identity.office, *map(self._name, dossier.wholes)])),
            names=identity.aliases,
            language=self.edition.language,
            facets=_facets(type=["actor"], actor=[dossier.id], **_stories(dossier.refs)),
        )

    def source(self, record: SourceRecord) -> Record:
        """A source, which is told of on its page."""
        source = record.source
        refs = [sighting.ref for sighting in record.sightings]
        notes = dict.fromkeys(sighting.entry.note for sighting in record.sightings)
        return Record(
            "source",
            address(source_uri(record.id), self.edition.links),
            source.title,
            text="\n".join(plain(note) for note in notes if note),
            facts=tuple(filter(None, [source.publisher, source.author])),
            day=_first(source.published) if source.published else refs[-1].date,
            when=self.words.date(source.published) if source.published else "",
            language=refs[-1].briefing.language or self.edition.language,
            facets=_facets(type=["source"], source=[record.id], **_stories(refs)),
        )

    def _record(
        self,
        type_: str,
        ref: Ref,
        anchor: str = "",
        *,
        title: str,
        texts: Iterable[str | None] = (),
        day: PartialDate | date,
        actors: Iterable[str | None],
        sources: Iterable[str] = (),
        facts: Iterable[str] = (),
        chip: tuple[str, str] = NO_CHIP,
        names: Iterable[str] = (),
        subject: str = "",
        standing: Mapping[str, str | None] = NOTHING,
    ) -> Record:
        page = address(briefing_uri(ref.id), self.edition.links)
        thread = self.corpus.threads.get(ref.scope)
        claims = self._claims(ref, anchor) if anchor else []
        reasons = self.reasons.get((ref.id, anchor), ())
        cited = (self.source_ids[ref.id, claim.source_key] for claim in claims)
        return Record(
            type_,
            f"{page}#{anchor}" if anchor else page,
            plain(title),
            text="\n".join(filter(None, map(_line, (*texts, *_evidence(claims), *reasons)))),
            facts=tuple(filter(None, [*facts, thread.name if thread else ""])),
            names=tuple(names),
            chip=chip,
            day=day if isinstance(day, date) else _first(day),
            when=self.words.date(day),
            language=ref.briefing.language or self.edition.language,
            subject=subject,
            facets=_facets(
                type=[type_],
                actor=[*actors, *(claim.evidence.speaker for claim in claims)],
                thread=[ref.briefing.thread],
                tag=map(tag_id, ref.briefing.tags),
                source=[*sources, *cited],
                **{facet: [value] for facet, value in standing.items()},
            ),
        )

    def _claims(self, ref: Ref, anchor: str) -> list[Claim]:
        return self.claims.get((ref.id, anchor), [])

    def _name(self, actor: str) -> str:
        return self.corpus.actors[actor].name if actor in self.corpus.actors else actor

    def _by(self, day: PartialDate | None) -> str:
        return self.words.gettext("by {date}", date=self.words.date(day)) if day else ""

    def _claimed(self, actor: str | None) -> str:
        return self.words.gettext("claimed by {actor}", actor=self._name(actor)) if actor else ""


def _reasons(ref: Ref) -> Iterator[tuple[str, str]]:
    """Why a warning is accepted, with the anchor of the claim that it is accepted for."""
    for path, entry in entries(ref.briefing):
        if isinstance(entry, Entry) and entry.accept:
            kind = _CLAIMS.get(str(path[0])) if path else None
            key = path[1] + 1 if kind and isinstance(path[1], int) else path[1] if kind else ""
            for reason in entry.accept.values():
                yield (f"{kind}-{key}" if kind else ""), reason


def _line(text: str | None) -> str:
    """A text of one or more paragraphs, its marks left out."""
    return plain(text) if text else ""


def _stories(refs: Iterable[Ref]) -> dict[str, list[str | None]]:
    """The threads and tags of some briefings."""
    briefings = [ref.briefing for ref in refs]
    return {
        "thread": [briefing.thread for briefing in briefings],
        "tag": [tag_id(tag) for briefing in briefings for tag in briefing.tags],
    }


def _evidence(claims: Iterable[Claim]) -> Iterator[str]:
    """The words that claims stand on, and the notes on them."""
    for claim in claims:
        if claim.evidence.quote:
            yield f"“{claim.evidence.quote}”"
        if claim.evidence.note:
            yield claim.evidence.note


def _facets(**values: Iterable[str | None]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = (
        (facet, tuple(dict.fromkeys(str(value) for value in each if value)))
        for facet, each in values.items()
    )
    return tuple((facet, each) for facet, each in found if each)


def _alike(text: str) -> str:
    """A text without what does not make it another one."""
    return " ".join(text.split()).casefold()


def _first(value: PartialDate) -> date:
    """The day that a date of any precision is ordered by."""
    return value.first if value.start else value.last
