"""What is installed: locked by hash, allowed by pyproject.toml, told of in CONTRIBUTING.md."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.pictures import ROOT

SETTINGS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT: dict[str, Any] = SETTINGS["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
GROUPS: dict[str, list[str]] = SETTINGS["dependency-groups"]
ALLOWED = {
    "site": PROJECT["dependencies"],
    "dev": [*PROJECT["dependencies"], *EXTRAS["dev"], *GROUPS["build"]],
    **GROUPS,
}
"""What each lock has to hold, at versions that pyproject.toml allows."""

LINE = re.compile(r"([a-z0-9-]+)==[0-9][0-9a-z.+]*( ; [^;]+)? \\\n")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?\n")

PIP = re.compile(r"\$\(install\)|(?<!uv )\bpip( --python \S+)? install\b")
ACTION = re.compile(r"uses: *(?P<action>[\w./-]+@\S+)(?P<comment>.*)")
COMMIT = re.compile(r"[\w./-]+@[0-9a-f]{40}")

locks = pytest.mark.parametrize("lock", ALLOWED)


def lines(lock: str) -> list[str]:
    """A lock's lines, without remarks."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
    return [line for line in text.splitlines(keepends=True) if not line.startswith("#")]


def locked(lock: str) -> dict[str, Requirement]:
    """What a lock names."""
    found = [Requirement(line.rstrip("\\\n")) for line in lines(lock) if not line.startswith(" ")]
    return {requirement.name: requirement for requirement in found}


def version(requirement: Requirement) -> str:
    """The one version that a lock names."""
    return str(requirement.specifier).removeprefix("==")


def names(requirements: Iterable[str]) -> set[str]:
    """The packages that requirements name, as a lock writes them."""
    return {canonicalize_name(Requirement(each).name) for each in requirements}


# Locks.


def test_every_lock_is_of_something() -> None:
    assert {path.stem for path in (ROOT / "requirements").iterdir()} == set(ALLOWED)


@locks
def test_a_lock_holds_exact_versions_with_their_hashes_and_nothing_else(lock: str) -> None:
    strange = [line for line in lines(lock) if not (LINE.fullmatch(line) or HASH.fullmatch(line))]
    assert strange == []
    bare = [
        line
        for line, after in zip(lines(lock), [*lines(lock)[1:], ""], strict=True)
        if LINE.fullmatch(line) and not HASH.fullmatch(after)
    ]
    assert bare == []
    twice = [line for line in lines(lock) if LINE.fullmatch(line)]
    assert len(twice) == len(locked(lock)), "one version for every Python and every system"


@locks
def test_a_lock_holds_what_is_needed_at_a_version_that_is_allowed(lock: str) -> None:
    held = locked(lock)
    for wanted in map(Requirement, ALLOWED[lock]):
        found = held[canonicalize_name(wanted.name)]
        assert wanted.specifier.contains(version(found)), found


@pytest.mark.parametrize("lock", ["site", "build", "ftm"])
def test_locks_for_one_environment_name_one_version(lock: str) -> None:
    dev = locked("dev")
    here = {name: version(each) for name, each in locked(lock).items()}
    if lock != "ftm":
        assert here.keys() <= dev.keys()
    assert here == here | {name: version(dev[name]) for name in here.keys() & dev.keys()}


def test_what_makes_a_site_is_the_same_for_every_python() -> None:
    assert [str(each) for each in locked("site").values() if each.marker] == []


def test_nothing_is_installed_past_the_locks() -> None:
    assert "\nlocked = --require-hashes " in (ROOT / "Makefile").read_text("utf-8")
    commands = list(installs())
    assert len(commands) > 6
    for command in commands:
        by_hash = "--require-hashes" in command or "$(locked)" in command
        is_itself = "--no-index --no-deps --no-build-isolation" in command
        assert by_hash or is_itself, command


def installs() -> Iterator[str]:
    """What the project's own commands, and those that the guide shows, install by pip.

    Not by uv: that is for trying other versions.
    """
    for path in (ROOT / "Makefile", ROOT / ".ci" / "run", ROOT / "docs" / "guide" / "review.md"):
        for line in path.read_text("utf-8").replace("\\\n", " ").splitlines():
            is_command = path.suffix != ".md" or line.lstrip().startswith("- ")
            if is_command and PIP.search(line) and not line.startswith("install = "):
                yield line


# What is told.


def test_the_contributing_guide_gives_a_reason_for_every_dependency() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    section = text.split("## Dependencies and why")[1]
    needed = {
        requirement
        for group in (PROJECT["dependencies"], *EXTRAS.values(), *GROUPS.values())
        for requirement in names(group)
    }
    told = {canonicalize_name(word) for word in re.findall(r"[A-Za-z][\w-]*", section)}
    assert needed - told == set()
    row = r"^\| ([A-Za-z][\w-]*)(?: \(extra.*\))? \|(.*)\|(.*)\|$"
    rows = re.findall(row, section, re.MULTILINE)
    assert [name for name, *cells in rows if not all(map(str.strip, cells))] == []
    table = {canonicalize_name(name) for name, *_ in rows if name != "dependency"}
    extras = (names(each) for extra, each in EXTRAS.items() if extra != "dev")
    assert table == names(PROJECT["dependencies"]).union(*extras)


def workflows() -> Iterator[Path]:
    """Files that may tell a forge which actions to run: ours, those we make, those we show."""
    for folder in (ROOT / ".github", ROOT / "generator", ROOT / "docs"):
        for path in folder.rglob("*"):
            if path.suffix in {".yml", ".yaml", ".md", ".jinja"}:
                yield path


def test_every_action_is_named_by_the_hash_of_a_commit_and_says_its_version() -> None:
    found = [
        (path.relative_to(ROOT).as_posix(), match)
        for path in workflows()
        for match in ACTION.finditer(path.read_text("utf-8"))
    ]
    assert found
    loose = [
        f"{place}: {match.group()}"
        for place, match in found
        if not (COMMIT.fullmatch(match["action"]) and re.match(r" +# v\d", match["comment"]))
    ]
    assert loose == []


@pytest.mark.long
def test_the_bill_of_materials_names_exactly_what_makes_a_site() -> None:
    subprocess.run(["make", "sbom"], cwd=ROOT, check=True)
    bill = json.loads((ROOT / "dist" / "sbom.cdx.json").read_text("utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"]["component"]["name"] == PROJECT["name"]
    told = {canonicalize_name(part["name"]): part["version"] for part in bill["components"]}
    assert told == {name: version(each) for name, each in locked("site").items()}
    assert [part["name"] for part in bill["components"] if not part.get("licenses")] == []
