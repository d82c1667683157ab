"""The time of a build: the one that `SOURCE_DATE_EPOCH` tells, or none. Never that of the clock.

MkDocs dates every page by the day of the build, prints the second in some themes, and packs the
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
"""What stands for the time where none is told."""
_LATEST = 2**32 - 1
"""The last second that the packed sitemap can name."""


class NotATimeError(ValueError):
    """`SOURCE_DATE_EPOCH` tells no time. The message says what it should be."""


def build_time() -> datetime:
    """The time that is told, or `NEVER`. Raises `NotATimeError`."""
    told = os.environ.get(EPOCH)
    if told is None:
        return NEVER
    if not (told.isascii() and told.isdigit() and int(told) <= _LATEST):
        what = f"a whole number of seconds since 1970, at most {_LATEST}"
        raise NotATimeError(f"{EPOCH} is {told!r}: it has to be {what}, or not to be set")
    return datetime.fromtimestamp(int(told), UTC)


def undate(files: Iterable[File], since: str) -> list[MkDocsPage]:
    """Take the day from pages that have it from the clock, and return them.

    `since` is the day on which the build began. A day that somebody else gave a page stays.
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
    """Give such pages a day, for without one MkDocs cannot pack a sitemap."""
    for page in pages:
        page.update_date = str(NEVER.date())
