"""Doing without the search for cycles in memory while there are none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collecting() -> Iterator[None]:
    """Leave cycles alone: loading, reading and indexing make none, and to look for them takes long.

    It is a tenth of the time that loading the program takes, a fifth of that of reading, and half
    of that of indexing a large desk.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            # What is there now counts as old, or all of it would be looked through at once.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
