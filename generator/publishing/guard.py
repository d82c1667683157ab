"""Whether a page placed into a shell is the same as the one that MkDocs makes."""

from __future__ import annotations

from generator.rendering.page import Page

_AROUND = 30
_SHOWN = 60
"""Characters shown of a line before the first that differs, and from it on."""


def differences(page: Page, fast: str, genuine: str) -> str:
    """Say in one line what differs first between the two; empty if nothing does."""
    if fast == genuine:
        return ""
    lines, others = fast.split("\n"), genuine.split("\n")
    pairs = enumerate(zip(lines, others, strict=False), 1)
    place, (line, other) = next(
        ((place, pair) for place, pair in pairs if pair[0] != pair[1]),
        (min(len(lines), len(others)), ("", "")),
    )
    if line == other:
        return f"{page.uri}: {len(lines)} lines, and {len(others)} by MkDocs"
    at = next(
        (at for at, (a, b) in enumerate(zip(line, other, strict=False)) if a != b),
        min(len(line), len(other)),
    )
    here, there = (text[max(at - _AROUND, 0) : at + _SHOWN] for text in (line, other))
    return f"{page.uri}, line {place}: {here!r}, and {there!r} by MkDocs"
