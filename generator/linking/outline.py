"""What linking knows of a briefing without its prose: who, when, how it stands, in plain data.

A large desk's outlines fit into memory where its briefings do not, and are read in a moment.
Lines of demands, the ledger's order, who is concerned, what is due and how forecasts came out
follow from outlines alone. The words of an entry are fetched when a page shows them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from generator.evidence.proof import Proof
from generator.model.briefing import (
    Briefing,
    Demand,
    Entry,
    Event,
    Evidence,
    Figure,
    Identity,
    Risk,
)
from generator.model.dates import PartialDate, parse_date
from generator.model.horizons import Settled
from generator.model.references import entries, kind_referred_to
from generator.model.vocabulary import Level, Outcome

IDENTITY = tuple(name for name in Identity.model_fields if name != "accept")
"""The fields that say who an actor is."""

_WORDS = re.compile(r"\w+")
_dated = lru_cache(maxsize=20_000)(parse_date)


def _date(text: str | None) -> PartialDate | None:
    return _dated(text) if text else None


class AnswerGist(NamedTuple):
    """What is known of an answer without its words."""

    by: str
    answer: str
    date_text: str | None

    @property
    def date(self) -> PartialDate | None:
        """When it was given."""
        return _date(self.date_text)


class DemandGist(NamedTuple):
    """What is known of a demand without its words."""

    key: str
    by: Sequence[str]
    of: Sequence[str]
    status: str
    responses: Sequence[AnswerGist]


class RiskGist(NamedTuple):
    """What is known of a risk without its words."""

    key: str
    likelihood: str | None
    impact_word: str | None
    horizon_text: str | None
    given: bool
    """Whether it is judged on a condition."""
    outcome: str | None
    resolved: str | None
    """The day of its resolution, as typed."""
    affects: Sequence[str]

    @property
    def impact(self) -> Level | None:
        """How much would follow."""
        return Level(self.impact_word) if self.impact_word else None

    @property
    def horizon(self) -> PartialDate | None:
        """By when it would happen."""
        return _date(self.horizon_text)

    @property
    def resolution(self) -> Settled | None:
        """What became of it; None as long as nothing says so."""
        return Settled(Outcome(self.outcome), _date(self.resolved)) if self.outcome else None


class EventGist(NamedTuple):
    """What is known of an event without its words."""

    key: str
    date_text: str
    told: str
    """Stands for its words: the same for two events that tell the same."""
    actors: Sequence[str]
    claimed_by: str | None

    @property
    def date(self) -> PartialDate:
        """When."""
        return _dated(self.date_text)


class FigureGist(NamedTuple):
    """What is known of a figure without its words."""

    key: str
    measure: str
    """What is counted, however it is spaced and capitalised."""
    value: str
    as_of_text: str | None
    claimed_by: str | None

    @property
    def as_of(self) -> PartialDate | None:
        """The day that the number is for."""
        return _date(self.as_of_text)


class SourceGist(NamedTuple):
    """What is known of a source without its note."""

    key: str
    title: str
    publisher: str | None
    url: str | None
    origin: str | None


class ActorGist(NamedTuple):
    """What an actor's part in a briefing ties it to, and who it is, where that is said."""

    key: str
    speaks_for: str | None
    identity: Mapping[str, Any]
    """The fields that say who it is, of those that are given."""


class ClaimGist(NamedTuple):
    """What is known of an evidence item without its words."""

    field: str
    """The briefing's field in which the claim stands."""
    key: str
    """The claim's id, or its place in a list counted from 1."""
    source: str
    """Id of its source."""
    speaker: str | None
    state: str
    is_quoted: bool


class Outline(NamedTuple):
    """A briefing without its prose."""

    title: str
    date_text: str
    thread: str | None
    thread_name: str
    """The thread's id as a reader should see it, going by this briefing's words."""
    status: str
    author: str | None
    language: str | None
    scale: str
    tags: Sequence[str]
    sources: Sequence[SourceGist]
    actors: Sequence[ActorGist]
    demands: Sequence[DemandGist]
    risks: Sequence[RiskGist]
    events: Sequence[EventGist]
    figures: Sequence[FigureGist]
    claims: Sequence[ClaimGist]
    mentioned: Sequence[str]
    """Ids of all actors that stand anywhere in it."""

    @property
    def date(self) -> date:
        """The day that it speaks from."""
        return date.fromisoformat(self.date_text)


def outline_of(briefing: Briefing, proofs: Sequence[Proof]) -> Outline:
    """Take the outline of a briefing; `proofs` are those of its evidence items in their order."""
    return Outline(
        title=briefing.title,
        date_text=briefing.date.isoformat(),
        thread=briefing.thread,
        thread_name=thread_name(briefing.thread or "", (briefing.title, briefing.summary)),
        status=briefing.status,
        author=briefing.author,
        language=briefing.language,
        scale=briefing.scale,
        tags=briefing.tags,
        sources=[
            SourceGist(key, each.title, each.publisher, each.url, each.origin)
            for key, each in briefing.sources.items()
        ],
        actors=[
            ActorGist(key, each.speaks_for, identity_of(each))
            for key, each in briefing.actors.items()
        ],
        demands=[_demand(key, each) for key, each in briefing.demands.items()],
        risks=[_risk(key, each) for key, each in briefing.risks.items()],
        events=[_event(str(n), each) for n, each in enumerate(briefing.events, start=1)],
        figures=[_figure(str(n), each) for n, each in enumerate(briefing.figures, start=1)],
        claims=list(_claims(briefing, proofs)),
        mentioned=list(dict.fromkeys(_mentioned(briefing))),
    )


def outline_from(plain: Sequence[Any]) -> Outline:
    """Make an outline from the lists that JSON has of it.

    Raises `TypeError`, `ValueError` or `IndexError` where they are no outline's.
    """
    made = Outline(*plain)
    return made._replace(
        sources=[SourceGist(*each) for each in made.sources],
        actors=[ActorGist(*each) for each in made.actors],
        demands=[
            DemandGist(*each[:4], [AnswerGist(*answer) for answer in each[4]])
            for each in made.demands
        ],
        risks=[RiskGist(*each) for each in made.risks],
        events=[EventGist(*each) for each in made.events],
        figures=[FigureGist(*each) for each in made.figures],
        claims=[ClaimGist(*each) for each in made.claims],
    )


def identity_of(identity: Identity) -> dict[str, Any]:
    """What an entry says of who an actor is, field by field."""
    given = ((field, getattr(identity, field)) for field in IDENTITY)
    return {field: value for field, value in given if value not in (None, ())}


def evidence_in(briefing: Briefing) -> Iterator[tuple[str, str | int, Evidence]]:
    """The evidence items of a briefing in order, each with the field and the key of its claim."""
    for path, entry in entries(briefing):
        if isinstance(entry, Evidence):
            yield str(path[0]), path[1], entry


def thread_name(id_: str, texts: Iterable[str]) -> str:
    """A thread's id as words, with the capitals that the briefing's own texts give them.

    `russia-nato-guarantees` → `Russia NATO guarantees`.
    """
    words = id_.split("-")
    spelt: dict[str, str] = {}
    for text in texts:
        for word in _WORDS.findall(text):
            if word.casefold() in words:
                spelt.setdefault(word.casefold(), word)
                if word.islower():
                    spelt[word.casefold()] = word
    name = " ".join(spelt.get(word, word) for word in words)
    return name[:1].upper() + name[1:]


def _demand(key: str, demand: Demand) -> DemandGist:
    answers = [
        AnswerGist(each.by, each.answer, str(each.date) if each.date else None)
        for each in demand.responses
    ]
    return DemandGist(key, demand.by, demand.of, demand.status, answers)


def _risk(key: str, risk: Risk) -> RiskGist:
    end = risk.resolution
    return RiskGist(
        key,
        risk.likelihood,
        risk.impact,
        str(risk.horizon) if risk.horizon else None,
        risk.given is not None,
        end.outcome if end else None,
        str(end.date) if end and end.date else None,
        risk.affects,
    )


def _event(key: str, event: Event) -> EventGist:
    words = " ".join(event.text.split()).casefold()
    told = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return EventGist(key, str(event.date), told, event.actors, event.claimed_by)


def _figure(key: str, figure: Figure) -> FigureGist:
    measure = " ".join(figure.measure.split()).casefold()
    as_of = str(figure.as_of) if figure.as_of else None
    return FigureGist(key, measure, str(figure.value), as_of, figure.claimed_by)


def _claims(briefing: Briefing, proofs: Sequence[Proof]) -> Iterator[ClaimGist]:
    only = next(iter(briefing.sources)) if len(briefing.sources) == 1 else ""
    for (field, key, item), proof in zip(evidence_in(briefing), proofs, strict=True):
        yield ClaimGist(
            field,
            str(key + 1 if isinstance(key, int) else key),
            item.source or only,
            item.speaker,
            proof.state,
            item.quote is not None,
        )


def _mentioned(briefing: Briefing) -> Iterator[str]:
    """Ids of the actors that stand in a briefing, as often as they do."""
    yield from briefing.actors
    for _, entry in entries(briefing):
        for field in _actor_fields(type(entry)):
            value = getattr(entry, field)
            yield from value if isinstance(value, tuple) else (value,) if value else ()


@lru_cache(maxsize=64)
def _actor_fields(model: type[Entry]) -> tuple[str, ...]:
    return tuple(f for f in model.model_fields if kind_referred_to(model, f) == "actor")
