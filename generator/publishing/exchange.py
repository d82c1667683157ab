"""Two folders that change places: in one step, where the system and the file system have one."""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path

_NO_EXCHANGE = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
"""What a system says that cannot exchange two folders, or not on this file system."""
_HERE = -100
"""AT_FDCWD: paths are as they are everywhere else."""
_EXCHANGE = 2
"""RENAME_EXCHANGE on Linux, and RENAME_SWAP on macOS."""


def exchange(first: Path, second: Path, between: Path) -> None:
    """Let two folders change places in one step.

    Where the system has no such step there are three renames, by way of `between`. Then for
    some microseconds nothing stands at `second`; who is killed there finds it at `between`.
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
    """Exchange two folders; false if the system, or the file system, does not know how."""
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
