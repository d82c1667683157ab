"""Write a file in one step: anyone who reads it meanwhile gets all of the old or all of the new."""

from __future__ import annotations

import errno
import os
import secrets
import tempfile
from pathlib import Path

_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
"""Errors of a file system that has no hard links."""


def put(path: Path, content: bytes, mode: int) -> None:
    """Write a file, replacing any that is there. Raises `OSError`."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def put_first(path: Path, content: bytes) -> bool:
    """Write a file only if there is none, whole or not at all; return whether it was written.

    Missing folders are made. Raises `OSError`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    try:
        with beside.open("xb") as stream:
            stream.write(content)
        take_place(beside, path)
    except FileExistsError:
        return False
    finally:
        beside.unlink(missing_ok=True)
    return True


def take_place(beside: Path, path: Path) -> None:
    """Move a file to a path, unless the path was taken meanwhile.

    Raises `FileExistsError` if it was. The file may keep its previous name, too.
    """
    try:
        os.link(beside, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        path.touch(exist_ok=False)  # claims the name, or fails if it is taken
        beside.replace(path)
