"""Taking sites away between builds, so that the next one does not pay for it."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path

_ROOM = 20 * 10**9
"""Bytes that have to be free for sites to be kept until the end."""


def take_away(folder: Path, scratch: Path) -> None:
    """Take a folder away, be it there or not; it is removed with `scratch`, beside it.

    Where many files have just been removed, a file system may be slow for minutes to make others:
    ext4 gives no number of theirs away again so soon. No build that is the first has that.
    """
    gone = scratch / "gone"
    gone.mkdir(exist_ok=True)
    if shutil.disk_usage(gone).free < _ROOM:
        shutil.rmtree(folder, ignore_errors=True)
    elif folder.is_dir():
        folder.rename(next(place for n in count() if not (place := gone / str(n)).exists()))
