"""What a page is, before it is published."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.linking.sightings import Ref


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site."""

    uri: str
    """Its Markdown file, with forward slashes, such as `actors/putin.md`."""
    kind: str
    """Which template made it."""
    title: str
    """As typed, without any mark-up."""
    description: str
    """One sentence for search results and previews, as typed."""
    markdown: str
    """The body, without front matter."""
    made_from: frozenset[str]
    """Ids of the briefings that it shows something of."""
    in_search: bool = True
    """Whether search finds it; what stands on a page of its own as well need not be found twice."""
    has_contents: bool = True
    """Whether a table of contents stands beside it."""
    source: Path | None = None
    """The file that a reader would edit, below the folder of briefings."""
    about: Ref | None = None
    """The briefing that it is the page of."""
