"""A page of all deadlines of demands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.adding import PageKind, Plan, Site, plan


def deadlines(site: Site) -> Iterator[Plan]:
    """Plan the page: the demands that have a deadline, the nearest first."""
    lines = [line for line in site.corpus.demands if line.standing.entry.deadline]
    lines.sort(key=lambda line: line.standing.entry.deadline.last)  # type: ignore[union-attr]
    yield plan(
        site,
        unit="list:deadlines",
        uri="deadlines/index.md",
        kind="deadlines",
        title="Deadlines",
        describe=lambda: "What is asked for by when.",
        refs=lambda: [ref for line in lines for ref in line.refs],
        values=lambda: {"lines": lines},
    )


DEADLINES = PageKind(deadlines, Path(__file__).with_name("templates"))
