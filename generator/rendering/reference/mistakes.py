"""The page about all kinds of mistakes, each with its explanation."""

from __future__ import annotations

from generator.diagnostics.codes import CODES
from generator.diagnostics.explain import explanation
from generator.rendering.page import Page
from generator.rendering.reference.tables import reference_page


def mistakes_page() -> Page:
    """The codes of all mistakes, each with its explanation."""
    entries = "\n".join(f"#{explanation(code)}" for code in sorted(CODES))
    opening = (
        "Every mistake in a briefing has a code, which stands behind its first word. The same "
        "explanations are at hand in the terminal: `briefing explain unknown-key`."
    )
    return reference_page("mistakes", "Mistakes and what they mean", opening, entries)
