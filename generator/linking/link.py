"""From what was read to the corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from generator.evidence.proofs import Proofs
from generator.linking.claims import claims_of, sources_of
from generator.linking.corpus import Corpus, Line, Ref, Sighting, assess
from generator.linking.dossiers import dossiers
from generator.model.briefing import Demand, Entry, Event, Figure, Risk
from generator.model.vocabulary import Level
from generator.reading.folder import Folder

E = TypeVar("E", bound=Entry)

_NO_PROOFS: Proofs = {}


def link(folder: Folder, proofs: Proofs = _NO_PROOFS, *, drafts: bool = False) -> Corpus:
    """Connect the briefings of a folder, and what was found for their quotes, into one corpus.

    Files with mistakes are left out; so are drafts, unless they are asked for.
    """
    every = (Ref(read.id, read.path, read.briefing) for read in folder.briefings if read.briefing)
    refs = sorted((ref for ref in every if drafts or not ref.is_draft), key=lambda r: r.sort_key)
    demands: list[Line[Demand]] = _lines(refs, "demands")
    risks: list[Line[Risk]] = _lines(refs, "risks")
    events: list[Sighting[Event]] = list(_listed(refs, "events"))
    figures: list[Sighting[Figure]] = list(_listed(refs, "figures"))
    events.sort(key=lambda sighting: sighting.entry.date.sort_key)
    claims = [claim for ref in refs for claim in claims_of(ref, proofs)]
    newest = tuple(reversed(refs))
    register = folder.register.register if folder.register else None
    return Corpus(
        refs=newest,
        actors=dossiers(newest, register, demands, risks, events, figures, claims),
        demands=tuple(sorted(demands, key=lambda line: line.latest.ref.sort_key, reverse=True)),
        risks=tuple(sorted(risks, key=_risk_rank)),
        events=tuple(events),
        figures=_measures(figures),
        sources=sources_of(newest, claims),
        claims=tuple(claims),
    )


def _lines(refs: Sequence[Ref], field: str) -> list[Line[E]]:
    seen: dict[tuple[str, str], list[Sighting[E]]] = defaultdict(list)
    for ref in refs:
        for key, entry in getattr(ref.briefing, field).items():
            seen[ref.scope, key].append(Sighting(ref, key, entry))
    return [Line(scope, key, tuple(found)) for (scope, key), found in seen.items()]


def _listed(refs: Sequence[Ref], field: str) -> Iterator[Sighting[E]]:
    for ref in refs:
        for number, entry in enumerate(getattr(ref.briefing, field), start=1):
            yield Sighting(ref, str(number), entry)


def _risk_rank(line: Line[Risk]) -> tuple[int, int, int, str]:
    """Open risks first, then by level, then the latest seen."""
    assessment = assess(line.latest)
    levels = list(Level)
    level = levels.index(assessment.level) if assessment.level else -1
    settled = line.latest.entry.resolution is not None
    return (settled, -level, -line.latest.ref.date.toordinal(), line.key)


def _measures(
    figures: Iterable[Sighting[Figure]],
) -> tuple[tuple[Sighting[Figure], ...], ...]:
    measures: dict[tuple[str, str], list[Sighting[Figure]]] = defaultdict(list)
    for sighting in figures:
        measures[sighting.ref.scope, sighting.entry.measure.casefold()].append(sighting)

    def when(sighting: Sighting[Figure]) -> tuple[object, ...]:
        as_of = sighting.entry.as_of
        return (as_of.first if as_of else sighting.ref.date, *sighting.ref.sort_key)

    return tuple(tuple(sorted(found, key=when)) for found in measures.values())
