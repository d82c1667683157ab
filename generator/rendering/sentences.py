"""What changed, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from generator.linking.changes import Change, ChangeKind
from generator.linking.gists import FigureGist
from generator.linking.identities import Known
from generator.linking.sightings import Sighting
from generator.model.briefing import Demand, Figure, Risk
from generator.model.quantities import parse_quantity
from generator.model.vocabulary import Answer, Confidence, DemandStatus, Level, Outcome, Word
from generator.rendering.escape import plain
from generator.rendering.wording import N_, Wording

_DIRECTED = (ChangeKind.LIKELIHOOD, ChangeKind.IMPACT)
"""Kinds of changes that make a risk rise or fall."""
_ALONE = (ChangeKind.ADDED, ChangeKind.RETURNED, ChangeKind.DROPPED)


_MOVED = {
    ChangeKind.LIKELIHOOD: {
        None: N_("Likelihood given: {new}."),
        1: N_("Likelihood raised from {old} to {new}."),
        -1: N_("Likelihood lowered from {old} to {new}."),
        0: N_("Likelihood changed from {old} to {new}."),
    },
    ChangeKind.IMPACT: {
        None: N_("Impact given: {new}."),
        1: N_("Impact raised from {old} to {new}."),
        -1: N_("Impact lowered from {old} to {new}."),
        0: N_("Impact changed from {old} to {new}."),
    },
    ChangeKind.CONFIDENCE: {
        None: N_("Confidence given: {new}."),
        1: N_("Confidence raised from {old} to {new}."),
        -1: N_("Confidence lowered from {old} to {new}."),
        0: N_("Confidence changed from {old} to {new}."),
    },
    ChangeKind.HORIZON: {
        None: N_("Horizon set: {new}."),
        1: N_("Horizon moved later, from {old} to {new}."),
        -1: N_("Horizon moved earlier, from {old} to {new}."),
        0: N_("Horizon changed, from {old} to {new}."),
    },
    ChangeKind.DEADLINE: {
        None: N_("Deadline set: {new}."),
        1: N_("Deadline moved later, from {old} to {new}."),
        -1: N_("Deadline moved earlier, from {old} to {new}."),
        0: N_("Deadline changed, from {old} to {new}."),
    },
}
"""By direction; None if there was no value before."""
_ANSWERED = {
    Answer.ACCEPTED: N_("{name} agrees."),
    Answer.PARTLY_ACCEPTED: N_("{name} agrees in part."),
    Answer.COUNTERED: N_("{name} makes a counter-offer."),
    Answer.DEFERRED: N_("{name} defers its answer."),
    Answer.REJECTED: N_("{name} refuses."),
}
_RESOLVED = {
    Outcome.OCCURRED: (N_("It happened."), N_("It happened ({date}).")),
    Outcome.DID_NOT_OCCUR: (N_("It did not happen."), N_("It did not happen ({date}).")),
    Outcome.UNCLEAR: (
        N_("The outcome is unclear."),
        N_("The outcome is unclear ({date})."),
    ),
}
"""Without a date, and with one."""


_quantity = lru_cache(maxsize=10_000)(parse_quantity)


@dataclass(frozen=True, slots=True)
class Movement:
    """All that one briefing changes about one demand, risk or measure."""

    subject: str
    """The demand, the risk's event or the measure, as typed."""
    now: Sighting[Demand] | Sighting[Risk] | Sighting[Figure]
    sentences: tuple[str, ...]
    direction: int
    """1 if a risk rose, -1 if it fell, else 0."""
    only: ChangeKind | None
    """The kind of change, if the subject only came, came back or went; else None."""


def movements(
    changes: Iterable[Change], actors: Mapping[str, Known], words: Wording
) -> tuple[Movement, ...]:
    """Group changes by subject, in the order of the first change of each."""
    groups: dict[tuple[type, str], list[Change]] = {}
    for change in changes:
        gist = change.now.gist
        name = gist.measure if isinstance(gist, FigureGist) else change.now.key
        groups.setdefault((type(gist), name), []).append(change)
    sentences = Sentences(actors, words)
    return tuple(
        Movement(
            subject_of(found[0]),
            found[0].now,
            tuple(sentences.tell(change) for change in found),
            _direction(found),
            found[0].kind
            if len(found) == 1 and not found[0].new and found[0].kind in _ALONE
            else None,
        )
        for found in groups.values()
    )


def _direction(changes: Iterable[Change]) -> int:
    """Which way a risk went; 0 if likelihood and impact went different ways, or neither moved."""
    ways = {change.direction for change in changes if change.kind in _DIRECTED} - {0}
    return ways.pop() if len(ways) == 1 else 0


def subject_of(change: Change) -> str:
    """The words of the demand, of the risk's event or of the measure that changed."""
    entry = change.now.entry
    if isinstance(entry, Risk):
        return entry.event
    return entry.text if isinstance(entry, Demand) else entry.measure


def plain_words(text: str) -> str:
    """Prose without its marks, and without a full stop at the end."""
    return plain(text).rstrip(". ")


@dataclass(frozen=True, slots=True)
class Sentences:
    """Puts each change into one sentence, which does not name its subject."""

    actors: Mapping[str, Known]
    words: Wording

    def tell(self, change: Change) -> str:
        """The sentence for a change."""
        gettext = self.words.gettext
        match change.kind:
            case ChangeKind.RESOLVED:
                return self._resolved(change)
            case ChangeKind.REOPENED:
                return gettext("Reopened (was: {old}).", old=self.words.word(Outcome(change.old)))
            case ChangeKind.LIKELIHOOD:
                old = self._with_band(change.before, change.old) if change.before else ""
                return self._moved(change, old, self._with_band(change.now, change.new))
            case ChangeKind.IMPACT:
                return self._moved(change, *self._words(change, Level))
            case ChangeKind.CONFIDENCE:
                return self._moved(change, *self._words(change, Confidence))
            case ChangeKind.HORIZON | ChangeKind.DEADLINE:
                return self._moved(change, self._day(change.old), self._day(change.new))
            case ChangeKind.REWORDED:
                return gettext("Reworded (was: “{old}”).", old=plain_words(change.old))
            case ChangeKind.CONDITION if change.new:
                return gettext("Now conditional on: {new}.", new=plain_words(change.new))
            case ChangeKind.CONDITION:
                return gettext("No longer conditional (was: {old}).", old=plain_words(change.old))
            case ChangeKind.INDICATOR:
                return gettext("Indicator seen: {new}.", new=plain_words(change.new))
            case ChangeKind.STATUS:
                old, new = self._words(change, DemandStatus)
                return gettext("Status changed from {old} to {new}.", old=old, new=new)
            case ChangeKind.ANSWERED:
                return self._answered(change)
            case ChangeKind.REVISED:
                return self._revised(change)
            case ChangeKind.ADDED if change.new:
                return self._counted(change)
            case ChangeKind.ADDED:
                return gettext("New in this thread.")
            case ChangeKind.RETURNED:
                return gettext("Mentioned again.")
            case ChangeKind.DROPPED:
                return gettext("No longer mentioned, without a reason given.")

    def _resolved(self, change: Change) -> str:
        entry = change.now.entry
        when = entry.resolution.date if isinstance(entry, Risk) and entry.resolution else None
        undated, dated = _RESOLVED[Outcome(change.new)]
        if when is None:
            return self.words.gettext(undated)
        return self.words.gettext(dated, date=self.words.date(when))

    def _moved(self, change: Change, old: str, new: str) -> str:
        form = _MOVED[change.kind][change.direction if old else None]
        return self.words.gettext(form, old=old, new=new)

    def _words(self, change: Change, kind: type[Word]) -> tuple[str, str]:
        old, new = (self.words.word(kind(s)) if s else "" for s in (change.old, change.new))
        return old, new

    def _answered(self, change: Change) -> str:
        response = change.response
        if response is None:  # only for the type: an answer is always there
            return ""
        told = self.words.gettext(_ANSWERED[response.answer], name=self._name(response.by))
        if response.date is None:
            return told
        date = self.words.date(response.date)
        return self.words.gettext("{date}: {sentence}", date=date, sentence=told)

    def _revised(self, change: Change) -> str:
        old, new = self._number(change, change.old), self._number(change, change.new)
        by = self._claimant(change)
        if by:
            return self.words.gettext(
                "Revised from {old} to {new}, by {name}.", old=old, new=new, name=by
            )
        return self.words.gettext("Revised from {old} to {new}.", old=old, new=new)

    def _counted(self, change: Change) -> str:
        new, by = self._number(change, change.new), self._claimant(change)
        if by:
            return self.words.gettext("New: {new}, by {name}.", new=new, name=by)
        return self.words.gettext("New: {new}.", new=new)

    def _with_band(self, sighting: Sighting[Any], word: str) -> str:
        if not word:
            return ""
        return f"{self.words.word(word)} ({sighting.ref.scale.step(word).band}\u00a0%)"

    def _day(self, text: str) -> str:
        return self.words.typed_date(text) if text else ""

    def _number(self, change: Change, text: str) -> str:
        entry = change.now.entry
        unit = f" {entry.unit}" if isinstance(entry, Figure) and entry.unit else ""
        return f"{self.words.between(_quantity(text))}{unit}"

    def _claimant(self, change: Change) -> str:
        sighting: Sighting[Demand] | Sighting[Risk] | Sighting[Figure] = change.now
        by = sighting.entry.claimed_by if isinstance(sighting.entry, Figure) else None
        return self._name(by) if by else ""

    def _name(self, actor: str) -> str:
        return self.actors[actor].name if actor in self.actors else actor
