"""What search can find in a briefing: itself, and each claim in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from generator.linking.about import Claim
from generator.linking.sightings import (
    Ref,
    Sighting,
    actors_in,
    assess,
    demands_in,
    events_in,
    figures_in,
    risks_in,
)
from generator.linking.tags import tag_id
from generator.model.briefing import Demand, Event, Figure, Risk
from generator.model.dates import PartialDate
from generator.model.vocabulary import DemandStatus
from generator.publishing.search.facts import Facts
from generator.publishing.search.record import NO_CHIP, Record, facets, first_day
from generator.rendering.addresses import address
from generator.rendering.edition import Edition
from generator.rendering.escape import plain
from generator.rendering.pages.site import briefing_uri

NOTHING: Mapping[str, str | None] = {}
OPEN = DemandStatus.OPEN
"""The status of a risk whose outcome nobody has given: the same as that of a demand."""


class Told:
    """Makes the records of briefings."""

    def __init__(self, edition: Edition, facts: Facts) -> None:
        self.edition = edition
        self.facts = facts
        self.words = edition.wording()

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
            actors=self.facts.actors(ref),
            sources=[self.facts.source_id(ref, key) for key in briefing.sources],
        )
        yield from map(self._demand, demands_in(ref))
        yield from map(self._risk, risks_in(ref))
        yield from map(self._event, events_in(ref))
        yield from map(self._figure, figures_in(ref))

    def _told_in(self, ref: Ref) -> Iterator[str | None]:
        """What a briefing says apart from the claims that are records of their own."""
        briefing = ref.briefing
        yield briefing.summary
        for sighting in actors_in(ref):
            actor = sighting.entry
            yield ", ".join(filter(None, [self.facts.name(sighting.key), actor.role, actor.side]))
            yield actor.note
            yield from _evidence(self.facts.claims(ref, sighting.anchor))
        yield from (assumption.text for assumption in briefing.assumptions)
        yield from (remark.text for remark in (*briefing.alternatives, *briefing.gaps))
        yield from (correction.text for correction in briefing.corrections)
        yield from (briefing.author, briefing.reviewed_by)
        yield ", ".join(briefing.tags)

    def _demand(self, sighting: Sighting[Demand]) -> Record:
        standing = self.facts.standing(sighting)
        demand = (standing or sighting).entry
        parties = (
            self.words.listed(list(map(self.facts.name, ids))) for ids in (demand.by, demand.of)
        )
        return self._record(
            "demand",
            sighting.ref,
            sighting.anchor,
            title=demand.text,
            facts=[" → ".join(filter(None, parties)), self._by(demand.deadline)],
            texts=[demand.note, *(response.text for response in demand.responses)],
            day=sighting.ref.date,
            chip=(f"bf-status-{demand.status}", self.words.word(demand.status)),
            standing={"status": demand.status} if standing else NOTHING,
            actors=[*demand.by, *demand.of, *(response.by for response in demand.responses)],
            subject=f"demand {sighting.ref.scope} {sighting.key}",
        )

    def _risk(self, sighting: Sighting[Risk]) -> Record:
        standing = self.facts.standing(sighting)
        risk, found = (standing or sighting).entry, assess(standing or sighting)
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
                *(sighting.entry.given, risk.basis, risk.note),
                *(indicator.text for indicator in risk.indicators),
                risk.resolution.text if risk.resolution else None,
            ],
            day=sighting.ref.date,
            chip=chip,
            # How it stands, its newest record says: another one is no answer to that.
            standing={
                "status": outcome or OPEN,
                "likelihood": risk.likelihood,
                "impact": risk.impact,
            }
            if standing
            else NOTHING,
            actors=risk.affects,
            subject=f"risk {sighting.ref.scope} {sighting.key}",
        )

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
        claims = self.facts.claims(ref, anchor) if anchor else ()
        reasons = self.facts.reasons(ref, anchor)
        cited = (self.facts.source_id(ref, claim.source_key) for claim in claims)
        return Record(
            type_,
            f"{page}#{anchor}" if anchor else page,
            plain(title),
            text="\n".join(filter(None, map(_line, (*texts, *_evidence(claims), *reasons)))),
            facts=tuple(filter(None, [*facts, self.facts.thread(ref)])),
            names=tuple(names),
            chip=chip,
            day=day if isinstance(day, date) else first_day(day),
            when=self.words.date(day),
            language=ref.language or self.edition.language,
            subject=subject,
            facets=facets(
                type=[type_],
                actor=[*actors, *(claim.evidence.speaker for claim in claims)],
                thread=[ref.outline.thread],
                tag=map(tag_id, ref.outline.tags),
                source=[*sources, *cited],
                **{facet: [value] for facet, value in standing.items()},
            ),
        )

    def _by(self, day: PartialDate | None) -> str:
        return self.words.gettext("by {date}", date=self.words.date(day)) if day else ""

    def _claimed(self, actor: str | None) -> str:
        return (
            self.words.gettext("claimed by {actor}", actor=self.facts.name(actor)) if actor else ""
        )


def _line(text: str | None) -> str:
    """A text of one or more paragraphs, without its markup."""
    return plain(text) if text else ""


def _evidence(claims: Iterable[Claim]) -> Iterator[str]:
    """The words that claims rest on, and the notes on them."""
    for claim in claims:
        if claim.evidence.quote:
            yield f"“{claim.evidence.quote}”"
        if claim.evidence.note:
            yield claim.evidence.note


def _alike(text: str) -> str:
    """A text without the differences that do not matter."""
    return " ".join(text.split()).casefold()
