"""Threads over all files, each with its chapters in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.checking.chapters import Chapter, DemandSeen, RiskSeen
from generator.checking.facts import Facts


@dataclass(frozen=True)
class Thread:
    """A running story, or a briefing that stands alone."""

    chapters: tuple[Chapter, ...]
    """By date, then by id."""
    is_whole: bool
    """Whether it is complete: no file with mistakes, which has no chapter, may belong to it."""

    @cached_property
    def risks(self) -> dict[str, list[tuple[Chapter, RiskSeen]]]:
        """Each risk by its key, with its versions through the thread."""
        found: dict[str, list[tuple[Chapter, RiskSeen]]] = defaultdict(list)
        for chapter in self.chapters:
            for risk in chapter.risks:
                found[risk.key].append((chapter, risk))
        return found

    @cached_property
    def demands(self) -> dict[str, list[tuple[Chapter, DemandSeen]]]:
        """Each demand by its key, with its versions through the thread."""
        found: dict[str, list[tuple[Chapter, DemandSeen]]] = defaultdict(list)
        for chapter in self.chapters:
            for demand in chapter.demands:
                found[demand.key].append((chapter, demand))
        return found


def threads(every: Sequence[Facts], as_of: date | None = None) -> Iterator[Thread]:
    """Every thread; with `as_of`, only from what was written up to that day."""
    chapters = [facts.chapter for facts in every if facts.chapter]
    doubtful = {facts.thread for facts in every if facts.has_mistakes}
    named: dict[str, list[Chapter]] = defaultdict(list)
    for chapter in chapters:
        if as_of and chapter.date > as_of:
            continue
        if chapter.thread:
            named[chapter.thread].append(chapter)
        else:
            yield Thread((chapter,), is_whole=True)
    for name, of_one in named.items():
        ordered = sorted(of_one, key=lambda chapter: chapter.sort_key)
        yield Thread(tuple(ordered), is_whole=not doubtful & {name, None})


def last_day(every: Sequence[Facts]) -> date | None:
    """The day of the newest published briefing, which is how far a desk's knowledge reaches."""
    days = (facts.chapter.date for facts in every if facts.chapter and not facts.chapter.is_draft)
    return max(days, default=None)
