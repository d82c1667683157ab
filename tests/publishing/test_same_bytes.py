"""The same briefings make the same site, byte for byte, wherever, whenever and however."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import mkdocs.utils
import pytest

from generator.publishing.clock import NotATimeError, build_time
from tests.folders import snapshot
from tests.pictures import ROOT
from tests.projects import MATERIAL, QUIET, Project, new_project
from tests.publishing.test_doors import by_mkdocs
from tests.publishing.walking import assert_same, compare
from tests.writing import briefing, written

DESK = {
    f"strike-{day}": briefing(
        date=f"2021-{month:02}-{day:02}",
        thread="harbour",
        actors={"union": {"name": "Union"}, f"port-{day}": {"name": f"Port {day}"}},
        tags=["Tides", f"Day {day}"],
    )
    for month in (2, 3)
    for day in range(1 + month, 20, 4)
}
"""Enough to be spread over processes."""
SETTINGS: Mapping[str, Any] = {
    "options": {"exports": ["feeds", "tables", "json", "stix", "ftm", "jsonld", "graph"]},
    "site_url": "https://desk.example/news/",
    "theme": MATERIAL,
}

BUILD = """
import os, sys
umask, cores, command = int(sys.argv[1], 8), int(sys.argv[2]), sys.argv[3:]
os.umask(umask)
if cores and hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
os.execv(command[0], command)
"""
"""Starts a build with a mask for new files, on so many cores; 0: all."""

OTHER: dict[str, dict[str, Any]] = {
    "time zone": {"TZ": "Pacific/Kiritimati"},
    "language": {"LANG": "tr_TR.UTF-8", "LC_ALL": "C", "LANGUAGE": "tr"},
    "order of sets": {"PYTHONHASHSEED": "4711"},
    "optimised": {"PYTHONOPTIMIZE": "1"},
    "mask": {"umask": "077"},
    "one process": {"cores": 1},
    "folder": {"place": "a much longer – ünd, strange path/of the desk"},
    "warm cache": {"builds": 2},
}
"""What is other about a machine or a build, by its name."""
CALM = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}


def built(
    folder: Path,
    *,
    umask: str = "022",
    cores: int = 0,
    builds: int = 1,
    place: str = "desk",
    programs: Path = Path(sys.executable).parent,
    door: tuple[str, ...] = ("briefing", "build"),
    **environment: str,
) -> dict[str, bytes]:
    """The files of the desk's site, built by a process of its own in a folder of its own."""
    project = new_project(folder / place, DESK, **SETTINGS)
    command = [str(programs / door[0]), *door[1:]]
    for left in reversed(range(builds)):
        (project.docs / "note.md").write_text(f"# A note\n{left or ''}", encoding="utf-8")
        strike = dict(DESK["strike-7"]) | {"title": f"Strike{' ' * left}{left or ''}"}
        written(project.briefings, {"strike-7": strike})
        done = subprocess.run(
            [sys.executable, "-c", BUILD, umask, str(cores), *command],
            cwd=project.folder,
            env=QUIET | CALM | environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    return snapshot(project.folder / "site")


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site as an ordinary machine builds it."""
    return built(tmp_path_factory.mktemp("calm"))


def test_a_machine_that_differs_in_everything_builds_the_same_site(
    calm: dict[str, bytes], tmp_path: Path
) -> None:
    assert len(calm) > 150
    everything: dict[str, Any] = {}
    for name, other in OTHER.items():
        everything |= {} if name == "warm cache" else other
    assert_same(built(tmp_path, **everything), calm, list(OTHER))


@pytest.mark.long
@pytest.mark.parametrize("name", OTHER)
@pytest.mark.parametrize("door", [("briefing", "build"), ("mkdocs", "build", "--quiet")])
def test_each_difference_alone_changes_nothing(
    name: str, door: tuple[str, ...], calm: dict[str, bytes], tmp_path: Path
) -> None:
    assert_same(built(tmp_path, door=door, **OTHER[name]), calm, [name, *door])


# Other Pythons.


def other_pythons() -> list[str]:
    """The Pythons of other versions that can be found on this machine."""
    homes = os.environ.get("PATH", "").split(os.pathsep)
    found: dict[str, str] = {}
    for minor in (11, 12, 13):
        name = f"python3.{minor}"
        inside = (Path.home() / ".pyenv" / "versions").glob(f"3.{minor}.*/bin/{name}")
        on_path = (Path(home) / name for home in homes)
        for path in (*on_path, *sorted(inside)):
            version = minor != sys.version_info.minor and path.is_file() and _version(path)
            if version:
                found.setdefault(version, str(path))
                break
    return list(found.values())


def _version(python: Path) -> str:
    told = "import ensurepip, sys, venv; print(sys.version)"
    done = subprocess.run([python, "-c", told], capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""


@pytest.mark.long
def test_every_python_that_is_here_builds_the_same_site(
    calm: dict[str, bytes], tmp_path: Path
) -> None:
    others = other_pythons()
    if not others:
        pytest.skip("there is no other Python from 3.11 to 3.13 here")
    for number, python in enumerate(others):
        home = tmp_path / str(number)
        subprocess.run([python, "-m", "venv", home], check=True)
        pip = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        locks = [f"--requirement={ROOT}/requirements/{lock}.txt" for lock in ("build", "site")]
        subprocess.run([*pip, "--require-hashes", *locks], check=True)
        itself = ["--no-index", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
        subprocess.run([*pip, *itself], check=True)
        found = built(tmp_path / f"desk-{number}", programs=home / "bin")
        assert_same(found, calm, [python])
        shutil.rmtree(home)


# The clock, and SOURCE_DATE_EPOCH.


class Tomorrow(datetime):
    """A clock that is years ahead."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Tomorrow:
        late = datetime.now(tz) + timedelta(days=3700)
        return cls.fromtimestamp(late.timestamp(), tz)


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_the_clock_leaves_no_trace(
    theme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = dict(SETTINGS) | {"theme": MATERIAL if theme == "material" else {"name": theme}}
    project = new_project(tmp_path / "desk", DESK, **settings)
    today = snapshot(project.build())
    monkeypatch.setattr(mkdocs.utils, "datetime", Tomorrow)
    monkeypatch.setattr("time.time", lambda: Tomorrow.now().timestamp())
    shutil.rmtree(project.folder / ".cache")
    shutil.rmtree(project.folder / "site")
    assert_same(snapshot(project.build()), today, ["in ten years"])
    compare(by_mkdocs(project.config, tmp_path / "mkdocs"), project.folder / "site", ["by MkDocs"])
    assert b"<lastmod>" not in today["sitemap.xml"]
    assert b"<loc>https://desk.example/news/</loc>" in today["sitemap.xml"]


@pytest.fixture
def small(tmp_path: Path) -> Project:
    return new_project(tmp_path / "desk", site_url="https://desk.example/")


@pytest.mark.parametrize(("epoch", "day"), [("0", b"1970-01-01"), ("1000000000", b"2001-09-09")])
def test_the_time_that_is_told_dates_the_sitemap_through_both_doors(
    epoch: str, day: bytes, small: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    undated = snapshot(small.build())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    dated = snapshot(small.build())
    assert dated["sitemap.xml"].count(b"<lastmod>") == dated["sitemap.xml"].count(b"<loc>") > 10
    assert dated["sitemap.xml"].count(day) == dated["sitemap.xml"].count(b"<loc>")
    compare(by_mkdocs(small.config, small.folder / "mkdocs"), small.folder / "site", [epoch])
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert_same(snapshot(small.build()), undated, ["no time told any more"])


@pytest.mark.parametrize("epoch", ["", "-5", "yesterday", "1.5", "4294967296", "٣"])
def test_what_is_no_time_is_refused(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(NotATimeError, match=f"SOURCE_DATE_EPOCH is '{epoch}': it has to be"):
        build_time()


@pytest.mark.parametrize("door", ["briefing", "mkdocs"])
def test_the_commands_refuse_it_in_a_sentence(
    door: str, small: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(QUIET, "SOURCE_DATE_EPOCH", "yesterday")
    done = small.run(door, "build")
    assert done.returncode == 1
    assert "SOURCE_DATE_EPOCH is 'yesterday': it has to be a whole number" in done.stderr
    assert "Traceback" not in done.stderr


# Through both doors.


def test_the_navigation_names_a_page_written_by_hand_by_its_headline(tmp_path: Path) -> None:
    project = new_project(tmp_path / "desk")
    note = project.docs / "note.md"
    for headline in ("How *we* work", "What we do"):
        note.write_text(f"# {headline}\n\n[gone](gone.md)\n", encoding="utf-8")
        site = project.build(strict=False)
        compare(site, by_mkdocs(project.config, tmp_path / "mkdocs"), [headline])
