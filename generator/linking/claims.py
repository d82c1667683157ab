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


def cited_in(refs: Iterable[Ref]) -> dict[str, list[Sighting[Source]]]:
    """Where each document is cited in briefings (newest first); one address is one document."""
    found: dict[str, list[Sighting[Source]]] = defaultdict(list)
    for ref in refs:
        for sighting in sources_in(ref):
            found[document_of(sighting)].append(sighting)
    return found


def document_of(sighting: Sighting[Source]) -> str:
    """What names a document: its address, or else the one place where it is cited."""
    return sighting.gist.url or f"{sighting.ref.id}--{sighting.key}"


def source_id(sightings: Sequence[Sighting[Source]]) -> str:
    """The id of a document: where it was cited first."""
    return f"{sightings[-1].ref.id}--{sightings[-1].key}"


def record_of(sightings: Sequence[Sighting[Source]]) -> SourceRecord:
    """All that stands on a document."""
    return SourceRecord(source_id(sightings), tuple(sightings), _claims_on(sightings))


def in_order(records: Iterable[SourceRecord]) -> tuple[SourceRecord, ...]:
    """Documents by publisher and title."""
    return tuple(sorted(records, key=lambda record: (*record.sort_key, record.id)))


def _claims_on(sightings: Sequence[Sighting[Source]]) -> tuple[Claim, ...]:
    return tuple(
        Claim(sighting.ref, place, gist)
        for sighting in sightings
        for place, gist in enumerate(sighting.ref.outline.claims)
        if gist.source == sighting.key
    )
