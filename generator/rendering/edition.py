"""What the owner of a site decides about all of its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from generator.rendering.addresses import Links, address
from generator.rendering.catalogue import ENGLISH, catalogue_of, language_of
from generator.rendering.wording import Wording

EXPORTS = frozenset({"feeds", "tables", "json", "stix", "ftm", "jsonld", "graph"})
"""The files for programs that a site has by default, besides its pages."""
EXTRA_EXPORTS = frozenset({"parquet"})
"""The files that it has only if asked for."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One way to publish the same briefings."""

    links: Links = Links.FOLDERS
    language: str = ENGLISH
    """Tag of the language of the pages; English is used if there is no catalogue for it."""
    site_name: str = ""
    site_url: str = ""
    """The address that the site will have; empty if not configured."""
    templates: Path | None = None
    """A folder whose templates and catalogues override ours."""
    has_search: bool = False
    """Whether the site has our search, which finds claims."""
    exports: frozenset[str] = field(default=EXPORTS, repr=False)  # unordered
    """Which of `EXPORTS` and `EXTRA_EXPORTS` the site has."""

    without: frozenset[str] = field(default=frozenset(), repr=False)
    """Which of `OPTIONAL` the site does not have."""
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)
    """The owner's titles for kinds of pages, where they differ from `SECTIONS`."""

    @property
    def choices(self) -> tuple[list[str], list[str]]:
        """Its exports and what it goes without, sorted.

        Both sets are left out of `repr`, because a set's order varies between runs.
        """
        return sorted(self.exports), sorted(self.without)

    def has(self, kind: str) -> bool:
        """Whether the site has pages of a kind."""
        return kind not in self.without

    def wording(self) -> Wording:
        """The messages in its language. Raises `BadCatalogueError`."""
        language = language_of(self.language, self.templates)
        return Wording(language, catalogue_of(language, self.templates))

    def permalink(self, uri: str) -> str:
        """The absolute address of a page; empty if `site_url` is."""
        if not self.site_url:
            return ""
        place = address(uri, self.links)
        if self.links is Links.FOLDERS:
            place = place.removesuffix("index.html")
        return f"{self.site_url.rstrip('/')}/{quote(place)}"
