"""Spreading work over the cores, where the system can do so cheaply."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

A = TypeVar("A")
B = TypeVar("B")

_WORTH_IT = 16
"""Pieces from which on further processes save more than they cost."""
_work: tuple[Callable[[Any], Any], Sequence[Any]] | None = None
"""What the processes find when they are forked, so that nothing need be sent to them."""


def spread(do: Callable[[A], B], pieces: Sequence[A]) -> Iterable[B]:
    """Do something with each piece, and give what came of it in the order of the pieces.

    Processes are forked, which is safe where there is one thread only, and not on macOS. If one
    of them is killed, all is done here.
    """
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    if cores < 2 or threading.active_count() > 1 or len(pieces) < _WORTH_IT:
        return map(do, pieces)
    try:
        return _forked(do, pieces, cores)
    except BrokenProcessPool:
        return map(do, pieces)


def _forked(do: Callable[[A], B], pieces: Sequence[A], cores: int) -> list[B]:
    global _work  # forked processes inherit it
    _work = (do, pieces)
    # Ctrl-C reaches every process; this one tells the others to end.
    leave_it = (signal.SIGINT, signal.SIG_IGN)
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(cores, context, signal.signal, leave_it)
    try:
        return list(pool.map(_do_one, range(len(pieces)), chunksize=4))
    finally:
        pool.shutdown(cancel_futures=True)
        _work = None


def _do_one(place: int) -> Any:
    assert _work is not None
    do, pieces = _work
    return do(pieces[place])
