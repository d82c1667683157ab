"""Mistakes as pages, for a writer who watches the site while writing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import PurePosixPath

from generator.diagnostics.finding import Finding
from generator.diagnostics.show import full, summary
from generator.model.text import is_identifier
from generator.rendering.addresses import Links, link_between
from generator.rendering.escape import escape
from generator.rendering.page import Page
from generator.rendering.pages import briefing_uri
from generator.rendering.templates import environment, render
from generator.rendering.wording import Wording

URI = "mistakes.md"


def render_mistakes(errors: Sequence[Finding], words: Wording, trouble: str = "") -> list[Page]:
    """One page with all mistakes, and for each briefing that has some a page in its place.

    `trouble` is a mistake that stands in no briefing: in a template.
    """
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for error in errors:
        by_file[error.place.source.path].append(error)
    pages = [_page(URI, words.gettext("Mistakes"), by_file, words, trouble)]
    for path, found in by_file.items():
        id_ = PurePosixPath(path).stem
        if is_identifier(id_):
            title = words.gettext("Mistakes in {file}", file=id_)
            pages.append(_page(briefing_uri(id_), title, {path: found}, words))
    return pages


def notice(uri: str, errors: Sequence[Finding], links: Links, words: Wording) -> str:
    """A line for the top of every other page, which leads to the mistakes."""
    what = summary(errors) or words.gettext("a mistake in a template")
    told = escape(words.gettext("Not up to date: {what}", what=what))
    href = link_between(uri, URI, links)
    return f'<p class="bf-notice" role="alert"><a href="{href}">{told}</a></p>\n\n'


def _page(
    uri: str, title: str, files: dict[str, list[Finding]], words: Wording, trouble: str = ""
) -> Page:
    shown = {path: [full(finding).plain for finding in found] for path, found in files.items()}
    count = summary([finding for found in files.values() for finding in found])
    markdown = render(
        environment(words),
        "mistakes.md.jinja",
        {"title": title, "files": shown, "count": count, "trouble": trouble},
    )
    return Page(uri, "mistakes", title, title, markdown, frozenset())
