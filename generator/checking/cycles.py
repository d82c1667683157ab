"""Rules about chains of actors: nobody is part of itself, or speaks for itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.checking.facts import Facts
from generator.diagnostics.finding import Finding, Place

_Links = Mapping[str, tuple[str, Place]]
"""For each actor, the one that it names, and the place where it does."""
_SHOWN = 5
"""Links of a cycle that are shown at most; the headline names all."""


def actor_cycles(every: Sequence[Facts]) -> Iterator[Finding]:
    """No chain of `part_of` over all files, or of `speaks_for` in one, comes back to its start."""
    parts: dict[str, tuple[str, Place]] = {}
    for facts in every:
        speakers: dict[str, tuple[str, Place]] = {}
        for definition in facts.definitions:
            if "part_of" in definition.said:
                parts.setdefault(definition.id, definition.said["part_of"])
            if "speaks_for" in definition.said:
                speakers[definition.id] = definition.said["speaks_for"]
        if speakers:
            yield from _cycles("speaks_for", speakers)
    yield from _cycles("part_of", parts)


def _cycles(field: str, links: _Links) -> Iterator[Finding]:
    for cycle in _closed(links):
        names = " → ".join((*cycle, cycle[0]))
        place, *further = (links[name][1] for name in cycle[:_SHOWN])
        yield Finding(
            "actor-cycle",
            f"the chain of `{field}` leads back to its start: {names}",
            place,
            tuple(replace(each, label="continues here") for each in further),
            help=f"remove the `{field}` that is wrong",
        )


def _closed(links: _Links) -> Iterator[list[str]]:
    """Each cycle once, beginning with the actor defined first. Every link is followed only once."""
    order = {name: number for number, name in enumerate(links)}
    done: set[str] = set()
    for start in links:
        chain: dict[str, None] = {}
        at = start
        while at in links and at not in done and at not in chain:
            chain[at] = None
            at, _ = links[at]
        if at in chain:
            names = list(chain)
            cycle = names[names.index(at) :]
            first = cycle.index(min(cycle, key=order.__getitem__))
            yield cycle[first:] + cycle[:first]
        done.update(chain)
