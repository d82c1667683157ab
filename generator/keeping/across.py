"""Findings across the files of a desk: made by the rules, kept until a file changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from generator.diagnostics.finding import Finding, Place, SourceText

if TYPE_CHECKING:
    from generator.checking.facts import Facts
    from generator.keeping.desk import Desk
    from generator.keeping.found import Told


def across(desk: Desk, asked: Sequence[str], as_of: date | None) -> Iterator[Finding]:
    """What `check_across` finds in some files, given all the others.

    The findings are kept for the next check, unless `as_of` asks for a day of its own.
    """
    known = desk.found.across()
    missing = [name for name in asked if as_of or known.get(name, ()) is None]
    if missing:
        # When most of the desk was just read, finding everything at once adds little.
        some = desk.names if desk.is_new and not as_of else missing
        told: dict[str, list[Told]] = {name: [] for name in some}
        for name, data in _found(desk, some, as_of):
            told[name].append(data)
        known |= told
        with suppress(sqlite3.OperationalError):  # keeping them only saves time
            if not as_of:
                desk.found.put_across(told)
    for name in asked:
        for said, places in known.get(name) or ():
            yield _from_data(desk, said, places)


def _found(desk: Desk, names: Sequence[str], as_of: date | None) -> Iterator[tuple[str, Told]]:
    """What the rules find in some files, each with the name of its file."""
    from generator.checking import check_across
    from generator.checking.kept import facts_from_json
    from generator.diagnostics.kept import findings_to_json

    is_whole = len(names) == len(desk.names)
    facts: dict[str, Facts] = {}
    name_of: dict[str, str] = {}
    for name, data in desk.found.facts(None if is_whole else _concerning(desk, names)):
        text = desk.text(name)
        name_of[text.path] = name
        facts[name] = facts_from_json(data, text)
    actors = {} if is_whole else dict(desk.found.actors())
    if not is_whole and _calls_strangers(actors, facts, names):
        yield from ((name, told) for name, told in _found(desk, desk.names, as_of) if name in names)
        return
    every = [facts[name] for name in desk.names if name in facts]
    wanted = set(names)
    for finding in check_across(every if is_whole else [*every, _all_actors(actors)], as_of):
        name = name_of.get(finding.place.source.path, "")
        if name in wanted:
            places = (finding.place, *finding.further)
            said = findings_to_json((finding,)).decode()
            yield name, (said, [name_of[place.source.path] for place in places])


def _from_data(desk: Desk, said: str, names: Sequence[str]) -> Finding:
    from generator.diagnostics.kept import findings_from_json

    name, *others = names
    (finding,) = findings_from_json(said.encode(), desk.text(name))
    further = zip(finding.further, others, strict=True)
    return replace(
        finding,
        further=tuple(replace(place, source=desk.text(other)) for place, other in further),
    )


def _concerning(desk: Desk, names: Sequence[str]) -> set[str]:
    """The files whose facts decide what is found in some files, apart from `_all_actors`.

    These are the files themselves; those with the same ids, and of the same threads; for each of
    their actors, and whatever that is part of, the first file to define it and the first to give
    each of its fields; the newest briefing, which decides when reviews are due; and one file of
    each kind (with mistakes, unreadable thread, unreadable actors) whose presence makes rules hold
    findings back.
    """
    order = {name: number for number, name in enumerate(desk.names)}
    first: dict[tuple[str, str], str] = {}
    for actor, name, fields in desk.found.saying(names):
        for said in ("definition", *fields.split()):
            known = first.setdefault((actor, said), name)
            if order[name] < order[known]:
                first[actor, said] = name
    return desk.found.neighbours(names).union(first.values())


def _calls_strangers(
    actors: Mapping[str, bool], facts: Mapping[str, Facts], names: Sequence[str]
) -> bool:
    """Whether some files name an actor by an id that nobody has: any file may say who is meant."""
    asked = (facts[name] for name in names if name in facts)
    return any(id_ not in actors for each in asked for id_, *_ in each.named)


def _all_actors(actors: Mapping[str, bool]) -> Facts:
    """Every actor of a desk, as if one more file defined them all, after all others.

    Each definition says whether any file gives the actor a name.
    """
    from generator.checking.facts import REGISTER_ID, Definition, Facts

    place = Place(SourceText("", ""), 0, 0)
    definitions = tuple(Definition(id_, place, {}, is_named) for id_, is_named in actors.items())
    return Facts(REGISTER_ID, place, definitions, (), actors_unread=False)
