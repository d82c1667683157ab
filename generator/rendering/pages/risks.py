"""The register: what could go wrong, how likely it is, and how that moved."""

from __future__ import annotations

from collections.abc import Iterator

from generator.linking.comparing import movement
from generator.linking.standing import is_due_for_review
from generator.rendering.page import Page
from generator.rendering.pages.site import Site, write_list
from generator.rendering.pictures.matrix import matrix

MOST = 60
"""Risks that one page lists."""


def risk_pages(site: Site) -> Iterator[Page]:
    """Write the register: first the open risks, the highest level on top."""
    corpus = site.corpus
    front = corpus.risks[:MOST]
    yield from write_list(
        site,
        sorted(corpus.risks, key=lambda line: (*line.first.ref.sort_key, line.key)),
        kind="risks",
        title="Risks",
        description="What could go wrong, and how likely it is.",
        group=lambda line: line.first.ref.date.year,
        refs_of=lambda line: line.refs,
        most=MOST,
        best=corpus.risks,
        movement=movement,
        picture=matrix([r.latest for r in front if r.latest.entry.resolution is None]),
        due=sum(is_due_for_review(line, corpus.as_of) for line in corpus.risks),
    )
