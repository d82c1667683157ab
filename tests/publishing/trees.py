"""A published folder that tests change, and processes that do so."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from generator.publishing.tree import Tree, Update
from tests.folders import snapshot

Files = Mapping[str, bytes]

SMALL: Files = {"sitemap.xml": b"map", "a/index.html": b"A", "a/b/index.html": b"B", "c.css": b"C"}


class LostError(Exception):
    """What goes wrong in a block."""


def prepare(tree: Tree) -> None:
    """Bring the spare up to what is published."""
    with tree.begin(anew=False):
        pass


def tree_in(folder: Path) -> Tree:
    return Tree(folder / "site", folder / "cache" / "published.json")


def write(update: Update, files: Files) -> None:
    for uri, content in files.items():
        update.write(uri, content)


def publish(tree: Tree, files: Files, removed: Iterable[str] = (), *, anew: bool = False) -> None:
    with tree.begin(anew=anew) as update:
        for uri in removed:
            update.remove(uri)
        write(update, files)


def fail(tree: Tree, files: Files, removed: Iterable[str] = (), *, anew: bool = False) -> None:
    """Begin like `publish`, and come to an end before the end."""
    with suppress(LostError), tree.begin(anew=anew) as update:
        for uri in removed:
            update.remove(uri)
        write(update, files)
        raise LostError


def inodes(folder: Path) -> dict[str, int]:
    return {uri: (folder / uri).lstat().st_ino for uri in snapshot(folder)}


def child(work: Callable[[], object]) -> int:
    """Do something in a process of its own, and return its id."""
    process = os.fork()
    if process == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return process


def code_of(process: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def fill(folder: Path, files: Files) -> None:
    for uri, content in files.items():
        (folder / uri).parent.mkdir(parents=True, exist_ok=True)
        (folder / uri).write_bytes(content)
