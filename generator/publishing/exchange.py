"""Two folders swap places: in one step, if the system and the file system can do that."""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path

_NO_EXCHANGE = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
"""Errors of a system that cannot swap two folders, or not on this file system."""
_HERE = -100
"""AT_FDCWD: paths mean what they mean everywhere else."""
_EXCHANGE = 2
"""RENAME_EXCHANGE on Linux, and RENAME_SWAP on macOS."""


def exchange(first: Path, second: Path, between: Path) -> None:
    """Swap two folders in one step.

    On a system without such a step it takes three renames, by way of `between`. Then nothing is at
    `second` for some microseconds; a process killed in that time leaves that folder at `between`.
    """
    if _in_one_step(first, second):
        return
    second.rename(between)
    try:
        first.rename(second)
    except OSError:
        between.rename(second)
        raise
    between.rename(first)


def _in_one_step(first: Path, second: Path) -> bool:
    """Swap two folders; false if the system, or the file system, cannot."""
    system = ctypes.CDLL(None, use_errno=True)
    ends = os.fsencode(first), os.fsencode(second)
    if hasattr(system, "renameat2"):  # Linux
        failed = system.renameat2(_HERE, ends[0], _HERE, ends[1], _EXCHANGE)
    elif hasattr(system, "renamex_np"):  # macOS
        failed = system.renamex_np(*ends, _EXCHANGE)
    else:
        return False
    code = ctypes.get_errno() if failed else 0
    if code and code not in _NO_EXCHANGE:
        raise OSError(code, os.strerror(code), str(first), None, str(second))
    return not failed
