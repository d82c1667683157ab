"""How long `briefing check` takes on a made-up desk, as whole processes.

    python tests/bench/check.py [--count 10000] [--jobs N]

cold: nothing is kept, and the files are not in the system's memory; warm: they are, and all is kept
of an earlier check; one file: that file alone is asked for, and checked against the whole desk.
Each is the median of three runs. Memory is that of the largest process.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[2]))

from generator.keeping.version import CACHE
from tests.bench.desk import make_desk

RUNS = 3
COMMAND = (str(Path(sys.executable).with_name("briefing")), "check")


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=10_000, help="briefings of the desk")
    parser.add_argument("--jobs", help="processes; by default one for each core")
    options = parser.parse_args()
    more = ("--jobs", options.jobs) if options.jobs else ()
    with TemporaryDirectory() as scratch:
        desk = Path(scratch) / "briefings"
        make_desk(desk, options.count)
        (desk.parent / "mkdocs.yml").touch()  # beside which is kept what was found
        first, second, *_ = sorted(desk.glob("2*/*.yml"))
        whole, one = (*more, str(desk)), (*more, str(first))
        print_table(
            f"briefing check, {options.count:,} briefings",
            {
                "cold": measured(whole, lambda: forget(desk)),
                "warm, nothing changed": measured(whole),
                "warm, a word in one file": measured(whole, lambda: edit(second)),
                "warm, an actor more in one file": measured(whole, lambda: define(second)),
                "one file, nothing changed": measured(one),
                "one file, a word in it": measured(one, lambda: edit(first)),
            },
        )


def measured(
    arguments: tuple[str, ...], before: Callable[[], None] = lambda: None
) -> tuple[float, float]:
    """The median of the seconds that a run takes, and the most megabytes."""
    seconds, megabytes = [], []
    for _ in range(RUNS):
        before()
        start = time.perf_counter()
        process = subprocess.Popen([*COMMAND, *arguments], stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds.append(time.perf_counter() - start)
        megabytes.append(usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024**2))
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"the desk is not clean: exit code {process.returncode}")
    return median(seconds), max(megabytes)


def edit(path: Path) -> None:
    """Change a word of a briefing."""
    text = path.read_text("utf-8")
    path.write_text(text.replace("title: ", "title: A", 1), "utf-8")


def define(path: Path) -> None:
    """Let a briefing have an actor more."""
    text = path.read_text("utf-8")
    new = f"actors:\n  actor-{text.count('name: One more')}: {{name: One more}}\n"
    path.write_text(text.replace("actors:\n", new, 1), "utf-8")


def forget(folder: Path) -> None:
    """Forget what is kept; have the system forget what it knows of the files, where it can."""
    shutil.rmtree(folder.parent / CACHE, ignore_errors=True)
    os.sync()
    for path in folder.rglob("*.*"):
        if path.is_file() and hasattr(os, "posix_fadvise"):
            with path.open("rb") as stream:
                os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def print_table(title: str, rows: dict[str, tuple[float, float]]) -> None:
    """Print what was measured."""
    table = Table(title=title)
    for heading in ("", "seconds", "MB"):
        table.add_column(heading, justify="right" if heading else "left")
    for name, (seconds, megabytes) in rows.items():
        table.add_row(name, f"{seconds:.2f}", f"{megabytes:.0f}")
    Console().print(table)


if __name__ == "__main__":
    main()
