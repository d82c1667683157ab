"""Reference pages made from the code, so that they cannot fall behind it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics.codes import CODES
from generator.diagnostics.explain import explanation
from generator.rendering.page import Page


def render_reference() -> Iterator[Page]:
    """Every reference page."""
    yield _mistakes()


def _mistakes() -> Page:
    """The codes of all mistakes, each with its explanation."""
    title = "Mistakes and what they mean"
    entries = "\n".join(f"#{explanation(code)}" for code in sorted(CODES))
    markdown = (
        f"# {title}\n\n"
        "Every mistake in a briefing has a code, which stands behind its first word. The same "
        "explanations are at hand in the terminal: `briefing explain unknown-key`.\n\n"
        f"{entries}"
    )
    return Page("reference/mistakes.md", "reference", title, title, markdown, frozenset())
