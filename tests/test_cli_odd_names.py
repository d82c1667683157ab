"""Files may have names that nobody would give them; every format says which file is meant."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest

BRIEFING = str(Path(sys.executable).with_name("briefing"))
NAMES = (b"not-utf8-\xff.yml", b"red-\x1b[31m.yml", b"two\nlines.yml", "\u202e😀é.yml".encode())
ASCII = {"PYTHONIOENCODING": "ascii"}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of files with odd names, each with one mistake that can be fixed."""
    for name in NAMES:
        (tmp_path / os.fsdecode(name)).write_bytes(b"titel: x\n")
    return tmp_path


def output(folder: Path, *options: str, **environment: str) -> bytes:
    """What a check prints, which has to end as a check does."""
    command = [BRIEFING, "check", *options, str(folder)]
    done = subprocess.run(command, capture_output=True, env=os.environ | environment, check=False)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    return done.stdout


@pytest.mark.parametrize("environment", [{}, ASCII], ids=["utf8", "ascii"])
@pytest.mark.parametrize("form", ["full", "concise"])
def test_no_name_reaches_the_terminal_as_a_command(
    folder: Path, form: str, environment: dict[str, str]
) -> None:
    shown = output(folder, "--format", form, **environment)
    assert b"\x1b" not in shown
    assert b"red-<U+001B>[31m.yml" in shown
    assert b"two<U+000A>lines.yml" in shown


@pytest.mark.parametrize("environment", [{}, ASCII], ids=["utf8", "ascii"])
def test_json_names_every_file_as_it_is(folder: Path, environment: dict[str, str]) -> None:
    findings = json.loads(output(folder, "--format", "json", **environment))
    names = {os.fsencode(Path(finding["path"]).name) for finding in findings}
    assert names == set(NAMES)


@pytest.mark.parametrize("environment", [{}, ASCII], ids=["utf8", "ascii"])
def test_sarif_names_every_file_by_its_address(folder: Path, environment: dict[str, str]) -> None:
    log = json.loads(output(folder, "--format", "sarif", **environment))
    places = [result["locations"][0]["physicalLocation"] for result in log["runs"][0]["results"]]
    uris = {place["artifactLocation"]["uri"] for place in places}
    assert {unquote_to_bytes(uri).rpartition(b"/")[2] for uri in uris} == set(NAMES)


def test_a_workflow_gets_one_line_for_each_finding(folder: Path) -> None:
    lines = output(folder, "--format", "github").strip().split(b"\n")
    assert all(line.startswith(b"::error file=") for line in lines)


def test_files_with_odd_names_are_fixed_like_any_other(folder: Path) -> None:
    output(folder, "--fix")
    assert {(folder / os.fsdecode(name)).read_bytes() for name in NAMES} == {b"title: x\n"}
