"""Which pages there are, and what each is made from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.linking.corpus import Corpus
from generator.rendering.addresses import Links
from generator.rendering.page import Page
from generator.rendering.pages.actors import actor_pages
from generator.rendering.pages.briefings import briefing_pages
from generator.rendering.pages.calibration import calibration_pages
from generator.rendering.pages.demands import demand_pages
from generator.rendering.pages.figures import figure_pages
from generator.rendering.pages.front import front_page
from generator.rendering.pages.risks import risk_pages
from generator.rendering.pages.site import briefing_uri, site_of
from generator.rendering.pages.sources import source_pages
from generator.rendering.pages.threads import thread_pages
from generator.rendering.pages.timeline import timeline_pages

__all__ = ["briefing_uri", "render_pages"]


def render_pages(
    corpus: Corpus, *, links: Links = Links.FOLDERS, templates: Path | None = None
) -> Iterator[Page]:
    """Write every page of a corpus.

    `templates` is a folder whose templates take the place of ours. Raises `BadTemplateError`
    where one of them is wrong.
    """
    site = site_of(corpus, links, templates)
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
    ):
        yield from pages(site)
