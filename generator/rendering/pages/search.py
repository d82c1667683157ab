"""The page of the search, which a script fills."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rendering.page import Page
from generator.rendering.pages.site import SEARCH, Site, write


def search_pages(site: Site) -> Iterator[Page]:
    """Write the page of the search, where the site has one."""
    if site.edition.has_search:
        yield write(
            site,
            uri=SEARCH,
            kind="search",
            title=site.words.gettext("Search"),
            description=site.words.gettext("Find a claim by its words and by what it is."),
            in_search=False,
            part=None,
        )
