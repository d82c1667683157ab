"""Writing the next version of a site next to the published one, as a build has planned it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mkdocs.plugins import get_plugin_logger

from generator.exporting.files import SHARES
from generator.linking.difference import Difference
from generator.publishing import handwritten
from generator.publishing.gathered import Gatherer
from generator.publishing.genuine import Genuine
from generator.publishing.intake import Progress
from generator.publishing.policy import HEADERS
from generator.publishing.press import Press, file_of
from generator.publishing.search.site import FOLDER
from generator.publishing.search.updating import update_index
from generator.publishing.state import State
from generator.publishing.tree import Update
from generator.publishing.work import Planner, Work
from generator.publishing.written import Written
from generator.rendering.page import Page
from generator.rendering.pages import look_up
from generator.rendering.pages.site import Site

log = get_plugin_logger("briefings")


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """What a build is going to write."""

    site: Site
    planner: Planner
    work: Work
    edit: Difference
    outline: str
    """A fingerprint of what MkDocs shows of the site on every page."""
    is_same: bool
    """Whether everything that the edit does not touch stays as it is."""

    @property
    def is_nothing(self) -> bool:
        """Whether no generated page and no data has to be written or removed."""
        return not self.work.jobs and not self.work.gone and self.edit.is_nothing


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the next version of a site next to the published one."""

    genuine: Genuine
    state: State
    told: Progress
    update: Update
    plan: BuildPlan

    def write(self, kept: Written | None) -> Written:
        """Write all that has to be written; return what was made of what is written by hand."""
        state = self.state
        before = handwritten.last(state) if self.plan.is_same else handwritten.NOTHING
        is_other = not self.plan.is_same or bool(self.plan.work.gone) or self._has_new_pages()
        self._pages()
        written = kept or self._by_hand(before)
        if kept:
            self.genuine.tell(kept.told)
        self._headers(written)
        if is_other:
            with _scratch(state) as folder:
                self.genuine.write_sitemap(folder)
                self.update.write_folder(folder)
        if self.plan.site.edition.has_search:
            self._index(before, written)
        self._gather()
        return written

    def _headers(self, written: Written) -> None:
        """Put what all pages may run into a file of headers, too."""
        genuine = self.genuine
        if genuine.plugin.policy and HEADERS not in genuine.by_hand:
            policies = (*self.state.policies(), *written.policies)
            self.update.write(HEADERS, genuine.plugin.policy.headers(policies).encode())

    def _gather(self) -> None:
        """Put together the files that gather many briefings."""
        uris, shares = (*self.plan.work.written, *self.plan.work.gone), f"{SHARES}/"
        changed = frozenset(uri.removeprefix(shares) for uri in uris if uri.startswith(shares))
        gatherer = Gatherer(self.plan.site, self.state)
        by_hand = self.genuine.by_hand
        files = gatherer.files(
            changed if self.plan.is_same else None,
            has_same_actors=self.plan.is_same and not self.plan.edit.lists,
        )
        for uri, content in files:
            if uri not in by_hand:
                self.update.write(uri, content)
        for uri in gatherer.gone:
            if uri not in by_hand:
                self.update.remove(uri)

    def _has_new_pages(self) -> bool:
        return any(not self.state.has(job.uri) for job in self.plan.work.jobs)

    def _pages(self) -> None:
        state, genuine, plan = self.state, self.genuine, self.plan
        shells = genuine.shells()
        if plan.is_same:
            shells.from_data(state.get("shells") or ())
        else:
            state.drop_pages()
        look_up(plan.site.corpus, (job.unit for job in plan.work.jobs))
        press = Press(plan.planner, genuine, shells, self.update, log.warning)
        state.put_pages(press.write(plan.work.jobs, self.told))
        state.put("shells", shells.as_data())
        for uri in plan.work.gone:
            state.drop_page(uri)
            if uri not in genuine.by_hand:
                self.update.remove(file_of(uri, plan.site.edition.links))

    def _by_hand(self, before: Written) -> Written:
        with _scratch(self.state) as folder:
            written = self.genuine.publish_written(folder, self._page)
            for name in set(before.files) - set(written.files):
                self.update.remove(name)
            self.update.write_folder(folder)
        return written

    def _page(self, uri: str) -> Page:
        """A generated page that a page written by hand links into."""
        units = {job.uri: job.unit for job in self.plan.work.jobs if job.uri == uri}
        unit = units.get(uri) or self.state.pages()[uri]
        return self.plan.planner.page(uri, unit)

    def _index(self, before: Written, written: Written) -> None:
        """Bring the search index up to date."""
        changes = update_index(
            self.state,
            self.plan.site.corpus,
            self.plan.site.edition,
            self.plan.edit if self.plan.is_same else None,
            (before.sections, written.sections),
            self.update.folder / FOLDER,
        )
        for name, content in changes.files.items():
            self.update.write(f"{FOLDER}/{name}", content)
        for name in changes.gone:
            self.update.remove(f"{FOLDER}/{name}")


@contextmanager
def _scratch(state: State) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=state.path.parent) as folder:
        yield Path(folder)
