"""The style sheet and the script of the pages."""

from __future__ import annotations

from importlib.resources import files

_STYLES = ("base.css", "entries.css", "lists.css", "pictures.css", "search.css", "print.css")


def style_sheet() -> str:
    """Give the whole style sheet, joined from its parts."""
    return "\n".join(_read(part) for part in _STYLES)


def script() -> str:
    """Give the script, a JavaScript module. Pages are complete without it."""
    return _read("briefings.js")


def _read(name: str) -> str:
    return (files("generator.rendering") / "assets" / name).read_text("utf-8")
