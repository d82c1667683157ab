"""Writing pages into a site, on every core."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator.linking.corpus import Corpus
from generator.publishing.genuine import Genuine
from generator.publishing.guard import differences
from generator.publishing.intake import Progress
from generator.publishing.search.spread import spread
from generator.publishing.shells import Shells
from generator.publishing.state import PageRow
from generator.publishing.tree import Update
from generator.publishing.work import row_of
from generator.reading.collecting import no_collecting
from generator.rendering.addresses import Links, address
from generator.rendering.page import Plan

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

    def guard(self, plans: Sequence[Plan], warn: Callable[[str], None]) -> None:
        """Let one page of each kind go through both doors.

        Where they differ, all pages of the kind take the slow way, and somebody is told why.
        """
        samples: dict[str, Plan] = {}
        for plan in plans:
            samples.setdefault(plan.unit.partition(":")[0] + str(plan.uri.count("/")), plan)
            if plan.unit.startswith("list:"):
                samples.setdefault(plan.unit, plan)
        for plan in samples.values():
            page = plan.write()
            if page.kind in self.shells.distrusted:
                continue
            differing = differences(page, self.shells.html_of(page), self.genuine.html_of(page))
            if differing:
                self.shells.distrust(page.kind, differing)
        for kind, reason in self.shells.distrusted.items():
            warn(f"pages of the kind “{kind}” are made by MkDocs, which takes longer: {reason}")


def file_of(uri: str, links: Links) -> str:
    """The file of a page in the site."""
    place = address(uri, links)
    return f"{place}index.html" if place.endswith("/") else place
