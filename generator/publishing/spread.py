"""Spreading work over the cores, if the system can do so cheaply."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from generator.reading.helping import begin_to_help

A = TypeVar("A")
B = TypeVar("B")

_WORTH_IT = 16
"""Pieces from which on more processes save more than they cost."""
_CHUNK = 4
"""Pieces that a process is given at a time, if there are many."""
_THREADS = 2
"""More would wait for each other: Python runs only one of them at a time."""
_work: tuple[Callable[[Any], Any], Sequence[Any]] | None = None
"""What forked processes inherit, so that nothing has to be sent to them."""


def spread(do: Callable[[A], B], pieces: Sequence[A], weight: int = 1) -> Iterator[B]:
    """Do something with each piece, and yield the results in the order of the pieces.

    `weight`: how many ordinary pieces one of these counts for. Processes are forked, which is safe
    only while there is one thread, and not on macOS. If one of them is killed, the rest is done
    here. Results are not kept once they have been yielded.
    """
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    if cores < 2 or threading.active_count() > 1 or len(pieces) * weight < _WORTH_IT:
        yield from map(do, pieces)
        return
    done = 0
    try:
        for each in _forked(do, pieces, cores):
            done += 1
            yield each
    except BrokenProcessPool:
        yield from map(do, pieces[done:])


def beside(do: Callable[[A], B], pieces: Sequence[A]) -> Iterator[B]:
    """The same in threads: for a few pieces that mostly have to be compressed."""
    if len(pieces) < _WORTH_IT:
        yield from map(do, pieces)
        return
    with ThreadPoolExecutor(_THREADS) as pool:
        yield from pool.map(do, pieces)


def _forked(do: Callable[[A], B], pieces: Sequence[A], cores: int) -> Iterator[B]:
    global _work  # forked processes inherit it
    _work = (do, pieces)
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(min(cores, len(pieces)), context, begin_to_help)
    # What is there already is not garbage, and processes share it as long as nothing looks at it.
    gc.freeze()
    try:
        size = min(_CHUNK, len(pieces) // (_CHUNK * cores) or 1)
        yield from pool.map(_do_one, range(len(pieces)), chunksize=size)
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()
        _work = None


def _do_one(place: int) -> Any:
    assert _work is not None
    do, pieces = _work
    made = do(pieces[place])
    gc.collect(0)  # only what the piece left: the rest is older
    return made
