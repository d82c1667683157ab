"""Mistakes as pages, for a writer who watches the site while writing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from generator.diagnostics.finding import Finding
from generator.diagnostics.show import full, summary
from generator.model.text import is_identifier
from generator.rendering.addresses import Links, link_between
from generator.rendering.escape import escape
from generator.rendering.page import Page
from generator.rendering.pages import briefing_uri
from generator.rendering.running import QuickEnvironment
from generator.rendering.templates import BadTemplateError, environment, render
from generator.rendering.wording import Wording

URI = "mistakes.md"
Files = Mapping[str, Sequence[Finding]]
"""The findings of some files, by their paths."""


def render_mistakes(
    errors: Sequence[Finding], words: Wording, trouble: str = "", templates: Path | None = None
) -> list[Page]:
    """One page with all mistakes, and one in place of the page of each briefing that has some.

    `trouble` is a mistake in a template rather than in a briefing. `templates` is the owner's
    folder.
    """

    def page(uri: str, title: str, files: Files, trouble: str = "") -> Page:
        try:
            return _page(uri, title, files, environment(words, templates), trouble)
        except BadTemplateError:  # a template of the owner's is the mistake, or must not hide it
            return _page(uri, title, files, environment(words), trouble)

    by_file: dict[str, list[Finding]] = defaultdict(list)
    for error in errors:
        by_file[error.place.source.path].append(error)
    pages = [page(URI, words.gettext("Mistakes"), by_file, trouble)]
    for path, found in by_file.items():
        id_ = PurePosixPath(path).stem
        if is_identifier(id_):
            title = words.gettext("Mistakes in {file}", file=id_)
            pages.append(page(briefing_uri(id_), title, {path: found}))
    return pages


def notice(uri: str, errors: Sequence[Finding], links: Links, words: Wording) -> str:
    """A line for the top of every other page, with a link to the mistakes."""
    what = summary(errors) or words.gettext("a mistake in a template")
    told = escape(words.gettext("Not up to date: {what}", what=what))
    href = link_between(uri, URI, links)
    return f'<p class="bf-notice" role="alert"><a href="{href}">{told}</a></p>\n\n'


def _page(uri: str, title: str, files: Files, env: QuickEnvironment, trouble: str) -> Page:
    shown = {path: [full(finding).plain for finding in found] for path, found in files.items()}
    count = summary([finding for found in files.values() for finding in found])
    markdown = render(
        env,
        "mistakes.md.jinja",
        {"title": title, "files": shown, "count": count, "trouble": trouble},
    )
    return Page(uri, "mistakes", title, title, markdown, frozenset())
