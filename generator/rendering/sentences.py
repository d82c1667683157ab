"""What changed, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.linking.changes import Change, ChangeKind
from generator.linking.corpus import Dossier
from generator.linking.sightings import Sighting
from generator.model.briefing import Demand, Figure, Risk
from generator.model.dates import PartialDate, parse_date
from generator.model.quantities import parse_quantity
from generator.model.vocabulary import Outcome
from generator.rendering.escape import plain
from generator.rendering.wording import date_words, quantity_words

_OUTCOMES = {
    Outcome.OCCURRED: "It happened",
    Outcome.DID_NOT_OCCUR: "It did not happen",
    Outcome.UNCLEAR: "What became of it is unclear",
}
_ANSWERS = {
    "accepted": "agrees",
    "partly-accepted": "agrees in part",
    "countered": "offers something else",
    "deferred": "puts the answer off",
    "rejected": "refuses",
}
_DIRECTED = (ChangeKind.LIKELIHOOD, ChangeKind.IMPACT)
"""Kinds of changes by which a risk rises or falls."""
_ALONE = (ChangeKind.ADDED, ChangeKind.RETURNED, ChangeKind.DROPPED)
_VERBS = {1: "raised", -1: "lowered", 0: "changed"}


@dataclass(frozen=True, slots=True)
class Movement:
    """All that one briefing changes about one demand, risk or measure."""

    subject: str
    """What it is about, in its own words."""
    now: Sighting[Demand] | Sighting[Risk] | Sighting[Figure]
    sentences: tuple[str, ...]
    direction: int
    """1 where a risk rose, -1 where it fell, else 0."""
    only: ChangeKind | None
    """The kind of change, where it only came, came back or went."""


def movements(changes: Iterable[Change], actors: Mapping[str, Dossier]) -> tuple[Movement, ...]:
    """Gather changes by what they are about, what weighs most first."""
    groups: dict[tuple[type, str], list[Change]] = {}
    for change in changes:
        entry = change.now.entry
        name = entry.measure.casefold() if isinstance(entry, Figure) else change.now.key
        groups.setdefault((type(entry), name), []).append(change)
    return tuple(
        Movement(
            subject_of(found[0]),
            found[0].now,
            tuple(change_sentence(change, actors) for change in found),
            next((c.direction for c in found if c.kind in _DIRECTED and c.direction), 0),
            found[0].kind
            if len(found) == 1 and not found[0].new and found[0].kind in _ALONE
            else None,
        )
        for found in groups.values()
    )


def change_sentence(change: Change, actors: Mapping[str, Dossier]) -> str:
    """What happened, in one sentence without the name of what it happened to."""
    new, old = spaced(change.new), spaced(change.old)
    match change.kind:
        case ChangeKind.RESOLVED:
            return f"{_OUTCOMES[Outcome(change.new)]}{_resolved_when(change)}."
        case ChangeKind.REOPENED:
            return f"Open again; before: {old}."
        case ChangeKind.LIKELIHOOD:
            earlier = _with_band(change.before, old) if change.before else old
            return _moved("Likelihood", change, earlier, _with_band(change.now, new))
        case ChangeKind.IMPACT | ChangeKind.CONFIDENCE:
            return _moved(change.kind.value.capitalize(), change, old, new)
        case ChangeKind.HORIZON | ChangeKind.DEADLINE:
            what = change.kind.value.capitalize()
            if not change.old:
                return f"{what} set: {_day(change.new)}."
            verb = {1: "moved later", -1: "moved earlier", 0: "changed"}[change.direction]
            return f"{what} {verb}, from {_day(change.old)} to {_day(change.new)}."
        case ChangeKind.REWORDED:
            return f"Put in other words; before: “{plain_words(change.old)}”."
        case ChangeKind.CONDITION:
            if not change.new:
                return f"No longer on a condition; before: {plain_words(change.old)}."
            return f"Now on the condition: {plain_words(change.new)}."
        case ChangeKind.INDICATOR:
            return f"A sign was seen: {plain_words(change.new)}."
        case ChangeKind.STATUS:
            return f"Status changed from {old} to {new}."
        case ChangeKind.ANSWERED if change.response:
            by = change.response.by
            name = actors[by].name if by in actors else by
            when = f", {date_words(change.response.date)}" if change.response.date else ""
            return f"{name} {_ANSWERS[change.response.answer]}{when}."
        case ChangeKind.REVISED:
            there = _number(change, change.new)
            return f"Revised from {_number(change, change.old)} to {there}{_by(change, actors)}."
        case ChangeKind.ADDED if change.new:
            return f"New: {_number(change, change.new)}{_by(change, actors)}."
        case ChangeKind.ADDED:
            return "New in this thread."
        case ChangeKind.RETURNED:
            return "Back after a silence."
        case _:
            return "No longer mentioned, without a reason given."


def subject_of(change: Change) -> str:
    """The demand, the risk or the measure that changed, in its own words."""
    entry = change.now.entry
    if isinstance(entry, Risk):
        return entry.event
    return entry.text if isinstance(entry, Demand) else entry.measure


def spaced(word: str) -> str:
    """A word of a vocabulary as it is read: `partly-met` → `partly met`."""
    return word.replace("-", " ")


def plain_words(text: str) -> str:
    """Prose without its marks, and without a full stop of its own."""
    return plain(text).rstrip(". ")


def _moved(what: str, change: Change, old: str, new: str) -> str:
    if not old:
        return f"{what} given: {new}."
    return f"{what} {_VERBS[change.direction]} from {old} to {new}."


def _with_band(sighting: Sighting[Any], word: str) -> str:
    return f"{word} ({sighting.ref.scale.step(word).band} %)" if word else ""


def _resolved_when(change: Change) -> str:
    entry = change.now.entry
    when: PartialDate | None = None
    if isinstance(entry, Risk) and entry.resolution:
        when = entry.resolution.date
    return f" ({date_words(when)})" if when else ""


def _day(text: str) -> str:
    return date_words(parse_date(text))


def _number(change: Change, text: str) -> str:
    entry = change.now.entry
    unit = f" {entry.unit}" if isinstance(entry, Figure) and entry.unit else ""
    number = parse_quantity(text)
    words = quantity_words(number)
    if number.low and number.high and number.is_range:
        # “from … to …” is what the sentence says of the old number and the new one.
        words = f"between {words.replace(' to ', ' and ')}"
    return f"{words}{unit}"


def _by(change: Change, actors: Mapping[str, Dossier]) -> str:
    sighting: Sighting[Demand] | Sighting[Risk] | Sighting[Figure] = change.now
    if isinstance(sighting.entry, Figure) and sighting.entry.claimed_by:
        by = sighting.entry.claimed_by
        return f", by {actors[by].name if by in actors else by}"
    return ""
