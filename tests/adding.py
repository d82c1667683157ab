"""Packages that add pages and checks, as an installer leaves them."""

from __future__ import annotations

import shutil
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator import extending
from generator.checking import added
from generator.diagnostics import codes
from generator.rendering import kinds
from tests.pictures import ROOT

PACKAGES = ROOT / "tests/packages"
DEADLINES, RULES = "desk-deadlines", "house-rules"


def install(package: str, place: Path) -> Path:
    """Put one of the packages of these tests into a folder that Python imports from."""
    source = PACKAGES / package
    project = tomllib.loads((source / "pyproject.toml").read_text("utf-8"))["project"]
    name = package.replace("-", "_")
    for found in (source / name, source / f"{name}.py"):
        if found.is_dir():
            shutil.copytree(found, place / found.name, dirs_exist_ok=True)
        elif found.is_file():
            place.mkdir(parents=True, exist_ok=True)
            shutil.copy(found, place)
    points = {
        group: [f"{key} = {value}" for key, value in points.items()]
        for group, points in project["entry-points"].items()
    }
    return tell(place, project["name"], project["version"], points)


def tell(place: Path, name: str, version: str, points: dict[str, list[str]]) -> Path:
    """Tell Python of a package and its entry points."""
    known = place / f"{name.replace('-', '_')}-{version}.dist-info"
    known.mkdir(parents=True)
    (known / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    groups = [f"[{group}]\n" + "\n".join(lines) for group, lines in points.items()]
    (known / "entry_points.txt").write_text("\n\n".join(groups) + "\n")
    return place


@contextmanager
def imported(place: Path) -> Iterator[Path]:
    """Let this process have the packages of a folder for a while."""
    known = set(sys.modules)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(place))
        _forget()
        yield place
    for name in set(sys.modules) - known:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(place)):
            del sys.modules[name]
    _forget()


def _forget() -> None:
    """What is installed does not change for a process, but for that of tests."""
    extending._installed.cache_clear()
    codes.codes.cache_clear()
    kinds.page_kinds.cache_clear()
    for each in (added._checks, added.file_checks, added.thread_checks):
        each.cache_clear()
