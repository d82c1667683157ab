"""Gather what a running story has said so far, for a new briefing of its thread to take up."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from generator.linking.lines import Line
from generator.linking.link import link
from generator.model.briefing import Actor, Demand, Entry, Figure, Risk, Source
from generator.model.scales import ScaleName
from generator.model.vocabulary import DemandStatus
from generator.reading.folder import Folder, read_briefing
from generator.reading.limits import MAX_BYTES
from generator.reading.paths import briefing_paths
from generator.reading.text import may_be_read

E = TypeVar("E", bound=Entry)

_THREAD = re.compile(rb"""^["']?thread["']?:[ \t]*["']?([a-z0-9-]{1,64})""", re.MULTILINE)
_DATE = re.compile(rb"""^["']?date["']?:[ \t]*["']?(\d{4}-\d{2}-\d{2})""", re.MULTILINE)
_SETTLED = (DemandStatus.MET, DemandStatus.WITHDRAWN, DemandStatus.LAPSED)
"""Demands that a form does not repeat. Rejected ones it does: those who made them may insist."""


@dataclass(frozen=True, slots=True)
class Known(Generic[E]):
    """The latest version of an entry, including what it leaves out and still holds."""

    key: str
    entry: E
    date: datetime.date
    """The day of the latest briefing that has it; for a source, the day of the story."""
    judged: datetime.date | None = None
    """For a risk, the day of the briefing that last gave its likelihood."""


@dataclass(frozen=True, slots=True)
class Story:
    """A thread up to a day: each entry in its latest version, the latest first."""

    thread: str
    scale: ScaleName = ScaleName.ICD203
    demands: tuple[Known[Demand], ...] = ()
    """Demands that are not settled."""
    risks: tuple[Known[Risk], ...] = ()
    """Risks that are not resolved."""
    settled_demands: tuple[Known[Demand], ...] = ()
    settled_risks: tuple[Known[Risk], ...] = ()
    actors: tuple[Known[Actor], ...] = ()
    sources: tuple[Known[Source], ...] = ()
    """The latest source of each publisher, among those whose reliability was judged."""
    figures: tuple[Known[Figure], ...] = ()
    """The latest figure of each measure."""
    later_demands: tuple[str, ...] = ()
    """Ids of demands that only briefings of a later day have."""
    later_risks: tuple[str, ...] = ()


def threads_in(folder: Path) -> list[str]:
    """The threads of a folder, the one with the latest briefing first."""
    latest: dict[str, str] = {}
    for _, data in _contents(folder):
        if found := _THREAD.search(data):
            date = _DATE.search(data)
            thread = found[1].decode()
            latest[thread] = max(latest.get(thread, ""), date[1].decode() if date else "")
    return sorted(latest, key=lambda thread: (latest[thread], thread), reverse=True)


def story_of(folder: Path, thread: str, day: datetime.date) -> Story:
    """Gather what a thread says up to a day, drafts included; invalid briefings are left out."""
    name = thread.encode()
    read = (read_briefing(folder, path)[0] for path, data in _contents(folder) if name in data)
    every = [each for each in read if each.briefing and each.briefing.thread == thread]
    every.sort(key=lambda each: (each.briefing.date if each.briefing else day, each.id))
    briefings = [each.briefing for each in reversed(every) if each.briefing]
    past = [briefing for briefing in briefings if briefing.date <= day]
    told = link(Folder(folder, tuple(every), None, ()), drafts=True, as_of=day).stories.get(thread)
    demands = _standing(told.demand_of if told else {}, (b.demands for b in past))
    risks = _standing(told.risk_of if told else {}, (b.risks for b in past))
    rated = ((s.publisher or "", s) for b in past for s in b.sources.values() if s.reliability)
    later = [briefing for briefing in briefings if briefing.date > day]
    return Story(
        thread=thread,
        scale=next((b.scale for b in past), ScaleName.ICD203),
        demands=tuple(known for known in demands if known.entry.status not in _SETTLED),
        risks=tuple(known for known in risks if known.entry.resolution is None),
        settled_demands=tuple(known for known in demands if known.entry.status in _SETTLED),
        settled_risks=tuple(known for known in risks if known.entry.resolution is not None),
        actors=_latest((b.date, b.actors.items()) for b in past),
        sources=tuple(known for known in _latest([(day, rated)]) if known.key),
        figures=_latest((b.date, ((f.measure, f) for f in b.figures)) for b in past),
        later_demands=_unseen((key for b in later for key in b.demands), demands),
        later_risks=_unseen((key for b in later for key in b.risks), risks),
    )


def _standing(
    lines: Mapping[str, Line[E]], entries: Iterable[Mapping[str, E]]
) -> tuple[Known[E], ...]:
    """How demands or risks stand, in the order in which they are met."""
    keys = dict.fromkeys(key for each in entries for key in each)
    return tuple(
        Known(
            key,
            line.standing.entry,
            line.latest.ref.date,
            judged.ref.date if (judged := line.given_in.get("likelihood")) else None,
        )
        for key, line in ((key, lines[key]) for key in keys)
    )


def _latest(
    entries: Iterable[tuple[datetime.date, Iterable[tuple[str, E]]]],
) -> tuple[Known[E], ...]:
    """The first version of each entry; the briefings come latest first."""
    found: dict[str, Known[E]] = {}
    for date, items in entries:
        for key, entry in items:
            found.setdefault(key, Known(key, entry, date))
    return tuple(found.values())


def _unseen(keys: Iterable[str], known: Iterable[Known[E]]) -> tuple[str, ...]:
    seen = {each.key for each in known}
    return tuple(key for key in dict.fromkeys(keys) if key not in seen)


def _contents(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """The bytes of every briefing that can be read; `check` reports the others."""
    for path in briefing_paths(folder):
        try:
            if not may_be_read(path, folder):
                continue
            if path.is_file() and path.stat().st_size <= MAX_BYTES:
                yield path, path.read_bytes()
        except OSError:
            continue
