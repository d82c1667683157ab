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
    ("actors", N_("Who each actor is, and what it does in each briefing.")),
    ("demands", N_("What actors want from others, as each briefing reported it.")),
    ("answers", N_("How actors answered demands.")),
    ("risks", N_("What may happen and what came of it, as each briefing reported it.")),
    (
        "assessments",
        N_("Each briefing’s judgement of a risk: likelihood, impact, confidence."),
    ),
    ("indicators", N_("Indicators of each risk, and when they were seen.")),
    ("events", N_("What happened, or is claimed to have happened, and when.")),
    ("figures", N_("Figures, and who claims them.")),
    ("sources", N_("What each briefing draws on.")),
    (
        "evidence",
        N_("Evidence for each claim, and whether its words were found in the source."),
    ),
    ("remarks", N_("What is not known, what is assumed, and alternative readings of the facts.")),
    ("corrections", N_("Errors corrected in earlier versions of a briefing.")),
    ("identities", N_("Who each actor is, according to the register and all briefings.")),
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
        describe=lambda: site.words.gettext("The same as data: feeds, tables, JSON, graphs."),
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
