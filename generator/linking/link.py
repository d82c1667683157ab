"""From what was read to the corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from generator.evidence.proofs import Proofs
from generator.linking.claims import claims_of, sources_of
from generator.linking.comparing import changes
from generator.linking.corpus import Corpus
from generator.linking.dossiers import dossiers
from generator.linking.forecasts import calibrate
from generator.linking.sightings import Line, Ref, Sighting, assess, keyed, numbered, when_counted
from generator.linking.tags import tags_of
from generator.linking.threads import Measure, Thread, thread_name
from generator.model.briefing import Demand, Entry, Event, Figure, Risk
from generator.model.vocabulary import Level
from generator.reading.folder import Folder

E = TypeVar("E", bound=Entry)
T = TypeVar("T")

_NO_PROOFS: Proofs = {}


def link(
    folder: Folder,
    proofs: Proofs = _NO_PROOFS,
    *,
    drafts: bool = False,
    as_of: date | None = None,
) -> Corpus:
    """Connect the briefings of a folder, and what was found for their quotes, into one corpus.

    Files with mistakes are left out; so are drafts, unless they are asked for, and briefings
    of a later day than the one asked for.
    """
    every = (Ref(read.id, read.path, read.briefing) for read in folder.briefings if read.briefing)
    wanted = (ref for ref in every if drafts or not ref.is_draft)
    refs = sorted(
        (ref for ref in wanted if as_of is None or ref.date <= as_of), key=lambda r: r.sort_key
    )
    demands = sorted(
        _lines(refs, "demands", Demand), key=lambda line: line.latest.ref.sort_key, reverse=True
    )
    risks = sorted(_lines(refs, "risks", Risk), key=_risk_rank)
    events = sorted(_events(refs), key=lambda sighting: sighting.entry.date.sort_key)
    figures = _measures(refs)
    claims = [claim for ref in refs for claim in claims_of(ref, proofs)]
    newest = tuple(reversed(refs))
    register = folder.register.register if folder.register else None
    return Corpus(
        refs=newest,
        as_of=as_of or max((ref.date for ref in refs), default=date.min),
        actors=dossiers(newest, register, demands, risks, events, figures, claims),
        threads=_threads(refs, demands, risks, events, figures),
        demands=tuple(demands),
        risks=tuple(risks),
        events=tuple(events),
        figures=tuple(figures),
        calibration=calibrate(risks),
        sources=sources_of(newest, claims),
        tags=tags_of(newest),
        claims=tuple(claims),
    )


def _lines(refs: Sequence[Ref], field: str, _: type[E]) -> list[Line[E]]:
    seen: dict[tuple[str, str], list[Sighting[E]]] = defaultdict(list)
    newest: dict[str, Ref] = {}
    for ref in refs:
        newest[ref.scope] = ref
        for sighting in keyed(ref, getattr(ref.briefing, field)):
            seen[ref.scope, sighting.key].append(sighting)
    return [Line(scope, key, tuple(found), newest[scope]) for (scope, key), found in seen.items()]


def _events(refs: Sequence[Ref]) -> Iterator[Sighting[Event]]:
    """Every event of a thread once, where it was first told."""
    told: set[tuple[str, str, str]] = set()
    for ref in refs:
        for sighting in numbered(ref, ref.briefing.events):
            words = " ".join(sighting.entry.text.split()).casefold()
            name = (ref.scope, sighting.entry.date.text, words)
            if name not in told:
                told.add(name)
                yield sighting


def _measures(refs: Iterable[Ref]) -> list[Measure]:
    measures: dict[tuple[str, str], list[Sighting[Figure]]] = defaultdict(list)
    for ref in refs:
        for sighting in numbered(ref, ref.briefing.figures):
            measures[ref.scope, " ".join(sighting.entry.measure.split()).casefold()].append(
                sighting
            )
    return [tuple(sorted(found, key=when_counted)) for found in measures.values()]


def _risk_rank(line: Line[Risk]) -> tuple[int, int, int, str]:
    """Open risks first, then by level, then the latest seen."""
    assessment = assess(line.latest)
    levels = list(Level)
    level = levels.index(assessment.level) if assessment.level else -1
    settled = line.latest.entry.resolution is not None
    return (settled, -level, -line.latest.ref.date.toordinal(), line.key)


def _threads(
    refs: Sequence[Ref],
    demands: Iterable[Line[Demand]],
    risks: Iterable[Line[Risk]],
    events: Iterable[Sighting[Event]],
    figures: Iterable[Measure],
) -> dict[str, Thread]:
    """Gather each thread; the latest seen first."""
    members: dict[str, list[Ref]] = defaultdict(list)
    for ref in refs:
        if ref.briefing.thread:
            members[ref.briefing.thread].append(ref)
    demands_of = _by_scope(demands, lambda line: line.scope)
    risks_of = _by_scope(risks, lambda line: line.scope)
    events_of = _by_scope(events, lambda sighting: sighting.ref.scope)
    figures_of = _by_scope(figures, lambda measure: measure[0].ref.scope)
    made = []
    for id_, found in members.items():
        first = found[0].briefing
        name = thread_name(id_, [first.title, first.summary])
        made.append(
            Thread(
                id_,
                name,
                tuple(found),
                changes=dict(changes(found)),
                demands=tuple(demands_of[id_]),
                risks=tuple(risks_of[id_]),
                events=tuple(events_of[id_]),
                figures=tuple(figures_of[id_]),
            )
        )
    return {each.id: each for each in sorted(made, key=lambda t: t.latest.sort_key, reverse=True)}


def _by_scope(found: Iterable[T], scope: Callable[[T], str]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for each in found:
        groups[scope(each)].append(each)
    return groups
