"""What is written by hand, kept between builds: MkDocs makes it again only when it has changed."""

from __future__ import annotations

import hashlib
import sysconfig
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from generator.keeping.stamps import Stamp, below, settled
from generator.publishing.genuine import Genuine
from generator.publishing.state import State
from generator.publishing.unchanged import configuration
from generator.publishing.written import Written

_WRITTEN = TypeAdapter(Written)
NOTHING = Written((), (), (), {}, (), ())


def settings(genuine: Genuine) -> list[Path]:
    """The files and folders that every page depends on: configuration, own theme, hooks.

    What hooks read is not among them: see `Genuine.read`.
    """
    installed = sysconfig.get_paths()["purelib"]
    own = (Path(folder) for folder in genuine.config.theme.dirs)
    hooks = (Path(str(hook)) for hook in genuine.config.hooks)
    return [
        *configuration(Path(genuine.config.config_file_path)),
        *(folder for folder in own if not folder.is_relative_to(installed)),
        *hooks,
    ]


def inputs(genuine: Genuine) -> list[Path]:
    """The files and folders that a site is made from."""
    ours = (genuine.plugin.folder, genuine.plugin.templates)
    every = [*(folder for folder in ours if folder), *settings(genuine), *docs(genuine)]
    return [*every, *(path for path in map(Path, genuine.read) if path not in every)]


def digest(paths: Iterable[Path]) -> str:
    """A fingerprint of the contents of files, and of all files below folders."""
    made = hashlib.sha256()
    for name in sorted(below(paths)):
        path = Path(name)
        made.update(repr(name).encode())
        made.update(path.read_bytes() if path.is_file() else b"")
    return made.hexdigest()


def docs(genuine: Genuine) -> list[Path]:
    """The files and folders that pages written by hand are made from."""
    watched = (Path(path) for path in genuine.config.watch)
    ours = {genuine.plugin.folder, genuine.plugin.templates}
    return [Path(genuine.config.docs_dir), *(path for path in watched if path not in ours)]


def kept(state: State, uris: Collection[str], stamps: dict[str, Stamp]) -> Written | None:
    """What MkDocs made of what is written by hand, if it would make the same again."""
    found = state.get("written")
    if found is None or {k: tuple(v) for k, v in found["stamps"].items()} != stamps:
        return None
    written = _WRITTEN.validate_python(found["written"])
    there = set(uris)
    is_same = all((uri in there) == was_there for uri, was_there in written.asked.items())
    return written if is_same else None


def last(state: State) -> Written:
    """What the last build made of what is written by hand; `NOTHING` before the first."""
    found = state.get("written")
    return _WRITTEN.validate_python(found["written"]) if found else NOTHING


def keep(state: State, written: Written, stamps: dict[str, Stamp], begun: int) -> None:
    """Keep what was made of what is written by hand, with the stamps of its files before that.

    A file that changed after `begun`, in nanoseconds, may have been read before it did: its stamp
    is not trusted.
    """
    data: Any = _WRITTEN.dump_python(written, mode="json")
    every = stamps | below(map(Path, written.read))
    trusted = {path: settled(stamp, begun) for path, stamp in every.items()}
    state.put("written", {"written": data, "stamps": trusted})
