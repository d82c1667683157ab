"""The building blocks of reference pages: an opening, sections and tables, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.rendering.page import Page


def reference_page(name: str, title: str, opening: str, body: str) -> Page:
    """A reference page; `name` is its file's name below `reference/`."""
    markdown = f"# {title}\n\n{opening}\n\n{body}"
    return Page(f"reference/{name}.md", "reference", title, title, markdown, frozenset())


def section(title: str, text: str, *tables: str) -> str:
    """A section of a page, under a heading."""
    return "\n\n".join((f"## {title}", text, *tables)) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; its cells are inline Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def code(text: str) -> str:
    """A text as inline code."""
    return f"`{text}`"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
