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
"""What a site holds beside its pages, for programs that read."""
EXTRA_EXPORTS = frozenset({"parquet"})
"""What it holds where somebody asks for it."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One way to publish the same briefings."""

    links: Links = Links.FOLDERS
    language: str = ENGLISH
    """Tag of the language that the pages speak; where we have no words in it, English."""
    site_name: str = ""
    site_url: str = ""
    """The address that the site will have; empty where nobody says so."""
    templates: Path | None = None
    """A folder whose templates, and catalogues, take the place of ours."""
    has_search: bool = False
    """Whether the site has the search that finds claims."""
    exports: frozenset[str] = field(default=EXPORTS, repr=False)  # its order is another each time
    """Which of `EXPORTS` and `EXTRA_EXPORTS` the site has."""

    without: frozenset[str] = field(default=frozenset(), repr=False)
    """Which of `OPTIONAL` the site does not have."""
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What kinds of pages are called, where otherwise than in `SECTIONS`."""

    @property
    def choices(self) -> tuple[list[str], list[str]]:
        """What it has and has not, in order: of sets, it says nothing of itself."""
        return sorted(self.exports), sorted(self.without)

    def has(self, kind: str) -> bool:
        """Whether the site has a kind of pages."""
        return kind not in self.without

    def wording(self) -> Wording:
        """The words of its language. Raises `BadCatalogueError`."""
        language = language_of(self.language, self.templates)
        return Wording(language, catalogue_of(language, self.templates))

    def permalink(self, uri: str) -> str:
        """The whole address of a page; empty where nobody says what the site's is."""
        if not self.site_url:
            return ""
        place = address(uri, self.links)
        if self.links is Links.FOLDERS:
            place = place.removesuffix("index.html")
        return f"{self.site_url.rstrip('/')}/{quote(place)}"
