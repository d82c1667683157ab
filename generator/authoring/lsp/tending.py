"""The work between requests: reading the files that wait, and sending findings to the editor.

It runs in short turns on the same thread that answers requests, so nothing needs a lock and no
answer waits long.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from generator.authoring.lsp.desk import Desk
from generator.authoring.lsp.workspace import Workspace
from generator.diagnostics.finding import Finding

SETTLE = 0.08
"""Seconds without a keystroke after which a text is checked."""
TURN = 0.02
"""Seconds for which files are read before requests get a turn."""
PATIENCE = 0.4
"""Seconds of reading after which open documents get the findings from checking each alone."""
_NEVER = -1
"""A version that no document has."""
MANY = 100
"""Waiting files for which the editor shows progress, at least."""

log = logging.getLogger(__name__)

Publish = Callable[[str, int | None, tuple[Finding, ...]], None]
"""Sends the editor the address of a file, its version if it is open, and its findings."""


class Progress(Protocol):
    """A bar that shows how far reading has come."""

    def show(self, done: int, total: int) -> None:
        """Show how many files of all are read."""

    def end(self) -> None:
        """Take the bar away."""


class Tending:
    """Keeps the folders read and the editor informed."""

    def __init__(
        self, workspace: Workspace, publish: Publish, progress: Callable[[], Progress]
    ) -> None:
        self._workspace = workspace
        self._publish = publish
        self._progress = progress
        self._told: dict[Path, tuple[str, int | None, tuple[Finding, ...]]] = {}
        self._wake = asyncio.Event()
        self._due = 0.0
        self._rescan = False
        self._task: asyncio.Task[None] | None = None

    def soon(self, *, rescan: bool = False) -> None:
        """Do the pending work once typing pauses; with `rescan`, look for changed files, too."""
        self._due = time.monotonic() + SETTLE
        self._rescan |= rescan
        self._wake.set()
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._tend())

    def opened(self, path: Path) -> None:
        """Send the findings of a document that was just opened again, even if they are the same."""
        if path in self._told:
            uri, _, findings = self._told[path]
            self._told[path] = (uri, _NEVER, findings)

    async def _tend(self) -> None:
        while True:
            await self._wake.wait()
            while (left := self._due - time.monotonic()) > 0:
                await asyncio.sleep(left)
            self._wake.clear()
            try:
                await self._round()
            except Exception:  # a bug of ours must not end the server
                log.exception("the briefings could not be checked")

    async def _round(self) -> None:
        """Read all files that wait, and send their findings."""
        if self._rescan:
            self._rescan = False
            self._workspace.rescan()
        for desk in list(self._workspace.desks.values()):
            if desk.waiting:
                await self._read(desk)
            self._tell(desk, everything=True)

    async def _read(self, desk: Desk) -> None:
        total = desk.waiting
        bar = self._progress() if total >= MANY else None
        told = time.monotonic()
        try:
            while desk.waiting:
                desk.read_some(TURN)
                await asyncio.sleep(0)
                total = max(total, desk.waiting)
                if bar:
                    bar.show(total - desk.waiting, total)
                if desk.waiting and time.monotonic() - told > PATIENCE:
                    self._tell(desk, everything=False)
                    told = time.monotonic()
        finally:
            if bar:
                bar.end()
        if total >= MANY:
            # What was read stays. Each search for garbage in it would delay all answers by a
            # fifth of a second.
            gc.collect()
            gc.freeze()

    def _tell(self, desk: Desk, *, everything: bool) -> None:
        """Send the findings that have changed, or that belong to a newer version of a text."""
        documents = {
            each.path: each for each in self._workspace.documents.values() if each.desk is desk
        }
        if everything:
            findings = desk.findings()
            before = [path for path in self._told if desk.holds(path)]
        else:
            findings = {path: desk.findings_in(path) for path in documents}
            before = []
        for path in dict.fromkeys((*documents, *findings, *before)):
            document = documents.get(path)
            uri = self._workspace.uri_of(path)
            now = (uri, document.version if document else None, findings.get(path, ()))
            told = self._told.get(path)
            if told == now:
                continue
            if told and told[0] != uri:
                self._publish(told[0], None, ())
            self._publish(*now)
            if document or now[2]:
                self._told[path] = now
            else:
                self._told.pop(path, None)
