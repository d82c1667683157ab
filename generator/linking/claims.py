"""What stands on which source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from generator.linking.about import Claim, SourceRecord
from generator.linking.sightings import Ref, Sighting, sources_in
from generator.model.briefing import Source


def claims_of(ref: Ref) -> list[Claim]:
    """Every evidence item of a briefing, with the claim that it stands under."""
    return [Claim(ref, place, gist) for place, gist in enumerate(ref.outline.claims)]


def sources_of(refs: Iterable[Ref]) -> tuple[SourceRecord, ...]:
    """Every document that the briefings (newest first) cite; one address is one document."""
    records: dict[str, list[Sighting[Source]]] = defaultdict(list)
    for ref in refs:
        for sighting in sources_in(ref):
            records[sighting.gist.url or f"{ref.id}--{sighting.key}"].append(sighting)
    made = [
        SourceRecord(f"{found[-1].ref.id}--{found[-1].key}", tuple(found), _claims_on(found))
        for found in records.values()
    ]
    return tuple(sorted(made, key=lambda record: (*record.sort_key, record.id)))


def _claims_on(sightings: Sequence[Sighting[Source]]) -> tuple[Claim, ...]:
    return tuple(
        Claim(sighting.ref, place, gist)
        for sighting in sightings
        for place, gist in enumerate(sighting.ref.outline.claims)
        if gist.source == sighting.key
    )
