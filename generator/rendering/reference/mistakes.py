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
        "Every error and warning has a code, in brackets after its first word. The terminal shows "
        "the same explanations: `briefing explain unknown-key`."
    )
    return reference_page("mistakes", "Errors and warnings, and what they mean", opening, entries)
