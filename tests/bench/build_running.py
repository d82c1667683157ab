"""How long a command takes as a whole process, and how much memory it holds with its children.

For `build.py`. Memory is looked up in Linux's `/proc`; elsewhere it is not known, and 0. Two sums
over the command and all processes below it are looked at every 50 ms: PSS, where memory that
several share counts once, and RSS, where it counts for each. Looking PSS up stops a large process
for a moment, so it may take a twentieth of the time: of gigabytes it is looked up less often.
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

EVERY = 0.05
"""Seconds between two looks at the memory."""
SHARE = 20
"""How many times as long as it took no look at PSS follows the last."""
TOLD = 2_000
"""Bytes of its output that are shown of a command that has failed."""
_PROC = Path("/proc")
_PAGE = os.sysconf("SC_PAGE_SIZE")


class FailedError(Exception):
    """A command has ended with an error; the message is the end of what it said."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a command took."""

    seconds: float
    pss: int = 0
    """Bytes, the most of all looks."""
    rss: int = 0
    is_over: bool = False
    """Whether it was ended because it took too long: what it would have taken is more."""

    def then(self, other: Run) -> Run:
        """Both, one after the other."""
        return Run(
            self.seconds + other.seconds,
            max(self.pss, other.pss),
            max(self.rss, other.rss),
            self.is_over or other.is_over,
        )


def run(
    command: Sequence[str | Path],
    folder: Path,
    patience: float = threading.TIMEOUT_MAX,
    environment: Mapping[str, str] | None = None,
) -> Run:
    """Run a command in a folder, for so many seconds at most. Raises `FailedError`."""
    late = threading.Event()
    with TemporaryFile() as log:
        # What others wrote is not written out at the cost of this one.
        os.sync()
        start = time.perf_counter()
        process = _started(command, folder, log, environment)

        def give_up() -> None:
            late.set()
            end(process)

        timer = threading.Timer(patience, give_up)
        memory = _Memory(process.pid)
        timer.start()
        memory.start()
        try:
            status = process.wait()
            seconds = time.perf_counter() - start
        finally:
            timer.cancel()
            memory.ended.set()
            end(process)
            memory.join()
        if status and not late.is_set():
            raise FailedError(_said(command, log))
    return Run(seconds, memory.pss, memory.rss, late.is_set())


@contextmanager
def running(
    command: Sequence[str | Path],
    folder: Path,
    is_ready: Callable[[], bool],
    patience: float,
    environment: Mapping[str, str] | None = None,
) -> Iterator[None]:
    """Have a command run until the block ends, which begins when it is ready.

    Raises `FailedError` if it ends before, or is not ready in time.
    """
    with TemporaryFile() as log:
        process = _started(command, folder, log, environment)
        until = time.monotonic() + patience
        try:
            while not is_ready():
                if process.poll() is not None or time.monotonic() > until:
                    raise FailedError(_said(command, log))
                time.sleep(0.1)
            yield
        finally:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that was started here, with those that it has started: they are one group."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            break
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            continue


def _started(
    command: Sequence[str | Path],
    folder: Path,
    log: IO[bytes],
    environment: Mapping[str, str] | None,
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def _said(command: Sequence[str | Path], log: IO[bytes]) -> str:
    size = log.seek(0, os.SEEK_END)
    log.seek(max(0, size - TOLD))
    told = log.read().decode("utf-8", "replace").strip()
    return f"{Path(command[0]).name} {' '.join(map(str, command[1:]))}: {told}"


class _Memory(threading.Thread):
    """Looks at the memory of a process and of all below it until it is told to end."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.ended = threading.Event()
        self.pss = self.rss = 0

    def run(self) -> None:
        """Look again and again."""
        due = 0.0
        while not self.ended.wait(EVERY):
            found = family(self.pid)
            self.rss = max(self.rss, sum(map(_rss, found)))
            now = time.perf_counter()
            if now >= due:
                self.pss = max(self.pss, sum(map(_pss, found)))
                after = time.perf_counter()
                due = after + SHARE * (after - now)


def family(pid: int) -> list[int]:
    """A process and all below it that still run."""
    found = [pid]
    for each in found:  # which grows meanwhile
        for tasks in _PROC.glob(f"{each}/task/*/children"):
            found.extend(map(int, _read(tasks).split()))
    return found


def _rss(pid: int) -> int:
    numbers = _read(_PROC / str(pid) / "statm").split()
    return int(numbers[1]) * _PAGE if numbers else 0


def _pss(pid: int) -> int:
    for line in _read(_PROC / str(pid) / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(path: Path) -> str:
    """A file of `/proc`; nothing where its process is gone."""
    try:
        return path.read_text("ascii")
    except OSError:
        return ""
