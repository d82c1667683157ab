"""The time of a build: the one that `SOURCE_DATE_EPOCH` gives, or none, but never the clock's.

MkDocs would date every page by the day of the build, print the second in some themes, and pack the
sitemap with it: the same briefings would never give the same site again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime

from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as MkDocsPage

from generator.keeping.version import EPOCH

NEVER = datetime.fromtimestamp(0, UTC)
"""Stands for the time if none is given."""
_LATEST = 2**32 - 1
"""The last second that the packed sitemap can name."""


class NotATimeError(ValueError):
    """`SOURCE_DATE_EPOCH` is not a time. The message says what it should be."""


def build_time() -> datetime:
    """The time that is given, or `NEVER`. Raises `NotATimeError`."""
    told = os.environ.get(EPOCH)
    if told is None:
        return NEVER
    if not (told.isascii() and told.isdigit() and int(told) <= _LATEST):
        what = f"a whole number of seconds since 1970, at most {_LATEST}"
        raise NotATimeError(f"{EPOCH} is {told!r}: it has to be {what}, or not to be set")
    return datetime.fromtimestamp(int(told), UTC)


def undate(files: Iterable[File], since: str) -> list[MkDocsPage]:
    """Take the date from pages that MkDocs dated by the clock, and return those pages.

    `since` is the day on which the build began. A date that something else gave a page stays.
    """
    if EPOCH in os.environ:
        return []
    never = str(NEVER.date())
    pages = [file.page for file in files if file.page is not None]
    found = [page for page in pages if not never < page.update_date < since]
    for page in found:
        page.update_date = ""
    return found


def date_for_packing(pages: Iterable[MkDocsPage]) -> None:
    """Give these pages a date, as MkDocs cannot pack a sitemap without one."""
    for page in pages:
        page.update_date = str(NEVER.date())
