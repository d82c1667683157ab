"""A desk that is edited and damaged at random, checked each time with what is kept and without."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count
from pathlib import Path
from random import Random

import pytest

from generator.authoring.desk import is_within
from generator.checking import check
from generator.diagnostics.finding import Finding, in_order
from generator.diagnostics.machine import as_json
from generator.diagnostics.show import concise, full
from generator.keeping import stamps
from generator.keeping.check import check_desk
from generator.reading.folder import read_folder
from generator.reading.paths import REGISTER_NAME, briefing_paths
from tests.publishing.edits import ACTORS, DAYS, new_world, walk
from tests.reading.mutants import mutant

DAYS_ASKED_FOR = (*[None] * 4, *map(date.fromisoformat, DAYS))
NAMES = ("brief-1", "brief-2", "a-b/brief-3", "a/brief-4", "a/b/z", "Bad Name", "0", "odd-\udcff")
"""Of files that may come from anywhere; some are ids that there are already."""
FURTHER = (
    "accept: {same-day: So it was., changed-meaning: So it is., overdue-risk: Later.}\n",
    "accept: {same-day: So it was.}\n",
    "# A comment.\n",
    "thread: [\n",
)
CIRCLE = "{0}: {{name: One, part_of: {1}}}\n{1}: {{name: Two, part_of: {0}}}\n"
DAMAGES = (
    *("break", "break", "copy", "copy", "misspell", "misspell", "rename", "add", "add"),
    *("empty", "text", "link", "circle", "close"),
)
_ticks = count(1_000)


def take_a_walk(folder: Path, seed: int, steps: int, patch: pytest.MonkeyPatch) -> None:
    """Edit a made-up desk so many times, check parts of it each time, and compare.

    All that happens follows from the seed. In half of the walks stamps are trusted at once; in
    the others never, as all files are young.
    """
    random = Random(seed)
    is_trusting = random.random() < 0.5
    if is_trusting:
        patch.setattr(stamps, "YOUNG", -(10**18))
    desk = folder / "briefings"
    desk.mkdir(parents=True)
    patch.chdir(random.choice((folder, folder.parent, desk)))
    done = [f"seed {seed}"]
    for name, world in walk(new_world(random, {"name": "mkdocs"}), random, steps):
        done.append(name)
        for path in desk.rglob("*"):
            if path.is_symlink():
                path.unlink()
        world.put_down(folder)
        done += [damage(desk, random) for _ in range(random.choice((0, 0, 1, 2)))]
        if is_trusting:
            grow_old(desk)
        for paths in asked_for(desk, random):
            compare(desk, paths, random.choice(DAYS_ASKED_FOR), done)


def compare(desk: Path, paths: Sequence[Path], as_of: date | None, done: Sequence[str]) -> None:
    """Assert that with what is kept of a desk the same is found as without."""
    kept = within(check_desk(desk, paths, as_of=as_of), paths)
    clean = within(check(read_folder(desk), as_of=as_of), paths)
    if shown(kept) != shown(clean):
        names = [path.relative_to(desk).as_posix() for path in paths]
        told = difflib.unified_diff(shown(clean), shown(kept), "clean", "kept", n=0)
        pytest.fail("\n".join([*done, f"{names} as of {as_of}", *told]), pytrace=False)


def within(findings: Sequence[Finding], paths: Sequence[Path]) -> tuple[Finding, ...]:
    return in_order([f for f in findings if is_within(Path(f.place.source.path), list(paths))])


def shown(findings: Sequence[Finding]) -> list[str]:
    """Findings in every form, as lines."""
    people = [f"{concise(finding)}\n{full(finding).plain}" for finding in findings]
    return "\n".join([*people, as_json(findings)]).splitlines()


def asked_for(desk: Path, random: Random) -> Iterator[list[Path]]:
    """Some of what a writer may want to have checked, the same again among it."""
    files = list(briefing_paths(desk))
    one = [random.choice(files)]
    several = [*random.sample(files, 2), desk / "old"]
    asked = [one, one, several, [desk], [desk], [desk / REGISTER_NAME], [random.choice(files)]]
    yield from random.sample(asked, 4)


def damage(desk: Path, random: Random) -> str:
    """Do something to a file that no careful writer does; return what it was."""
    files = [path for path in briefing_paths(desk) if path.exists()]  # but links to nothing
    path, register = random.choice(files), desk / REGISTER_NAME
    data = path.read_bytes()
    match random.choice(DAMAGES):
        case "break":
            texts = [data.decode("utf-8", "replace"), random.choice(files).read_text("latin-1")]
            path.write_bytes(mutant(texts, random.randrange(10**6)))
        case "copy":
            path = desk / f"{random.choice(NAMES)}.yml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        case "misspell":
            known = random.choice(ACTORS).encode()
            path.write_bytes(data.replace(known, known[::-1], random.choice((1, 2, 99))))
        case "rename":
            path.write_bytes(data.replace(b" of Aldmoor", b" of Elsewhere"))
        case "add":
            path.write_bytes(data + random.choice(FURTHER).encode())
        case "empty":
            path.write_bytes(random.choice((b"", b"\n", b"\xff", b"\xef\xbf\xbd")))
        case "text":
            (desk / "sources").mkdir(exist_ok=True)
            (desk / "sources" / "cranes.txt").write_bytes(random.choice((b"\xff", b"", data)))
        case "link":
            (desk / "link.yml").unlink(missing_ok=True)
            (desk / "link.yml").symlink_to(random.choice((path.name, "nowhere.yml", "link.yml")))
        case "circle":
            register.write_text(CIRCLE.format(*random.sample(ACTORS, 2)), "utf-8")
        case "close":
            path.chmod(random.choice((0o000, 0o644)))
    return f"damage {path.name!r}"


def grow_old(desk: Path) -> None:
    """Give each file that has changed a time of its own, long ago."""
    for path in desk.rglob("*"):
        if path.is_file() and path.stat().st_mtime > 10**9:
            tick = next(_ticks)
            os.utime(path, (tick, tick))
