"""One build: from what has changed to the next version of the site.

1. Read the files that have changed (`intake.py`), and check everything.
2. Link, and compare with what was linked by the last build (`linking/difference.py`).
3. See which pages that touches (`work.py`); all of them, if something else has changed that
   every page shows: settings, navigation, code.
4. Let MkDocs make what is written by hand, if that has changed (`handwritten.py`).
5. Write pages, on every core (`press.py`), bring the index of the search up to date
   (`search/updating.py`), and let the new version take its place (`tree.py`).

What the next build has to know stands in the state (`state.py`), which is kept when the new
version stands in its place, and not before.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.plugins import get_plugin_logger

from generator.diagnostics.finding import errors_in
from generator.diagnostics.show import summary
from generator.exporting.files import SHARES, is_for_programs
from generator.keeping.alone import BusyError
from generator.keeping.stamps import below
from generator.linking.corpus import Corpus
from generator.linking.difference import Difference, difference
from generator.linking.link import connect, published
from generator.model.briefing import Register
from generator.publishing import handwritten
from generator.publishing.gathered import Gatherer
from generator.publishing.genuine import Genuine
from generator.publishing.intake import Desk, Progress
from generator.publishing.placed import Stub, stub_of
from generator.publishing.policy import HEADERS
from generator.publishing.press import Press, file_of
from generator.publishing.reporting import report
from generator.publishing.search.site import FOLDER
from generator.publishing.search.updating import update_index
from generator.publishing.state import State
from generator.publishing.tree import Tree, Update
from generator.publishing.unchanged import environment_of
from generator.publishing.work import Planner, Work, all_work, work_of
from generator.publishing.written import Written
from generator.rendering.page import Page
from generator.rendering.pages import look_up, site_of
from generator.rendering.pages.site import Site
from generator.rendering.versions import versions

log = get_plugin_logger("briefings")


class NotBuiltError(Exception):
    """The site could not be built; the message says why, unless the log has said so already."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build has done."""

    site: Path
    briefings: int
    pages: int
    """Generated pages that there are."""
    written: int
    removed: int
    """Generated pages that were written, and removed."""


@dataclass(frozen=True, slots=True)
class Build:
    """A build, with all that it works on."""

    genuine: Genuine
    tree: Tree
    state: State
    config_file: Path
    target: Path
    told: Progress
    verify: bool
    begun: int
    """When it began, before anything was read; nanoseconds."""

    def run(self) -> Built:
        """Build the site. Raises `NotBuiltError`, `BusyError`, `Abort`, OSError."""
        state, before = self.state, self.state.get("made")
        desk = Desk(self.genuine.plugin.folder, state)
        old = _corpus(desk, before["register"], before["drafts"]) if before else None
        desk.take_in(self.told, verify=self.verify)
        self._refuse_mistakes(desk)
        register = desk.register.model_dump(mode="json") if desk.register else None
        drafts = self.genuine.plugin.config.drafts is True
        corpus = _corpus(desk, register, drafts, old)
        site = site_of(corpus, self.genuine.edition)
        made: dict[str, Any] = {
            "register": register,
            "drafts": drafts,
            "settings": self._settings(site),
            # Ours are part of the code, with which the state begins anew.
            "templates": versions(site.env) if site.edition.templates else {},
            "generation": self.tree.generation,
        }
        # Who is asked again may not open all of them again: they count as long as they are there.
        known = before["read"] if before else {}
        made["read"] = {
            path: self._as_read([Path(path)]) for path in sorted({*known, *self.genuine.read})
        }
        is_same = (
            before is not None
            and before["settings"] == made["settings"]
            and known.items() <= made["read"].items()
            and before["generation"] == made["generation"] != ""
        )
        edit = _edit(old or corpus, corpus)
        kinds = _changed(before["templates"], made["templates"]) if before else frozenset()
        work = work_of(site, state, edit, kinds) if before and is_same else all_work(site, state)
        planner = Planner(site)
        self._learn(work, planner, is_kept=is_same and not kinds)
        taken = [name for name in self.genuine.by_hand if is_for_programs(name)]
        left_out = sorted((*self.genuine.left_out, *taken))
        made["outline"] = f"{self.genuine.outline} {left_out}"
        if before and is_same and before["outline"] != made["outline"]:
            is_same, work = False, all_work(site, state)
            self._learn(work, planner, is_kept=False)
        read = map(Path, handwritten.last(state).read)
        stamps = below([*handwritten.docs(self.genuine), *read])
        written = handwritten.kept(state, work.uris, stamps) if is_same else None
        if work.jobs or work.gone or not written or not edit.is_nothing:
            with self.tree.begin(anew=not is_same) as update:
                if before and is_same and update.base != before["generation"]:
                    raise BusyError(f"another build has changed {self.target}")
                writer = Writer(self, update, site, planner, work, edit, is_same)
                written = writer.write(written)
                self.genuine.refuse_warnings()
            handwritten.keep(state, written, stamps, self.begun)
        else:
            self.genuine.tell(written.told)
            self.genuine.refuse_warnings()
        made["generation"] = self.tree.generation
        state.put("made", made)
        state.publish(desk.hashes)
        return Built(
            self.target,
            len(corpus.refs),
            len(work.uris),
            *map(_pages_among, (work.written, work.gone)),
        )

    def _refuse_mistakes(self, desk: Desk) -> None:
        report(desk.findings, desk.changed)
        errors = errors_in(desk.findings)
        if errors:
            raise NotBuiltError(f"briefings: {summary(errors)}")

    def _settings(self, site: Site) -> str:
        """Stands for all that every page depends on."""
        files = self._as_read(handwritten.settings(self.genuine))
        environment = environment_of(self.config_file)
        catalogues = handwritten.digest(
            path for path in (site.edition.templates or Path("-")).glob("*.po")
        )
        edition = site.edition
        every = repr((files, environment, catalogues, edition, edition.choices))
        return hashlib.sha256(every.encode("utf-8", "surrogatepass")).hexdigest()

    def _as_read(self, paths: Collection[Path]) -> str:
        """Stands for what files held when MkDocs read them; one that has changed is like none."""
        changed = (max(at, about) for at, _, about in below(paths).values())
        late = self.begun if any(at > self.begun for at in changed) else ""
        return f"{handwritten.digest(paths)} {late}"

    def _learn(self, work: Work, planner: Planner, *, is_kept: bool) -> None:
        """Tell MkDocs which pages there are, and what the navigation shows of them.

        `is_kept`: what it shows of a list is what it showed of it before.
        """
        there = set(work.uris)
        known = self.state.get("stubs") or {}
        stubs = {uri: Stub(*stub) for uri, stub in known.items() if uri in there}
        for uri, unit, _ in work.jobs:
            if not self.genuine.in_nav(uri):
                continue
            if not (is_kept and planner.plan(uri, unit).is_total and uri in stubs):
                stubs[uri] = stub_of(planner.page(uri, unit))
        self.state.put("stubs", stubs)
        self.genuine.learn(work.uris, stubs)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the next version of a site beside the published one."""

    build: Build
    update: Update
    site: Site
    planner: Planner
    work: Work
    edit: Difference
    is_same: bool
    """Whether what is not touched stays as it is."""

    def write(self, kept: Written | None) -> Written:
        """Write all that has to be written, and return what is written by hand."""
        state = self.build.state
        before = handwritten.last(state) if self.is_same else handwritten.NOTHING
        is_other = not self.is_same or bool(self.work.gone) or self._has_new_pages()
        self._pages()
        written = kept or self._by_hand(before)
        if kept:
            self.build.genuine.tell(kept.told)
        self._headers(written)
        if is_other:
            with _scratch(state) as folder:
                self.build.genuine.write_sitemap(folder)
                self.update.write_folder(folder)
        if self.site.edition.has_search:
            self._index(before, written)
        self._gather()
        return written

    def _headers(self, written: Written) -> None:
        """Say in headers, too, what all pages may run."""
        genuine = self.build.genuine
        if genuine.plugin.policy and HEADERS not in genuine.by_hand:
            policies = (*self.build.state.policies(), *written.policies)
            self.update.write(HEADERS, genuine.plugin.policy.headers(policies).encode())

    def _gather(self) -> None:
        """Put the files together that gather many briefings."""
        uris, shares = (*self.work.written, *self.work.gone), f"{SHARES}/"
        changed = frozenset(uri.removeprefix(shares) for uri in uris if uri.startswith(shares))
        gatherer = Gatherer(self.site, self.build.state)
        by_hand = self.build.genuine.by_hand
        files = gatherer.files(
            changed if self.is_same else None,
            has_same_actors=self.is_same and not self.edit.lists,
        )
        for uri, content in files:
            if uri not in by_hand:
                self.update.write(uri, content)
        for uri in gatherer.gone:
            if uri not in by_hand:
                self.update.remove(uri)

    def _has_new_pages(self) -> bool:
        return any(not self.build.state.has(job.uri) for job in self.work.jobs)

    def _pages(self) -> None:
        state, genuine = self.build.state, self.build.genuine
        shells = genuine.shells()
        if self.is_same:
            shells.from_data(state.get("shells") or ())
        else:
            state.drop_pages()
        look_up(self.site.corpus, (job.unit for job in self.work.jobs))
        press = Press(self.planner, genuine, shells, self.update, log.warning)
        state.put_pages(press.write(self.work.jobs, self.build.told))
        state.put("shells", shells.as_data())
        for uri in self.work.gone:
            state.drop_page(uri)
            if uri not in genuine.by_hand:
                self.update.remove(file_of(uri, self.site.edition.links))

    def _by_hand(self, before: Written) -> Written:
        with _scratch(self.build.state) as folder:
            written = self.build.genuine.publish_written(folder, self._page)
            for name in set(before.files) - set(written.files):
                self.update.remove(name)
            self.update.write_folder(folder)
        return written

    def _page(self, uri: str) -> Page:
        """A generated page that a page written by hand leads into."""
        units = {job.uri: job.unit for job in self.work.jobs if job.uri == uri}
        unit = units.get(uri) or self.build.state.pages()[uri]
        return self.planner.page(uri, unit)

    def _index(self, before: Written, written: Written) -> None:
        """Bring the index of the search up to date."""
        changes = update_index(
            self.build.state,
            self.site.corpus,
            self.site.edition,
            self.edit if self.is_same else None,
            (before.sections, written.sections),
            self.update.folder / FOLDER,
        )
        for name, content in changes.files.items():
            self.update.write(f"{FOLDER}/{name}", content)
        for name in changes.gone:
            self.update.remove(f"{FOLDER}/{name}")


def _edit(old: Corpus, new: Corpus) -> Difference:
    """What has changed, also in what is published: of it files for programs are made."""
    edit, shown = difference(old, new), (published(old), published(new))
    return edit if shown == (old, new) else edit | difference(*shown)


def _pages_among(uris: Iterable[str]) -> int:
    return sum(uri.endswith(".md") for uri in uris)


def _corpus(desk: Desk, register: Any, drafts: bool, before: Corpus | None = None) -> Corpus:
    known = Register.model_validate(register) if register else None
    return connect(desk.refs.values(), known, drafts=drafts, before=before)


def _changed(old: dict[str, str], new: dict[str, str]) -> frozenset[str]:
    return frozenset(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


@contextmanager
def _scratch(state: State) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=state.path.parent) as folder:
        yield Path(folder)
