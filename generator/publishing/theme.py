"""What is changed in the pages that the theme makes, and why.

Material's HTML is taken as it is, except for four things:

- Its style sheets and ours become one file, named by its content: a page waits for one request less
  than with Material alone, and hosts may cache the file forever.
- The skip link leads to the headline, and is on every page of ours; Material's leads past the
  headline, and is missing where there is no table of contents.
- The search dialog and its results have names, which assistive technology needs, and the “404” page
  has a skip link, too.
- The link to a repository is only a link: Material's script would ask its host how many stars it
  has.

What is not found in a page is left alone: a different version of the theme, or a different theme,
works, without the change.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from generator.rendering.escape import escape
from generator.rendering.wording import Wording

_FOLDER = "assets/stylesheets/"
_MAIN = re.compile(rf"{_FOLDER}main\.[0-9a-f]+\.min\.css")
_PALETTE = re.compile(rf"{_FOLDER}palette\.[0-9a-f]+\.min\.css")
_PALETTE_LINK = re.compile(rf'(?<!\s)\s*+<link rel="stylesheet" href="[^"]*{_PALETTE.pattern}">')
_SOURCE_MAP = re.compile(r"\s*/\*# sourceMappingURL=\S+\s*\*/\s*$")
_SKIP = re.compile(r'(<div data-md-component="skip">).*?(</div>)', re.DOTALL)
_TOP = 'id="top"'
"""What the headline of each page of ours has."""
_NOT_FOUND = "<h1>404"
_RESULTS = 'class="md-search__scrollwrap" tabindex="0"'
_STARS = ' data-md-component="source"'
_DIALOG = 'data-md-component="search" role="dialog"'


@dataclass(frozen=True, slots=True)
class Theme:
    """How the theme's pages are changed."""

    joined: str | None
    """The file that joins the theme's style sheets and ours; None if the theme's are unknown."""
    skip: str
    search: str
    results: str
    """The words for the skip link, for the search dialog and for its results."""

    def finish(self, html: str, *, head: str = "") -> str:
        """Change a page of the theme; `head` is added to its head."""
        if self.joined:
            html = _MAIN.sub(self.joined, _PALETTE_LINK.sub("", html, count=1), count=1)
        html = html.replace(_DIALOG, f'{_DIALOG} aria-label="{self.search}"', 1)
        html = html.replace(_RESULTS, f'{_RESULTS} role="region" aria-label="{self.results}"', 1)
        html = html.replace(_STARS, "")
        html = html.replace(_NOT_FOUND, f"<h1 {_TOP}>404", 1)
        if _TOP in html:
            link = f'<a href="#top" class="md-skip">{self.skip}</a>'
            html = _SKIP.sub(lambda found: f"{found[1]}{link}{found[2]}", html, count=1)
        return html.replace("</head>", f"{head}</head>", 1) if head else html


def theme_of(words: Wording, sheet: File | None) -> Theme:
    """Prepare the changes, with the words of a language."""
    return Theme(
        sheet.dest_uri if sheet else None,
        escape(words.gettext("Skip to content")),
        escape(words.gettext("Search")),
        escape(words.gettext("Search results")),
    )


def joined_sheet(files: Iterable[File], ours: str, config: MkDocsConfig) -> File | None:
    """The theme's style sheets followed by ours; None if the theme has no such files."""
    main, palette = (
        next((file for file in files if name.fullmatch(file.src_uri)), None)
        for name in (_MAIN, _PALETTE)
    )
    if main is None or palette is None:
        return None
    theirs = (_SOURCE_MAP.sub("", sheet.content_string) for sheet in (main, palette))
    content = "\n".join((*theirs, ours))
    digest = hashlib.sha256(content.encode()).hexdigest()[:8]
    return File.generated(config, f"{_FOLDER}main.{digest}.min.css", content=content)


class ThemeLoader(FileSystemLoader):
    """Finds templates as usual, but lists no hidden ones, such as Material's 14,000 icons.

    MkDocs asks for the list to find the theme's files for the site, which are never hidden.
    """

    def list_templates(self) -> list[str]:
        """Every file below the folders, unless it or a folder on its way is hidden."""
        found: set[str] = set()
        for top in self.searchpath:
            for folder, folders, names in os.walk(top, followlinks=self.followlinks):
                folders[:] = [name for name in folders if not name.startswith(".")]
                below = Path(folder).relative_to(top)
                found.update((below / name).as_posix() for name in names if name[0] != ".")
        return sorted(found)
