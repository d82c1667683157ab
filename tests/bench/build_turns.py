"""All that `build.py` measures takes turns here, so that what else the machine does strikes all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from playwright.sync_api import Error
from rich.console import Console

from tests.bench.build_desk import (
    ALONE,
    OWN,
    SITE,
    Change,
    Project,
    edits_of_pages,
    pages_in,
    shows,
)
from tests.bench.build_peers import (
    QUIET,
    Peer,
    hugo,
    mkdocs,
    pagefind,
    programs,
    write_pages,
    zensical,
)
from tests.bench.build_running import FailedError, Run, run
from tests.bench.build_serving import PORT, seconds_until_shown
from tests.bench.build_table import Figures, Results

BRIEFING = Path(sys.executable).with_name("briefing")
PEERS = ("hugo", "pagefind", "mkdocs", "zensical")
WARM = ("nothing", "edit", "title", "add", "rename", "template", "check")
KINDS = ("alone", "cold", *WARM, "serve")
QUICK = 3
"""How many times in a round what takes little time is done."""
FEW = 3
"""Edits that a slow server is given."""


@dataclass
class Bench:
    """Everything that takes turns, and what it took."""

    project: Project
    scratch: Path
    peers: tuple[str, ...]
    kinds: tuple[str, ...]
    patience: float
    console: Console
    results: Results = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    """The keys of what has failed, and so has no figures. All others are measured nevertheless."""
    last: dict[str, Run] = field(default_factory=dict)
    """The latest run of each."""
    pages: int = 0
    """How many pages a peer has to make; 0 without peers."""

    def prepare(self) -> None:
        """Write the pages for the peers, and install what there is not yet."""
        self.made: dict[str, Peer] = {}
        if not self.peers:
            return
        program, self.pagefind = programs()
        pages = self.scratch / "pages"
        self.console.print("writing the pages for the others")
        self.pages = write_pages(self.project, pages)
        if "hugo" in self.peers:
            self.made["hugo"] = hugo(program, pages, self.scratch / "hugo")
            folder = self.scratch / "hugo-briefings"
            self.made["hugo-briefings"] = hugo(program, pages, folder, briefings_alone=True)
        for key, make in (("mkdocs", mkdocs), ("zensical", zensical)):
            if key in self.peers:
                self.made[key] = make(pages, self.scratch / key)

    def measure(self, rounds: int, once: Collection[str]) -> None:
        """Have all builds take turns; some of them in the first round only."""
        for number in range(1, rounds + 1):
            for key, work in self._turns():
                figures = self.results.get(key)
                is_over = figures and figures.is_over
                is_done = key in self.troubles or is_over or (number > 1 and key in once)
                if not is_done:
                    self._take(f"round {number}: {key}", key, work)

    def _turns(self) -> Iterator[tuple[str, Callable[[], Run]]]:
        if "alone" in self.kinds:
            yield "alone", self._cold_alone
        if "cold" in self.kinds:
            if "hugo" in self.made:
                yield "hugo", partial(self._cold_peer, "hugo")
            yield "cold", self._cold
            if "pagefind" in self.peers and "hugo" in self.results:
                yield "hugo-pagefind", self._pagefind
            for key in ("hugo-briefings", "mkdocs", "zensical"):
                if key in self.made:
                    yield key, partial(self._cold_peer, key)
            if "zensical" in self.results and not self.results["zensical"].is_over:
                yield "zensical-warm", partial(self._warm_peer, "zensical")
        elif set(self.kinds).intersection(WARM):
            self._build()
        if "cold" in self.troubles:
            return  # and there is nothing to change
        project = self.project
        changes = {
            "edit": project.edited,
            "title": project.retitled,
            "add": project.added,
            "rename": project.renamed,
        }
        for key in self.kinds:
            if key == "nothing":
                yield from [(key, self._build)] * QUICK
            elif key == "check":
                yield from [(key, self._check), ("check-again", self._check_again)] * QUICK
            elif key == "template":
                yield key, self._restyled
            elif key in changes:
                times = QUICK if key == "edit" else 1
                yield from [(key, partial(self._changed, changes[key]))] * times

    def _take(self, what: str, key: str, work: Callable[[], Run]) -> None:
        try:
            done = work()
        except FailedError as error:
            self._give_up(key, error)
            return
        self.results.setdefault(key, Figures()).add(done)
        self.last[key] = done
        over = "over " if done.is_over else ""
        self.console.print(f"{what}: {over}{done.seconds:,.2f} s, {done.pss / 1e6:,.0f} MB")

    def _give_up(self, key: str, error: Exception) -> None:
        self.troubles.append(key)
        self.results.pop(key, None)
        self.console.print(f"{key} has failed: {error}", highlight=False, markup=False)

    # What is ours

    def _build(self, config: Path | None = None) -> Run:
        command = (BRIEFING, "build", "--config", config or self.project.config)
        return run(command, self.project.folder)

    def _cold_alone(self) -> Run:
        self.project.forget()
        # Without the pages of the search and of the data.
        return self._whole(self._build(self.project.config_alone), ALONE, self.pages - 2)

    def _cold(self) -> Run:
        self.project.forget()
        return self._whole(self._build(), SITE, self.pages)

    def _whole(self, done: Run, site: str, least: int) -> Run:
        found = pages_in(self.project.folder / site)
        if found < max(1, least):
            raise FailedError(f"ours has made {found:,} pages of {least:,}")
        return done

    def _changed(
        self, make: Callable[[], Change], config: Path | None = None, site: str = SITE
    ) -> Run:
        change = make()
        change.write()
        done = self._build(config)
        if not shows(self.project.folder / site, change):
            raise FailedError(f"{change.page} does not show {change.word}")
        return done

    def _restyled(self) -> Run:
        config = self.project.config_own
        self._build(config)  # all that has changed besides
        return self._changed(self.project.restyled, config, OWN)

    def _check(self) -> Run:
        run((BRIEFING, "check", self.project.briefings), self.project.folder)  # so that it is warm
        change = self.project.edited()
        change.write()
        self.checked = change.path
        return self._check_again()

    def _check_again(self) -> Run:
        """The file that was checked last, which nobody has edited since."""
        return run((BRIEFING, "check", self.checked), self.project.folder)

    # What is not

    def _cold_peer(self, key: str) -> Run:
        self.made[key].forget()
        return self._warm_peer(key)

    def _warm_peer(self, key: str) -> Run:
        peer = self.made[key]
        done = run(peer.build, peer.folder, self.patience, QUIET)
        found = pages_in(peer.site)
        if not done.is_over and key != "hugo-briefings" and found < self.pages:
            raise FailedError(f"{key} has made {found:,} pages of {self.pages:,}")
        return done

    def _pagefind(self) -> Run:
        """Over what Hugo has made in this round, and took for it."""
        first, site = self.last["hugo"], self.made["hugo"].site
        if first.is_over:
            raise FailedError("Hugo was not ready")
        return first.then(run(pagefind(self.pagefind, site), site.parent, self.patience))

    # Servers

    def serve(self, edits: int, *, is_small: bool) -> None:
        """Have each server show edits; MkDocs' a few of a small desk, for it makes all anew."""
        project = self.project
        address = ("--address", f"127.0.0.1:{PORT}")
        command = (BRIEFING, "serve", "--config", project.config, *address)
        self._show("serve", command, project.folder, project.edited, edits)
        for key, times in (("hugo", edits), ("mkdocs", FEW * is_small)):
            if key in self.made and times:
                peer = self.made[key]
                changes = edits_of_pages(peer.content)
                self._show(f"{key}-serve", peer.serve, peer.folder, changes.__next__, times)

    def _show(
        self,
        key: str,
        command: tuple[str | Path, ...],
        folder: Path,
        changes: Callable[[], Change],
        times: int,
    ) -> None:
        try:
            seconds = seconds_until_shown(command, folder, changes, times, self.patience)
        except (FailedError, Error) as error:
            self._give_up(key, error)
            return
        self.results[key] = Figures(seconds)
        self.console.print(f"{key}: p50 {self.results[key].middle:.2f} s, {times} edits")
