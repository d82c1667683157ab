"""The front page: what matters now."""

from __future__ import annotations

from generator.linking.changes import SETTLED
from generator.linking.corpus import Concern
from generator.linking.standing import is_due_for_review
from generator.rendering.page import Page
from generator.rendering.pages.site import Site, write

LATEST_BRIEFINGS = 9
"""How many briefings the front page lists below the newest."""
LATEST_LINES = 6
"""How many open demands, open risks and due reviews the front page shows, each."""
LATEST_CHANGES = 2
"""Of how many briefings the front page tells what they changed."""
MOVEMENTS = 4
"""How many of the changes of a briefing the front page tells."""


def front_page(site: Site) -> Page:
    """Write the front page."""
    corpus = site.corpus
    demands = [d for d in corpus.demands if d.latest.entry.status not in SETTLED]
    risks = [r for r in corpus.risks if r.latest.entry.resolution is None]
    due = [risk for risk in risks if is_due_for_review(risk, corpus.as_of)]
    changed = [
        (ref, corpus.threads[ref.scope].changes[ref])
        for ref in corpus.refs
        if ref.scope in corpus.threads and corpus.threads[ref.scope].changes.get(ref)
    ]
    return write(
        site,
        uri="index.md",
        kind="front",
        title=site.edition.site_name or site.words.gettext("Briefings"),
        description=site.words.gettext(
            "What matters now: what changed, the highest risks, the open demands."
        ),
        refs=corpus.refs,
        latest=corpus.refs[: LATEST_BRIEFINGS + 1],
        changed=changed[:LATEST_CHANGES],
        movements=MOVEMENTS,
        demands=[Concern(demand) for demand in demands[:LATEST_LINES]],
        open_demands=len(demands),
        risks=risks[:LATEST_LINES],
        open_risks=len(risks),
        due=due[:LATEST_LINES],
        due_risks=len(due),
    )
