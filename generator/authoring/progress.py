"""How far a long check or a build has come, shown to a writer who waits at a terminal."""

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
    """Give a function that is told how many files of how many are checked, and shows it."""
    with stages(console) as told:
        yield lambda done, count: told("checking", done, count)


@contextmanager
def stages(console: Console) -> Iterator[Callable[[str, int, int], None]]:
    """Give a function that is told the stage of some work, how much is done of how much.

    Nothing is shown where there is no terminal, nor for work that is over soon, and nothing is
    left behind.
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
    # No thread of its own draws it: what works may copy this process.
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
