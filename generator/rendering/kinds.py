"""Kinds of pages that packages add, as entry points of the group `briefing_generator.pages`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.extending import PAGES, Extension, extensions
from generator.rendering.page import Plan
from generator.rendering.sections import OURS

if TYPE_CHECKING:
    from generator.rendering.pages.site import Site

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TAKEN = frozenset(
    {
        *(kind.name for kind in OURS),
        *("index", "mistakes", "reference"),
        *("assets", "feeds", "schema"),
    }
)
"""Names of our own kinds and folders."""


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of pages: how to plan them, and the folder of their templates.

    The name of the entry point serves as the kind, as the folder of its pages on the site and as
    the name of its template: `deadlines`, `deadlines/index.md`, `deadlines.md.jinja`.
    """

    plans: Callable[[Site], Iterable[Plan]]
    """Plans its pages with `plan`. It must be pure: it is called again after each edit."""
    templates: Path


@cache
def page_kinds() -> dict[str, tuple[Extension, PageKind]]:
    """The kinds by their names. Raises `ExtensionError`."""
    found = {each.name: (each, each.load(PageKind)) for each in extensions(PAGES)}
    for name, (extension, kind) in found.items():
        if name in _TAKEN or not _NAME.fullmatch(name):
            raise extension.error(
                "cannot be a kind of pages: choose another name, in small letters"
            )
        if not (kind.templates / f"{name}.md.jinja").is_file():
            raise extension.error(f"has no template {kind.templates / name}.md.jinja")
    return found
