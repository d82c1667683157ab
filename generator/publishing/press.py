"""Writing pages into a site, on every core."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from generator.linking.corpus import Corpus
from generator.publishing.genuine import Genuine
from generator.publishing.guard import differences
from generator.publishing.intake import Progress
from generator.publishing.shells import Shells
from generator.publishing.spread import spread
from generator.publishing.state import PageRow
from generator.publishing.tree import Update
from generator.publishing.work import row_of
from generator.reading.collecting import no_collecting
from generator.rendering.addresses import Links, address
from generator.rendering.page import Page, Plan

_BATCH = 32
"""Pages that a process writes before it tells."""


@dataclass(frozen=True, slots=True)
class Press:
    """What pages are written with."""

    corpus: Corpus
    genuine: Genuine
    shells: Shells
    update: Update

    def write(self, plans: Sequence[Plan], told: Progress) -> Iterator[PageRow]:
        """Write pages into the site, and give what is to be kept of each."""
        batches = [plans[at : at + _BATCH] for at in range(0, len(plans), _BATCH)]
        done = 0
        for rows, shells in spread(self._write_batch, batches):
            self.shells.from_data(shells)
            done += len(rows)
            told("writing", done, len(plans))
            yield from rows

    def _write_batch(self, plans: Sequence[Plan]) -> tuple[list[PageRow], list[Any]]:
        """Write some pages; also give the shells that were made for them."""
        known = len(self.shells)
        with no_collecting():
            rows = [self._write(plan) for plan in plans]
        return rows, self.shells.as_data()[known:]

    def _write(self, plan: Plan) -> PageRow:
        page = plan.write()
        if plan.uri not in self.genuine.left_out:
            html = self.shells.html_of(page)
            content = html.encode("utf-8", errors="xmlcharrefreplace")
            self.update.write(file_of(plan.uri, self.genuine.edition.links), content)
        return row_of(plan, page, self.corpus)

    def guard(self, plans: Sequence[Plan], warn: Callable[[str], None]) -> list[Plan]:
        """Let one page of each kind go through both doors, and return the plans of all.

        Where they differ, all pages of the kind take the slow way, and somebody is told why.
        """
        samples: dict[str, str] = {}
        for plan in plans:
            kind, _, name = plan.unit.partition(":")
            samples.setdefault(
                f"{name if kind == 'list' else kind} {plan.uri.count('/')}", plan.uri
            )
        chosen = frozenset(samples.values())
        return [self._guarded(plan, chosen, warn) for plan in plans]

    def _guarded(self, plan: Plan, samples: Collection[str], warn: Callable[[str], None]) -> Plan:
        if plan.uri not in samples or plan.uri in self.genuine.left_out:
            return plan
        page = plan.write()
        if page.kind not in self.shells.distrusted:
            differing = differences(page, self.shells.html_of(page), self.genuine.html_of(page))
            if differing:
                self.shells.distrust(page.kind, differing)
            if reason := self.shells.distrusted.get(page.kind):
                warn(
                    f"MkDocs makes the pages of the kind “{page.kind}”, which takes long: {reason}"
                )
        return replace(plan, write=partial(as_written, page))


def as_written(page: Page) -> Page:
    """The page, for a plan whose page is written already."""
    return page


def file_of(uri: str, links: Links) -> str:
    """The file of a page in the site."""
    place = address(uri, links)
    return f"{place}index.html" if place.endswith("/") else place
