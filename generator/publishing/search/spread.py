"""Spreading work over the cores, where the system can do so cheaply."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

_WORTH_IT = 16
"""Pieces from which on further processes save more than they cost."""
_work: tuple[Callable[[object], object], Sequence[object]] | None = None
"""What the processes find when they are forked, so that nothing need be sent to them."""


def spread(do: Callable[[A], B], pieces: Sequence[A]) -> Iterable[B]:
    """Do something with each piece, and give what came of it in the order of the pieces.

    Processes are forked, which is safe where there is one thread only, and not on macOS.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    can_fork = sys.platform == "linux" and threading.active_count() == 1
    if cores < 2 or not can_fork or len(pieces) < _WORTH_IT:
        return map(do, pieces)
    return _forked(do, pieces, cores)


def _forked(do: Callable[[A], B], pieces: Sequence[A], cores: int) -> Iterator[B]:
    global _work  # forked processes inherit it
    _work = (do, pieces)  # type: ignore[assignment]
    try:
        with multiprocessing.get_context("fork").Pool(cores) as pool:
            yield from pool.imap(_do_one, range(len(pieces)), chunksize=4)
    finally:
        _work = None


def _do_one(place: int) -> object:
    assert _work is not None
    do, pieces = _work
    return do(pieces[place])
