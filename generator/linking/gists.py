"""Gists: what linking needs to know about an entry, without its words, as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from sys import intern
from typing import Any, NamedTuple

from generator.model.dates import PartialDate, parse_date
from generator.model.horizons import Settled
from generator.model.vocabulary import Confidence, DemandKind, Level, Outcome


def _date(text: str | None) -> PartialDate | None:
    return parse_date(text) if text else None


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
    deadline_text: str | None
    kind_word: str | None
    red_line: bool | None
    """None where nothing is said of it."""
    responses: Sequence[AnswerGist]

    @property
    def deadline(self) -> PartialDate | None:
        """By when it is to be met."""
        return _date(self.deadline_text)

    @property
    def kind(self) -> DemandKind | None:
        """What it asks for."""
        return DemandKind(self.kind_word) if self.kind_word else None

    @property
    def answers(self) -> Sequence[tuple[AnswerGist, int]]:
        """Its answers, each with its number among equal ones.

        So the same answer in two briefings is one, but two equal ones in one briefing are two.
        """
        before = Counter[AnswerGist]()
        numbered = []
        for answer in self.responses:
            before[answer] += 1
            numbered.append((answer, before[answer]))
        return numbered


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
    confidence_word: str | None
    seen: Sequence[str]
    """A hash of the words of each sign that was seen."""

    @property
    def confidence(self) -> Confidence | None:
        """How sure the judgement is."""
        return Confidence(self.confidence_word) if self.confidence_word else None

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
    """A hash of its words: the same for two events in the same words."""
    actors: Sequence[str]
    claimed_by: str | None

    @property
    def date(self) -> PartialDate:
        """When."""
        return parse_date(self.date_text)


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
    """Whom an actor speaks for in a briefing, and what the briefing says about its identity."""

    key: str
    speaks_for: str | None
    identity: Mapping[str, Any]
    """The fields that say who it is, of those that are given."""


class ClaimGist(NamedTuple):
    """What is known of an evidence item without its words."""

    field: str
    """The briefing's field that the claim is in."""
    key: str
    """The claim's id, or its place in a list counted from 1."""
    source: str
    """Id of its source."""
    speaker: str | None
    state: str
    is_quoted: bool


def _actor(plain: Sequence[Any]) -> ActorGist:
    key, speaks_for, identity = plain
    return ActorGist(intern(key), speaks_for, identity)


def _demand(plain: Sequence[Any]) -> DemandGist:
    *rest, answers = plain
    return DemandGist._make((*rest, [AnswerGist._make(answer) for answer in answers]))


def _claim(plain: Sequence[Any]) -> ClaimGist:
    field, key, source, speaker, state, is_quoted = plain
    # A large desk has very many claims with few different words: keep each word only once.
    speaker = speaker and intern(speaker)
    return ClaimGist(intern(field), key, intern(source), speaker, intern(state), is_quoted)


MAKERS: tuple[Callable[[Any], Any], ...] = (
    SourceGist._make,
    _actor,
    _demand,
    RiskGist._make,
    EventGist._make,
    FigureGist._make,
    _claim,
)
"""For each kind of entry in an outline, in order: makes a gist from its list in JSON."""
