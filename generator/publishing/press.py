"""Writing pages into a site, on every core."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from math import inf
from typing import Any, NamedTuple

from generator.exporting.files import File
from generator.publishing.genuine import Genuine
from generator.publishing.guard import differences
from generator.publishing.intake import Progress
from generator.publishing.policy import policy_in
from generator.publishing.shells import Shells
from generator.publishing.spread import spread
from generator.publishing.state import PageRow
from generator.publishing.tree import Update
from generator.publishing.work import Job, Planner, row_of
from generator.reading.collecting import no_collecting
from generator.rendering.addresses import Links, address

_BATCH = 32
"""The most pages that a process writes before it reports back."""
_ROUND = 256
"""Batches after which new processes start: over time, each would come to hold a whole desk."""
_PIECES, _LEAST = 16, 4
"""Small jobs are split into about `_PIECES` batches, so that every core has work, but never into
batches of fewer than `_LEAST` pages: for a handful, forking would cost more than it saves."""
_FEW = 500
"""Up to this many pages, the smallest of each kind are taken as samples."""


class Batch(NamedTuple):
    """What came of a batch of pages."""

    rows: list[PageRow]
    """What the state has to keep of each."""
    shells: list[Any]
    """Those that were made for them, as data."""
    distrusted: dict[str, str]
    """Kinds of pages that MkDocs has to make, which is slow, each with the reason."""
    differing: list[str]
    """Kinds of pages whose sample came out of its shell differently than MkDocs makes it."""


@dataclass(frozen=True, slots=True)
class Press:
    """What pages are written with."""

    planner: Planner
    genuine: Genuine
    shells: Shells
    update: Update
    warn: Callable[[str], None]
    warned: set[str] = field(default_factory=set)
    """Kinds of pages for which a warning said that MkDocs has to make them."""

    def write(self, jobs: Sequence[Job], told: Progress) -> Iterator[PageRow]:
        """Write pages into the site, and give what the state has to keep of each.

        One page of each kind is made both ways: from a shell, and by MkDocs. If they differ, MkDocs
        makes all pages of that kind, which is slow, and a warning says why.
        """
        samples = _samples(
            (job for job in jobs if job.uri not in self.genuine.left_out),
            self._size if len(jobs) <= _FEW else lambda _: inf,
        )
        size = max(_LEAST, min(_BATCH, len(jobs) // _PIECES))
        batches = [
            [(job, job.uri in samples) for job in jobs[at : at + size]]
            for at in range(0, len(jobs), size)
        ]
        done, differing = 0, set[str]()
        rounds = (batches[at : at + _ROUND] for at in range(0, len(batches), _ROUND))
        for batch in chain.from_iterable(
            spread(self._write_batch, each, _LEAST) for each in rounds
        ):
            self._learn(batch)
            differing.update(batch.differing)
            done += len(batch.rows)
            told("writing", done, len(jobs))
            yield from batch.rows
        again = [[(job, False)] for job in jobs if job.kind in differing]
        for batch in spread(self._write_batch, again):
            yield from batch.rows

    def _size(self, uri: str) -> float:
        """How many bytes a page had before; infinite if it is new."""
        try:
            return (self.update.folder / file_of(uri, self.genuine.edition.links)).stat().st_size
        except OSError:
            return inf

    def _learn(self, batch: Batch) -> None:
        self.shells.from_data(batch.shells)
        for kind, reason in batch.distrusted.items():
            if kind not in self.warned:
                self.warned.add(kind)
                self.shells.distrust(kind, reason)
                why = f"which takes long: {reason}"
                self.warn(f"MkDocs makes the pages of the kind “{kind}”, {why}")

    def _write_batch(self, jobs: Sequence[tuple[Job, bool]]) -> Batch:
        """Write some pages; those that are samples are made both ways."""
        known = len(self.shells)
        with no_collecting():
            differing: list[str] = []
            rows = [self._write(job, differing if is_sample else None) for job, is_sample in jobs]
        made = self.shells.as_data()[known:]
        return Batch(rows, made, self.shells.distrusted, differing)

    def _write(self, job: Job, differing: list[str] | None) -> PageRow:
        """Write a page; if it is a sample that differs, its kind is noted in `differing`."""
        plan = self.planner.plan(job.uri, job.unit)
        page = plan.write()
        if isinstance(page, File):
            if page.content is not None and page.uri not in self.genuine.by_hand:
                self.update.write(page.uri, page.content)
            return row_of(plan, page)
        policy = ""
        if plan.uri not in self.genuine.left_out:
            html = self.shells.html_of(page)
            if differing is not None and page.kind not in self.shells.distrusted:
                genuine = self.genuine.html_of(page)
                if reason := differences(page, html, genuine):
                    self.shells.distrust(page.kind, reason)
                    differing.append(page.kind)
                    html = genuine
            content = html.encode("utf-8", errors="xmlcharrefreplace")
            self.update.write(file_of(plan.uri, self.genuine.edition.links), content)
            policy = policy_in(html) if self.genuine.plugin.policy else ""
        return row_of(plan, page, policy)


def _samples(jobs: Iterable[Job], size: Callable[[str], float]) -> frozenset[str]:
    """One page of each kind, and of each depth of folders.

    MkDocs takes longer for a larger page, so `size` makes it the smallest when pages are few.
    """
    alike: dict[tuple[str, int], list[str]] = {}
    for job in jobs:
        alike.setdefault((job.kind, job.uri.count("/")), []).append(job.uri)
    return frozenset(min(uris, key=size) for uris in alike.values())


def file_of(uri: str, links: Links) -> str:
    """The file of a page in the site; anything else is itself a file."""
    if not uri.endswith(".md"):
        return uri
    place = address(uri, links)
    return f"{place}index.html" if place.endswith("/") else place
