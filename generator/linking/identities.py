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
    """An actor's identity."""

    id: str
    identity: Identity

    @property
    def name(self) -> str:
        """The name as a reader should see it."""
        return self.identity.name or self.id


def identities(refs: Sequence[Ref], register: Register | None) -> Mapping[str, Known]:
    """Merge what is said about each actor: the register has priority, then older briefings.

    `refs` are newest first.
    """
    said: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for id_, identity in (register.root if register else {}).items():
        said[id_].append(identity_of(identity))
    for ref in reversed(refs):
        for actor in ref.outline.actors:
            there = said[actor.key]
            if actor.identity:
                there.append(actor.identity)
    return {id_: _merged(id_, found) for id_, found in said.items()}


def _merged(id_: str, said: Iterable[Mapping[str, Any]]) -> Known:
    values: dict[str, Any] = {}
    aliases: dict[str, None] = {}
    for identity in said:
        for field, value in identity.items():
            if field == _ALIASES:
                aliases |= dict.fromkeys(value)
            else:
                values.setdefault(field, value)
    if "kind" in values:
        values["kind"] = ActorKind(values["kind"])
    values = dict.fromkeys(IDENTITY) | values | {_ALIASES: tuple(aliases)}
    return Known(id_, Identity.model_construct(**values))
