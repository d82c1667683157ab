"""MkDocs itself, set up once, then asked for one page after another.

`mkdocs build` goes through all pages of a site. `Genuine` builds those that are written by hand,
and any generated page that it is asked for. The steps are those of `mkdocs.commands.build.build`,
in the same order and with its functions.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Literal

from mkdocs.commands.build import _populate_page, get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.structure.files import File, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import CountHandler

from generator.keeping.version import CACHE
from generator.publishing.bodies import Bodies
from generator.publishing.opened import files_among, opened
from generator.publishing.placed import EveryFile, PlacedFiles, Stub, nav_uris
from generator.publishing.plugin import BriefingsPlugin
from generator.publishing.shells import Shells
from generator.publishing.sitemap import write_sitemap
from generator.publishing.theme import ThemeLoader
from generator.publishing.written import Learnt, Written, listening, publish, tell
from generator.rendering.edition import Edition
from generator.rendering.kinds import page_kinds
from generator.rendering.page import Page
from generator.rendering.running import kept

NAME = "briefings"
_HARMLESS_EVENTS = {
    *("startup", "shutdown", "serve", "build_error"),
    *("config", "pre_build"),  # before there are any files or pages
    *("pre_template", "post_template"),  # templates that are not pages, which MkDocs builds
}
"""Events that a user's plugin may handle while pages are placed."""

log = logging.getLogger("mkdocs")


class Genuine:
    """A site whose pages MkDocs makes one at a time.

    Call `learn` before anything that makes a page. After that, everything also works in a forked
    child. MkDocs keeps plugins for the life of a process, so close one of these before making the
    next.
    """

    left_out: frozenset[str] = frozenset()
    """Generated pages that are left out, as something written by hand has their address."""
    by_hand: frozenset[str] = frozenset()
    """Files of the site that are not ours: written by hand, or the theme's."""
    read: tuple[str, ...]
    """Files that the configuration was read from, and those that hooks opened meanwhile."""

    def __init__(
        self,
        config_file: Path,
        *,
        folder: Path | None = None,
        command: Literal["build", "serve"] = "build",
        strict: bool = False,
    ) -> None:
        """Read the configuration; `folder` replaces the folder of briefings that it names.

        Raises `ConfigurationError`, `PluginError`, or `Abort` if the log has said why.
        """
        with opened() as read:
            self.config: MkDocsConfig = load_config(str(config_file))
            found = self.config.plugins.get(NAME)
            if not isinstance(found, BriefingsPlugin):
                raise ConfigurationError(f"{config_file} does not list the plugin `{NAME}`")
            self.plugin: BriefingsPlugin = found
            if folder is not None:
                self.plugin.config.folder = str(folder.absolute())
            self.config.strict = self.config.strict or strict
            self._is_serving = command == "serve"
            self._warnings = CountHandler()
            self._warnings.setLevel(logging.WARNING)
            log.addHandler(self._warnings)
            plugins = self.config.plugins
            try:
                plugins.on_startup(command=command, dirty=False)
                self.plugin.placed = {}
                self.config = plugins.on_config(self.config)
                plugins.on_pre_build(config=self.config)
            except BaseException:  # the caller gets no object to close
                self.close()
                raise
        self.read = files_among(read, *self._known)
        self.edition: Edition = self.plugin.edition
        self._named = None if self.config.nav is None else frozenset(nav_uris(self.config.nav))

    @property
    def foreign(self) -> tuple[str, ...]:
        """The user's plugins and hooks that work on files, navigation or pages.

        With one of them pages cannot be placed: MkDocs has to go through all of them, in its own
        order. Material's plugins `info` and `group` do not count.
        """
        plugins = self.config.plugins
        methods = (
            method
            for event, methods in plugins.events.items()
            if event not in _HARMLESS_EVENTS
            for method in methods
        )
        names = (plugins._event_origins.get(method, "a plugin") for method in methods)
        return tuple(dict.fromkeys(name for name in names if name != NAME))

    @property
    def _known(self) -> tuple[Path, ...]:
        """Folders tracked elsewhere (docs, briefings) and the cache: reads there go unrecorded."""
        cache = Path(self.config.config_file_path).parent / CACHE.parts[0]
        return Path(self.config.docs_dir), self.plugin.folder, cache

    @property
    def site_dir(self) -> Path:
        """Where the configuration puts the site."""
        return Path(self.config.site_dir)

    def in_nav(self, uri: str) -> bool:
        """Whether the navigation holds the generated page at `uri`, if there is one."""
        return uri.endswith("index.md") if self._named is None else uri in self._named

    def learn(self, uris: Collection[str], stubs: Mapping[str, Stub]) -> None:
        """Learn which generated pages there are, by their Markdown files, in order.

        `stubs` has at least the pages in the navigation.
        """
        config, plugins = self.config, self.config.plugins
        written = get_files(config)
        env = config.theme.get_env()
        env.loader = ThemeLoader(config.theme.dirs)
        if config.theme.custom_dir is None:  # an owner's templates are not cached
            env.bytecode_cache = kept("theme")
        written.add_files_from_theme(env, config)
        self.by_hand = frozenset(file.dest_uri for file in written)
        self.left_out = self._taken(uris, self.by_hand)
        self.plugin.placed = dict.fromkeys(uri for uri in uris if uri not in self.left_out)

        def made(uri: str) -> File:
            stub = stubs.get(uri) or Stub(uri, "", "")
            return self.plugin.file(uri, stub.text, stub.source, config)

        files = PlacedFiles(written, self.plugin.placed, made)
        if config.nav is None:
            files.show([uri for uri in self.plugin.placed if self.in_nav(uri)])
        plugins.on_files(files, config=config)
        set_exclusions(files, config)
        nav = plugins.on_nav(get_navigation(files, config), config=config, files=files)
        for page in nav.pages:
            if page.file.src_uri in files.placed:
                _populate_page(page, config, files)
                page.present_anchor_ids = None  # its body is not known yet
            elif page.title is None:
                self._read_title(page, files)
        env = plugins.on_env(env, config=config, files=files)
        self._learnt = Learnt(config, files, EveryFile(files, config), nav, env)

    def _read_title(self, page: MkDocsPage, files: PlacedFiles) -> None:
        """Give a page that is written by hand its title, which the navigation of all pages shows.

        Warnings are left for when the page is made.
        """
        level = log.level
        log.setLevel(logging.CRITICAL)
        try:
            page.read_source(self.config)
            page.render(self.config, files)
        finally:
            log.setLevel(level)

    @property
    def outline(self) -> str:
        """The navigation: what every page may show of the others."""
        return str(self._learnt.nav)

    def shells(self) -> Shells:
        """An empty set of shells for the pages of this site."""
        is_careful = self.edition.templates is not None or bool(page_kinds())
        bodies = Bodies(self.config, is_careful=is_careful)
        return Shells(self.html_of, bodies, self.edition, self.in_nav)

    def html_of(self, page: Page) -> str:
        """The HTML of a generated page as MkDocs makes it, in all its steps. Writes nothing."""
        config = self.config
        file = self.plugin.file_of(page, config)
        made = self._shown(page.uri) or MkDocsPage(None, file, config)
        before = vars(made).copy()  # the navigation still needs the stub
        made.file.content_string = file.content_string
        self.plugin.by_uri[page.uri] = page
        try:
            _populate_page(made, config, self._learnt.files)
            return self._themed(made)
        finally:
            del self.plugin.by_uri[page.uri]
            vars(made).update(before)

    def _shown(self, uri: str) -> MkDocsPage | None:
        """The page that the navigation holds for `uri`; None if it holds none."""
        return self._learnt.files.placed_file(uri).page if self.in_nav(uri) else None

    def _themed(self, page: MkDocsPage) -> str:
        """What MkDocs' `_build_page` writes to a file."""
        learnt, config, plugins = self._learnt, self.config, self.config.plugins
        page.active, config._current_page = True, page
        try:
            context = get_context(learnt.nav, learnt.every.documentation_pages(), config, page)
            template = learnt.env.get_template(page.meta.get("template", "main.html"))
            context = plugins.on_page_context(context, page=page, config=config, nav=learnt.nav)
            return plugins.on_post_page(template.render(context), page=page, config=config)
        finally:
            page.active, config._current_page = False, None

    def publish_written(self, site: Path, page_of: Callable[[str], Page] | None = None) -> Written:
        """Put all of a site but its generated pages and `sitemap.xml` into a folder.

        `page_of` gives a generated page that a hand-written page links into, so that a link to a
        place missing from it gives a warning, as MkDocs gives one.
        """

        def populate(file: File) -> None:
            made = file.page or MkDocsPage(None, file, self.config)
            if page_of and made.present_anchor_ids is None:
                given = self.plugin.file_of(page_of(file.src_uri), self.config)
                file.content_string = given.content_string
                _populate_page(made, self.config, self._learnt.files)

        self.plugin.sections, self.plugin.policies = [], set()
        with listening() as told, opened() as read:
            files = publish(self._learnt, site, is_serving=self._is_serving, populate=populate)
        asked = dict(self._learnt.files.asked)
        sections, policies = tuple(self.plugin.sections), tuple(sorted(self.plugin.policies))
        others = files_among(read, *self._known, site)
        return Written(files, sections, policies, asked, tuple(told), others)

    def write_sitemap(self, site: Path) -> None:
        """Write `sitemap.xml` and its packed copy: they change whenever a page comes or goes."""
        write_sitemap(self._learnt, site)

    def tell(self, told: Collection[tuple[int, str]]) -> None:
        """Log again what `Written.told` has, so that a strict build counts it."""
        tell(told)

    def refuse_warnings(self) -> None:
        """End a strict build that has given warnings, as MkDocs does: raises `Abort`."""
        if self.config.strict and (counts := self._warnings.get_counts()):
            said = ", ".join(f"{count} {name.lower()}s" for name, count in counts)
            raise Abort(f"Aborted with {said} in strict mode!")

    def close(self) -> None:
        """End what was begun with the object. MkDocs hands the same plugins to the next build."""
        log.removeHandler(self._warnings)
        self.plugin.placed = None
        self.config.plugins.on_shutdown()

    def _taken(self, uris: Collection[str], there: Collection[str]) -> frozenset[str]:
        """The generated pages whose address a file has already."""
        if self.config.use_directory_urls:
            folders = {
                name.removesuffix("index.html") for name in there if name.endswith("index.html")
            }
            taken = {f"{folder}index.md" for folder in folders}
            taken |= {f"{folder.rstrip('/')}.md" for folder in folders}
        else:
            taken = {f"{name.removesuffix('.html')}.md" for name in there if name.endswith(".html")}
        taken.intersection_update(uris)
        for uri in taken:
            log.info(f"{uri} is written by hand; the generated page is left out")
        return frozenset(taken)
