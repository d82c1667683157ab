"""Which claims rest on which source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from generator.linking.about import Claim, SourceRecord
from generator.linking.sightings import Ref, Sighting, sources_in
from generator.model.briefing import Source


def claims_of(ref: Ref) -> list[Claim]:
    """Every evidence item of a briefing, as a claim."""
    return [Claim(ref, place, gist) for place, gist in enumerate(ref.outline.claims)]


def cited_in(refs: Iterable[Ref]) -> dict[str, list[Sighting[Source]]]:
    """The citations of each document, by its name; `refs` are newest first."""
    found: dict[str, list[Sighting[Source]]] = defaultdict(list)
    for ref in refs:
        for sighting in sources_in(ref):
            found[document_of(sighting)].append(sighting)
    return found


def document_of(sighting: Sighting[Source]) -> str:
    """The name of a document: its address, or else the only place where it is cited."""
    return sighting.gist.url or f"{sighting.ref.id}--{sighting.key}"


def source_id(sightings: Sequence[Sighting[Source]]) -> str:
    """The id of a document, made from the place of its first citation."""
    return f"{sightings[-1].ref.id}--{sightings[-1].key}"


def record_of(sightings: Sequence[Sighting[Source]]) -> SourceRecord:
    """The record of a document, with all claims that rest on it."""
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
