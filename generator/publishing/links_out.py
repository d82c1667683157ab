"""Links in a folder that lead somewhere else.

MkDocs follows every link below `docs/`: it would publish any file that one leads to, and walk
forever through folders that link to each other.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def links_out(folder: Path) -> Iterator[Path]:
    """The links below a folder that lead to anything but a file in it."""
    home = Path(os.path.realpath(folder))
    for root, folders, names in os.walk(folder):
        for path in (Path(root, name) for name in (*folders, *names)):
            if path.is_symlink() and not _stays(path, home):
                yield path


def _stays(link: Path, home: Path) -> bool:
    there = Path(os.path.realpath(link))
    return there.is_relative_to(home) and there.is_file()
