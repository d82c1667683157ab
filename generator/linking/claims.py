"""What stands on which source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.evidence.proof import unchecked
from generator.evidence.proofs import Proofs
from generator.linking.corpus import Claim, SourceRecord
from generator.linking.sightings import Ref, Sighting
from generator.model.briefing import Actor, Entry, Evidence, Figure, Risk, Source
from generator.model.references import entries

_KINDS = {
    "actors": "actor",
    "demands": "demand",
    "risks": "risk",
    "events": "event",
    "figures": "figure",
}


def claims_of(ref: Ref, proofs: Proofs) -> Iterator[Claim]:
    """Every evidence item of a briefing, with the claim that it stands under."""
    only = next(iter(ref.briefing.sources)) if len(ref.briefing.sources) == 1 else ""
    for path, entry in entries(ref.briefing):
        if not isinstance(entry, Evidence):
            continue
        field, key = str(path[0]), path[1]
        holder = getattr(ref.briefing, field)[key]
        yield Claim(
            ref,
            _KINDS[field],
            str(key + 1 if isinstance(key, int) else key),
            holder,
            _words(holder, str(key)),
            entry,
            entry.source or only,
            proofs.get((ref.id, path)) or unchecked(entry.quote),
        )


def _words(entry: Entry, key: str) -> str:
    """What an entry claims, in its own words."""
    if isinstance(entry, Risk):
        return entry.event
    if isinstance(entry, Figure):
        return f"{entry.measure}: {entry.value}"
    if isinstance(entry, Actor):
        return entry.note or entry.role or entry.name or key
    text: str = getattr(entry, "text", key)
    return text


def sources_of(refs: Sequence[Ref], claims: Sequence[Claim]) -> tuple[SourceRecord, ...]:
    """Every document that the briefings (newest first) cite; one address is one document."""
    cited: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        cited[claim.ref.id, claim.source_key].append(claim)
    records: dict[str, list[Sighting[Source]]] = defaultdict(list)
    for ref in refs:
        for key, source in ref.briefing.sources.items():
            records[source.url or f"{ref.id}--{key}"].append(Sighting(ref, key, source))
    made = [
        SourceRecord(
            id=f"{found[-1].ref.id}--{found[-1].key}",
            source=found[0].entry,
            sightings=tuple(found),
            claims=tuple(claim for s in found for claim in cited[s.ref.id, s.key]),
        )
        for found in records.values()
    ]
    return tuple(
        sorted(made, key=lambda r: ((r.source.publisher or "").casefold(), r.source.title, r.id))
    )
