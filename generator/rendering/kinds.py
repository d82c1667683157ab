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
"""Kinds and folders of ours."""


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of pages: which there are, and the folder of its templates.

    The name of the entry point is the kind, the folder of the site that its pages are in, and the
    name of its template: `deadlines`, `deadlines/index.md`, `deadlines.md.jinja`.
    """

    plans: Callable[[Site], Iterable[Plan]]
    """Plans its pages, made with `plan`: a pure function. It is asked anew after each edit."""
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
