"""Whatever becomes of a build, the site is one whole version, and the next build needs no help.

Each trial goes from one of two versions of a desk to the other, is disturbed at random, and is
followed by a build that nobody disturbs: this has to end in the site that a clean build makes.
"""

from __future__ import annotations

import gc
import os
import re
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random, SystemRandom
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.keeping import stamps
from generator.keeping.check import check_desk
from generator.publishing import exchange, spread
from generator.publishing.live import Live
from generator.publishing.site import build_site
from tests.folders import snapshot
from tests.permissions import without_the_powers_of_root
from tests.pictures import ROOT
from tests.processes import all_end
from tests.projects import BIN, QUIET, Project, new_project
from tests.writing import Keys, as_yaml, briefing

EDITED = "briefings/2021/2021-12-07-video-call.yml"
"""Of the real briefings, the one that is edited."""
Files = dict[str, bytes]


def amount(few: int, many: int) -> pytest.MarkDecorator:
    """A number of trials: few in every run, many in a long one."""
    return pytest.mark.parametrize("count", [few, pytest.param(many, marks=pytest.mark.long)])


@dataclass
class Desk:
    """A project of which there are two versions, and the site of each as a clean build makes it."""

    project: Project
    path: Path
    """The file that is edited."""
    texts: tuple[str, str]
    sites: list[Files] = field(default_factory=list)
    at: int = 0
    """The version that its files have now."""

    @property
    def site(self) -> Path:
        return self.project.folder / "site"

    @property
    def command(self) -> list[str]:
        return ["build", "--config", str(self.project.config), "--site", str(self.site)]

    @property
    def published(self) -> Files:
        return snapshot(self.site)

    def edit(self) -> None:
        """Turn to the other version."""
        self.at = 1 - self.at
        self.path.write_text(self.texts[self.at], "utf-8")

    def build(self) -> Result:
        """Build without being disturbed; other files than a clean build's are a failure."""
        done = self.tried()
        assert done.exit_code == 0, done.output
        self.assert_is_whole(self.sites[self.at])
        return done

    def tried(self) -> Result:
        """Try to build."""
        done = CliRunner().invoke(main, self.command)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
        gc.collect()  # as a process that ends lets go of all its files
        return done

    def assert_is_whole(self, *versions: Files) -> None:
        found = self.published
        wrong = [
            sorted(name for name in found.keys() | site if found.get(name) != site.get(name))[:5]
            for site in versions
        ]
        assert [] in wrong, wrong

    def begin(self) -> Desk:
        """Build both versions from nothing, then build here for the first time."""
        for _ in self.texts:
            self.edit()
            with tempfile.TemporaryDirectory() as name:
                clean = Path(name) / "site"
                build_site(self.project.config, None, clean, strict=False)
                self.sites.insert(0, snapshot(clean))  # of which the second is built first
        assert self.sites[0] != self.sites[1]
        self.build()
        return self


def small(folder: Path, **options: Any) -> Desk:
    """A desk that is built in a moment."""
    project = new_project(folder / "project", {"strike": STRIKE}, options=options)
    texts = (as_yaml(STRIKE), as_yaml({**STRIKE, "title": "They work again"}))
    return Desk(project, project.briefings / "strike.yml", texts)


STRIKE: Keys = briefing(thread="harbour")


@pytest.fixture(scope="module", autouse=True)
def _at_one_time() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1640000000")
        yield


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The real briefings, of which one is edited."""
    project = new_project(tmp_path / "project")
    shutil.rmtree(project.briefings)
    shutil.copytree(ROOT / "briefings", project.briefings)
    path = project.folder / EDITED
    text = path.read_text("utf-8")
    return Desk(project, path, (text, text.replace("title: ", "title: Once more, ", 1))).begin()


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory, _at_one_time: None) -> Desk:
    """A desk that is built in a moment; each test leaves it whole."""
    return small(tmp_path_factory.mktemp("quick"), search=False, exports=["feeds"]).begin()


# Killed.


def forked(work: Callable[[], object]) -> int:
    """Do something in a process of its own, which leads a group, and return its id."""
    process = os.fork()
    if process == 0:
        code = 1
        with suppress(BaseException):
            os.setpgid(0, 0)
            nowhere = os.open(os.devnull, os.O_RDWR)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            work()
            code = 0
        os._exit(code)
    return process


def started(desk: Desk) -> int:
    """Start a new process that builds."""
    command = [str(BIN / "briefing"), *desk.command]
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(
        command, env={**os.environ, **QUIET}, start_new_session=True, stdout=nowhere, stderr=nowhere
    )
    process.returncode = 0  # it is waited for below
    return process.pid


def in_many_processes(desk: Desk, *, in_one_step: bool) -> None:
    """Build with the help of others, however little there is to do; of a process that ends."""
    spread._WORTH_IT = 1
    if not in_one_step:
        exchange._in_one_step = lambda first, second: False
    main(desk.command, standalone_mode=False)


def ended(process: int, seconds: float) -> bool:
    """Kill a process after some seconds; tell whether it had ended before."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if os.waitpid(process, os.WNOHANG) != (0, 0):
            return True
        time.sleep(0.002)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return False


@amount(4, 200)
def test_a_build_that_is_killed_leaves_a_whole_version_and_nobody_at_work(
    desk: Desk, count: int
) -> None:
    random = SystemRandom()
    lasts = {started: 0.0, forked: 0.0}
    killed = 0
    for number in range(-2, count):
        way = started if number % 4 == 2 else forked
        in_one_step = random.random() < 0.8 or number < 0
        old = desk.sites[desk.at]
        desk.edit()
        begun = time.monotonic()
        work = partial(in_many_processes, desk, in_one_step=in_one_step)
        process = started(desk) if way is started else forked(work)
        if not lasts[way]:
            assert ended(process, 300)
            lasts[way] = time.monotonic() - begun
        elif not ended(process, random.uniform(0, lasts[way])):
            killed += 1
        if desk.site.exists() or in_one_step:
            desk.assert_is_whole(old, desk.sites[desk.at])
        assert all_end(process)
        desk.build()
    assert killed >= count // 3


def follow(desk: Desk) -> None:
    """What `briefing serve` does while somebody writes and searches, without an end."""
    live = Live(desk.project.config, None, None)
    while True:
        desk.edit()
        live.take([desk.path])
        live.page("briefings/strike/")
        live.file("search/index.bin")
        live.file("data/demands.csv")


@amount(1, 25)
def test_serving_goes_on_after_it_was_killed(tmp_path: Path, count: int) -> None:
    desk, random = small(tmp_path), SystemRandom()
    for _ in range(count):
        assert not ended(forked(partial(follow, desk)), random.uniform(0.05, 3))
        desk.at = random.randrange(2)
        desk.edit()
        live = Live(desk.project.config, None, None)
        try:
            page = live.page("briefings/strike/")
            assert page
            assert ("They work again" in page) == (desk.at == 1)
            index = live.file("search/index.bin")
            assert index
            names = {path.name for path in index.parent.iterdir()}
            told = re.findall(rb"[0-9a-z]{8,}\.bin", index.read_bytes())
            assert {name.decode() for name in told} <= names
        finally:
            live.close()


# Damaged.


def flip(path: Path, random: Random) -> None:
    data = bytearray(path.read_bytes())
    data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    path.write_bytes(data)


def cut(path: Path, random: Random) -> None:
    os.truncate(path, random.randrange(path.stat().st_size))


def lose(path: Path, _: Random) -> None:
    path.unlink()


def make_a_folder(path: Path, _: Random) -> None:
    path.unlink()
    path.mkdir()


def protect(path: Path, _: Random) -> None:
    path.chmod(0o400)


def go_back(path: Path, random: Random) -> None:
    """Put an older file in its place, or rather one of another desk."""
    other = bytearray(path.read_bytes())
    at = random.randrange(len(other))
    path.write_bytes(other[at:] + other[:at])


def damaged_again_and_again(
    desk: Desk, damages: Sequence[Callable[[Path, Random], None]], count: int
) -> None:
    """Damage one file of the cache, build, and compare; files are chosen whatever their size."""
    random = SystemRandom()
    check_desk(desk.project.briefings, [desk.project.briefings])
    for number in range(count):
        every = desk.project.folder.glob(".cache/**/*")
        found = sorted(path for path in every if path.is_file() and path.stat().st_size)
        path = random.choice(found)
        damages[number % len(damages)](path, random)
        if random.random() < 0.75:
            desk.edit()
        if "check" in path.parts:
            assert check_desk(desk.project.briefings, [desk.project.briefings]) == ()
        else:
            desk.build()


@amount(12, 1_000)
def test_a_flipped_bit_in_what_is_kept_changes_nothing(quick: Desk, count: int) -> None:
    damaged_again_and_again(quick, [flip], count)


@amount(5, 200)
def test_other_damage_to_what_is_kept_changes_nothing(quick: Desk, count: int) -> None:
    damages = [cut, lose, make_a_folder, protect, go_back]
    damaged_again_and_again(quick, damages, count)


# Where there is no room.

TOLD = re.compile(r"Error: (the site|what is kept .*) cannot be (written|used): .+")


@amount(3, 60)
def test_where_files_cannot_grow_it_is_said_and_the_site_stays_whole(
    quick: Desk, tmp_path: Path, count: int
) -> None:
    random, told = SystemRandom(), tmp_path / "told"
    every = [path.stat().st_size for path in quick.project.folder.rglob("*") if path.is_file()]
    failed = 0
    for _ in range(count):
        old = quick.sites[quick.at]
        quick.edit()
        shutil.rmtree(quick.project.folder / ".cache", ignore_errors=random.random() < 0.5)
        limit = random.choice(every) - random.randrange(2)
        process = os.fork()
        if process == 0:
            with suppress(BaseException):
                soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
                resource.setrlimit(resource.RLIMIT_FSIZE, (max(limit, 0), hard))
                done = CliRunner().invoke(main, quick.command)
                resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
                told.write_text(f"{done.exit_code} {done.exception!r}\n{done.output}")
            os._exit(0)
        os.waitpid(process, 0)
        said = told.read_text("utf-8")
        if not said.startswith("0 "):
            failed += 1
            assert said.startswith("1 SystemExit(1)\n"), said
            assert TOLD.search(said), said
        quick.assert_is_whole(old, quick.sites[quick.at])
        quick.build()
    assert failed


@contextmanager
def disk(folder: Path, size: int) -> Iterator[None]:
    """A disk of so many bytes; where none can be had the test is skipped."""
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(["mount", *options], check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield
    finally:
        gc.collect()
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@amount(3, 60)
def test_a_full_disk_is_said_and_the_site_stays_whole(tmp_path: Path, count: int) -> None:
    random, failed = SystemRandom(), 0
    with disk(tmp_path / "disk", 64 << 20):
        desk = small(tmp_path / "disk", search=False, exports=["feeds"]).begin()
        needed = sum(path.stat().st_size for path in desk.project.folder.rglob("*.sqlite*"))
        for _ in range(count):
            old = desk.sites[desk.at]
            desk.edit()
            free = shutil.disk_usage(tmp_path / "disk").free
            ballast = tmp_path / "disk" / "ballast"
            ballast.write_bytes(bytes(free - random.randrange(2 * needed)))
            done = desk.tried()
            ballast.unlink()
            if done.exit_code:
                failed += 1
                assert TOLD.search(done.output), done.output
            desk.assert_is_whole(old, desk.sites[desk.at])
            desk.build()
    assert failed


# Where nothing may be written.


@pytest.fixture
def open_desk() -> Iterator[Desk]:
    """A desk where everybody may read."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield small(Path(name), search=False, exports=["feeds"]).begin()


def test_a_cache_that_cannot_be_written_is_named_and_the_site_stays(
    open_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk
    monkeypatch.setattr(stamps, "YOUNG", -(10**18))
    desk.build()
    for path in (desk.project.folder, desk.site):
        path.chmod(0o777)
    old = desk.published
    with without_the_powers_of_root():
        assert "0 rendered" in desk.tried().output, "there is nothing to do"
    desk.edit()
    with without_the_powers_of_root():
        done = desk.tried()
    assert done.exit_code == 1
    assert "what is kept between builds cannot be written: Permission denied: /" in done.output
    assert str(desk.project.folder / ".cache") in done.output.replace("\n", "")
    desk.assert_is_whole(old)
    desk.build()


def test_a_place_of_the_site_that_cannot_be_written_is_named(open_desk: Desk) -> None:
    desk = open_desk
    for path in desk.project.folder.glob(".cache/**/*"):
        path.chmod(0o777)
    old = desk.published
    desk.edit()
    with without_the_powers_of_root():
        done = desk.tried()
    assert done.exit_code == 1
    assert "the site cannot be written: " in done.output
    desk.assert_is_whole(old)
    desk.build()


# At once.


@amount(1, 10)
def test_of_eight_builds_at_once_each_ends_well_or_says_that_another_is_at_work(
    quick: Desk, count: int
) -> None:
    for _ in range(count):
        quick.edit()
        running = [
            subprocess.Popen(
                [str(BIN / "briefing"), *quick.command],
                env={**os.environ, **QUIET},
                stderr=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                text=True,
            )
            for _ in range(8)
        ]
        told = [(process.communicate()[1], process.returncode) for process in running]
        for said, code in told:
            assert code == 0 or re.search("is in use|is being written by another build", said), said
        assert 0 in [code for _, code in told]
        quick.assert_is_whole(quick.sites[quick.at])
        quick.build()


def test_a_page_that_cannot_be_read_is_named_and_is_not_taken_for_the_site(
    open_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk
    monkeypatch.chdir(desk.project.folder)
    old = desk.published
    (desk.project.docs / "about.md").touch(0)
    for path in (desk.project.folder, *desk.project.folder.rglob(".cache/**/*")):
        path.chmod(0o777)
    with without_the_powers_of_root():
        done = desk.tried()
    assert done.exit_code == 1
    assert "Error: docs/about.md cannot be read: Permission denied\n" in done.output
    desk.assert_is_whole(old)
