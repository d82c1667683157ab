"""The search page, which a script fills."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rendering.page import Plan
from generator.rendering.pages.planning import plan
from generator.rendering.pages.site import SEARCH, Site
from generator.rendering.units import LIST


def search_page(site: Site) -> Iterator[Plan]:
    """Plan the search page, if the site has our search."""
    if site.edition.has_search:
        yield plan(
            site,
            unit=f"{LIST}search",
            uri=SEARCH,
            kind="search",
            title=site.section("search"),
            describe=lambda: site.words.gettext("Find a claim by its words and its kind."),
            in_search=False,
            values=dict,
            linked=lambda _: {"@type": "WebPage"},
        )
