"""Processes that help another one, and have nothing more to do when it is gone."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading


def begin_to_help() -> None:
    """What each of them does first.

    Ctrl-C reaches every process of a terminal: the first one tells the others to end. If it is
    killed it cannot, and they would wait for work for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    os._exit(1)
