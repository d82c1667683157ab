"""A folder of many files is checked by many processes, and nobody can tell from the findings."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import cli
from generator.checking import check, many
from generator.checking.many import CheckingEndedError
from generator.cli import checking
from generator.diagnostics.finding import Finding
from generator.diagnostics.machine import as_json
from generator.keeping.check import check_desk
from generator.keeping.desk import Seen
from generator.reading.folder import read_folder
from tests.bench.desk import make_desk
from tests.pictures import ROOT
from tests.reading.mutants import mutant

BRIEFING = Path(sys.executable).with_name("briefing")
only_linux = pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up desk with broken files, an actor that is not defined, and days that meet."""
    folder = tmp_path_factory.mktemp("many") / "briefings"
    make_desk(folder, 120)
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("2*/*.yml"))[:20]]
    for seed in range(60):
        (folder / f"mutant-{seed}.yml").write_bytes(mutant(texts, seed))
    (folder / "stranger.yml").write_text(texts[0].replace("    by: ", "    by: un"), "utf-8")
    (folder / "accepting.yml").write_text(f"{texts[0]}accept: {{same-day: So.}}\n", "utf-8")
    return folder


def check_files(
    desk: Path, jobs: int | None = None, seen: Seen | None = None
) -> tuple[Finding, ...]:
    """What is found in all files of a desk of which nothing is kept."""
    return check_desk(desk, [desk], jobs, seen)


def test_the_findings_are_those_of_the_folder_read_whole(desk: Path) -> None:
    assert as_json(check_files(desk, jobs=1)) == as_json(check(read_folder(desk))) != "[]"


def test_several_processes_find_what_one_finds_in_the_same_order(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "_BATCH", 7)
    alone, together = check_files(desk, jobs=1), check_files(desk, jobs=3)
    assert together == alone
    same_day = {Path(found.place.source.path).stem for found in alone if found.code == "same-day"}
    assert {"stranger", "accepting"} & same_day == {"stranger"}
    assert as_json(together) == as_json(alone)


def test_processes_that_start_from_nothing_find_the_same(desk: Path) -> None:
    with another_thread():
        assert check_files(desk, jobs=2) == check_files(desk, jobs=1)


def test_an_empty_folder_is_a_finding_with_any_number_of_processes(tmp_path: Path) -> None:
    assert [found.code for found in check_files(tmp_path)] == ["no-briefings"]
    assert check_files(tmp_path, jobs=2) == check_files(tmp_path, jobs=1)


def test_few_files_are_checked_in_one_process(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "ProcessPoolExecutor", None)
    assert check_files(desk)


def test_checking_makes_no_cycles_so_that_nobody_needs_to_look_for_them(desk: Path) -> None:
    check_files(desk, jobs=1)
    gc.collect()
    gc.disable()
    try:
        check_files(desk, jobs=1)
        assert gc.collect() < 100
    finally:
        gc.enable()


def test_every_file_is_counted(desk: Path) -> None:
    told: list[tuple[int, int]] = []
    check_files(desk, jobs=2, seen=lambda done, count: told.append((done, count)))
    assert told == [(number, 183) for number in range(1, 184)]  # the register is one of them


def test_a_process_that_is_ended_from_outside_is_told_of(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(folder: Path, names: Iterable[str]) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(many, "_batch", ended)
    monkeypatch.setattr(multiprocessing, "get_context", forking)
    with pytest.raises(CheckingEndedError, match="was ended"):
        check_files(desk, jobs=2)
    result = CliRunner().invoke(cli.main, ["check", "--jobs", "2", str(desk)])
    assert result.exit_code == 1
    assert result.output.startswith("Error: a process that was checking files was ended; ")


def test_an_interrupted_check_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(checking, "check_desk", interrupted)
    result = CliRunner().invoke(cli.main, ["check"])
    assert (result.exit_code, result.output) == (130, "")


@only_linux
def test_ctrl_c_ends_every_process_without_a_word(tmp_path: Path) -> None:
    big = next(ROOT.glob("briefings/2021/*guarantees.yml")).read_bytes()
    for number in range(600):
        (tmp_path / f"a-{number}.yml").write_bytes(big)
    process = subprocess.Popen(
        [BRIEFING, "check", "--jobs", "2", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    children = wait_for_children(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    output, errors = process.communicate(timeout=60)
    assert (process.returncode, output, errors) == (130, b"", b"")
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


def wait_for_children(pid: int) -> list[str]:
    """The two processes that a process starts, once they leave Ctrl-C to it."""
    for _ in range(3_000):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        if len(children) == 2 and all(map(leaves_interrupts, children)):
            return children
        time.sleep(0.01)
    raise AssertionError("it starts no processes")


def leaves_interrupts(pid: str) -> bool:
    """Whether a process ignores Ctrl-C."""
    status = Path(f"/proc/{pid}/status").read_text()
    ignored = next(line for line in status.splitlines() if line.startswith("SigIgn:"))
    return bool(int(ignored.split()[1], 16) & 1 << signal.SIGINT - 1)


def forking(_: str) -> multiprocessing.context.BaseContext:
    """Processes that are copies of this one, with all that a test has changed in it."""
    return _FORK


_FORK = multiprocessing.get_context("fork")


@contextmanager
def another_thread() -> Iterator[None]:
    """Have something else run in this process: a copy of it would not be safe."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    yield
    done.set()
    thread.join()
