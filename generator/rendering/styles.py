"""The style sheet of the pages."""

from __future__ import annotations

from importlib.resources import files

_PARTS = ("briefings.css", "changes.css", "pictures.css")


def style_sheet() -> str:
    """Give the whole style sheet, made of its parts."""
    assets = files("generator.rendering") / "assets"
    return "\n".join((assets / part).read_text("utf-8") for part in _PARTS)
