"""Bad input through the commands: its place, an exit code of 1, and never a traceback."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.told import LEAST

Files = Mapping[str, str | bytes]

TWO_SOURCES = LEAST.replace("actors:", "  gazette:\n    title: Cranes at rest\nactors:")

BAD_INPUT: dict[str, tuple[Files, list[str]]] = {
    "not YAML": (
        {"a.yml": LEAST.replace("The port", "Aldmoor: the port")},
        ["a.yml:1:15: error[bad-yaml] a value contains a colon and a space"],
    ),
    "a tab as indentation": (
        {"a.yml": LEAST.replace("    title", "\ttitle")},
        ["a.yml:6:1: error[tab-indentation] the line is indented by a tab"],
    ),
    "a key given twice": (
        {"a.yml": LEAST + "date: 2021-12-04\n"},
        ["a.yml:10:1: error[duplicate-key] the key “date” is given twice"],
    ),
    "an unknown key": (
        {"a.yml": LEAST + "thred: port-strike\n"},
        ["a.yml:10:1: error[unknown-key] “thred” is not a key of a briefing"],
    ),
    "a missing key": (
        {"a.yml": LEAST.replace("date: 2021-12-03\n", "")},
        ["a.yml:1:1: error[missing-key] the briefing has no `date`"],
    ),
    "a word outside its vocabulary": (
        {"a.yml": LEAST + "status: live\n"},
        ["a.yml:10:9: error[unknown-word] “live” is not a word for `status`"],
    ),
    "a date that does not exist": (
        {"a.yml": LEAST.replace("2021-12-03", "2021-11-31")},
        ["a.yml:2:7: error[bad-date] “2021-11-31” is not a date: November 2021 has 30 days"],
    ),
    "an id with bad characters": (
        {"a.yml": LEAST + "thread: Port Strike\n"},
        ["a.yml:10:9: error[bad-id] “Port Strike” is not an id"],
    ),
    "an actor that is not there": (
        {"a.yml": LEAST + "demands:\n  pay: {by: union, text: More}\n"},
        ["a.yml:11:13: error[unknown-actor] the actor “union” is defined nowhere"],
    ),
    "a source that is not there": (
        {"a.yml": LEAST + "events: [{date: 2021, text: x, evidence: [{source: times}]}]\n"},
        ["a.yml:10:52: error[unknown-source] the briefing lists no source “times”"],
    ),
    "evidence of no source": (
        {"a.yml": TWO_SOURCES + "events: [{date: 2021, text: x, evidence: [{note: n}]}]\n"},
        ["a.yml:12:44: error[unnamed-source] this evidence does not say which source it is from"],
    ),
    "two files with one id": (
        {"2021/a.yml": LEAST, "2022/a.yml": LEAST},
        ["2022/a.yml:1:1: error[duplicate-id] two briefings have the id “a”"],
    ),
    "an empty file": ({"a.yml": ""}, ["a.yml:1:1: error[empty-file] the file is empty"]),
    "not UTF-8": (
        {"a.yml": LEAST.replace("The port", "Le port fermé").encode("latin-1")},
        ["a.yml:1:20: error[not-utf8] the file is not UTF-8: byte 0xE9 is not allowed here"],
    ),
    "a folder without briefings": (
        {"notes.txt": "x"},
        [":1:1: error[no-briefings] the folder contains no briefings"],
    ),
    "an anchor and an alias": (
        {"a.yml": LEAST.replace("The port", "&port The port") + "thread: *port\n"},
        [
            "a.yml:1:8: error[unsupported-yaml] briefings cannot use the anchor &port",
            "a.yml:10:9: error[unsupported-yaml] briefings cannot use the alias *port",
        ],
    ),
    "a bomb of aliases": (
        {"a.yml": LEAST + "a: &a [x]\nb: &b [*a, *a]\n"},
        [
            "a.yml:10:1: error[unknown-key] “a” is not a key of a briefing",
            "a.yml:10:4: error[unsupported-yaml] briefings cannot use the anchor &a",
            "a.yml:11:1: error[unknown-key] “b” is not a key of a briefing",
            "a.yml:11:4: error[unsupported-yaml] briefings cannot use the anchor &b",
            "a.yml:11:8: error[unsupported-yaml] briefings cannot use the alias *a",
            "a.yml:11:12: error[unsupported-yaml] briefings cannot use the alias *a",
        ],
    ),
    "a tag that would run code": (
        {"a.yml": LEAST.replace("The port", "!!python/object/apply:os.system The port")},
        [
            "a.yml:1:8: error[unsupported-yaml] "
            "briefings cannot use the tag !!python/object/apply:os.system"
        ],
    ),
    "a merge key": (
        {"a.yml": LEAST + "    <<: {kind: group}\n"},
        ["a.yml:10:5: error[unsupported-yaml] briefings cannot use the merge key <<"],
    ),
    "a second document": (
        {"a.yml": LEAST + "---\ntitle: T\n"},
        ["a.yml:10:1: error[unsupported-yaml] briefings cannot use a second document"],
    ),
    "100,000 brackets": (
        {"a.yml": LEAST + "tags: " + "[" * 100_000},
        ["a.yml:10:23: error[too-large] the file has more than 16 levels inside one another"],
    ),
    "too many values": (
        {"a.yml": LEAST + "tags: [" + "a," * 60_000 + "]\n"},
        ["a.yml:10:99966: error[too-large] the file has more than 50,000 keys and values"],
    ),
    "too large": (
        {"a.yml": LEAST + "#" * 1_000_000},
        ["a.yml:1:1: error[too-large] the file is larger than 1,000,000 bytes"],
    ),
    "a control character": (
        {"a.yml": LEAST.replace("The port", "The\x1b[31m port")},
        ["a.yml:1:11: error[bad-character] a character that YAML does not allow: U+001B"],
    ),
    "a control character by an escape": (
        {"a.yml": LEAST.replace("The port stands still", '"The\\e[31m port"')},
        ["a.yml:1:8: error[bad-character] the value contains the control character U+001B"],
    ),
    "a name that is no id": (
        {"My Briefing.yml": LEAST},
        [
            "My Briefing.yml:1:1: error[bad-file-name] "
            "the file's name “My Briefing” cannot be used as the briefing's id"
        ],
    ),
    "a register that is not YAML": (
        {
            "a.yml": LEAST + "demands:\n  pay: {by: union, text: More}\n",
            "actors.yml": "union: {name: Union\n",
        },
        [
            "actors.yml:1:8: error[bad-yaml] "
            "this mapping is never closed by }, or a comma is missing"
        ],
    ),
    "mistakes in several files": (
        {
            "a.yml": LEAST.replace("The port", "Aldmoor: the port") + "thred: t\n",
            "b.yml": LEAST.replace("2021-12-03", "soon"),
            "actors.yml": "dockers: {name: Dock workers}\n",
        },
        [
            "a.yml:1:15: error[bad-yaml] a value contains a colon and a space",
            "a.yml:9:11: error[conflicting-actor] "
            "two places give the actor “dockers” a different `name`",
            "a.yml:10:1: error[unknown-key] “thred” is not a key of a briefing",
            "b.yml:2:7: error[bad-date] “soon” is not a date: "
            "a whole day is needed here, such as 2021-12-03",
            "b.yml:9:11: error[conflicting-actor] "
            "two places give the actor “dockers” a different `name`",
        ],
    ),
}
"""Files, and every line that a writer is told about them."""


def put(folder: Path, files: Files) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


@pytest.mark.parametrize(("files", "expected"), BAD_INPUT.values(), ids=BAD_INPUT)
def test_check_tells_every_mistake_at_its_place_and_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: Files, expected: list[str]
) -> None:
    monkeypatch.chdir(put(tmp_path / "desk", files))
    result = CliRunner().invoke(main, ["check", "--format", "concise", "."])
    told = [line.removeprefix(".") for line in result.stdout.splitlines()]
    assert (told, result.exit_code) == (expected, 1)


@pytest.mark.parametrize("form", ["full", "json", "github", "sarif"])
def test_every_form_shows_every_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for number, (files, _) in enumerate(BAD_INPUT.values()):
        put(tmp_path / str(number), files)
        result = CliRunner().invoke(main, ["check", "--format", form, str(number)])
        assert result.exit_code == 1
        assert isinstance(result.exception, SystemExit)
        assert result.stdout


def test_render_writes_nothing_and_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number, (files, expected) in enumerate(BAD_INPUT.values()):
        put(tmp_path / str(number), files)
        result = CliRunner().invoke(main, ["render", "--briefings", str(number), "--out", "pages"])
        assert result.exit_code == 1
        assert result.stderr.count("error[") == len(expected)
        assert not (tmp_path / "pages").exists()


def test_a_folder_that_does_not_exist_is_a_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["render", "--briefings", "nowhere", "--out", "pages"])
    assert result.exit_code == 1
    assert "error[no-briefings]: the folder does not exist\n --> nowhere\n" in result.stderr
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 1
    assert "error[no-briefings]: the folder does not exist\n --> briefings\n" in result.stdout


HOSTILE: Files = {
    "nul.yml": b"title: \x00\n" * 3,
    "long-line.yml": "title: " + "x" * 900_000,
    "long-key.yml": "x" * 900_000 + ": y",
    "carriage-return.yml": LEAST.replace("\n", "\r"),
    "line-separator.yml": LEAST.replace("\n", "\u2028"),
    "next-line.yml": LEAST.replace("\n", "\x85"),
    "deep.yml": "[" * 400_000,
    "deep-maps.yml": "{a: " * 200_000,
    "deep-block.yml": "- " * 400_000,
    "deep-keys.yml": "? " * 400_000,
    "list-key.yml": LEAST + "[a, b]: c\n",
    "map-key.yml": LEAST + "{a: b}: c\n",
    "alias-key.yml": LEAST + "*a : c\n",
    "null-keys.yml": LEAST + "? \n: c\n~: d\n? \n: e\nnull: f\n",
    "twice.yml": LEAST + "1: a\n1: b\n'1': c\n0x1: d\ntrue: e\nTrue: f\n",
    "nothing.yml": "title:\ndate:\nsummary:\nsources:\nactors:\nevents:\n  -\nrisks:\n  r:\n",
    "yaml-1-2.yml": "%YAML 1.2\n---\n" + LEAST,
    "yaml-9-9.yml": "%YAML 9.9\n---\n" + LEAST,
    "directive.yml": "%TAG ! tag:example.org,2000:\n%BAD\n---\n" + LEAST,
    "documents.yml": "---\n---\n...\n...\n---\n",
    "one-sign.yml": "?",
    "marks.yml": "\ufeff\ufeff" + LEAST,
    "utf-16.yml": LEAST.encode("utf-16"),
    "surrogates.yml": b"title: \xed\xa0\x80",
    "surrogate-escape.yml": 'title: "\\ud800"',
    "beyond-unicode.yml": 'title: "\\U00110000"',
    "folder.yml/inside.yml": LEAST,
    "a b\n\x1b[31m.yml": LEAST,
    "[bold]x[-bold].yml": LEAST,
}


def test_no_input_whatever_brings_a_traceback_or_waits_for_ever(tmp_path: Path) -> None:
    folder = put(tmp_path / "desk", HOSTILE)
    (folder / "loop").symlink_to(folder)
    (folder / "itself.yml").symlink_to(folder / "itself.yml")
    (folder / "nowhere.yml").symlink_to(folder / "nothing")
    (folder / "endless.yml").symlink_to("/dev/zero")
    (folder / "actors.yml").mkdir()
    os.mkfifo(folder / "pipe.yml")
    (folder / os.fsdecode(b"\xff.yml")).write_bytes(b"x")
    command = [sys.executable, "-c", "from generator.cli import main; main()", "check", "desk"]
    done = subprocess.run(
        [*command, "--format", "concise"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONIOENCODING": "ascii:strict"},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stdout
    told = {line.split(":")[0] for line in done.stdout.splitlines()}
    fine = {
        "carriage-return",
        "yaml-1-2",
        "marks",
        "folder.yml/inside",
    }
    told_of = {name for name in HOSTILE if f"desk/{name}" in told}
    odd = {"a b\n\x1b[31m.yml"}
    assert told_of == HOSTILE.keys() - {f"{name}.yml" for name in fine} - odd
    assert {"desk/itself.yml", "desk/nowhere.yml", "desk/endless.yml", "desk/pipe.yml"} <= told
    assert {"desk/actors.yml", "desk/<U+DCFF>.yml", "desk/a b<U+000A><U+001B>[31m.yml"} <= told
