"""Make helper processes end together with the process that started them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading


def begin_to_help() -> None:
    """Prepare a helper process; the first thing that it has to do.

    Ctrl-C reaches every process of a terminal, so helpers ignore it and wait for their parent to
    stop them. A parent that is killed cannot do that, so a thread ends the helper when the parent
    is gone; it would wait for work forever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    os._exit(1)
