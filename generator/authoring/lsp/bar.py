"""The progress bar of an editor."""

from __future__ import annotations

import uuid

from lsprotocol import types
from pygls.lsp.server import LanguageServer


class Bar:
    """The editor's progress bar; does nothing until the editor has made one, if it can."""

    def __init__(self, ls: LanguageServer) -> None:
        self._ls = ls
        self._token = str(uuid.uuid4())
        self._is_shown = False
        window = ls.client_capabilities.window
        shown = window and window.work_done_progress
        self._made = ls.work_done_progress.create(self._token) if shown else None

    def show(self, done: int, total: int) -> None:
        """Show how many files of all are read."""
        if self._made is None or not self._made.done() or self._made.cancelled():
            return
        if self._made.exception() is not None:
            return
        progress, percentage = self._ls.work_done_progress, 100 * done // max(total, 1)
        message = f"{done:,} of {total:,}"
        if self._is_shown:
            progress.report(
                self._token, types.WorkDoneProgressReport(message=message, percentage=percentage)
            )
        else:
            self._is_shown = True
            progress.begin(
                self._token,
                types.WorkDoneProgressBegin(
                    "Reading briefings", message=message, percentage=percentage
                ),
            )

    def end(self) -> None:
        """Take the bar away."""
        if self._is_shown:
            self._ls.work_done_progress.end(self._token, types.WorkDoneProgressEnd())
