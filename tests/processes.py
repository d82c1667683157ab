"""What has become of the processes that a test has started."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

PATIENCE = 30.0
"""Seconds, on a machine that is busy."""


def all_end(group: int) -> bool:
    """Wait until no process of a group is at work; only Linux tells."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if not _at_work(group):
            return True
        time.sleep(0.01)
    return False


def _at_work(group: int) -> list[str]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, its_group, *_ = stat.read_text().rpartition(")")[2].split()
            if int(its_group) == group and state not in "ZX":
                found.append(stat.parent.name)
    return found
