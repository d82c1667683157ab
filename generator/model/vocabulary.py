"""The closed word lists of the format. Each word carries its meaning."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A word of a closed list, with what it means."""

    meaning: str

    def __new__(cls, value: str, meaning: str = "") -> Self:
        """Make the word equal to its text and keep its meaning beside it."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.meaning = meaning
        return word


class Status(Word):
    """How far a briefing has come."""

    DRAFT = "draft", "being written; not on the published site"
    REVIEW = "review", "waiting for a second pair of eyes; not on the published site"
    PUBLISHED = "published", "on the site"


class ActorKind(Word):
    """What an actor is. The words follow the entity types of public sanction lists."""

    PERSON = "person", "a human being"
    GOVERNMENT = "government", "a state's executive, or one of its offices"
    ORGANIZATION = "organization", "an alliance, agency, party or other formal body"
    GROUP = "group", "people acting together without one formal body"
    COMPANY = "company", "a business"
    COUNTRY = "country", "a state as a whole"
    OTHER = "other", "none of these"


class DemandKind(Word):
    """What a demand asks for."""

    COMMITMENT = "commitment", "a promise or binding undertaking"
    WITHDRAWAL = "withdrawal", "taking something or someone back"
    ACCESS = "access", "being let in, seen or heard"
    PAYMENT = "payment", "money or goods"
    RELEASE = "release", "setting free people or things"
    TALKS = "talks", "negotiations"
    HALT = "halt", "stopping something under way"
    OTHER = "other", "none of these"


class DemandStatus(Word):
    """Where a demand stands."""

    OPEN = "open", "made, with no decision known"
    DEFERRED = "deferred", "put off by the one it is made of"
    PARTLY_MET = "partly-met", "granted in part"
    MET = "met", "granted"
    REJECTED = "rejected", "refused"
    WITHDRAWN = "withdrawn", "taken back by the one who made it"
    LAPSED = "lapsed", "overtaken by time or events"


class Answer(Word):
    """How the one asked answered a demand."""

    ACCEPTED = "accepted", "agrees to all of it"
    PARTLY_ACCEPTED = "partly-accepted", "agrees to a part"
    COUNTERED = "countered", "offers something else instead"
    DEFERRED = "deferred", "puts the answer off"
    REJECTED = "rejected", "refuses"


class Reliability(Word):
    """Reliability of a source, of the source alone (Admiralty code, NATO AJP-2.1)."""

    A = "A", "completely reliable"
    B = "B", "usually reliable"
    C = "C", "fairly reliable"
    D = "D", "not usually reliable"
    E = "E", "unreliable"
    F = "F", "reliability cannot be judged"


class Credibility(Word):
    """Credibility of an item of information, of the item alone (Admiralty code, NATO AJP-2.1)."""

    CONFIRMED = "1", "confirmed by other sources"
    PROBABLE = "2", "probably true"
    POSSIBLE = "3", "possibly true"
    DOUBTFUL = "4", "doubtful"
    IMPROBABLE = "5", "improbable"
    UNKNOWN = "6", "truth cannot be judged"


class Confidence(Word):
    """Confidence in a judgement, kept apart from its likelihood (ICD 203, D.6.e)."""

    LOW = "low", "the information is scant, questionable or fragmented"
    MODERATE = "moderate", "credibly sourced and plausible, but not enough for more"
    HIGH = "high", "good information, or the nature of the issue allows a solid judgement"


class Level(Word):
    """A level of impact or of risk (NIST SP 800-30 rev. 1, tables H-3 and I-3)."""

    VERY_LOW = "very-low", "negligible effect"
    LOW = "low", "limited effect"
    MODERATE = "moderate", "serious effect"
    HIGH = "high", "severe or catastrophic effect"
    VERY_HIGH = "very-high", "several severe or catastrophic effects"


class Outcome(Word):
    """What became of a risk."""

    OCCURRED = "occurred", "the event happened"
    DID_NOT_OCCUR = "did-not-occur", "the event did not happen by the horizon"
    UNCLEAR = "unclear", "what happened cannot be told, or does not settle it"
