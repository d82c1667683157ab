"""What MkDocs makes of what is written by hand, without going through the generated pages."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment
from mkdocs.commands.build import (
    _build_extra_template,
    _build_page,
    _build_theme_template,
    _populate_page,
)
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from generator.publishing.placed import EveryFile, PlacedFiles
from generator.publishing.search.records import Record

SITEMAP = "sitemap.xml"
log = logging.getLogger("mkdocs")


@dataclass(frozen=True, slots=True)
class Written:
    """What was made of what is written by hand."""

    files: tuple[str, ...]
    """Every file that was put into the site, by its path there, except `sitemap.xml`."""
    sections: tuple[Record, ...]
    """What search can find in the pages."""
    policies: tuple[str, ...]
    """The policies of the pages: see `policy.py`."""
    asked: Mapping[str, bool]
    """Generated pages that were looked up, and whether they existed.

    As long as these answers stay the same, a build makes the same of the same files.
    """
    told: tuple[tuple[int, str], ...]
    """What MkDocs warned about, each with its level in the log; for `tell`."""
    read: tuple[str, ...]
    """Files read outside the folder of documents, such as those that `snippets` includes."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What MkDocs knows of a site when it begins to make pages."""

    config: MkDocsConfig
    files: PlacedFiles
    every: EveryFile
    nav: Navigation
    env: Environment

    def aim_at(self, site: Path) -> None:
        """Direct all output into another folder."""
        self.config.site_dir = str(site)
        for file in self.files:
            file.dest_dir = str(site)
            vars(file).pop("abs_dest_path", None)


def publish(
    learnt: Learnt, site: Path, *, is_serving: bool, populate: Callable[[File], None]
) -> tuple[str, ...]:
    """Put all but generated pages and the sitemap into a folder, and return the names of its files.

    `populate` reads a generated page that a page written by hand links into.
    """
    config, files, every = learnt.config, learnt.files, learnt.every
    learnt.aim_at(site)
    is_in = InclusionLevel.is_in_serve if is_serving else InclusionLevel.is_included
    written = [
        file
        for file in files.documentation_pages(inclusion=is_in)
        if file.src_uri not in files.placed
    ]
    pages = [file.page or MkDocsPage(None, file, config) for file in written]
    for page in pages:
        _populate_page(page, config, files)
    files.copy_static_files(inclusion=is_in)
    templates = config.theme.static_templates - {SITEMAP}
    for template in templates:
        _build_theme_template(template, learnt.env, every, config, learnt.nav)
    for template in config.extra_templates:
        _build_extra_template(template, every, config, learnt.nav)
    listed = every.documentation_pages()
    for page in pages:
        is_draft = page.file.inclusion.value <= InclusionLevel.DRAFT.value
        _build_page(page, config, listed, learnt.nav, learnt.env, excluded=is_draft)
    for page in pages:
        _check_anchors(page, learnt, populate)
    config.plugins.on_post_build(config=config)
    static = (file for file in files if not file.is_documentation_page())
    names = {*(file.dest_uri for file in (*written, *static)), *templates, *config.extra_templates}
    return tuple(sorted(name for name in names if (site / name).is_file()))


def _check_anchors(page: MkDocsPage, learnt: Learnt, populate: Callable[[File], None]) -> None:
    """Warn about links to places that a page does not have, if such warnings are on."""
    level = learnt.config.validation.links.anchors
    if not page.links_to_anchors or not log.isEnabledFor(level):
        return
    for target in page.links_to_anchors:
        if target.src_uri in learnt.files.placed:
            populate(target)
    page.validate_anchor_links(files=learnt.files, log_level=level)


@contextmanager
def listening() -> Iterator[list[tuple[int, str]]]:
    """Collect what MkDocs warns about while the block runs."""
    told: list[tuple[int, str]] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: told.append((record.levelno, record.getMessage()))  # type: ignore[method-assign]
    log.addHandler(handler)
    try:
        yield told
    finally:
        log.removeHandler(handler)


def tell(told: Collection[tuple[int, str]]) -> None:
    """Log again what was said when something was made that has been kept since."""
    for level, message in told:
        log.log(level, message)
