"""The identity of each actor, merged from the register and all briefings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.linking.outline import IDENTITY, identity_of
from generator.linking.sightings import Ref
from generator.model.briefing import Identity, Register
from generator.model.vocabulary import ActorKind

_ALIASES = "aliases"


@dataclass(frozen=True, slots=True)
class Known:
    """An actor's identity, and the briefings that it is taken from."""

    id: str
    identity: Identity
    said_in: frozenset[str]
    """Ids of the briefings without which less would be known."""

    @property
    def name(self) -> str:
        """The name as a reader should see it."""
        return self.identity.name or self.id


def identities(refs: Sequence[Ref], register: Register | None) -> Mapping[str, Known]:
    """Merge what is said about each actor: the register has priority, then older briefings.

    `refs` are newest first.
    """
    said: dict[str, list[tuple[str, Mapping[str, Any]]]] = defaultdict(list)
    for id_, identity in (register.root if register else {}).items():
        said[id_].append(("", identity_of(identity)))
    for ref in reversed(refs):
        for actor in ref.outline.actors:
            there = said[actor.key]
            if actor.identity:
                there.append((ref.id, actor.identity))
    return {id_: _merged(id_, found) for id_, found in said.items()}


def _merged(id_: str, said: Iterable[tuple[str, Mapping[str, Any]]]) -> Known:
    values: dict[str, Any] = {}
    aliases: dict[str, str] = {}
    by = set()
    for where, identity in said:
        for field, value in identity.items():
            if field == _ALIASES:
                for alias in value:
                    aliases.setdefault(alias, where)
            elif field not in values:
                values[field] = value
                by.add(where)
    if "kind" in values:
        values["kind"] = ActorKind(values["kind"])
    values = dict.fromkeys(IDENTITY) | values | {_ALIASES: tuple(aliases)}
    said_in = frozenset({*by, *aliases.values()} - {""})
    return Known(id_, Identity.model_construct(**values), said_in)
