"""A lock file: one process at a time; a second waits `patience` seconds, then gets `BusyError`."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE = 0.02
"""Seconds between two tries."""


class BusyError(Exception):
    """Another process is at work; the message says on what."""


_locks: set[int] = set()


def _let_go() -> None:
    """Close the locks in a forked child, so that they end with the parent."""
    for file in _locks:
        os.close(file)
    _locks.clear()


os.register_at_fork(after_in_child=_let_go)


@contextmanager
def alone(path: Path, told: str, patience: float = 0.0) -> Iterator[None]:
    """Hold the lock on a file while the block runs; the system releases it if the process dies.

    Waits up to `patience` seconds for another holder, then raises `BusyError` with the message
    `told`. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    _locks.add(file)
    try:
        end = time.monotonic() + patience
        while not _is_ours(file):
            if time.monotonic() >= end:
                raise BusyError(told)
            time.sleep(_PAUSE)
        yield
    finally:
        if file in _locks:  # a child forked meanwhile has closed it
            _locks.remove(file)
            os.close(file)


def _is_ours(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
