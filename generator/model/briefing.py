"""What a briefing is: the models of everything that a writer types.

All models are frozen. The string under each attribute is its description in the JSON Schema
and in the reference.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, RootModel, model_validator

from generator.model.dates import Date, Day
from generator.model.quantities import Amount
from generator.model.references import ActorId, SourceId
from generator.model.scales import LikelihoodWord, ScaleName
from generator.model.text import (
    FileName,
    Flag,
    Identifier,
    Keyed,
    KeyedSome,
    Language,
    Many,
    OneOrMany,
    OneOrSome,
    Plain,
    Prose,
    Url,
    WikidataId,
)
from generator.model.vocabulary import (
    ActorKind,
    Answer,
    Confidence,
    Credibility,
    DemandKind,
    DemandStatus,
    Level,
    Outcome,
    Reliability,
    Status,
)


class Entry(BaseModel):
    """Anything in a briefing that is written as a mapping of known keys."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        defer_build=True,  # of most kinds of entries nothing is ever read alone
    )

    accept: Keyed[Plain] = Field(default_factory=dict)  # `{}` would be copied deeply each time
    """Codes of warnings that are meant here, each with the reason, which the page shows."""

    @model_validator(mode="before")
    @classmethod
    def _nothing_is_no_keys(cls, data: Any) -> Any:
        return {} if data is None else data


class Evidence(Entry):
    """What a claim is based on: words in a source, or the source as a whole."""

    source: SourceId | None = None
    """Id of the source; may be left out where the briefing has only one."""
    quote: Plain | None = None
    """The words, exactly as they are in the source."""
    speaker: ActorId | None = None
    """Id of the actor who said the quoted words; left out for the reporter's own."""
    note: Prose | None = None
    """What a reader should know about this evidence."""


class Source(Entry):
    """Where claims come from: an article, a document, a statement."""

    title: Plain
    """Its title."""
    publisher: Plain | None = None
    """Who published it."""
    author: Plain | None = None
    """Who wrote it."""
    url: Url | None = None
    """Its address on the web."""
    published: Date | None = None
    """When it was published."""
    accessed: Date | None = None
    """When it was read."""
    origin: Identifier | None = None
    """Whose reporting it relays. Sources with one origin count once, however many they are."""
    reliability: Reliability | None = None
    """Admiralty letter: how reliable the source is, regardless of what it says this time."""
    text: FileName | None = None
    """File of its archived text below `sources/` in the folder of briefings."""
    republish: Flag = False
    """Whether the archived text may be published."""
    note: Prose | None = None
    """What a reader should know about this source."""


class Identity(Entry):
    """Who an actor is, the same in every briefing."""

    name: Plain | None = None
    """The name as a reader should see it."""
    kind: ActorKind | None = None
    """What the actor is."""
    aliases: OneOrMany[Plain] = ()
    """Other names and spellings, by which search finds it too."""
    part_of: ActorId | None = None
    """Id of the actor that this one belongs to."""
    office: Plain | None = None
    """The office held, where it is part of who this is."""
    wikidata: WikidataId | None = None
    """Wikidata item, such as Q7747."""
    url: Url | None = None
    """The actor's own page on the web."""


class Register(RootModel[Keyed[Identity]]):
    """The register of actors: the identity of each, by id."""

    model_config = ConfigDict(frozen=True)


class Actor(Identity):
    """An actor's part in one briefing; its identity may be given here or in the register."""

    role: Plain | None = None
    """What the actor is in this story."""
    side: Plain | None = None
    """Whose side the actor takes; actors of one side are shown together."""
    speaks_for: ActorId | None = None
    """Id of the actor on whose behalf this one speaks."""
    note: Prose | None = None
    """What the actor did or wants here."""
    evidence: Many[Evidence] = ()
    """What this is based on."""


class Response(Entry):
    """How an actor answered a demand."""

    by: ActorId
    """Id of the actor who answered."""
    date: Date | None = None
    """When it was answered."""
    answer: Answer
    """What kind of answer it is."""
    text: Prose | None = None
    """What was answered."""
    evidence: Many[Evidence] = ()
    """What this is based on."""


class Demand(Entry):
    """What one actor wants from others."""

    by: OneOrSome[ActorId]
    """Id of the actor who demands, or a list of them."""
    of: OneOrMany[ActorId] = ()
    """Id of the actor that it is demanded from, or a list of them."""
    text: Prose
    """What is demanded."""
    kind: DemandKind | None = None
    """What the demand asks for."""
    red_line: Flag = False
    """Whether the actor calls it a line that must not be crossed."""
    deadline: Date | None = None
    """By when it is to be met."""
    status: DemandStatus = DemandStatus.OPEN
    """Where the demand stands on the day of the briefing."""
    credibility: Credibility | None = None
    """Admiralty digit: how credible the report is that the demand was made."""
    note: Prose | None = None
    """What a reader should know about it."""
    evidence: Many[Evidence] = ()
    """What this is based on."""
    responses: Many[Response] = ()
    """Answers known on the day of the briefing."""


class Indicator(Entry):
    """Something that would show a risk coming."""

    text: Prose
    """What to look for."""
    seen: Date | None = None
    """When it was seen; left out until then."""
    evidence: Many[Evidence] = ()
    """What the sighting is based on."""


class Resolution(Entry):
    """What became of a risk."""

    outcome: Outcome
    """Whether the event happened."""
    date: Date | None = None
    """When it happened, or when it was settled that it did not."""
    text: Prose | None = None
    """How it is known."""
    evidence: Many[Evidence] = ()
    """What this is based on."""


class Risk(Entry):
    """An event that may come, and the desk's judgement of it."""

    event: Prose
    """What would happen, put so plainly that anyone can say later whether it did."""
    given: Prose | None = None
    """What the judgement is conditional on."""
    horizon: Date | None = None
    """By when the event would happen. A judgement without a horizon can never be scored."""
    likelihood: LikelihoodWord | None = None
    """A word of the briefing's scale; the page shows its percentage range beside it."""
    confidence: Confidence | None = None
    """Confidence in the judgement, not in the event."""
    basis: Prose | None = None
    """Why this likelihood and this confidence."""
    impact: Level | None = None
    """How serious the consequences would be."""
    affects: OneOrMany[ActorId] = ()
    """Ids of the actors who would bear it."""
    indicators: Many[Indicator] = ()
    """What would show it coming."""
    note: Prose | None = None
    """What a reader should know about it."""
    evidence: Many[Evidence] = ()
    """What this is based on."""
    resolution: Resolution | None = None
    """What became of it, once known."""


class Event(Entry):
    """Something that happened, or is claimed to have happened."""

    date: Date
    """When, as far as is known."""
    text: Prose
    """What happened."""
    actors: OneOrMany[ActorId] = ()
    """Ids of those who took part."""
    claimed_by: ActorId | None = None
    """Id of the actor who says so; left out where it is established."""
    credibility: Credibility | None = None
    """Admiralty digit: how credible the report is."""
    evidence: Many[Evidence] = ()
    """What this is based on."""


class Figure(Entry):
    """A number that someone claims."""

    measure: Plain
    """What is counted. Figures in one thread with the same words here are compared."""
    value: Amount
    """The number: 94300, at least 5/.., up to ../5, a range 169000/190000, about 70000~."""
    unit: Plain | None = None
    """The unit, unless the measure says it."""
    claimed_by: ActorId | None = None
    """Id of the actor who gives the number."""
    as_of: Date | None = None
    """The date that the number is for."""
    note: Prose | None = None
    """What is included or left out."""
    credibility: Credibility | None = None
    """Admiralty digit: how credible the report is."""
    evidence: Many[Evidence] = ()
    """What this is based on."""


class Assumption(Entry):
    """Something taken as given."""

    text: Prose
    """What is assumed."""
    key: Flag = False
    """Whether a judgement above depends on it."""


class Remark(Entry):
    """Another reading of the facts, or something that is not known."""

    text: Prose
    """The reading, or what is not known."""


class Correction(Entry):
    """What was wrong in an earlier version of the page."""

    date: Day
    """When it was corrected."""
    text: Prose
    """What was wrong, and what is right."""


class Briefing(Entry):
    """One news article, or one day of a story, summarised with its evidence."""

    title: Plain
    """The headline."""
    date: Day
    """Date of the briefing; it covers what was known by the end of that day."""
    summary: Prose
    """The conclusion, in one paragraph."""
    thread: Identifier | None = None
    """Id of the running story that the briefing belongs to."""
    status: Status = Status.PUBLISHED
    """How far along the briefing is; only published ones are on the site."""
    author: Plain | None = None
    """Who answers for it."""
    reviewed_by: Plain | None = None
    """Who has reviewed it."""
    language: Language | None = None
    """Language tag of the briefing's text, such as `en` or `pt-BR`."""
    scale: ScaleName = ScaleName.ICD203
    """Which scale of likelihood words it uses."""
    tags: OneOrMany[Plain] = ()
    """Tags by which the site groups briefings."""
    sources: KeyedSome[Source]
    """What the briefing draws on, by id."""
    actors: KeyedSome[Actor]
    """Who takes part, by id."""
    demands: Keyed[Demand] = {}
    """Who wants what from whom, by id. In one thread, the same id is the same demand over time."""
    risks: Keyed[Risk] = {}
    """What could go wrong, by id. In one thread, the same id is the same risk over time."""
    events: Many[Event] = ()
    """The timeline."""
    figures: Many[Figure] = ()
    """Numbers, each with who claims it."""
    assumptions: Many[Assumption] = ()
    """What the judgements take as given."""
    alternatives: Many[Remark] = ()
    """Other readings of the same facts."""
    gaps: Many[Remark] = ()
    """What is not known but would matter."""
    corrections: Many[Correction] = ()
    """What was wrong in earlier versions."""

    def sources_of(self, evidence: Iterable[Evidence]) -> list[str]:
        """The id of the source that each item is from: the only one, where it names none.

        Empty where that cannot be told, which is a mistake.
        """
        only = next(iter(self.sources)) if len(self.sources) == 1 else ""
        return [item.source or only for item in evidence]
