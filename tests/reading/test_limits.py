"""What is beyond a limit is refused before anything is done with it: soon, and in little memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.reading import folder as reading
from generator.reading import paths
from generator.reading.limits import MAX_BYTES, MAX_DEPTH, MAX_VALUES
from tests.pictures import ROOT
from tests.told import LEAST, findings_in

SECONDS, MEGABYTES = 10.0, 300
"""Of the processor, and of memory at most, for a check; the interpreter itself takes a third."""
GIGABYTE = 1_000_000_000

MEASURE = """
import resource, sys
from generator.cli import main
try:
    main(["check", "--format", "concise", sys.argv[1]])
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak = used.ru_maxrss // (1_000_000 if sys.platform == "darwin" else 1_000)
    if sys.platform == "linux":  # where that counts what was there before the program began
        told = dict(line.split(":", 1) for line in open("/proc/self/status"))
        peak = int(told["VmHWM"].split()[0]) // 1_000
    print(used.ru_utime + used.ru_stime, peak, file=sys.stderr)
"""


def large(path: Path) -> None:
    """A file of a gigabyte that takes no room on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.truncate(GIGABYTE)


def _text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


ARCHIVED = LEAST.replace("    title: Dock", "    text: a.txt\n    title: Dock")


def archived(desk: Path, name: str) -> None:
    """A briefing with an archived text, of which one file is too large."""
    _text(desk / "b.yml", ARCHIVED)
    large(desk / name)


BEYOND: dict[str, tuple[Callable[[Path], None], str]] = {
    "a file of a gigabyte": (
        lambda desk: large(desk / "b.yml"),
        "the file is larger than 1,000,000 bytes",
    ),
    "a register of a gigabyte": (
        lambda desk: large(desk / "actors.yml"),
        "the file is larger than 1,000,000 bytes",
    ),
    "an archived text of a gigabyte": (
        lambda desk: archived(desk, "sources/a.txt"),
        "the archived text is larger than 5,000,000 bytes",
    ),
    "a seal of a gigabyte": (
        lambda desk: archived(desk, "sources/a.seal"),
        "the seal is larger than",
    ),
    "very deep lists": (
        lambda desk: _text(desk / "b.yml", "a: " + "[" * 900_000),
        "the file has more than 16 levels inside one another",
    ),
    "very many values": (
        lambda desk: _text(desk / "b.yml", f"{LEAST}tags: [" + "a," * 450_000 + "]\n"),
        "the file has more than 50,000 keys and values",
    ),
    "aliases of aliases": (
        lambda desk: _text(
            desk / "b.yml",
            "a0: &a0 [x, x]\n"
            + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 90)),
        ),
        "briefings cannot use the alias *a0",
    ),
}
"""What goes beyond a limit, and what its writer is told."""


@pytest.mark.parametrize(("make", "told"), BEYOND.values(), ids=BEYOND)
def test_what_is_beyond_a_limit_costs_little(
    tmp_path: Path, make: Callable[[Path], None], told: str
) -> None:
    _text(tmp_path / "a.yml", LEAST)
    make(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(tmp_path)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert told in done.stdout
    seconds, megabytes = map(float, done.stderr.split()[-2:])
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


def test_a_folder_of_too_many_briefings_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "MAX_FILES", 3)
    for number in range(3):
        _text(tmp_path / f"b{number}.yml", LEAST)
    assert len(reading.read_folder(tmp_path).briefings) == 3
    _text(tmp_path / "b3.yml", LEAST)
    read = reading.read_folder(tmp_path)
    assert read.briefings == ()
    (found,) = read.findings
    assert (found.code, found.headline) == (
        "too-large",
        "the folder contains more than 3 briefings",
    )


def test_a_folder_of_too_many_bytes_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "MAX_TOTAL", len(LEAST) * 2)
    _text(tmp_path / "a.yml", LEAST)
    _text(tmp_path / "b.yml", LEAST)
    assert len(reading.read_folder(tmp_path).briefings) == 2
    _text(tmp_path / "c.yml", "#")
    read = reading.read_folder(tmp_path)
    assert read.briefings == ()
    (found,) = read.findings
    told = f"the folder contains more than {len(LEAST) * 2:,} bytes"
    assert (found.code, found.headline) == ("too-large", told)


def test_what_is_just_within_the_limits_is_read() -> None:
    deep = "[" * (MAX_DEPTH - 1) + "x" + "]" * (MAX_DEPTH - 1)
    codes = {found.code for found in findings_in(f"{LEAST}extra: {deep}\n")}
    assert codes == {"unknown-key"}
    codes = {found.code for found in findings_in(f"{LEAST}extra: [{deep}]\n")}
    assert "too-large" in codes
    values = "a," * (MAX_VALUES - 30)
    assert {found.code for found in findings_in(f"{LEAST}tags: [{values}]\n")} == set()
    assert findings_in(LEAST + "#" * (MAX_BYTES - len(LEAST))) == ()
