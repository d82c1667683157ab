"""Which pages have to be written: all of them, or those that an edit touches.

An edit is the difference between two corpora. From it follow the units whose pages may appear,
disappear or be divided differently, and the names of things that other pages take. Of these pages,
only those are written that are new, have a different shape, or show something that has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from generator.exporting.files import File, FilePlan, file_plans
from generator.linking.difference import Difference
from generator.publishing.state import POLICY, PageRow, State
from generator.rendering.kinds import page_kinds
from generator.rendering.page import Page, Plan
from generator.rendering.pages import (
    LISTS,
    SHOWN_ANYWHERE,
    lists,
    plans_of,
    silent,
    units,
)
from generator.rendering.pages.site import Site
from generator.rendering.units import FRONT, LIST

Plans = dict[str, Plan | FilePlan]
"""The plans of a unit, by their uris."""


class Job(NamedTuple):
    """A page that has to be written, without its plan: a large desk's plans would not all fit."""

    uri: str
    unit: str
    kind: str


@dataclass(frozen=True, slots=True)
class Work:
    """What has to be done to the pages of a site."""

    jobs: tuple[Job, ...]
    gone: tuple[str, ...]
    """Pages that no longer exist."""
    uris: tuple[str, ...]
    """All pages that there are now, in an order that depends on nothing else, without the files for
    programs."""

    @property
    def written(self) -> list[str]:
        """The pages, and the files for programs, that have to be written."""
        return [job.uri for job in self.jobs]


def all_work(site: Site, state: State) -> Work:
    """Write everything, in order of time.

    Pages about the same days follow each other, so that a briefing is loaded once for all of them.
    Those of a unit stay together, so that it is planned once.
    """
    dated: list[tuple[date, Job]] = []
    for unit in units(site.corpus):
        day: date | None = None
        for plan in planned(site, unit):
            if day is None or unit.startswith(LIST):
                day = _day_of(plan)
            dated.append((day, _job(plan)))
    dated.sort(key=itemgetter(0))
    jobs = tuple(job for _, job in dated)
    uris = dict.fromkeys(job.uri for job in jobs)
    return Work(jobs, tuple(state.pages().keys() - uris), in_order(uris))


def work_of(site: Site, state: State, edit: Difference, kinds: Collection[str]) -> Work:
    """Write what an edit touches, and all pages of the kinds whose templates have changed."""
    using = state.of_kinds(kinds) | state.using(_names(edit))
    using |= state.using(_briefings(edit), () if site.edition.templates else silent(edit.fields))
    # What an added kind of pages depends on is unknown: its pages are planned after every edit.
    is_shown = site.edition.templates and not SHOWN_ANYWHERE.isdisjoint(edit.fields)
    named = (f"{LIST}{name}" for name in (*(LISTS if is_shown else edit.lists), *page_kinds()))
    whole = [] if edit.is_nothing else [FRONT, *named]
    touched = frozenset((*whole, *_units(edit)))
    known = state.pages()
    pages = known.copy()
    jobs: list[Job] = []
    for unit in sorted(touched):
        plans = list(planned(site, unit))
        before = state.shapes(unit)
        for plan in plans:
            pages[plan.uri] = unit
            if (
                plan.is_total
                or plan.uri in using
                or unit in edit.moved
                or before.get(plan.uri) != shape_of(plan)
            ):
                jobs.append(_job(plan))
        for uri in before.keys() - {plan.uri for plan in plans}:
            del pages[uri]
    # Units that are not touched have the same pages as before, which need no planning.
    others = (Job(uri, *page) for uri, page in using.items() if page[0] not in touched)
    jobs += sorted(others, key=lambda job: job.unit)
    return Work(tuple(jobs), tuple(known.keys() - pages.keys()), in_order(pages))


def planned(site: Site, unit: str) -> Iterator[Plan | FilePlan]:
    """The pages of a unit, and its files for programs."""
    yield from plans_of(site, unit)
    yield from file_plans(site, unit)


def _job(plan: Plan | FilePlan) -> Job:
    return Job(plan.uri, plan.unit, plan.kind)


def _day_of(plan: Plan | FilePlan) -> date:
    """The day in the middle of those that a page is about: most list briefings in order of time."""
    refs = tuple(plan.refs())
    return refs[len(refs) // 2].date if refs else date.min


class Planner:
    """Plans pages that have to be written.

    It keeps the plans of lists, whose parts are written at any time, and of the last unit planned.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._lists: dict[str, Plans] = {}
        self._unit = ""
        self._plans: Plans = {}

    def plan(self, uri: str, unit: str) -> Plan | FilePlan:
        """The plan of a page or a file. Raises `KeyError` if its unit has no such page."""
        if unit.startswith(LIST):
            if unit not in self._lists:
                self._lists[unit] = self._planned(unit)
            return self._lists[unit][uri]
        if unit != self._unit:
            self._unit, self._plans = unit, self._planned(unit)
        return self._plans[uri]

    def _planned(self, unit: str) -> Plans:
        return {plan.uri: plan for plan in planned(self._site, unit)}

    def page(self, uri: str, unit: str) -> Page:
        """A page, written. Raises `KeyError` if its unit has no such page."""
        made = self.plan(uri, unit).write()
        if isinstance(made, File):
            raise KeyError(uri)
        return made


def in_order(uris: Iterable[str]) -> tuple[str, ...]:
    """Pages by kind, the list of each kind first; anything that is not a page is left out."""
    kinds: dict[str, list[str]] = {f"{name}/": [] for name in ("", *lists())}
    for uri in sorted(uri for uri in uris if uri.endswith(".md")):
        kinds[uri[: uri.find("/") + 1] or "/"].append(uri)
    for folder, found in kinds.items():
        if (index := f"{folder.removeprefix('/')}index.md") in found:
            found.remove(index)
            found.insert(0, index)
    return tuple(chain.from_iterable(kinds.values()))


def row_of(plan: Plan | FilePlan, made: Page | File, policy: str = "") -> PageRow:
    """What to keep of a page or a file that was written; `policy` is that of the page."""
    uses = () if plan.unit == FRONT else tuple(made.uses)
    uses += (f"{POLICY}{policy}",) if policy else ()
    share = made.share if isinstance(made, File) else b""
    return PageRow(plan.uri, plan.unit, made.kind, shape_of(plan), uses, share)


def shape_of(plan: Plan | FilePlan) -> str:
    """A fingerprint of the shape of a page or a file."""
    said = repr(plan.shape())
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _briefings(edit: Difference) -> Iterator[str]:
    return (f"briefing:{id_}" for id_ in edit.briefings)


def _names(edit: Difference) -> Iterator[str]:
    yield from (f"actor:{id_}" for id_ in edit.names)
    yield from (f"thread:{id_}" for id_ in edit.thread_names)
    if edit.day:
        yield "day"


def _units(edit: Difference) -> Iterator[str]:
    for kind, ids in (
        ("briefing", edit.retold),
        ("thread", edit.threads),
        ("actor", edit.actors),
        ("source", edit.sources),
        ("tag", edit.tags),
    ):
        yield from (f"{kind}:{id_}" for id_ in sorted(ids))
