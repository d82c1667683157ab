"""The MkDocs plugin: an adapter that lets MkDocs see the pages of the briefings.

It adds pages in memory, so that `docs/` holds only what is written by hand. Everything it knows
about briefings comes from the other rooms.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal
from urllib.parse import urlsplit

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_build_date, get_relative_url, write_file
from mkdocs.utils.templates import TemplateContext

from generator.diagnostics.finding import errors_in
from generator.diagnostics.show import summary
from generator.exporting.model import export_schemas
from generator.model.schema import schema_files
from generator.publishing.clock import date_for_packing, undate
from generator.publishing.decided import (
    edition_of,
    policy_wanted,
    refuse_bad_packages,
    refuse_links_out,
    refuse_within,
    time_told,
)
from generator.publishing.gathered import every_file
from generator.publishing.make import Made, make_pages
from generator.publishing.meta import feeds, for_programs, front_matter, previews
from generator.publishing.options import BriefingsConfig
from generator.publishing.policy import HEADERS, policy_in
from generator.publishing.reference import every_reference
from generator.publishing.reporting import report
from generator.publishing.search.box import MODULE, box_of, module
from generator.publishing.search.guide import guide_records
from generator.publishing.search.records import Record
from generator.publishing.search.site import Search
from generator.publishing.theme import joined_sheet, theme_of
from generator.publishing.work import in_order
from generator.publishing.written import SITEMAP
from generator.rendering.addresses import address
from generator.rendering.assets import script, style_sheet
from generator.rendering.page import Page
from generator.rendering.pages.site import SEARCH, site_of
from generator.rendering.wording import Wording

STYLE_SHEET = "assets/briefings.css"
SCRIPT = "assets/briefings.js"
SCHEMAS = "schema"

log = get_plugin_logger("briefings")


class BriefingsPlugin(BasePlugin[BriefingsConfig]):  # type: ignore[no-untyped-call] # MkDocs leaves it untyped
    """Adds the pages of the briefings to a site."""

    def __init__(self) -> None:
        self.is_serving = False
        self.pages: tuple[Page, ...] = ()
        self.by_uri: dict[str, Page] = {}
        self.search: Search | None = None
        self.placed: Collection[str] | None = None
        """The files of pages that are made elsewhere, see `genuine.py`; None if all are made
        here."""
        self.policies: set[str] = set()
        """The policies of the pages that were made here."""
        self.sections: list[Record] = []
        """What search can find in hand-written pages; only if the other pages are made
        elsewhere."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learn whether a writer is watching. This event keeps the plugin between rebuilds."""
        self.is_serving = command == "serve"
        self.placed = None

    @event_priority(-100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Learn what the owner has decided, watch what pages are made from, and add the script.

        Runs last: other plugins may decide things, too, as `offline` does about addresses.
        """
        base = Path(config.config_file_path).parent if config.config_file_path else Path()
        self.folder = base / self.config.folder
        self.templates = base / self.config.templates if self.config.templates else None
        refuse_links_out(Path(config.docs_dir))
        refuse_within(self.folder, Path(config.docs_dir))
        refuse_bad_packages()
        self.time, self.day = time_told(), get_build_date()
        # MkDocs' own server adds a changing script to pages, which no policy could name.
        has_policy = self.placed is not None or not self.is_serving
        self.policy = policy_wanted(self.config.csp) if has_policy else None
        self.edition = edition_of(config, self.config, self.templates)
        for watched in (self.folder, self.templates):
            if watched and watched.is_dir():
                config.watch.append(str(watched))
        if not any(str(script) == SCRIPT for script in config.extra_javascript):
            script = ExtraScriptValue(SCRIPT)
            script.type = "module"
            config.extra_javascript.insert(0, script)
        # It is kept under `serve`: it knows the previous index.
        is_ours = self.edition.has_search and self.placed is None
        self.search = (self.search or Search()) if is_ours else None
        self.policies = set()
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Make all pages before MkDocs empties the site: mistakes leave the earlier site alone."""
        made = self._made() if self.placed is None else Made((), ())
        self.corpus = made.corpus
        reference = every_reference() if self.config.reference else ()
        found = {page.uri: page for page in (*self._kept(made), *made.pages)}
        # In the same order as `genuine.py` has them, though that never has all pages at hand.
        self.pages = (*(found[uri] for uri in in_order(found)), *reference)
        self.by_uri = {page.uri: page for page in self.pages}
        self.words = Wording() if made.trouble else self.edition.wording()
        self.box = box_of(self.words) if self.edition.has_search else None
        if self.search:
            self.search.begin(made.corpus, self.edition)

    def _made(self) -> Made:
        """The pages of the briefings.

        Under `serve` mistakes become pages: an exception would leave the browser waiting.
        """
        made = make_pages(
            self.folder, self.edition, drafts=self.shows_drafts, tolerant=self.is_serving
        )
        report(made.findings)
        if made.trouble:
            log.error(made.trouble)
        errors = errors_in(made.findings)
        if not self.is_serving and (errors or made.trouble):
            what = summary(errors) or "a template cannot be rendered"
            raise PluginError(f"briefings: {what}")
        return made

    @property
    def shows_drafts(self) -> bool:
        """Whether briefings that are not published yet get a page."""
        said = self.config.drafts
        return self.is_serving if said == "serve" else bool(said)

    def _kept(self, made: Made) -> tuple[Page, ...]:
        """The pages made last, if a template's mistake leaves none to show."""
        new = {page.uri for page in made.pages}
        return tuple(page for page in self.pages if page.uri not in new) if made.trouble else ()

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages. A page written by hand at the same address stays instead."""
        taken = self.taken = {file.dest_uri for file in files}
        sheet = joined_sheet(files, style_sheet(), config)
        if sheet is None and STYLE_SHEET not in config.extra_css:
            config.extra_css.insert(0, STYLE_SHEET)
        self.theme = theme_of(self.words, sheet)
        made = [
            sheet or File.generated(config, STYLE_SHEET, content=style_sheet()),
            File.generated(config, SCRIPT, content=script()),
        ]
        if self.box:
            made.append(File.generated(config, MODULE, content=module()))
        made += [self.file_of(page, config) for page in self.pages]
        made += [
            File.generated(config, f"{SCHEMAS}/{name}", content=text)
            for name, text in _schemas().items()
        ]
        for file in made:
            if file.dest_uri in taken:
                log.info(f"{file.src_uri} is written by hand; the generated page is left out")
            else:
                files.append(file)
        return files

    def on_nav(self, nav: Navigation, **_: Any) -> None:
        """Name the front page in the language of the pages, and show each list without a section.

        MkDocs has a single word for the front page, and makes a section of a list's folder.
        """
        if (front := nav.homepage) and self._is_made(front) and front.title is None:
            front.title = self.words.gettext("Home")
        nav.items = [self._without_folder(item) for item in nav.items]

    def _without_folder(self, item: StructureItem) -> StructureItem:
        if not isinstance(item, Section) or len(item.children) != 1:
            return item
        (child,) = item.children
        if not isinstance(child, MkDocsPage) or not self._is_made(child):
            return item
        child.parent = None
        return child

    def _is_made(self, page: MkDocsPage) -> bool:
        """Whether a page is made from briefings, here or elsewhere."""
        return page.file.src_uri in (self.by_uri if self.placed is None else self.placed)

    def on_page_context(self, context: TemplateContext, **_: Any) -> TemplateContext:
        """Give page templates the time of the build."""
        context["build_date_utc"] = self.time
        return context

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, **_: Any
    ) -> TemplateContext:
        """Give the others the time, too; the sitemap dates no page by the day of the build."""
        context["build_date_utc"] = self.time
        if template_name == SITEMAP:
            self.undated = undate(context["pages"], self.day)
        return context

    def on_page_content(self, html: str, *, page: MkDocsPage, **_: Any) -> None:
        """Let search find what is written by hand, too."""
        options = page.meta.get("search")
        excluded = isinstance(options, dict) and options.get("exclude")
        ours = self._ours(page)
        if excluded or (ours is not None and ours.kind != "reference"):
            return
        if self.search:
            self.search.add_page(html, page.url, str(page.title))
        elif self.edition.has_search and page.file.src_uri not in (self.placed or ()):
            title, language = str(page.title), self.edition.language
            self.sections += guide_records(html, page.url, title, language)

    def _finish_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Finish the HTML of a page, generated or written by hand."""
        html = self.theme.finish(output, head=self._head(page, config))
        return self._with_box(html, page.url)

    def _head(self, page: MkDocsPage, config: MkDocsConfig) -> str:
        """What is added to the head of a page."""
        ours = self._ours(page)
        if ours is None:
            return feeds(page.url, self.edition)
        has_cards = "material/social" in config.plugins  # it makes previews of its own
        return (for_programs if has_cards else previews)(ours, self.edition)

    def _ours(self, page: MkDocsPage) -> Page | None:
        return self.by_uri.get(page.file.src_uri) if page.file.generated_by else None

    def _finish_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Finish what is not a page, such as `404.html`, which may be shown at any address."""
        if template_name == SITEMAP:
            date_for_packing(self.undated)
        root = urlsplit(config.site_url or "").path or "/"
        return self._with_box(self.theme.finish(output_content), root=root)

    @event_priority(-100)
    def _guard_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Put its policy into a page. Runs last: other plugins may change scripts."""
        if not self._ours(page):
            return self._guarded(output)
        said = (page.content, page.title, page.meta.get("description"), self._head(page, config))
        return self._guarded(output, "\n".join(map(str, said)))

    @event_priority(-100)
    def _guard_template(self, output_content: str, **_: Any) -> str:
        return self._guarded(output_content)

    def _guarded(self, html: str, theirs: str = "") -> str:
        if self.policy is None:
            return html
        html = self.policy.put_into(html, theirs)
        if said := policy_in(html):
            self.policies.add(said)
        return html

    on_post_page = CombinedEvent(_finish_page, _guard_page)
    on_post_template = CombinedEvent(_finish_template, _guard_template)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the headers, the search index, and the files for programs."""
        site = Path(config.site_dir)
        if self.policy and self.placed is None and HEADERS not in self.taken:
            write_file(self.policy.headers(self.policies).encode(), str(site / HEADERS))
        if self.search:
            self.search.write(site)
        if self.corpus:
            with tempfile.TemporaryDirectory() as scratch:
                made = every_file(site_of(self.corpus, self.edition), Path(scratch) / "shares")
                for uri, content in made:
                    if uri not in self.taken:
                        write_file(content, str(site / uri))

    def _with_box(self, html: str, url: str = "", *, root: str = "") -> str:
        if self.box is None:
            return html
        target = address(SEARCH, self.edition.links)
        return self.box.put_into(html, f"{root}{target}" if root else get_relative_url(target, url))

    def file_of(self, page: Page, config: MkDocsConfig) -> File:
        """A page as MkDocs takes it."""
        content, source = front_matter(page) + page.markdown, page.source
        return self.file(page.uri, content, str(source) if source else "", config)

    def file(self, uri: str, content: str, source: str, config: MkDocsConfig) -> File:
        """The same from the parts of a page; `source` is the file to edit, if there is one."""
        is_entrance = uri.endswith("index.md") and not config.nav
        file = File.generated(
            config,
            uri,
            content=content,
            inclusion=InclusionLevel.INCLUDED if is_entrance else InclusionLevel.NOT_IN_NAV,
        )
        if source:
            written = os.path.relpath(self.folder / source, config.docs_dir)
            file.edit_uri = Path(written).as_posix()
        return file


@cache
def _schemas() -> Mapping[str, str]:
    """The files with the schemas, by name: the same for every build while serving."""
    return MappingProxyType(schema_files() | export_schemas())
