"""Show a writer at a terminal how far a long check or build has come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

_PATIENCE = 0.5
"""Seconds before anything is shown."""
_STEP = 0.1
"""Seconds between two updates."""


@contextmanager
def progress(console: Console) -> Iterator[Callable[[int, int], None]]:
    """Give a function that takes how many files of how many are checked, and shows it."""
    with stages(console) as told:
        yield lambda done, count: told("checking", done, count)


@contextmanager
def stages(console: Console) -> Iterator[Callable[[str, int, int], None]]:
    """Give a function that takes the stage of some work, and how much of how much is done.

    Nothing is shown without a terminal, or for work that is soon over, and nothing is left on the
    screen afterwards.
    """
    if not console.file.isatty() or console.is_dumb_terminal:
        yield lambda stage, done, count: None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
    )
    # Not drawn by a thread of its own, because the work may fork this process.
    bar = Progress(*columns, console=console, transient=True, auto_refresh=False)
    task = bar.add_task("", rate="")
    begun = monotonic()
    due, current = begun + _PATIENCE, ""

    def seen(stage: str, done: int, count: int) -> None:
        nonlocal due, current, begun
        now = monotonic()
        if stage != current:
            current, begun = stage, now
        if now >= due:
            bar.start()
            rate = f"{done / (now - begun):,.0f}/s" if now > begun else ""
            bar.update(
                task,
                description=stage.capitalize(),
                completed=done,
                total=count,
                rate=rate,
                refresh=True,
            )
            due = now + _STEP

    try:
        yield seen
    finally:
        bar.stop()
