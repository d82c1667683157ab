"""Demands, answers and risks as notes of a STIX bundle (section 4.13)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.exporting.stix.objects import Objects, facts, pairs
from generator.exporting.stix.terms import CONFIDENCE, CREDIBILITY, Object
from generator.linking.sightings import Sighting, assess
from generator.model.briefing import Demand, Response, Risk


def demand_notes(objects: Objects, sighting: Sighting[Demand]) -> Iterator[Object]:
    """A demand, and each answer to it."""
    words, demand, key = objects.view.site.words, sighting.entry, sighting.key
    by, of = map(objects.actor_ids, (demand.by, demand.of))
    said = [words.word(demand.status)]
    said += [words.word(demand.kind)] if demand.kind else []
    said += [words.gettext("red line")] if demand.red_line else []
    if demand.deadline:
        said.append(words.gettext("deadline {date}", date=words.date(demand.deadline)))
    asked = (objects.tie("demands-of", *pair) for pair in pairs(sighting))
    ties = (objects.id(tie["kind"], *tie["names"]) for tie in asked)
    note = _note(
        objects,
        ("demand", key),
        [demand.text, " · ".join(said), demand.note or ""],
        confidence=CREDIBILITY.get(demand.credibility) if demand.credibility else None,
        object_refs=_once(*by, *of, *ties),
        external_references=objects.references(sighting, "demands", key, "evidence"),
        extensions=facts(
            subject="demand",
            key=key,
            thread=objects.ref.outline.thread,
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
        yield _answer(objects, sighting, note["id"], place, answer)


def _answer(
    objects: Objects, sighting: Sighting[Demand], demand: str, place: int, answer: Response
) -> Object:
    words, key, by = objects.view.site.words, sighting.key, objects.actor_id(answer.by)
    told = f"{objects.actors[answer.by].name}: {words.word(answer.answer)}"
    return _note(
        objects,
        ("answer", key, str(place)),
        [told, words.date(answer.date) if answer.date else "", answer.text or ""],
        object_refs=[demand, by],
        external_references=objects.references(sighting, "demands", key, "responses", place),
        extensions=facts(
            subject="answer",
            key=key,
            thread=objects.ref.outline.thread,
            by_refs=[by],
            answer=answer.answer,
            date=answer.date,
        ),
    )


def risk_note(objects: Objects, sighting: Sighting[Risk]) -> Object:
    """A risk, with its judgement and what became of it."""
    risk, key, judged = sighting.entry, sighting.key, assess(sighting)
    affected = objects.actor_ids(risk.affects)
    step, end = judged.likelihood, risk.resolution
    return _note(
        objects,
        ("risk", key),
        [risk.event, *_judgement(objects, sighting)],
        confidence=CONFIDENCE[risk.confidence] if risk.confidence else None,
        # A note has to be about something.
        object_refs=_once(*affected) or [objects.id("report", objects.ref.id)],
        external_references=objects.references(sighting, "risks", key),
        extensions=facts(
            subject="risk",
            key=key,
            thread=objects.ref.outline.thread,
            scale=objects.ref.outline.scale,
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


def _judgement(objects: Objects, sighting: Sighting[Risk]) -> Iterator[str]:
    """The judgement of a risk: likelihood and confidence are never on one line (ICD 203)."""
    words, risk, judged = objects.view.site.words, sighting.entry, assess(sighting)
    gettext, end, step = words.gettext, risk.resolution, judged.likelihood
    if risk.given:
        yield f"{gettext('Given that')} {risk.given}"
    said = [gettext("{level} risk", level=words.word(judged.level))] if judged.level else []
    if step and risk.likelihood:
        said.append(f"{words.word(risk.likelihood)} ({step.band}\u00a0%)")
    elif not end:
        said.append(gettext("no likelihood given"))
    if risk.horizon:
        said.append(gettext("by {date}", date=words.date(risk.horizon)))
    if risk.impact:
        said.append(gettext("impact {level}", level=words.word(risk.impact)))
    yield " · ".join(said)
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


def _note(objects: Objects, names: Iterable[str], lines: list[str], **said: Any) -> Object:
    author = objects.content.briefing.author
    return objects.own(
        "note",
        (objects.ref.id, *names),
        lang=objects.language,
        abstract=lines[0],
        content="\n".join(filter(None, lines)),
        authors=[author] if author else [],
        **said,
    )


def _once(*ids: str) -> list[str]:
    return list(dict.fromkeys(ids))
