"""`briefing check`: what it looks at, what it says, and what `--fix` does to a file."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.checking import check
from generator.cli import main
from generator.diagnostics.finding import Finding, errors_in
from generator.reading.folder import read_folder
from tests.diagnostics.cases import FOLDER as CASES
from tests.pictures import ROOT
from tests.reading.mutants import mutant

HEAD = """\
title: Dock workers threaten to close the port
date: 2026-03-02
summary: The union will strike from 15 March unless the operator cuts night shifts.
sources:
  gazette: {title: Port faces strike}
"""
ACTORS = """\
actors:
  union: {name: Dock Workers’ Union}
  operator: {name: Port Operator}
"""
CLEAN = HEAD + ACTORS
WRONG = CLEAN.replace("2026-03-02", "2 March")
WARNED = f"{CLEAN}risks:\n  port-closed: {{event: The port may stand still}}\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to write in, in which the commands run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def checked(*options: str | Path) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, options)], catch_exceptions=False)


def told(result: Result) -> list[str]:
    """Path, line and code of each finding in the concise form."""
    lines = (line.split() for line in result.stdout.splitlines())
    return [f"{place.rsplit(':', 2)[0]} {code}" for place, code, *_ in lines]


@pytest.mark.parametrize("form", ["full", "concise"])
def test_what_a_writer_typed_is_shown_as_it_was_typed(desk: Path, form: str) -> None:
    written(desk / "briefings/strike.yml", CLEAN.replace("2026-03-02", "':cat:'"))
    assert "“:cat:”" in checked("--format", form).stdout


# What it looks at


def test_without_a_path_it_checks_the_folder_of_briefings(desk: Path) -> None:
    written(desk / "briefings/2026/strike.yml", WRONG)
    assert told(checked("--format", "concise")) == ["briefings/2026/strike.yml:2 error[bad-date]"]


@pytest.mark.parametrize("place", ["briefings", "briefings/2026", "docs"])
def test_the_folder_of_briefings_is_found_from_inside_the_desk(
    desk: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(desk / "briefings/2026/strike.yml", WRONG)
    written(desk / "mkdocs.yml", "")
    (desk / place).mkdir(exist_ok=True)
    monkeypatch.chdir(desk / place)
    shown = path.relative_to(Path.cwd()) if place != "docs" else path
    assert told(checked("--format", "concise")) == [f"{shown}:2 error[bad-date]"]


def test_several_paths_are_checked_in_one_run_and_told_in_order(desk: Path) -> None:
    written(desk / "south/briefings/strike.yml", WRONG)
    written(desk / "north/briefings/strike.yml", WRONG)
    written(desk / "north/briefings/closed.yml", WRONG)
    written(desk / "west/briefings/strike.yml", WRONG)
    result = checked("--format", "concise", "south", "north/briefings/strike.yml")
    assert told(result) == [
        "north/briefings/strike.yml:2 error[bad-date]",
        "south/briefings/strike.yml:2 error[bad-date]",
    ]


def test_a_path_given_twice_is_told_of_once(desk: Path) -> None:
    file = written(desk / "briefings/strike.yml", WRONG)
    assert len(told(checked("--format", "concise", file, "briefings", "briefings"))) == 1


def test_a_file_is_checked_against_its_whole_desk_and_only_its_findings_are_shown(
    desk: Path,
) -> None:
    written(desk / "briefings/actors.yml", "operator: {name: Port Operator, kind: firm}\n")
    written(desk / "briefings/2025/strike.yml", WRONG)
    file = written(
        desk / "briefings/2026/strike.yml",
        CLEAN.replace("  operator: {name: Port Operator}\n", "")
        + "demands:\n  night-shifts: {by: crews, of: operator, text: Two a week}\n",
    )
    assert told(checked("--format", "concise", file)) == [
        "briefings/2026/strike.yml:1 error[duplicate-id]",
        "briefings/2026/strike.yml:9 error[unknown-actor]",
    ]


def test_the_desk_of_a_file_is_found_from_any_folder(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(desk / "stories/actors.yml", "operator: {name: Port Operator}\n")
    written(desk / "stories/2026/strike.yml", CLEAN.replace("{name: Port Operator}", ""))
    monkeypatch.chdir(desk / "stories/2026")
    assert checked("strike.yml").exit_code == 0


# How it ends


@pytest.mark.parametrize(
    ("text", "options", "code", "summary"),
    [
        (CLEAN, [], 0, "no errors or warnings"),
        (WARNED, [], 0, "1 warning"),
        (WARNED, ["--strict"], 1, "1 warning"),
        (WRONG, [], 1, "1 error"),
        (WRONG, ["--strict"], 1, "1 error"),
        (WRONG.replace("title:", "titel:", 1), [], 1, "2 errors, 1 fixable with --fix"),
        (WRONG.replace("title:", "titel:", 1), ["--fix"], 1, "1 error, 1 fixed"),
        (CLEAN.replace("title:", "titel:", 1), ["--fix"], 0, "no errors or warnings, 1 fixed"),
    ],
)
def test_the_exit_code_and_the_last_line_tell_how_it_went(
    desk: Path, text: str, options: list[str], code: int, summary: str
) -> None:
    written(desk / "briefings/strike.yml", text)
    result = checked(*options)
    assert (result.exit_code, result.stderr.strip()) == (code, summary)


@pytest.mark.parametrize(
    "options", [["nowhere.yml"], ["--format", "xml"], ["--mend"], ["briefings", "nowhere"]]
)
def test_wrong_use_ends_with_two(desk: Path, options: list[str]) -> None:
    written(desk / "briefings/strike.yml", CLEAN)
    result = checked(*options)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_a_folder_without_briefings_is_a_mistake(desk: Path) -> None:
    assert told(checked("--format", "concise")) == ["briefings:1 error[no-briefings]"]
    (desk / "briefings").mkdir()
    assert told(checked("--format", "concise")) == ["briefings:1 error[no-briefings]"]


# How it shows what it found


def test_the_full_form_is_what_the_golden_files_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CASES / "kitchen-sink")
    assert checked(".").stdout.rstrip("\n") == Path("expected.txt").read_text("utf-8").rstrip("\n")


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_what_programs_read_is_all_that_stands_in_the_output(desk: Path, form: str) -> None:
    written(desk / "briefings/strike.yml", WRONG)
    result = checked("--format", form)
    assert "bad-date" in json.dumps(json.loads(result.stdout))
    assert (result.exit_code, result.stderr) == (1, "")


def test_annotations_for_github_stand_one_a_line(desk: Path) -> None:
    written(desk / "briefings/strike.yml", WRONG)
    result = checked("--format", "github")
    assert result.stdout.startswith("::error file=briefings/strike.yml,line=2,")
    assert (result.stdout.count("\n"), result.stderr) == (1, "")


@pytest.mark.parametrize(
    ("form", "shown"),
    [("full", ""), ("concise", ""), ("json", "[]\n"), ("github", "")],
)
def test_where_nothing_is_wrong_nothing_is_shown(desk: Path, form: str, shown: str) -> None:
    written(desk / "briefings/strike.yml", CLEAN)
    assert checked("--format", form).stdout == shown


def test_text_in_brackets_is_shown_as_it_was_typed(desk: Path) -> None:
    written(desk / "briefings/strike.yml", CLEAN.replace("2026-03-02", "'[red]soon[/red]'"))
    for form in ("full", "concise"):
        assert "“[red]soon[/red]” is not a date" in checked("--format", form).stdout


def test_colours_are_for_terminals_alone(desk: Path) -> None:
    written(desk / "briefings/strike.yml", WRONG)
    assert b"\x1b[" not in _run_piped()
    assert b"\x1b[" in _run_on_a_terminal()
    assert b"\x1b[1;31m" not in _run_on_a_terminal(NO_COLOR="1")


_COMMAND = [sys.executable, "-c", "from generator.cli import main; main()", "check"]


def _environment(**more: str) -> dict[str, str]:
    kept = {name: text for name, text in os.environ.items() if not name.endswith("_COLOR")}
    return kept | {"TERM": "xterm-256color"} | more


def _run_piped() -> bytes:
    done = subprocess.run(_COMMAND, env=_environment(), capture_output=True, check=False)
    return done.stdout + done.stderr


def _run_on_a_terminal(**environment: str) -> bytes:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        _COMMAND, env=_environment(**environment), stdin=theirs, stdout=theirs, stderr=theirs
    ):
        os.close(theirs)
        said = b""
        while True:
            try:
                more = os.read(ours, 65_536)
            except OSError:  # Linux says so when the other end is closed.
                break
            if not more:
                break
            said += more
    os.close(ours)
    return said


# What --fix does

FIXED = """\
# yaml-language-server: $schema=briefing-1.json
«titel|title»:   Dock workers «\x08|»threaten to close the port   # the front page has it

date: «2026/3/2|2026-03-02»      # a Monday
status: «Publishd|published»
summary: >
  The union will   strike

    unless the operator moves.\x20\x20
author: «Desk: the evening shift|'Desk: the evening shift'»  # who else?
sources:
  gazette:   {title: "Port faces strike",   republish: «No|false»}
actors:
  union: {name: 'Dock Workers'' Union', kind: «organisation|organization»}
«\t|  »operator:   # no more is known
«\t\t|    »name: Port Operator
figures:
- {measure: Containers waiting, value: «"1,012,400"|1012400»}
"""
"""What stands in the file before and after, where the two differ."""


def before_and_after(text: str) -> tuple[str, str]:
    before = re.sub(r"«(.*?)\|.*?»", r"\1", text)
    after = re.sub(r"«.*?\|(.*?)»", r"\1", text)
    return before, after


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("last", ["", "\n", "# The end"])
def test_fixing_changes_what_is_wrong_and_not_one_byte_more(
    desk: Path, line_end: str, mark: str, last: str
) -> None:
    text = mark + (FIXED + last).replace("\n", line_end)
    before, after = before_and_after(text)
    file = written(desk / "briefings/strike.yml", before)
    result = checked("--fix")
    assert file.read_bytes().decode() == after
    assert result.exit_code == 0
    assert result.stderr.strip() == "no errors or warnings, 10 fixed"


def test_a_file_that_is_indented_by_tabs_throughout_is_fixed(desk: Path) -> None:
    deep = (
        f"{CLEAN}risks:\n  port-closed:\n    event: The port closes\n    affects:\n      - union\n"
    )
    tabs = re.sub(r"(?m)^ +", lambda indent: "\t" * (len(indent.group()) // 2), deep)
    file = written(desk / "briefings/strike.yml", tabs)
    assert checked("--fix").exit_code == 0
    assert file.read_text("utf-8") == deep


@pytest.mark.parametrize(
    "wrong",
    [
        "demands:\n  night-shifts: {by: unoin, text: Two a week}\n",
        "demands:\n  Night_Shifts: {by: union, text: Two a week}\n",
        "events:\n- {date: 2026, text: A strike., evidence: [{source: gazete}]}\n",
        "thread: Port strike\n",
    ],
    ids=["actor", "key", "source", "thread"],
)
def test_ids_are_never_changed_by_fixing(desk: Path, wrong: str) -> None:
    """Elsewhere, or on another day, something may be known by that very id."""
    file = written(desk / "briefings/strike.yml", CLEAN + wrong)
    assert checked("--fix").exit_code == 1
    assert file.read_bytes().decode() == CLEAN + wrong


@pytest.mark.parametrize(
    "wrong",
    [
        "risks:\n  a: {event: A strike begins, likelihood: quite likely}\n",
        "risks:\n  a: {event: A strike begins, resolution: {outcome: did-occur}}\n",
        "demands:\n  a: {by: union, text: Two a week, status: unmet}\n",
        "demands:\n  a: {by: union, text: Two, responses: [{by: union, answer: not-rejected}]}\n",
    ],
    ids=["unlikely", "did-not-occur", "met", "rejected"],
)
def test_a_word_is_not_turned_into_one_of_another_meaning(desk: Path, wrong: str) -> None:
    file = written(desk / "briefings/strike.yml", CLEAN + wrong)
    assert checked("--fix").exit_code == 1
    assert file.read_bytes().decode() == CLEAN + wrong


def test_only_the_files_that_are_named_are_fixed(desk: Path) -> None:
    misspelt = CLEAN.replace("title:", "titel:", 1)
    one = written(desk / "briefings/strike.yml", misspelt)
    other = written(desk / "briefings/closed.yml", misspelt)
    assert checked("--fix", one).exit_code == 0
    assert one.read_text("utf-8") == CLEAN
    assert other.read_text("utf-8") == misspelt


def test_a_fixed_file_keeps_its_mode_and_a_link_stays_a_link(desk: Path) -> None:
    file = written(desk / "briefings/_shared/strike.yml", CLEAN.replace("title:", "titel:", 1))
    file.chmod(0o640)
    (desk / "briefings/strike.yml").symlink_to(file)
    assert checked("--fix").exit_code == 0
    assert (desk / "briefings/strike.yml").is_symlink()
    assert file.read_text("utf-8") == CLEAN
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_file_that_cannot_be_written_is_told_of(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(desk / "briefings/strike.yml", CLEAN.replace("title:", "titel:", 1))

    def full_disk(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full_disk)
    result = checked("--fix")
    assert result.exit_code == 1
    assert "a file cannot be fixed: [Errno 28] No space left on device" in result.stderr


SYNTAX = ("bad-yaml", "tab-indentation")
"""Codes of mistakes behind which others hide."""
MUTANTS = 60


def test_fixing_makes_no_file_worse_and_fixing_again_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over the briefings of this project, each damaged in another way."""
    monkeypatch.chdir(tmp_path)
    real = [file.read_text("utf-8") for file in sorted((ROOT / "briefings").glob("20*/*.yml"))]
    before: dict[Path, tuple[Finding, ...]] = {}
    for seed in range(MUTANTS):
        folder = tmp_path / f"{seed:03}"
        written(folder / "tried.yml", "").write_bytes(mutant(real, seed))
        shutil.copy(ROOT / "briefings/actors.yml", folder)
        before[folder] = check(read_folder(folder))
    checked("--fix", "--format", "concise", *before)
    fixed = {folder: (folder / "tried.yml").read_bytes() for folder in before}
    for folder, found in before.items():
        if not any(finding.fix and finding.code in SYNTAX for finding in found):
            after = check(read_folder(folder))
            assert len(errors_in(after)) <= len(errors_in(found)), folder.name
    again = checked("--fix", *before)
    assert fixed == {folder: (folder / "tried.yml").read_bytes() for folder in before}
    assert "fixed" not in again.stderr


# Due reviews


def test_reviews_are_due_as_of_the_newest_briefing_or_of_a_day_that_is_named(desk: Path) -> None:
    risk = "risks:\n  port-closed:\n    event: The port closes\n    horizon: 2026-03-31\n"
    written(desk / "briefings/2026/a.yml", f"{CLEAN}thread: strike\n{risk}")
    assert checked("--strict").exit_code == 0
    assert checked("--strict", "--as-of", "2026-03-31").exit_code == 0
    due = checked("--strict", "--as-of", "2026-04-01", "--format", "concise")
    assert told(due) == ["briefings/2026/a.yml:13 warning[overdue-risk]"]
    assert due.exit_code == 1
    later = f"{CLEAN.replace('2026-03-02', '2026-04-03')}thread: strike\n"
    written(desk / "briefings/2026/b.yml", later)
    assert "had passed by 2026-04-03" in checked().stdout
    assert checked("--strict", "--as-of", "2026-03-15").exit_code == 0
    assert checked("--as-of", "2026-04-01", "--jobs", "2").stdout.count("by 2026-04-01, but") == 1


@pytest.mark.parametrize("day", ["2026-02-30", "2026-03", "tomorrow", "3 March 2026", ""])
def test_a_day_that_is_none_is_wrong_use(desk: Path, day: str) -> None:
    written(desk / "briefings/a.yml", CLEAN)
    result = checked("--as-of", day)
    assert result.exit_code == 2
    assert "Invalid value for '--as-of'" in result.stderr


# What is no briefing


@pytest.mark.parametrize("name", ["notes.txt", "STRIKE.YML", "strike.yaml.orig", "yml", "a.json"])
def test_a_file_that_is_no_briefing_is_wrong_use(desk: Path, name: str) -> None:
    """To call it clean would be a promise that nobody has looked into."""
    written(desk / "briefings/a.yml", WRONG)
    result = checked(desk / "briefings/a.yml", written(desk / "briefings" / name, WRONG))
    assert result.exit_code == 2
    assert (
        f"Error: briefings/{name} is not a briefing: the name of a briefing ends in .yml"
        in result.stderr
    )
    assert result.stdout == ""


def test_the_register_can_be_checked_alone(desk: Path) -> None:
    written(desk / "briefings/a.yml", CLEAN)
    assert checked(written(desk / "briefings/actors.yml", "union: {kind: group}\n")).exit_code == 0
