"""Our own kinds of pages in one table, `OURS`: a new kind is a row here.

There are two sorts. A list is about all briefings and is a section of the site, in a folder of the
list's name. Many lists lead to pages about one thing each; these are a kind of their own in the
same folder.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.rendering.wording import N_


@dataclass(frozen=True, slots=True)
class OurKind:
    """One kind of pages."""

    name: str
    """Names its template; for a list also its folder, for a thing also the prefix of its units."""
    title: str = ""
    """For a list: its title in the navigation. The front page takes the site's name instead."""
    lists: str = ""
    """For a list that leads to pages about single things: the kind of those pages."""
    is_optional: bool = False
    """Whether an owner can leave it out, because other pages have the same content, too."""
    is_wide: bool = False
    """Whether it fills the space of the table of contents, and has none."""
    names_briefings: bool = True
    """Whether it shows the titles and authors of briefings, rather than only linking to them."""
    fields: frozenset[str] | None = None
    """The fields of a briefing that it shows, besides those that any page may; None for all.

    An edit of other fields does not rewrite it.
    """
    needs: tuple[str, ...] = ()
    """For a thing: the attribute of `Corpus` that maps ids to all such things, then the other
    attributes that its pages look things up in."""


def _of(*fields: str) -> frozenset[str]:
    return frozenset(fields)


OURS = (
    OurKind("front", is_wide=True),
    OurKind("briefings", N_("Briefings"), lists="briefing", is_wide=True),
    OurKind("threads", N_("Threads"), lists="thread", is_wide=True),
    OurKind("actors", N_("Actors"), lists="actor", is_wide=True, names_briefings=False),
    OurKind(
        "demands",
        N_("Demands"),
        is_optional=True,
        is_wide=True,
        names_briefings=False,
        fields=_of("actors", "demands", "sources"),
    ),
    OurKind(
        "risks",
        N_("Risks"),
        is_optional=True,
        is_wide=True,
        names_briefings=False,
        fields=_of("risks", "sources"),
    ),
    OurKind(
        "figures",
        N_("Figures"),
        is_optional=True,
        is_wide=True,
        names_briefings=False,
        fields=_of("figures", "sources"),
    ),
    OurKind(
        "timeline",
        N_("Timeline"),
        is_optional=True,
        names_briefings=False,
        fields=_of("events", "sources"),
    ),
    OurKind(
        "sources",
        N_("Sources"),
        lists="source",
        is_wide=True,
        names_briefings=False,
        fields=_of("sources"),
    ),
    OurKind(
        "calibration",
        N_("Calibration"),
        is_optional=True,
        names_briefings=False,
        fields=_of("risks"),
    ),
    OurKind(
        "tags",
        N_("Tags"),
        lists="tag",
        is_optional=True,
        is_wide=True,
        names_briefings=False,
    ),
    OurKind("data", N_("Data"), is_wide=True, names_briefings=False),
    OurKind("search", N_("Search"), is_wide=True),
    OurKind("briefing", needs=("by_id", "source_ids")),
    OurKind("thread", needs=("threads",)),
    OurKind(
        "actor",
        fields=_of("actors", "demands", "risks", "events", "figures", "sources"),
        needs=("known", "mentions"),
    ),
    OurKind("source", needs=("records",)),
    OurKind("tag", needs=("tags",)),
)
"""Lists in the order of the site, then things."""

LISTED = {kind.lists: kind.name for kind in OURS if kind.lists}
"""The list, and so the section and the folder, of each kind of thing."""
SECTIONS = {kind.name: kind.title for kind in OURS if kind.title}
"""The title of each section, in English."""
OPTIONAL = frozenset(kind.name for kind in OURS if kind.is_optional)
WIDE = frozenset(kind.name for kind in OURS if kind.is_wide)
NEEDS = {kind.name: kind.needs for kind in OURS if kind.needs}
