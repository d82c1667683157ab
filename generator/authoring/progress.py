"""How far a long check has come, shown to a writer who waits at a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

_PATIENCE = 0.5
"""Seconds before anything is shown."""
_STEP = 0.1
"""Seconds between two pictures."""


@contextmanager
def progress(console: Console) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told how many files of how many are checked, and shows it.

    Nothing is shown where there is no terminal, nor for a check that is over soon, and nothing
    is left behind.
    """
    if not console.file.isatty() or console.is_dumb_terminal:
        yield lambda done, count: None
        return
    columns = (TextColumn("Checking"), BarColumn(), MofNCompleteColumn())
    # No thread of its own draws it: what checks may copy this process.
    bar = Progress(*columns, console=console, transient=True, auto_refresh=False)
    task = bar.add_task("")
    due = monotonic() + _PATIENCE

    def seen(done: int, count: int) -> None:
        nonlocal due
        if monotonic() >= due:
            bar.start()
            bar.update(task, completed=done, total=count, refresh=True)
            due = monotonic() + _STEP

    try:
        yield seen
    finally:
        bar.stop()
