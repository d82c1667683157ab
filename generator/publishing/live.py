"""The site as a writer sees it while writing: each page is made when a browser asks for it.

The process keeps the linked desk in memory. Reading and linking a changed briefing takes a moment
at any size; pages are written from that as they are asked for. MkDocs builds what is written by
hand when it has changed, and the search index is updated when it is asked for.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from generator.diagnostics.codes import Severity
from generator.diagnostics.finding import Finding
from generator.keeping.version import CACHE, code_version
from generator.linking.corpus import Corpus
from generator.linking.link import connect
from generator.publishing import handwritten
from generator.publishing.genuine import Genuine
from generator.publishing.intake import Desk
from generator.publishing.live_index import LiveIndex
from generator.publishing.make import TROUBLES
from generator.publishing.on_demand import OnDemand
from generator.publishing.placed import stub_of
from generator.publishing.plugin import log
from generator.publishing.reporting import report
from generator.publishing.search.index import MANIFEST
from generator.publishing.search.site import FOLDER
from generator.publishing.state import State
from generator.publishing.watched import Watched
from generator.publishing.written import listening
from generator.reading.collecting import no_collecting
from generator.rendering.addresses import Links
from generator.rendering.catalogue import BadCatalogueError
from generator.rendering.mistakes import notice, render_mistakes
from generator.rendering.page import Page, Plan
from generator.rendering.pages import plans_of, site_of, units
from generator.rendering.pages.site import Site
from generator.rendering.units import LIST, unit_of
from generator.rendering.wording import Wording


class Live:
    """A site that follows its files. Only one thread may use it at a time."""

    def __init__(self, config_file: Path, folder: Path | None, address: str | None) -> None:
        """Read everything. Raises what `Genuine` raises."""
        self._config_file, self._folder = config_file, folder
        cache = config_file.absolute().parent / CACHE / "serve"
        self._home, self._searched = cache / "site", cache / FOLDER
        self._data = OnDemand(cache / "data")
        self._database = cache / "serve.sqlite"
        self._genuine: Genuine | None = None
        self.watched = Watched.now([config_file.absolute()])
        self.begin()
        self.address = address or "{}:{}".format(*self.genuine.config.dev_addr)

    @property
    def genuine(self) -> Genuine:
        """MkDocs."""
        assert self._genuine
        return self._genuine

    _site: Site
    _corpus: Corpus
    _trouble: str = ""
    """What is wrong with a template; empty if nothing is."""
    broken: str
    """Why nothing can be shown; empty if something can."""
    watched: Watched
    """Where changes are looked for, as it was before it was read."""

    def begin(self) -> None:
        """Read the configuration, and everything that follows from it."""
        self.broken = ""
        before = Watched.now([self._config_file.absolute()])
        with no_collecting():
            self.close()
            genuine = Genuine(self._config_file, folder=self._folder, command="serve")
            self._genuine = genuine
            self.watched = Watched.since(before, handwritten.inputs(genuine))
            desk = genuine.plugin.folder
            self._state = State(
                self._database,
                f"{code_version()} {self._config_file.absolute()} {desk.absolute()}",
            )
            self._desk = Desk(desk, self._state)
            self._index = LiveIndex(self._desk, genuine.edition, self._searched)
            self.read()
            self._build_written()

    def close(self) -> None:
        """Close MkDocs and the state."""
        if self._genuine:
            self._genuine.close()
            self._genuine = None
            self._state.close()

    def read(self, changed: Collection[Path] | None = None, *, is_same: bool = False) -> None:
        """Read what has changed, or look at everything if that is not known, and link it.

        `is_same`: the templates have not changed.
        """
        genuine, desk = self.genuine, self._desk
        with no_collecting():
            known = frozenset() if changed is None else frozenset(desk.findings)
            desk.take_in(lambda *_: None, changed=changed)
            report(list(self._news(known)), desk.changed)
            self._mistakes: tuple[Finding, ...] = desk.errors
            drafts = genuine.plugin.shows_drafts
            before = self._corpus if is_same else self._index.corpus
            self._corpus = connect(desk.sound(), desk.register, drafts=drafts, before=before)
            if is_same and not self._trouble:
                self._site = replace(self._site, corpus=self._corpus)
            else:
                self._trouble = ""
                self._link()
            words = self._words()
            shown = self._mistakes or self._trouble
            own = self.genuine.edition.templates
            pages = render_mistakes(self._mistakes, words, self._trouble, own) if shown else ()
            self._wrong = {page.uri: page for page in pages}

    def _news(self, known: Collection[Finding]) -> Iterator[Finding]:
        """Mistakes, findings in files that have changed, and findings that are new."""
        for each in self._desk.findings:
            is_error = each.severity is Severity.ERROR
            if is_error or each.place.source.path in self._desk.changed or each not in known:
                yield each

    def _link(self) -> None:
        """Prepare what pages are written with; this finds a template that cannot be used."""
        try:
            self._site = site_of(self._corpus, self.genuine.edition)
            seen: set[str] = set()
            for unit in units(self._corpus) if self.genuine.plugin.templates else ():
                kind = unit if unit.startswith(LIST) else unit.partition(":")[0]
                if kind not in seen:
                    seen.add(kind)
                    for plan in list(plans_of(self._site, unit))[:1]:
                        plan.write()
        except TROUBLES as error:
            self._trouble = str(error)
            log.error(self._trouble)

    def _words(self) -> Wording:
        with suppress(BadCatalogueError):
            return self.genuine.edition.wording()
        return Wording()

    def _build_written(self) -> None:
        """Build what is written by hand, and find out which generated pages there are."""
        genuine = self.genuine
        plans = {
            plan.uri: plan for unit in units(self._corpus) for plan in plans_of(self._site, unit)
        }
        uris = (*plans, *self._wrong.keys() - plans.keys())
        stubs = {
            uri: stub_of(self._written(uri, plan))
            for uri, plan in plans.items()
            if genuine.in_nav(uri)
        }
        genuine.learn(uris, stubs)
        self._shells = genuine.shells()
        shutil.rmtree(self._home, ignore_errors=True)
        self._home.mkdir(parents=True)
        written = genuine.publish_written(self._home, lambda uri: self._written(uri, plans[uri]))
        self._index.take(written.sections)
        self.watched.add(map(Path, written.read))

    def page(self, path: str) -> str | None:
        """The generated page at an address, as it is now; None if there is none."""
        with no_collecting():
            for uri in self._uris_at(path):
                page = self._wrong.get(uri)
                if page is None and uri not in self.genuine.left_out:
                    plan = self._plan(uri)
                    page = self._written(uri, plan) if plan else None
                if page:
                    return self._shells.html_of(page)
        return None

    def _plan(self, uri: str) -> Plan | None:
        unit = unit_of(uri)
        found = plans_of(self._site, unit) if unit else ()
        return next((plan for plan in found if plan.uri == uri), None)

    def _written(self, uri: str, plan: Plan) -> Page:
        """Write a page, with a line on it that says so if something is wrong elsewhere."""
        links, words = self.genuine.edition.links, self._words()
        try:
            page = plan.write()
        except TROUBLES as error:
            (page, *_) = render_mistakes((), words, str(error), self.genuine.edition.templates)
            return replace(page, uri=uri)
        if not self._mistakes and not self._trouble:
            return page
        told = notice(uri, self._mistakes, links, words)
        return replace(page, markdown=told + page.markdown)

    def file(self, path: str) -> Path | None:
        """A file of the site that is not a generated page; None if there is none."""
        if path == f"{FOLDER}/{MANIFEST}":
            self._index.bring_up(self._corpus)
        is_index = path.startswith(f"{FOLDER}/")
        home = self._searched if is_index else self._home
        found = (home / path.removeprefix(f"{FOLDER}/" if is_index else "")).resolve()
        if found.is_relative_to(home.resolve()) and found.is_file():
            return found
        return self._data.file(path, self._site)

    def _uris_at(self, path: str) -> Sequence[str]:
        """The Markdown files of the generated pages that could be at an address."""
        if self.genuine.edition.links is Links.FOLDERS:
            inner = path.removesuffix("index.html").rstrip("/")
            is_page = not path or path.endswith(("/", "index.html"))
            return (
                (f"{inner}/index.md", f"{inner}.md")
                if inner and is_page
                else ("index.md",) * is_page
            )
        return (f"{path.removesuffix('.html')}.md" if path else "index.md",)

    def take(self, changed: Iterable[Path]) -> None:
        """Take in changed files; no others have changed since the last time."""
        if self._genuine:
            plugin = self.genuine.plugin
            ours = [path.resolve() for path in (plugin.folder, plugin.templates) if path]
            paths = [path.resolve() for path in changed]
            if all(any(path.is_relative_to(folder) for folder in ours) for path in paths):
                templates = ours[1:]
                is_same = not any(
                    path.is_relative_to(folder) for path in paths for folder in templates
                )
                self.read(paths, is_same=is_same)
                return
        with listening() as told:
            try:
                self.begin()
            except (ConfigurationError, Abort, PluginError, *TROUBLES) as error:
                self.close()
                why = [message for _, message in told]
                self.broken = "\n".join([*why, str(error)])
