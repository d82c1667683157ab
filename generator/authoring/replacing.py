"""Writing a file in one step: whoever reads meanwhile finds the old one or the new one, whole."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


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
