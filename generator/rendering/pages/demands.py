"""The ledger: who demanded what of whom, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.linking.changes import SETTLED
from generator.linking.standing import answers
from generator.rendering.page import Page
from generator.rendering.pages.site import Site, write_list
from generator.rendering.pictures.asks import asks

MOST = 60
"""Demands that one page lists."""


def demand_pages(site: Site) -> Iterator[Page]:
    """Write the ledger: first the demands that are not settled, the latest seen on top."""
    lines = sorted(site.corpus.demands, key=lambda line: line.latest.entry.status in SETTLED)
    standing = [line.latest for line in lines if line.latest.entry.status not in SETTLED]
    yield from write_list(
        site,
        sorted(lines, key=lambda line: (*line.first.ref.sort_key, line.key)),
        kind="demands",
        title="Demands",
        description="Who wants what from whom, and what came of it.",
        group=lambda line: line.first.ref.date.year,
        refs_of=lambda line: line.refs,
        most=MOST,
        best=lines,
        answers=answers,
        picture=asks(standing, site.name),
    )
