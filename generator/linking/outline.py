"""Outlines: what linking needs to know about a briefing, without its prose, as plain data.

Unlike its briefings, a large desk's outlines fit into memory, and they are read in a moment.
Outlines alone suffice for lines of demands, the ledger's order, who is concerned, what is due and
how forecasts came out. The words of an entry are fetched when a page shows them.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from sys import intern
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic_core import from_json

from generator.evidence.proof import Proof
from generator.linking.gists import MAKERS, ActorGist, DemandGist, EventGist, RiskGist
from generator.linking.gists import AnswerGist as AnswerGist
from generator.linking.gists import ClaimGist as ClaimGist
from generator.linking.gists import FigureGist as FigureGist
from generator.linking.gists import SourceGist as SourceGist
from generator.model.briefing import Briefing, Demand, Event, Evidence, Figure, Identity, Risk
from generator.model.references import Path, entries, kind_referred_to

IDENTITY = tuple(name for name in Identity.model_fields if name != "accept")
"""The fields that say who an actor is."""

_WORDS = re.compile(r"\w+")
_INITIALS = {
    word.casefold(): word
    for word in ("EU", "G20", "G7", "IAEA", "IMF", "NATO", "UAE", "UK", "UN", "US", "USA", "WTO")
}
"""Initialisms, for words of a thread's id that do not occur in its own texts."""


class Outline(NamedTuple):
    """A briefing without its prose."""

    title: str
    date_text: str
    thread: str | None
    thread_name: str
    """The thread's id as readable words, capitalized as in this briefing's texts."""
    status: str
    author: str | None
    language: str | None
    scale: str
    tags: Sequence[str]
    mentioned: Sequence[str]
    """Ids of all actors mentioned anywhere in it."""
    corrected: Sequence[str]
    """The days on which it was corrected, in the order of its list."""
    states: Mapping[str, int]
    """The number of its evidence items in each state that has any."""
    parts: list[Any]
    """The gists of each kind of entry, as JSON until they are first used: an edit of a large desk
    needs only a few of them, and as JSON they take a quarter of the memory."""

    @property
    def date(self) -> date:
        """The day that it speaks from."""
        return date.fromisoformat(self.date_text)

    @property
    def sources(self) -> Sequence[SourceGist]:
        """What it draws on."""
        return self._part(0)

    @property
    def actors(self) -> Sequence[ActorGist]:
        """Who takes part."""
        return self._part(1)

    @property
    def demands(self) -> Sequence[DemandGist]:
        """Who wants what of whom."""
        return self._part(2)

    @property
    def risks(self) -> Sequence[RiskGist]:
        """What could go wrong."""
        return self._part(3)

    @property
    def events(self) -> Sequence[EventGist]:
        """Its timeline."""
        return self._part(4)

    @property
    def figures(self) -> Sequence[FigureGist]:
        """Numbers that someone claims."""
        return self._part(5)

    @property
    def claims(self) -> Sequence[ClaimGist]:
        """Its evidence items, in their order."""
        return self._part(6)

    def is_like(self, other: Outline) -> bool:
        """Whether the briefings of two outlines differ in nothing but their words."""
        every = range(len(self.parts))
        return self[:-1] == other[:-1] and all(self._part(n) == other._part(n) for n in every)

    def _part(self, number: int) -> Sequence[Any]:
        part = self.parts[number]
        if isinstance(part, bytes):
            part = self.parts[number] = tuple(map(MAKERS[number], from_json(part)))
        made: Sequence[Any] = part
        return made


def outline_of(briefing: Briefing, proofs: Sequence[Proof]) -> Outline:
    """Take the outline of a briefing; `proofs` are those of its evidence items in their order."""
    every = list(entries(briefing))
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
        mentioned=tuple(dict.fromkeys(_mentioned(briefing, every))),
        corrected=tuple(each.date.isoformat() for each in briefing.corrections),
        states=Counter(str(proof.state) for proof in proofs),
        parts=[
            tuple(
                SourceGist(key, each.title, each.publisher, each.url, each.origin)
                for key, each in briefing.sources.items()
            ),
            tuple(
                ActorGist(key, each.speaks_for, identity_of(each))
                for key, each in briefing.actors.items()
            ),
            tuple(_demand(key, each) for key, each in briefing.demands.items()),
            tuple(_risk(key, each) for key, each in briefing.risks.items()),
            tuple(_event(str(n), each) for n, each in enumerate(briefing.events, start=1)),
            tuple(_figure(str(n), each) for n, each in enumerate(briefing.figures, start=1)),
            tuple(_claims(briefing, every, proofs)),
        ],
    )


def outline_from(head: Sequence[Any], parts: Sequence[bytes]) -> Outline:
    """Make an outline from its JSON: `head` is everything except entries, `parts` the entries.

    Raises `TypeError`, `ValueError` or `IndexError` if these are not an outline's.
    """
    title, day, *words, tags, mentioned, corrected, states = head
    if len(parts) != len(MAKERS) or not all(part.startswith(b"[") for part in parts):
        raise ValueError("this is no outline")
    # Ids and names come again and again: each is kept once.
    kept = (word and intern(word) for word in words)
    every = (tuple(map(intern, tags)), tuple(map(intern, mentioned)), tuple(corrected))
    return Outline._make((title, day, *kept, *every, dict(states), list(parts)))


def identity_of(identity: Identity) -> dict[str, Any]:
    """What an entry says about the identity of an actor, field by field."""
    given = ((field, getattr(identity, field)) for field in IDENTITY)
    return {field: value for field, value in given if value not in (None, ())}


def evidence_in(briefing: Briefing) -> Iterator[tuple[str, str | int, Evidence]]:
    """The evidence items of a briefing in order, each with the field and the key of its claim."""
    return _evidence(entries(briefing))


def thread_name(id_: str, texts: Iterable[str]) -> str:
    """A thread's id as words, with the capitals that the briefing's own texts give them.

    `russia-nato-guarantees` → `Russia NATO guarantees`. What a text spells in capitals is a name,
    whoever else is meant by WHO in small letters.
    """
    words = id_.split("-")
    given: dict[str, str] = {}
    names: dict[str, str] = {}
    for text in texts:
        for word in _WORDS.findall(text):
            if word.casefold() in words:
                given.setdefault(word.casefold(), word)
                if word.islower():
                    given[word.casefold()] = word
                elif word.isupper() and len(word) > 1 and not text.isupper():
                    names[word.casefold()] = word
    spelt = _INITIALS | given | names
    name = " ".join(spelt.get(word, word) for word in words)
    return name[:1].upper() + name[1:]


def _evidence(
    every: Iterable[tuple[Path, BaseModel]],
) -> Iterator[tuple[str, str | int, Evidence]]:
    for path, entry in every:
        # For models, `isinstance` is slow, and this checks every entry of a desk.
        if type(entry) is Evidence:
            yield str(path[0]), path[1], entry


def _demand(key: str, demand: Demand) -> DemandGist:
    answers = [
        AnswerGist(each.by, each.answer, str(each.date) if each.date else None)
        for each in demand.responses
    ]
    return DemandGist(
        key,
        demand.by,
        demand.of,
        demand.status,
        str(demand.deadline) if demand.deadline else None,
        demand.kind,
        demand.red_line if "red_line" in demand.model_fields_set else None,
        answers,
    )


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
        risk.confidence,
        [stands_for(sign.text) for sign in risk.indicators if sign.seen],
    )


def _event(key: str, event: Event) -> EventGist:
    told = stands_for(event.text.casefold())
    return EventGist(key, str(event.date), told, event.actors, event.claimed_by)


def stands_for(text: str) -> str:
    """A hash of some words, whatever their line breaks."""
    words = " ".join(text.split())
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _figure(key: str, figure: Figure) -> FigureGist:
    measure = " ".join(figure.measure.split()).casefold()
    as_of = str(figure.as_of) if figure.as_of else None
    return FigureGist(key, measure, str(figure.value), as_of, figure.claimed_by)


def _claims(
    briefing: Briefing, every: Iterable[tuple[Path, BaseModel]], proofs: Sequence[Proof]
) -> Iterator[ClaimGist]:
    only = next(iter(briefing.sources)) if len(briefing.sources) == 1 else ""
    for (field, key, item), proof in zip(_evidence(every), proofs, strict=True):
        yield ClaimGist(
            field,
            str(key + 1 if isinstance(key, int) else key),
            item.source or only,
            item.speaker,
            proof.state,
            item.quote is not None,
        )


def _mentioned(briefing: Briefing, every: Iterable[tuple[Path, BaseModel]]) -> Iterator[str]:
    """Ids of the actors that a briefing mentions, repeated as often as it does."""
    yield from briefing.actors
    for _, entry in every:
        for field in _actor_fields(type(entry)):
            value = getattr(entry, field)
            if value:
                yield from value if isinstance(value, tuple) else (value,)


@cache
def _actor_fields(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(f for f in model.model_fields if kind_referred_to(model, f) == "actor")
