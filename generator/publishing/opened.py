"""Record the files that are opened by code that does not declare its inputs.

A page written by hand may include a file from anywhere, through a Markdown extension such as
`snippets`, and a hook may read one. Both open it through Python, which reports every file that is
opened to an audit hook.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.util import source_from_cache
from pathlib import Path

from generator.keeping.stamps import NONE, stamp_of
from generator.keeping.version import CODE

_INSTALLED = ("stdlib", "platstdlib", "purelib", "platlib")
_DEVICES = ("/dev", "/proc", "/sys")
_listening: list[set[str]] = []


@contextmanager
def opened() -> Iterator[set[str]]:
    """Collect the paths that any thread opens for reading while the block runs."""
    _listen()
    found: set[str] = set()
    _listening.append(found)
    try:
        yield found
    finally:
        # By identity: another set may be equal.
        _listening[:] = [each for each in _listening if each is not found]


def files_among(paths: set[str], *others: Path) -> tuple[str, ...]:
    """Those that can be read, except what is installed, is ours, or is below one of `others`.

    For a compiled module it is the source.
    """
    installed = (sysconfig.get_paths()[name] for name in _INSTALLED)
    left_out = [*map(Path, (*installed, *_DEVICES)), CODE, *others]
    return tuple(
        str(path)
        for path in map(Path, sorted(set(map(_source_of, paths))))
        if not any(path.is_relative_to(folder) for folder in left_out) and stamp_of(path) != NONE
    )


def _source_of(path: str) -> str:
    with suppress(ValueError):  # it is not a compiled module
        return source_from_cache(path)
    return path


@cache  # an audit hook cannot be removed
def _listen() -> None:
    sys.addaudithook(_hear)


def _hear(event: str, args: tuple[object, ...]) -> None:
    if _listening and event == "open":
        path, mode, *_ = args
        if isinstance(path, str | bytes | os.PathLike) and mode in ("r", "rb"):
            absolute = str(Path(os.fsdecode(path)).absolute())
            for found in _listening:
                found.add(absolute)
