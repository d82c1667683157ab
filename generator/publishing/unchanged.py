"""Whether anything that a site is made from has changed: a look at stamps and the environment.

This is asked before anything slow to load is needed, so it loads little itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from generator.keeping.database import Database
from generator.keeping.stamps import below, settled
from generator.keeping.version import CACHE, EPOCH, code_version

_ENVIRONMENT = re.compile(r"!ENV\s*(\[[^\]]*\]|\w+)")
_NAMES = re.compile(r"\w+")
_INHERITED = re.compile(r"^INHERIT:\s*[\"']?([^\"'#\n]+)", re.MULTILINE)


class Wanted(NamedTuple):
    """What a build is asked for."""

    config: str
    folder: str
    """Empty if the configuration says which."""
    site: str
    """Empty if the configuration says where."""

    @classmethod
    def of(cls, config_file: Path, folder: Path | None, site: Path | None) -> Wanted:
        """What the options of the command line ask for."""
        paths = (config_file, folder, site)
        return cls(*(str(path.absolute()) if path else "" for path in paths))

    @property
    def state(self) -> Path:
        """Where the state of such builds is: next to the site asked for, or the configuration."""
        beside = Path(self.site or self.config)
        return beside.parent / CACHE / f"{beside.name}.sqlite"


def configuration(config_file: Path) -> Iterator[Path]:
    """A configuration and those that it inherits from."""
    seen: set[Path] = set()
    while config_file not in seen and config_file.is_file():
        seen.add(config_file)
        yield config_file
        found = _INHERITED.search(config_file.read_text("utf-8", errors="replace"))
        if found:
            config_file = config_file.parent / found[1].strip()


def environment_of(config: Path) -> dict[str, str | None]:
    """The environment variables that a configuration reads, and that of the time of a build.

    Those that inherited configurations read count as well.
    """
    names = {EPOCH}
    with suppress(OSError):
        for file in configuration(config):
            text = file.read_text("utf-8", errors="replace")
            names.update(*(_NAMES.findall(found) for found in _ENVIRONMENT.findall(text)))
    return {name: os.environ.get(name) for name in sorted(names)}


def note(inputs: Iterable[Path], wanted: Wanted, begun: int) -> dict[str, Any]:
    """What must be unchanged for a build to have nothing to do, as it is before files are read.

    What changed after the build has `begun`, in nanoseconds, may have been read before it changed.
    """
    return {
        "version": code_version(),
        "wanted": list(wanted),
        "environment": environment_of(Path(wanted.config)),
        **_as_they_are(inputs, begun),
    }


def noted_also(noted: Mapping[str, Any], inputs: Iterable[Path], begun: int) -> dict[str, Any]:
    """The same with more inputs, which only the build has found out about."""
    more = _as_they_are(inputs, begun)
    return {
        **noted,
        "inputs": list(dict.fromkeys((*noted["inputs"], *more["inputs"]))),
        "stamps": more["stamps"] | noted["stamps"],  # as they were before files were read
    }


def _as_they_are(inputs: Iterable[Path], begun: int) -> dict[str, Any]:
    paths = list(inputs)
    stamps = {path: settled(stamp, begun) for path, stamp in below(paths).items()}
    return {"inputs": [str(path) for path in paths], "stamps": stamps}


def is_unchanged(noted: Mapping[str, Any], wanted: Wanted) -> bool:
    """Whether everything is as it was noted."""
    if noted["wanted"] != list(wanted):
        return False
    if noted["environment"] != environment_of(Path(wanted.config)):
        return False
    stamps = below(Path(path) for path in noted["inputs"])
    return {path: tuple(stamp) for path, stamp in noted["stamps"].items()} == stamps


def noted_in(state: Path) -> dict[str, Any] | None:
    """What the last build noted in its state."""
    found: dict[str, Any] | None = Database.glance(state, "inputs")
    return found
