"""The kinds of pages that we make, in one table: a new kind is a row here.

A list is about all briefings and has a section of the site, the folder of its name. Most lists lead
to pages about one thing each, which are a kind of their own in the same folder.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.rendering.wording import N_


@dataclass(frozen=True, slots=True)
class OurKind:
    """One kind of pages."""

    name: str
    """Names its template; of a list also its folder, of a thing the subject of its units."""
    title: str = ""
    """What a list is called in the navigation; the front page has the name of the site."""
    lists: str = ""
    """Of a list: the kind of the pages that it leads to, one for each thing."""
    is_optional: bool = False
    """Whether a site can do without: what it lists has its place on other pages, too."""
    is_wide: bool = False
    """Whether it uses the room of a table of contents itself."""
    names_briefings: bool = True
    """Whether it shows titles and authors of briefings, or only links to them."""
    fields: frozenset[str] | None = None
    """Which fields of a briefing it shows, beside those that any page may show; None for all.

    An edit of other fields does not write it anew.
    """
    needs: tuple[str, ...] = ()
    """Of a thing: what a corpus calls all such things by their ids, then what else their pages are
    looked up in."""


def _of(*fields: str) -> frozenset[str]:
    return frozenset(fields)


_DEMANDS = _of("actors", "demands", "sources")
_DOSSIER = _of("actors", "demands", "risks", "events", "figures", "sources")

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
        fields=_DEMANDS,
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
    OurKind("actor", fields=_DOSSIER, needs=("known", "mentions")),
    OurKind("source", needs=("records",)),
    OurKind("tag", needs=("tags",)),
)
"""Lists in the order of the site, then things."""

LISTED = {kind.lists: kind.name for kind in OURS if kind.lists}
"""The section of each kind of thing."""
SECTIONS = {kind.name: kind.title for kind in OURS if kind.title}
"""What each section is called."""
OPTIONAL = frozenset(kind.name for kind in OURS if kind.is_optional)
WIDE = frozenset(kind.name for kind in OURS if kind.is_wide)
NEEDS = {kind.name: kind.needs for kind in OURS if kind.needs}
