"""How a story developed: the list of threads, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from generator.linking.lines import Line
from generator.linking.sightings import Ref, Sighting
from generator.linking.threads import Excerpt, Thread
from generator.model.briefing import Demand
from generator.model.vocabulary import DemandStatus
from generator.rendering.page import Plan
from generator.rendering.pages.figures import differs, drawn
from generator.rendering.pages.linked.briefings import collection
from generator.rendering.pages.paging import split
from generator.rendering.pages.planning import plan, plan_list, plan_parts
from generator.rendering.pages.site import Site, thread_uri
from generator.rendering.pictures.steps import Steps, steps
from generator.rendering.pictures.timeline import timeline

MOST = 60
"""Threads that one page lists at most."""
LATEST = 12
"""Briefings that one page of a long thread shows at most; on its first page, also the demands and
the risks, each."""
LATEST_EVENTS = 40


def thread_list(site: Site) -> Iterator[Plan]:
    """Plan the list of threads."""
    yield from plan_list(
        site,
        sorted(site.corpus.threads.values(), key=lambda thread: thread.refs[0].sort_key),
        kind="threads",
        title=site.section("threads"),
        description=site.words.gettext("Running stories and how each developed."),
        group=lambda thread: thread.refs[0].date.year,
        refs_of=lambda thread: [thread.latest],
        most=MOST,
        shape=lambda threads: [
            (each.id, each.name, each.refs[0].date, each.latest.id, len(each.refs))
            for each in threads
        ],
        best=tuple(site.corpus.threads.values()),
        values=lambda: {"span": lambda thread: _span(site, thread)},
    )


def thread_pages(site: Site, id_: str) -> Iterator[Plan]:
    """Plan the pages of a thread."""
    thread = site.corpus.threads[id_]
    description = f"{thread.name}: {thread.latest.title}"
    parts = split(f"threads/{id_}/years", thread.refs, lambda ref: ref.date.year, LATEST)
    shared: dict[str, Any] = {
        "span": lambda thread: _span(site, thread),
        "statuses": statuses,
        "steps": lambda line: _steps(site, line),
        "differing": lambda figures: list(filter(differs, figures)),
        "drawn": lambda measure: drawn(site, measure),
        "on_axis": lambda events: timeline(events, site.words),
        "whole_thread": thread,
    }
    yield plan(
        site,
        unit=f"thread:{id_}",
        uri=thread_uri(id_),
        kind="thread",
        title=thread.name,
        describe=lambda: description,
        refs=lambda: thread.refs,
        values=lambda: {
            "thread": _latest(thread) if parts else thread,
            "pages": parts,
            **shared,
        },
        linked=lambda view: collection(view, reversed(thread.refs)),
    )
    yield from plan_parts(
        site,
        parts,
        lambda ref: [ref],
        lambda part: {"thread": _only(thread, part.items), **shared},
        shape=lambda part: [ref.id for ref in part.items],
        unit=f"thread:{id_}",
        kind="thread",
        title=thread.name,
        description=description,
        whole=thread_uri(id_),
        linked=lambda view, part: collection(view, part.items),
    )


def _span(site: Site, thread: Thread) -> str:
    """From its first briefing to its latest."""
    first, latest = (site.words.date(ref.date) for ref in (thread.refs[0], thread.latest))
    if first == latest:
        return first
    return site.words.gettext("{start} to {end}", start=first, end=latest)


def _only(thread: Thread, refs: tuple[Ref, ...]) -> Thread:
    """A thread reduced to some of its briefings, and to what they were the first to say."""
    wanted = set(refs)
    figures = [tuple(f for f in measure if f.ref in wanted) for measure in thread.figures]
    told = Excerpt(
        tuple(line for line in thread.demands if line.first.ref in wanted),
        tuple(line for line in thread.risks if line.first.ref in wanted),
        tuple(event for event in thread.events if event.ref in wanted),
        tuple(measure for measure in figures if measure),
    )
    return replace(thread, refs=refs, told=told)


def _latest(thread: Thread) -> Thread:
    """A long thread reduced to what its first page shows."""
    differing = [measure[-LATEST:] for measure in thread.figures if differs(measure)]
    told = Excerpt(
        thread.demands[:LATEST],
        thread.risks[:LATEST],
        thread.events[-LATEST_EVENTS:],
        tuple(differing[-LATEST:]),
    )
    return replace(thread, refs=thread.refs[-LATEST:], told=told)


def _steps(site: Site, line: Line[Any]) -> Steps | None:
    return steps(line, line.newest.date, site.words)


def statuses(line: Line[Demand]) -> list[tuple[DemandStatus, Sighting[Demand]]]:
    """The latest statuses of a demand, oldest first, each with where it was first reported."""
    runs = groupby(line.sightings, key=lambda sighting: DemandStatus(sighting.gist.status))
    return [(status, next(found)) for status, found in runs][-LATEST:]
