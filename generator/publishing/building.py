"""One build: from what has changed to the next version of the site.

1. Read the files that have changed (`intake.py`), and check everything.
2. Link, and compare with what the last build linked (`linking/difference.py`).
3. Find the pages that this affects (`work.py`): all of them, if something has changed that every
   page shows, such as settings, navigation or code.
4. Let MkDocs make what is written by hand, if that has changed (`handwritten.py`).
5. Write pages, data and the search index (`writer.py`), and put the new version in the place of the
   published one (`tree.py`).

What the next build has to know is in the state (`state.py`), which is committed only once the new
version is in place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.diagnostics.finding import errors_in
from generator.diagnostics.show import summary
from generator.exporting.files import is_for_programs
from generator.keeping.alone import BusyError
from generator.keeping.stamps import below
from generator.linking.corpus import Corpus
from generator.linking.difference import Difference, difference
from generator.linking.link import connect, published
from generator.linking.storing import register_from_data, register_to_data
from generator.publishing import handwritten
from generator.publishing.basis import Basis
from generator.publishing.genuine import Genuine
from generator.publishing.intake import Desk, Progress
from generator.publishing.placed import Stub, stub_of
from generator.publishing.reporting import report
from generator.publishing.state import State
from generator.publishing.tree import Tree
from generator.publishing.unchanged import environment_of
from generator.publishing.work import Planner, Work, all_work, work_of
from generator.publishing.writer import BuildPlan, Writer
from generator.rendering.pages import site_of
from generator.rendering.pages.site import Site
from generator.rendering.versions import versions


class NotBuiltError(Exception):
    """The site could not be built; the message says why, unless the log has said so already."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build has done."""

    site: Path
    briefings: int
    pages: int
    """Generated pages in all."""
    written: int
    removed: int
    """Generated pages that were written, and that were removed."""


@dataclass(frozen=True, slots=True)
class Build:
    """A build, and all that it works on."""

    genuine: Genuine
    tree: Tree
    state: State
    config_file: Path
    target: Path
    told: Progress
    verify: bool
    begun: int
    """When it began, before anything was read; in nanoseconds."""

    def run(self) -> Built:
        """Build the site. Raises `NotBuiltError`, `BusyError`, `Abort`, OSError."""
        before, desk = Basis.kept(self.state), Desk(self.genuine.plugin.folder, self.state)
        old = _corpus(desk, before.register, before.drafts) if before else None
        desk.take_in(self.told, verify=self.verify)
        self._refuse_mistakes(desk)
        register = register_to_data(desk.register)
        corpus = _corpus(desk, register, self.genuine.plugin.shows_drafts, old)
        site = site_of(corpus, self.genuine.edition)
        now = self._basis(site, register, before)
        plan = self._plan(site, before, now, _edit(old or corpus, corpus))
        self._carry_out(plan, now.generation)
        replace(now, outline=plan.outline, generation=self.tree.generation).keep(self.state)
        self.state.publish(desk.hashes)
        return Built(
            self.target,
            len(corpus.refs),
            len(plan.work.uris),
            *map(_pages_among, (plan.work.written, plan.work.gone)),
        )

    def _basis(self, site: Site, register: Any, before: Basis | None) -> Basis:
        # A hook does not open every file in every run: those recorded earlier stay on record.
        known = before.read if before else {}
        return Basis(
            register=register,
            drafts=self.genuine.plugin.shows_drafts,
            settings=self._settings(site),
            # Our own templates are part of the code, and changed code starts a new state.
            templates=versions(site.env) if site.edition.templates else {},
            read={
                path: self._as_read([Path(path)]) for path in sorted({*known, *self.genuine.read})
            },
            generation=self.tree.generation,
        )

    def _plan(self, site: Site, before: Basis | None, now: Basis, edit: Difference) -> BuildPlan:
        """Decide what is written: what an edit touches, or everything."""
        planner, state = Planner(site), self.state
        if before and before.still_holds(now):
            kinds = _changed(before.templates, now.templates)
            work = work_of(site, state, edit, kinds)
            self._learn(work, planner, is_kept=not kinds)
            if before.outline == (outline := self._outline()):
                return BuildPlan(site, planner, work, edit, outline, is_same=True)
        work = all_work(site, state)
        self._learn(work, planner, is_kept=False)
        return BuildPlan(site, planner, work, edit, self._outline(), is_same=False)

    def _outline(self) -> str:
        """A fingerprint of what every page shows of the site, once MkDocs knows the pages."""
        taken = [name for name in self.genuine.by_hand if is_for_programs(name)]
        return f"{self.genuine.outline} {sorted((*self.genuine.left_out, *taken))}"

    def _carry_out(self, plan: BuildPlan, base: str) -> None:
        """Write the next version of the site and put it in place, if there is anything to write.

        `base` is the generation of the published tree that the plan was made for. Raises
        `BusyError` if another build has published a newer one since.
        """
        read = map(Path, handwritten.last(self.state).read)
        stamps = below([*handwritten.docs(self.genuine), *read])
        kept = handwritten.kept(self.state, plan.work.uris, stamps) if plan.is_same else None
        if kept and plan.is_nothing:
            self.genuine.tell(kept.told)
            self.genuine.refuse_warnings()
            return
        with self.tree.begin(anew=not plan.is_same) as update:
            if plan.is_same and update.base != base:
                raise BusyError(f"another build has changed {self.target}")
            written = Writer(self.genuine, self.state, self.told, update, plan).write(kept)
            self.genuine.refuse_warnings()
        handwritten.keep(self.state, written, stamps, self.begun)

    def _refuse_mistakes(self, desk: Desk) -> None:
        report(desk.findings, desk.changed)
        errors = errors_in(desk.findings)
        if errors:
            raise NotBuiltError(f"briefings: {summary(errors)}")

    def _settings(self, site: Site) -> str:
        """A fingerprint of all that every page depends on."""
        files = self._as_read(handwritten.settings(self.genuine))
        environment = environment_of(self.config_file)
        catalogues = handwritten.digest(
            path for path in (site.edition.templates or Path("-")).glob("*.po")
        )
        edition = site.edition
        every = repr((files, environment, catalogues, edition, edition.choices))
        return hashlib.sha256(every.encode("utf-8", "surrogatepass")).hexdigest()

    def _as_read(self, paths: Collection[Path]) -> str:
        """A fingerprint of these files; it never matches if one changed after the build began."""
        changed = (max(at, about) for at, _, about in below(paths).values())
        late = self.begun if any(at > self.begun for at in changed) else ""
        return f"{handwritten.digest(paths)} {late}"

    def _learn(self, work: Work, planner: Planner, *, is_kept: bool) -> None:
        """Tell MkDocs which pages there are, and what the navigation shows of them.

        `is_kept`: what it showed of a list page before, it still shows.
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


def _edit(old: Corpus, new: Corpus) -> Difference:
    """What has changed, also among published briefings alone: data files are made from those."""
    edit, shown = difference(old, new), (published(old), published(new))
    return edit if shown == (old, new) else edit | difference(*shown)


def _pages_among(uris: Iterable[str]) -> int:
    return sum(uri.endswith(".md") for uri in uris)


def _corpus(desk: Desk, register: Any, drafts: bool, before: Corpus | None = None) -> Corpus:
    known = register_from_data(register)
    return connect(desk.refs.values(), known, drafts=drafts, before=before)


def _changed(old: dict[str, str], new: dict[str, str]) -> frozenset[str]:
    return frozenset(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
