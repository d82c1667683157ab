"""What is written by hand, kept between builds: MkDocs makes it again only when it has changed."""

from __future__ import annotations

import hashlib
import re
import sysconfig
import time
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from generator.keeping.stamps import Stamp, below, settled
from generator.publishing.genuine import Genuine
from generator.publishing.state import State
from generator.publishing.written import Written

_INHERITED = re.compile(r"^INHERIT:\s*[\"']?([^\"'#\n]+)", re.MULTILINE)
_WRITTEN = TypeAdapter(Written)
NOTHING = Written((), (), (), {}, ())


def configuration(config_file: Path) -> Iterator[Path]:
    """A configuration and those that it builds upon."""
    seen: set[Path] = set()
    while config_file not in seen and config_file.is_file():
        seen.add(config_file)
        yield config_file
        found = _INHERITED.search(config_file.read_text("utf-8", errors="replace"))
        if found:
            config_file = config_file.parent / found[1].strip()


def settings(genuine: Genuine, config_file: Path) -> list[Path]:
    """The files and folders that every page depends on: configuration, own theme, hooks."""
    installed = sysconfig.get_paths()["purelib"]
    own = (Path(folder) for folder in genuine.config.theme.dirs)
    hooks = (Path(str(hook)) for hook in genuine.config.hooks)
    return [
        *configuration(config_file),
        *(folder for folder in own if not folder.is_relative_to(installed)),
        *hooks,
    ]


def inputs(genuine: Genuine, config_file: Path) -> list[Path]:
    """The files and folders that a site is made from."""
    ours = (genuine.plugin.folder, genuine.plugin.templates)
    return [
        *(folder for folder in ours if folder),
        *settings(genuine, config_file),
        *docs(genuine),
    ]


def digest(paths: Iterable[Path]) -> str:
    """Stands for the contents of files, and of all files below folders."""
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
    """What was made of what is written by hand, if MkDocs would make the same again."""
    found = state.get("written")
    if found is None or {k: tuple(v) for k, v in found["stamps"].items()} != stamps:
        return None
    written = _WRITTEN.validate_python(found["written"])
    there = set(uris)
    is_same = all((uri in there) == was_there for uri, was_there in written.asked.items())
    return written if is_same else None


def last(state: State) -> Written:
    """What was made of it by the last build."""
    found = state.get("written")
    return _WRITTEN.validate_python(found["written"]) if found else NOTHING


def keep(state: State, written: Written, stamps: dict[str, Stamp]) -> None:
    """Keep what was made of what is written by hand, with the stamps of its files."""
    now = time.time_ns()
    data: Any = _WRITTEN.dump_python(written, mode="json")
    trusted = {path: settled(stamp, now) for path, stamp in stamps.items()}
    state.put("written", {"written": data, "stamps": trusted})
