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
    """As typed; it holds no mark-up."""
    description: str
    """One sentence for search results and previews, as typed."""
    markdown: str
    """The body, without front matter."""
    uses: frozenset[str] = frozenset()
    """What in the corpus it depends on: `briefing:ID` for one that it shows or links to,
    `actor:ID` for an actor's identity, `thread:ID` for a thread's name, `day` for the date of the
    newest briefing."""
    in_search: bool = True
    """Whether search finds it; a page that repeats what others say need not be found."""
    has_contents: bool = True
    """Whether it has a table of contents at its side."""
    source: Path | None = None
    """The file to edit, relative to the folder of briefings."""
    about: Ref | None = None
    """The briefing, if it is a briefing's own page."""
    whole: str = ""
    """The title of the page that it is a part of; empty if it is not a part."""
    feed: str = ""
    """The feed of its subject, without the suffix that says which format; usually empty."""
    linked: str = ""
    """Its JSON-LD for machines, safe inside an HTML `<script>`: see `pages/linked/`."""


@dataclass(frozen=True, slots=True)
class Planned(Generic[M]):
    """A page or other file of the site, before it is written."""

    uri: str
    """As in `Page`."""
    unit: str
    """Its subject, shared by all pages about the same: `actor:ID`, or `list:KIND`."""
    kind: str
    """As in `Page`."""
    shape: Callable[[], object] = field(repr=False)
    """Plain data that changes whenever its content does, other than by the words of its briefings:
    which briefings in which order, which of their entries, and what it says about the whole."""
    write: Callable[[], M] = field(repr=False)
    is_total: bool = False
    """Whether it sums up its whole list: how many items there are, and which come first."""
    refs: Callable[[], Iterable[Ref]] = field(default=tuple, repr=False)
    """The briefings whose words it shows, as far as known before it is written."""


Plan = Planned[Page]
