"""Reference pages made from the code, so that they cannot become outdated."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rendering.page import Page
from generator.rendering.reference.format import format_page
from generator.rendering.reference.mistakes import mistakes_page
from generator.rendering.reference.vocabularies import vocabularies_page


def render_reference() -> Iterator[Page]:
    """The reference pages for writers."""
    yield format_page()
    yield vocabularies_page()
    yield mistakes_page()
