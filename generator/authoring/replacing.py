"""Writing a file in one step: whoever reads meanwhile finds the old one or the new one, whole."""

from __future__ import annotations

import errno
import os
import secrets
import tempfile
from pathlib import Path

_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
"""What a file system says that knows no second name of a file."""


def put(path: Path, content: bytes, mode: int) -> None:
    """Put a file at a path, in the place of another, if there is one. Raises `OSError`."""
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
    """Put a file at a path where nothing stands, whole or not at all; whether nothing did.

    Folders on the way are made. Raises `OSError`.
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
    """Give a file its place, which nobody else may have taken meanwhile.

    Raises `FileExistsError` where somebody has. The file may keep its name of before, too.
    """
    try:
        os.link(beside, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        path.touch(exist_ok=False)  # a name can be taken from others only while it is free
        beside.replace(path)
