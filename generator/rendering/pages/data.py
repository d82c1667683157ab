"""The page about the site's data: which files it has for programs, and how to read them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rendering.addresses import FEED
from generator.rendering.page import Plan
from generator.rendering.pages.planning import plan
from generator.rendering.pages.site import Site
from generator.rendering.units import LIST
from generator.rendering.wording import N_

MOST = 250
"""Briefings that one of the unpacked files holds at most; the packed file holds all."""
ACTORS = 5000
"""The same limit for actors."""
TABLES = (
    ("briefings", N_("The briefings.")),
    ("actors", N_("What each actor is and does in each briefing.")),
    ("demands", N_("What actors want of others, as it stood in each briefing.")),
    ("answers", N_("How actors answered demands.")),
    ("risks", N_("What may come, and what became of it, as each briefing told it.")),
    ("assessments", N_("How likely, how bad and how sure each briefing judged a risk to be.")),
    ("indicators", N_("What would show a risk coming, and when it was seen.")),
    ("events", N_("What happened, or is claimed to have happened, and when.")),
    ("figures", N_("Numbers that someone claims, and whose they are.")),
    ("sources", N_("What each briefing draws on.")),
    ("evidence", N_("What each claim stands on, and whether the words were found in the source.")),
    ("remarks", N_("What is not known, what is taken as given, other readings of the facts.")),
    ("corrections", N_("What was wrong in earlier versions of a briefing.")),
    ("identities", N_("Who each actor is, as the register and all briefings together say.")),
)
"""Every table with a description, for this page and wherever else tables are described."""


def data_page(site: Site) -> Iterator[Plan]:
    """Plan the page, if the site has any exports."""
    exports = site.edition.exports
    if not exports:
        return
    # Exports leave drafts out.
    published = [ref for ref in site.corpus.refs if not ref.is_draft]
    yield plan(
        site,
        unit=f"{LIST}data",
        uri="data/index.md",
        kind="data",
        title=site.section("data"),
        describe=lambda: site.words.gettext("The same for programs: feeds, tables, JSON, graphs."),
        is_total=True,
        in_search=False,
        values=lambda: {
            "exports": exports,
            "feed": FEED,
            "tables": TABLES,
            "newest": published[0] if published else None,
            "is_whole": len(published) <= MOST,
            "are_actors_whole": len(site.corpus.known) <= ACTORS,
            "year": published[0].date.year if published else None,
            "root": site.edition.site_url.rstrip("/") or "https://desk.example",
        },
    )
