"""The front page: what matters now."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from generator.linking.about import Concern
from generator.linking.changes import SETTLED
from generator.linking.standing import is_due_for_review
from generator.rendering.page import Plan
from generator.rendering.pages.linked.graph import front
from generator.rendering.pages.planning import plan
from generator.rendering.pages.site import Site
from generator.rendering.units import FRONT

LATEST_BRIEFINGS = 9
"""How many briefings the front page lists below the newest."""
LATEST_LINES = 6
"""How many each of open demands, open risks and due reviews the front page shows."""
LATEST_CHANGES = 2
"""For how many briefings the front page says what they changed."""
MOVEMENTS = 4
"""How many of a briefing's changes the front page shows."""


def front_page(site: Site) -> Iterator[Plan]:
    """Plan the front page."""
    yield plan(
        site,
        unit=FRONT,
        uri="index.md",
        kind="front",
        title=site.edition.site_name or site.words.gettext("Briefings"),
        describe=lambda: site.words.gettext(
            "What matters now: what changed, the highest risks, the open demands."
        ),
        is_total=True,
        values=lambda: _values(site),
        linked=front,
    )


def _values(site: Site) -> dict[str, Any]:
    """What the front page shows."""
    corpus = site.corpus
    demands = [d for d in corpus.demands if d.latest.gist.status not in SETTLED]
    risks = [r for r in corpus.risks if r.latest.gist.outcome is None]
    due = [risk for risk in risks if is_due_for_review(risk, corpus.as_of)]
    # Risks due for review have a list of their own; show each risk only once.
    pending = [risk for risk in risks if not is_due_for_review(risk, corpus.as_of)]
    changed = (
        (ref, corpus.threads[ref.scope].changes[ref])
        for ref in corpus.refs
        if ref.scope in corpus.threads and corpus.threads[ref.scope].changes.get(ref)
    )
    return {
        "latest": corpus.refs[: LATEST_BRIEFINGS + 1],
        "changed": list(islice(changed, LATEST_CHANGES)),
        "movements": MOVEMENTS,
        "demands": [Concern(demand) for demand in demands[:LATEST_LINES]],
        "open_demands": len(demands),
        "risks": pending[:LATEST_LINES],
        "open_risks": len(risks),
        "due": due[:LATEST_LINES],
        "due_risks": len(due),
    }
