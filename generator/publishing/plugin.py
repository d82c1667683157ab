"""The MkDocs plugin: an adapter that lets MkDocs see the pages of the briefings.

It adds pages in memory, so that `docs/` holds only what is written by hand. All that it knows
of briefings it asks of the other rooms.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Literal

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from generator.diagnostics.codes import Severity
from generator.diagnostics.finding import Finding, errors_in
from generator.diagnostics.show import full, summary
from generator.model.schema import schema_files
from generator.publishing.make import Made, make_pages
from generator.rendering.addresses import Links
from generator.rendering.escape import escape
from generator.rendering.page import Page
from generator.rendering.reference import render_reference
from generator.rendering.styles import style_sheet

STYLE_SHEET = "assets/briefings.css"
SCHEMAS = "schema"

log = get_plugin_logger("briefings")


class BriefingsConfig(Config):  # type: ignore[no-untyped-call] # MkDocs leaves it untyped
    """The options under `plugins: briefings:`. Paths are relative to `mkdocs.yml`."""

    folder = c.Type(str, default="briefings")
    """The folder of briefings."""
    templates = c.Optional(c.Type(str))
    """A folder of templates that take the place of the ones that come along."""
    drafts = c.Choice((True, False, "serve"), default="serve")
    """Whether briefings that are not published yet get a page: always, never, or under
    `serve` alone."""
    reference = c.Type(bool, default=False)
    """Whether the site holds the reference pages of the generator itself, under `reference/`."""


class BriefingsPlugin(BasePlugin[BriefingsConfig]):  # type: ignore[no-untyped-call] # as above
    """Adds the pages of the briefings to a site."""

    def __init__(self) -> None:
        self.is_serving = False
        self.pages: tuple[Page, ...] = ()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learn whether a writer is watching. Its presence keeps the plugin between rebuilds."""
        self.is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch what pages are made from, and add the style sheet."""
        self.base = Path(config.config_file_path).parent if config.config_file_path else Path()
        self.folder = self.base / self.config.folder
        self.templates = self.base / self.config.templates if self.config.templates else None
        if self.templates and not self.templates.is_dir():
            raise PluginError(f"briefings: there is no folder of templates {self.templates}")
        for watched in (self.folder, self.templates):
            if watched and watched.is_dir():
                config.watch.append(str(watched))
        if STYLE_SHEET not in config.extra_css:
            config.extra_css.insert(0, STYLE_SHEET)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Make all pages before MkDocs empties the site: mistakes leave the earlier site alone.

        Under `serve` mistakes become pages: an exception would leave the browser waiting.
        """
        made = make_pages(
            self.folder,
            links=Links.FOLDERS if config.use_directory_urls else Links.FILES,
            templates=self.templates,
            drafts=self.is_serving if self.config.drafts == "serve" else bool(self.config.drafts),
            tolerant=self.is_serving,
        )
        report(made.findings)
        if made.trouble:
            log.error(made.trouble)
        errors = errors_in(made.findings)
        if not self.is_serving and (errors or made.trouble):
            what = summary(errors) or "a template cannot be rendered"
            raise PluginError(f"briefings: {what}")
        reference = render_reference() if self.config.reference else ()
        self.pages = (*self._kept(made), *made.pages, *reference)

    def _kept(self, made: Made) -> tuple[Page, ...]:
        """The pages made last, where a template's mistake leaves none to show."""
        new = {page.uri for page in made.pages}
        return tuple(page for page in self.pages if page.uri not in new) if made.trouble else ()

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages. A page written by hand at the same address stays."""
        taken = {file.dest_uri for file in files}
        made = [File.generated(config, STYLE_SHEET, content=style_sheet())]
        made += [self._file(page, config) for page in self.pages]
        made += [
            File.generated(config, f"{SCHEMAS}/{name}", content=text)
            for name, text in schema_files().items()
        ]
        for file in made:
            if file.dest_uri in taken:
                log.info(f"{file.src_uri} is written by hand; the generated page is left out")
            else:
                files.append(file)
        return files

    def _file(self, page: Page, config: MkDocsConfig) -> File:
        is_entrance = page.uri.endswith("index.md") and not config.nav
        file = File.generated(
            config,
            page.uri,
            content=front_matter(page) + page.markdown,
            inclusion=InclusionLevel.INCLUDED if is_entrance else InclusionLevel.NOT_IN_NAV,
        )
        if page.source:
            written = os.path.relpath(self.folder / page.source, config.docs_dir)
            file.edit_uri = Path(written).as_posix()
        return file


def front_matter(page: Page) -> str:
    """Title and description as MkDocs takes them.

    Themes print both without escaping, so they are escaped here; JSON is YAML that needs no
    quoting of its own.
    """
    title = json.dumps(escape(page.title))
    description = json.dumps(escape(page.description))
    search = "" if page.in_search else "search: {exclude: true}\n"
    return f"---\ntitle: {title}\ndescription: {description}\n{search}---\n\n"


def report(findings: tuple[Finding, ...]) -> None:
    """Log findings, so that MkDocs shows them and `--strict` counts them."""
    for finding in findings:
        tell = log.error if finding.severity is Severity.ERROR else log.warning
        tell(f"{full(finding).plain}", extra={"finding": finding})
