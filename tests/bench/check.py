"""How long `briefing check` takes on a made-up desk, as whole processes.

    python tests/bench/check.py [--count 10000] [--jobs N]

cold: the files are not in the system's memory; warm: they are, and nothing has changed since;
one file: that file alone is asked for, and checked against the whole desk. Each is the median
of three runs. Memory is that of the largest process.
"""

from __future__ import annotations

import argparse
import os
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
        one = str(next(desk.glob("2*/*.yml")))
        print_table(
            f"briefing check, {options.count:,} briefings",
            {
                "cold": measured((*more, str(desk)), lambda: forget(desk)),
                "warm, nothing changed": measured((*more, str(desk))),
                "one file": measured((*more, one)),
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


def forget(folder: Path) -> None:
    """Have the system forget what it knows of the files in a folder, where it can."""
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
