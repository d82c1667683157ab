"""Import a saved news page: its clean text for the archive, and its metadata.

The HTML is read by trafilatura, which is an extra: the rest of the package works without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.authoring.draft import Wanted, put_text
from generator.authoring.naming import briefing_id, words_of
from generator.authoring.new import BadAnswerError, NotNewError, a_day
from generator.authoring.scalar import as_yaml
from generator.evidence.archive import TEXT_SUFFIX
from generator.reading.paths import SOURCES_NAME
from generator.reading.text import CONTROL

SUFFIXES = (".html", ".htm", ".xhtml")
"""Suffixes of saved pages."""
MAX_PAGE_BYTES = 20_000_000
MISSING = """\
reading a saved page needs trafilatura, which is not installed. To install it:
    pip install 'briefing-generator[html]'"""
_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f<>\"\\^`{|}]+")


@dataclass(frozen=True, slots=True)
class Page:
    """A news page. Fields about which the page says nothing are empty."""

    text: str
    """Paragraphs, separated by empty lines."""
    title: str = ""
    date: str = ""
    """YYYY-MM-DD."""
    publisher: str = ""
    author: str = ""
    url: str = ""


_NOTHING = Wanted()
Extract = Callable[[bytes], Page]


def extracted(data: bytes) -> Page:
    """Read a page. Raises `NotNewError` if trafilatura is not installed."""
    try:
        import trafilatura
    except ImportError:
        raise NotNewError(MISSING) from None
    found = trafilatura.bare_extraction(
        data, with_metadata=True, include_comments=False, include_tables=False
    )
    told = found if isinstance(found, dict) else found.as_dict() if found else {}
    paragraphs = [line.strip() for line in (told.get("text") or "").splitlines()]
    said = {
        "title": told.get("title"),
        "date": told.get("date"),
        "publisher": told.get("sitename"),
        "author": told.get("author"),
        "url": told.get("url"),
    }
    text = "\n\n".join(filter(None, paragraphs))
    return Page(text, **{name: " ".join((value or "").split()) for name, value in said.items()})


@dataclass(frozen=True, slots=True)
class Archived:
    """A page whose text is in the folder of sources now."""

    page: Page
    path: Path
    is_new: bool
    """Whether it was put there just now."""


def archive_page(folder: Path, data: bytes, extract: Extract, asked: Wanted = _NOTHING) -> Archived:
    """Put the clean text of a page into the folder of sources.

    `asked` overrides what the page says. Raises `NotNewError` if there is a different text of that
    name, and `BadAnswerError` if the page is too large or has no text, date or title.
    """
    if len(data) > MAX_PAGE_BYTES:
        raise BadAnswerError(f"the page is larger than {MAX_PAGE_BYTES:,} bytes")
    page = extract(data)
    title = CONTROL.sub("", asked.title or page.title)
    page = replace(page, title=title, date=asked.date or page.date)
    if not page.text.strip():
        raise BadAnswerError("no article text was found in the page")
    if not page.date:
        raise BadAnswerError("--date must be given: the page does not say when it was published")
    if not page.title:
        raise BadAnswerError("--title must be given: the page has none")
    day = a_day(page.date)
    path = folder / SOURCES_NAME / f"{briefing_id(day, asked.name or _words(page))}{TEXT_SUFFIX}"
    is_new = put_text(path, (CONTROL.sub(" ", page.text).strip() + "\n").encode())
    return Archived(page, path, is_new)


def _words(page: Page) -> str:
    return words_of(page.publisher or page.title) or "page"


def snippet(archived: Archived) -> str:
    """The page as an entry for the `sources:` of a briefing."""
    page = archived.page
    key = words_of(page.publisher)[:40].strip("-") or "article"
    return "\n".join([f"  {key}:", *(f"    {line}" for line in source_lines(archived))])


def source_lines(archived: Archived) -> Iterator[str]:
    """The fields of the source, as lines of YAML."""
    page = archived.page
    yield f"title: {as_yaml(page.title)}"
    for name in ("publisher", "author"):
        if value := CONTROL.sub("", getattr(page, name)):
            yield f"{name}: {as_yaml(value)}"
    if _ADDRESS.fullmatch(page.url):
        yield f"url: {as_yaml(page.url)}"
    yield f"published: {page.date}"
    yield f"text: {as_yaml(archived.path.name)}"
