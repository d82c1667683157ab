"""The search box in the header of every page, in the place where the theme has its own.

It looks like the theme's, so it uses the theme's class names. The theme's script leaves it alone,
as it finds its own box by names that are not used here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files

from generator.publishing.search.speech import WORDS
from generator.rendering.escape import escape
from generator.rendering.wording import Wording

MODULE = "assets/search.js"
_PARTS = (
    "words",
    "files",
    "question",
    "lists",
    "engine",
    "near",
    "worker",
    "show",
    "header",
    "page",
)
_HEADER = re.compile(
    # Each run of white space is scanned once, however long: a title may hold one.
    r'(<nav class="md-header__inner.*?)((?<!\s)\s*+(?:<div class="md-header__source">|</nav>))',
    re.DOTALL,
)
_COMMENT = ("//", "/*", "*")
_NEEDLESS = re.compile(r"(?<=[;{}(,\[])\n")
_REMARK = re.compile(" // [^\"'`]*$")
_FIND = '<svg viewBox="0 0 24 24"><circle cx="10" cy="10" r="6"/><path d="m14.5 14.5 6 6"/></svg>'
_BACK = '<svg viewBox="0 0 24 24"><path d="M20 12H5m6-7-7 7 7 7"/></svg>'
_CLEAR = '<svg viewBox="0 0 24 24"><path d="M6 6l12 12M18 6 6 18"/></svg>'


@dataclass(frozen=True, slots=True)
class Box:
    """The box, in the words of a language."""

    html: str
    """With `{page}` for the link to the search page."""

    def put_into(self, html: str, page: str) -> str:
        """Put the box into the header of a theme's page; `page` links to the search page."""
        box = self.html.replace("{page}", escape(page))
        return _HEADER.sub(lambda found: f"{found[1]}{box}{found[2]}", html, count=1)


def box_of(words: Wording) -> Box:
    """The box in a language."""
    search, clear, results, broken, reload = (
        escape(words.message(text))
        for text in ("Search", "Clear", "Search results", WORDS["broken"], WORDS["reload"])
    )
    return Box(
        f'<label class="md-header__button md-icon bf-icon" for="__search">{_FIND}</label>'
        f'<div class="md-search" role="dialog" aria-label="{search}">'
        '<label class="md-search__overlay" for="__search"></label>'
        '<div class="md-search__inner" role="search">'
        '<form class="md-search__form bf-search" action="{page}" novalidate>'
        f'<input class="md-search__input" name="q" aria-label="{search}" placeholder="{search}" '
        'autocapitalize="off" autocorrect="off" autocomplete="off" spellcheck="false" required>'
        f'<label class="md-search__icon md-icon bf-icon" for="__search">{_FIND}{_BACK}</label>'
        '<div class="md-search__options">'
        f'<button type="reset" class="md-search__icon md-icon bf-icon" title="{clear}" '
        f'aria-label="{clear}" tabindex="-1">{_CLEAR}</button></div></form>'
        '<div class="md-search__output"><div class="md-search__scrollwrap" tabindex="0" '
        f'role="region" aria-label="{results}"><div class="md-search-result">'
        f'<div class="md-search-result__meta" role="status" data-broken="{broken}" '
        f'data-reload="{reload}"></div><ol class="md-search-result__list"></ol></div></div></div>'
        "</div></div>"
    )


def module() -> str:
    """The module that answers questions, without comments, indents and needless line ends."""
    folder = files("generator.publishing.search") / "browser"
    text = "".join((folder / f"{part}.js").read_text("utf-8") for part in _PARTS)
    lines = (_REMARK.sub("", line.strip()) for line in text.splitlines())
    kept = "\n".join(line for line in lines if line and not line.startswith(_COMMENT))
    return _NEEDLESS.sub("", kept) + "\n"
