"""Find the independent origins of sources: outlets that relay one report count once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.model.briefing import Source

_MOST_RELAYS = 20
"""Steps from one source to the next that are followed at most."""


def origin_of(sources: Mapping[str, Source], key: str) -> str:
    """Where a source's reporting originally comes from: what it relays may itself be a relay."""
    way = [key]
    while len(way) <= _MOST_RELAYS and (source := sources.get(way[-1])) and source.origin:
        if source.origin in way:  # they relay each other: one of them stands for all
            return min(way[way.index(source.origin) :])
        way.append(source.origin)
    return way[-1]


def origins(sources: Mapping[str, Source], keys: Iterable[str]) -> dict[str, list[str]]:
    """The origins of some sources, each with the sources that go back to it."""
    found: dict[str, list[str]] = defaultdict(list)
    for key in dict.fromkeys(keys):
        if key in sources:
            found[origin_of(sources, key)].append(key)
    return dict(found)
