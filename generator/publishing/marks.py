"""Marks that stand for the values of a page, and what themes are known to do to a value.

A mark has characters that need escaping, so that the form it comes out in shows what was done to
it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

import markupsafe
from jinja2.utils import htmlsafe_json_dumps, url_quote
from markupsafe import Markup

from generator.rendering.escape import escape
from generator.rendering.page import Page

CORE = "zqmark"
"""What every mark holds, wherever a theme might cut it off."""
_TITLE = f"{CORE} title <i>&\"'  end of {CORE}"
_DESCRIPTION = f"{CORE} description <i>&\"'  end of {CORE}"
NAME = f"{CORE}-name-{CORE}"
PART = f"{CORE}-part-{CORE}"
_SOURCE = f"{CORE}/edit-blob/{CORE}"
"""With words that Material replaces in the address of a file to edit."""
_PLAIN_URI = re.compile(r"[a-z0-9/-]+\.md")
_PLAIN_SOURCE = re.compile(r"[\w/-][\w./-]*")
SHEET = "assets/stylesheets/main."
"""From the link to a style sheet, which `theme.py` looks for: it must not be in a page's words."""
_NOT_FOUND = "404"
"""A theme may make a headline of a title; `theme.py` changes one that begins like this."""

_FORMS: dict[str, Callable[[str], str]] = {
    "": lambda text: text,
    "escaped": lambda text: str(markupsafe.escape(text)),
    "bare": lambda text: Markup(text).striptags(),
    "bare, escaped": lambda text: str(markupsafe.escape(Markup(text).striptags())),
    "JSON": lambda text: str(htmlsafe_json_dumps(text)),
    "bare, JSON": lambda text: str(htmlsafe_json_dumps(Markup(text).striptags())),
    "quoted": url_quote,
    "raw": lambda text: text.replace("edit", "raw"),
    "raw blob": lambda text: text.replace("blob", "raw"),
}
"""What themes are known to do to a value, by names of our own."""
_TEXT_FORMS = ("", "escaped", "bare", "bare, escaped", "JSON", "bare, JSON", "quoted")
_VALUES: dict[str, tuple[Callable[[Page], str], str, tuple[str, ...]]] = {
    "title": (lambda page: str(escape(page.title)), str(escape(_TITLE)), _TEXT_FORMS),
    "description": (
        lambda page: str(escape(page.description)),
        str(escape(_DESCRIPTION)),
        _TEXT_FORMS,
    ),
    "name": (lambda page: name_of(page.uri), NAME, ("",)),
    "part": (lambda page: page.uri.split("/")[1], PART, ("",)),
    "source": (lambda page: _stem(page.source), _SOURCE, ("", "raw", "raw blob")),
}
"""The values of a page: how to get each, its mark (both as given to the theme), and its forms."""
SLOT_OF = {
    _FORMS[form](mark): f"{value}:{form}"
    for value, (_, mark, forms) in _VALUES.items()
    for form in forms
}
MARK = re.compile("|".join(map(re.escape, sorted(SLOT_OF, key=len, reverse=True))))
"""Finds a mark in any known form."""


def marked(page: Page, uri: str, body: str) -> Page:
    """A page with marks for its values; values that it does not have are left out."""
    return replace(
        page,
        uri=uri,
        title=_TITLE,
        description=_DESCRIPTION if page.description else "",
        markdown=body,
        source=Path(f"{_SOURCE}{page.source.suffix}") if page.source else None,
    )


def value_of(slot: str, page: Page) -> str:
    """What a page has in the place where its shell has the mark of a slot."""
    value, _, form = slot.partition(":")
    return _FORMS[form](_VALUES[value][0](page))


def is_plain(page: Page) -> bool:
    """Whether no value of a page could be taken for anything else where it is put."""
    source = page.source.as_posix() if page.source else ""
    if not _PLAIN_URI.fullmatch(page.uri) or not page.title:
        return False
    if source and (not _PLAIN_SOURCE.fullmatch(source) or "blob" in source):
        return False
    if page.kind == "front" and page.markdown.startswith("#"):  # which becomes its title
        return False
    if page.title.startswith(_NOT_FOUND) and "<h1" not in page.markdown:
        return False
    return all(SHEET not in text for text in (page.title, page.description))


def name_of(uri: str) -> str:
    """The name of a page's file, without its folder."""
    return uri.rpartition("/")[2].removesuffix(".md")


def _stem(source: Path | None) -> str:
    if source is None:
        return ""
    return str(PurePosixPath(source.as_posix()).with_suffix(""))
