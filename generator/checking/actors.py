"""Rules about actors: who they are, and that every id names one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from pydantic import TypeAdapter, ValidationError

from generator.checking.facts import Facts
from generator.diagnostics.finding import MAX_FINDINGS, Edit, Finding, Fix, Place
from generator.diagnostics.nearest import did_you_mean, nearest, replacement
from generator.model.text import Identifier, is_identifier
from generator.reading.meant import meant

_ID: TypeAdapter[str] = TypeAdapter(Identifier)
_ONE_VALUE = ("name", "kind", "part_of", "office", "wikidata", "url")
"""Fields that no two places may give differently. Aliases may: they add up."""


def unknown_actors(every: Sequence[Facts]) -> Iterator[Finding]:
    """Every actor that is referred to is defined somewhere.

    If actors may be defined in a part that cannot be read, only ids that are near a known one are
    reported: others may be defined there. Texts that are not ids at all are reported elsewhere.
    """
    defined = {definition.id for facts in every for definition in facts.definitions}
    known = {id_ for id_ in defined if is_identifier(id_)}
    misspelt = defined - known
    doubtful = any(facts.actors_unread for facts in every)
    named: dict[str, str] = {}
    for facts in every:
        unknown = (
            (id_, Place(facts.head.source, start, end))
            for id_, start, end in facts.named
            if id_ not in known and is_identifier(id_) and not nearest(id_, misspelt)
            if not doubtful or nearest(id_, known)
        )
        for id_, place in islice(unknown, MAX_FINDINGS + 1):
            named = named or _ids_by_name(every)
            called = [f"did you mean `{named[name]}`?" for name in nearest(id_, named)]
            advice = called or ["add it to `actors:`, here or in the register"]
            yield Finding(
                "unknown-actor",
                f"the actor “{id_}” is defined nowhere",
                place,
                help=did_you_mean(id_, known, advice[0]),
                fix=replacement(id_, known, place, safe=False),
            )


def actors_called_by_name(every: Sequence[Facts]) -> Iterator[Finding]:
    """Actors are referred to by id; for a name, this finds the id.

    That it is not an id shows in the file alone, but whose name it is often only in the register.
    """
    ids: dict[str, set[str]] = {}
    for facts in every:
        called = (
            (name, Place(facts.head.source, start, end))
            for name, start, end in facts.named
            if not is_identifier(name)
        )
        for name, place in islice(called, MAX_FINDINGS + 1):
            ids = ids or _ids_of_names(every)
            if len(found := ids.get(_folded(name), set())) == 1:
                (id_,) = found
                edit = Edit(place.start, place.end, id_)
                yield Finding(
                    "bad-id",
                    _no_id(name),
                    place,
                    help=f"did you mean `{id_}`?",
                    fix=Fix(f"write `{id_}`", (edit,)),
                )


def _ids_of_names(every: Sequence[Facts]) -> dict[str, set[str]]:
    """The ids of actors by their names and aliases; several where actors share one."""
    found: dict[str, set[str]] = {}
    for facts in every:
        for definition in facts.definitions:
            for name in definition.names if is_identifier(definition.id) else ():
                found.setdefault(_folded(name), set()).add(definition.id)
    return found


def _folded(name: str) -> str:
    return _as_seen(name).casefold()


def _as_seen(text: str) -> str:
    """A text without what nobody sees: how its accents are encoded, its spaces and line ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _no_id(text: str) -> str:
    """The message for a text that is not an id, the same as when the file is read alone."""
    try:
        return _ID.validate_python(text)
    except ValidationError as error:
        return error.errors()[0]["msg"]


def _ids_by_name(every: Sequence[Facts]) -> dict[str, str]:
    """The ids of actors, by what their names would be as ids."""
    return {
        guess: definition.id
        for facts in every
        for definition in facts.definitions
        if is_identifier(definition.id)
        for name in definition.names
        for guess in meant("bad-id", name)
    }


def unnamed_actors(every: Sequence[Facts]) -> Iterator[Finding]:
    """Every actor has a name somewhere."""
    if any(facts.actors_unread for facts in every):
        return
    definitions = [definition for facts in every for definition in facts.definitions]
    settled = {definition.id for definition in definitions if definition.is_named}
    named = frozenset(settled)
    for definition in definitions:
        if definition.id not in settled:
            settled.add(definition.id)
            yield Finding(
                "unnamed-actor",
                f"the actor “{definition.id}” has no name anywhere",
                definition.place,
                help=did_you_mean(definition.id, named, "add a `name`, here or in the register"),
            )


def conflicting_actors(every: Sequence[Facts]) -> Iterator[Finding]:
    """Places that define one actor agree on who it is."""
    first: dict[tuple[str, str], tuple[str, Place]] = {}
    for facts in every:
        for definition in facts.definitions:
            for field in _ONE_VALUE:
                if field not in definition.said:
                    continue
                value, place = definition.said[field]
                said, there = first.setdefault((definition.id, field), (value, place))
                if said != value and _as_seen(said) != _as_seen(value):
                    yield Finding(
                        "conflicting-actor",
                        f"two places give the actor “{definition.id}” a different `{field}`",
                        replace(place, label="different here"),
                        (replace(there, label="first given here"),),
                        help="give it once, preferably in the register, and leave it out elsewhere",
                    )
