"""Packages that add to this one: kinds of pages, and checks.

A package declares what it adds as entry points. This module finds them by reading files in the
folders that Python imports from: `importlib.metadata` takes longer to load than a check takes. An
addition is loaded only when it is asked for. What is installed is taken to stay the same while the
process runs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

PAGES = "briefing_generator.pages"
"""The group of entry points that each name a `PageKind`."""
CHECKS = "briefing_generator.checks"
"""The group of entry points that each name a `Check`."""
_MARK = b"briefing_generator."
_KNOWN_BY = (".dist-info", ".egg-info")
"""Endings of the folders in which Python keeps the metadata of packages."""


class ExtensionError(Exception):
    """An addition by a package cannot be used; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Extension:
    """What a package adds, before it is loaded."""

    name: str
    """What the package calls it: a code, or a kind of pages."""
    value: str
    """Where it is defined, such as `desk_pages:DEADLINES`."""
    package: str
    """The package and its version."""
    root: str
    """The file or folder of the outermost package that it is in; empty if there is none."""

    def load(self, kind: type[T]) -> T:
        """Import the addition itself. Raises `ExtensionError`."""
        from importlib.metadata import EntryPoint  # slow to import, and rarely needed

        try:
            loaded = EntryPoint(self.name, self.value, "").load()
        except Exception as error:  # other people's code may raise anything
            raise self.error(f"cannot be loaded: {said(error)}") from error
        if not isinstance(loaded, kind):
            raise self.error(f"is no `{kind.__name__}`")
        return loaded

    def error(self, what: str) -> ExtensionError:
        """An error that names this addition and its package, and says what is wrong."""
        return ExtensionError(f"“{self.name}” of the package {self.package} {what}")


def said(error: BaseException) -> str:
    """An error from other people's code, in one line."""
    return " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")


def extensions(group: str) -> tuple[Extension, ...]:
    """What packages add to a group, by name. Raises `ExtensionError` if two add the same name."""
    found: dict[str, Extension] = {}
    for each in _installed().get(group, ()):
        if each.name in found:
            raise each.error(f"is added by {found[each.name].package} as well: take one out")
        found[each.name] = each
    return tuple(found[name] for name in sorted(found))


def code_of_extensions() -> tuple[tuple[str, ...], tuple[Path, ...]]:
    """The names and versions of all additions, and the files and folders that hold their code."""
    every = [each for group in (PAGES, CHECKS) for each in _installed().get(group, ())]
    names = tuple(f"{each.package} {each.name} {each.value}" for each in every)
    return names, tuple(Path(root) for root in sorted({each.root for each in every} - {""}))


@cache
def _installed() -> dict[str, list[Extension]]:
    """All that packages add, by group; of two versions of a package, the one Python imports."""
    found: dict[str, list[Extension]] = {}
    seen: set[str] = set()
    for place in _telling():
        from importlib.metadata import Distribution

        package = Distribution.at(place)
        name = package.metadata["Name"]
        if name in seen:
            continue
        seen.add(name)
        for point in package.entry_points:
            if point.group in (PAGES, CHECKS):
                told = f"{name} {package.version}"
                made = Extension(point.name, point.value, told, _root(point.module))
                found.setdefault(point.group, []).append(made)
    return found


def _telling() -> Iterator[str]:
    """The metadata folders of packages that add something."""
    for place in dict.fromkeys(sys.path):
        with suppress(OSError), os.scandir(place or ".") as entries:
            # Sorted: which of two versions comes first must not depend on the file system.
            known = sorted(entry.path for entry in entries if entry.name.endswith(_KNOWN_BY))
            for path in known:
                with suppress(OSError), open(f"{path}/entry_points.txt", "rb", 0) as file:  # noqa: PTH123
                    if _MARK in file.read():
                        yield path


def _root(module: str) -> str:
    """Where the outermost package of a module is; none of its code is run."""
    from importlib.util import find_spec

    with suppress(ImportError, ValueError):
        if spec := find_spec(module.partition(".")[0]):
            return next(iter(spec.submodule_search_locations or ()), spec.origin or "")
    return ""
