"""Who each actor is, as the register and all briefings together say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.linking.sightings import Ref
from generator.model.briefing import Identity, Register

_FIELDS = tuple(f for f in Identity.model_fields if f not in ("accept", "aliases"))


@dataclass(frozen=True, slots=True)
class Known:
    """An actor's identity, and who says so."""

    identity: Identity
    said_in: frozenset[str]
    """Ids of the briefings without which less would be known."""


def identities(refs: Sequence[Ref], register: Register | None) -> Mapping[str, Known]:
    """Merge what is said of each actor: the register speaks first, then the oldest briefing.

    `refs` are newest first.
    """
    said: dict[str, list[tuple[str, Identity]]] = defaultdict(list)
    for id_, identity in (register.root if register else {}).items():
        said[id_].append(("", identity))
    for ref in reversed(refs):
        for id_, actor in ref.briefing.actors.items():
            said[id_].append((ref.id, actor))
    return {id_: _merged(found) for id_, found in said.items()}


def _merged(said: Sequence[tuple[str, Identity]]) -> Known:
    values: dict[str, Any] = {}
    aliases: dict[str, str] = {}
    by = set()
    for where, identity in said:
        for field in _FIELDS:
            value = getattr(identity, field)
            if value is not None and field not in values:
                values[field] = value
                by.add(where)
        for alias in identity.aliases:
            aliases.setdefault(alias, where)
    values = dict.fromkeys(_FIELDS) | values | {"aliases": tuple(aliases)}
    return Known(Identity.model_construct(**values), frozenset({*by, *aliases.values()} - {""}))
