"""What a page is, before it is published."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from generator.linking.sightings import Ref

M = TypeVar("M")


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
    uses: frozenset[str] = frozenset()
    """What it takes from the corpus: `briefing:ID` for one that it tells of or links to,
    `actor:ID` for who an actor is, `thread:ID` for a thread's name, `day` for that of the newest
    briefing."""
    in_search: bool = True
    """Whether search finds it; what stands on a page of its own as well need not be found twice."""
    has_contents: bool = True
    """Whether a table of contents stands beside it."""
    source: Path | None = None
    """The file that a reader would edit, below the folder of briefings."""
    about: Ref | None = None
    """The briefing that it is the page of."""
    whole: str = ""
    """The title of the page that it is a part of; empty for one that stands alone."""
    feed: str = ""
    """The feed of what it is about, without the ending that tells a format; mostly empty."""
    linked: str = ""
    """What it says to machines: JSON-LD that may stand in a script of HTML, see `linked/`."""


@dataclass(frozen=True, slots=True)
class Planned(Generic[M]):
    """A page, or another file of the site, that there is, before it is written."""

    uri: str
    """As of the page."""
    unit: str
    """What it is about, with all pages about the same: `actor:ID`, or `list:KIND`."""
    kind: str
    """As of the page."""
    shape: Callable[[], object] = field(repr=False)
    """What decides what it shows, beside the words of the briefings in it: these briefings in
    their order, which entries of them, and what it says of things as a whole. Plain data."""
    write: Callable[[], M] = field(repr=False)
    is_total: bool = False
    """Whether it tells of all that its list has: how many there are, and which are the first."""
    refs: Callable[[], Iterable[Ref]] = field(default=tuple, repr=False)
    """The briefings whose words it shows, as far as that is known before it is written."""


Plan = Planned[Page]
