"""Which pages there are, and what each is made from."""

from __future__ import annotations

from collections.abc import Iterator

from generator.linking.corpus import Corpus
from generator.rendering.edition import Edition
from generator.rendering.page import Page
from generator.rendering.pages.actors import actor_pages
from generator.rendering.pages.briefings import briefing_pages
from generator.rendering.pages.calibration import calibration_pages
from generator.rendering.pages.demands import demand_pages
from generator.rendering.pages.figures import figure_pages
from generator.rendering.pages.front import front_page
from generator.rendering.pages.risks import risk_pages
from generator.rendering.pages.search import search_pages
from generator.rendering.pages.site import briefing_uri, site_of
from generator.rendering.pages.sources import source_pages
from generator.rendering.pages.tags import tag_pages
from generator.rendering.pages.threads import thread_pages
from generator.rendering.pages.timeline import timeline_pages

__all__ = ["PLAIN", "briefing_uri", "render_pages"]


PLAIN = Edition()
"""An edition of which nobody decided anything."""


def render_pages(corpus: Corpus, edition: Edition = PLAIN) -> Iterator[Page]:
    """Write every page of a corpus.

    Raises `BadTemplateError` or `BadCatalogueError` where one of the owner's is wrong.
    """
    site = site_of(corpus, edition)
    yield front_page(site)
    for pages in (
        briefing_pages,
        thread_pages,
        actor_pages,
        demand_pages,
        risk_pages,
        figure_pages,
        timeline_pages,
        source_pages,
        calibration_pages,
        tag_pages,
        search_pages,
    ):
        yield from pages(site)
