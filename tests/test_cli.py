"""The commands: that each explains itself, ends with the right code, and shows no traceback."""

import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from generator import __version__
from generator.cli import COMMANDS as MODULES
from generator.cli import main
from generator.diagnostics.codes import CODES
from tests.told import LEAST

COMMANDS = sorted(MODULES)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def command_of(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found
    return found


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one briefing, beside which the commands run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "briefings").mkdir()
    (tmp_path / "briefings/strike.yml").write_text(LEAST, encoding="utf-8")
    return tmp_path


def test_without_a_command_all_are_listed() -> None:
    shown = run("--help").stdout
    for name in COMMANDS:
        command = command_of(name)
        assert f"  {name} " in shown
        assert command.get_short_help_str(40).rstrip(".")[:30] in shown


def test_the_list_of_commands_cuts_no_sentence_short() -> None:
    shown = CliRunner(env={"COLUMNS": "80"}).invoke(main, ["--help"]).stdout
    assert not re.search(r"\w\.\.\.\n", shown)


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("chekc", "No such command 'chekc': did you mean `check`?"),
        ("xyz", "No such command 'xyz'."),
    ],
)
def test_a_command_that_there_is_not_is_told_with_the_nearest(word: str, told: str) -> None:
    result = run(word)
    assert result.exit_code == 2
    assert told in result.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_every_option_explains_itself(name: str) -> None:
    command = command_of(name)
    assert command.help
    options = [param for param in command.params if isinstance(param, click.Option)]
    assert [option.name for option in options if not option.help] == []
    assert run(name, "--help").exit_code == run(name, "-h").exit_code == 0


def test_the_version_is_that_of_the_package() -> None:
    assert run("--version").stdout == f"briefing, version {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        ("frobnicate",),
        ("check", "--frobnicate"),
        ("check", "nowhere"),
        ("render",),
        ("render", "--out", "briefings/strike.yml"),
        ("build", "--config", "nowhere.yml"),
        ("explain", "bad-luck"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_wrong_use_ends_with_two_and_says_how_to_get_help(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert "for help" in result.stderr
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("address", ["nonsense", "8000", "localhost:", "localhost:65536", ""])
@pytest.mark.usefixtures("desk")
def test_an_address_that_cannot_be_is_wrong_use(address: str) -> None:
    result = run("serve", "--address", address)
    assert result.exit_code == 2
    assert f"“{address}” is not a host and a port, such as localhost:8000" in result.stderr


def test_render_writes_the_pages_as_markdown(desk: Path) -> None:
    result = run("render", "--out", "pages/deep")
    pages = sorted(path.relative_to(desk / "pages/deep") for path in (desk / "pages").rglob("*.md"))
    assert Path("briefings/strike.md") in pages
    assert (result.exit_code, result.stdout) == (0, f"{len(pages)} pages are in pages/deep\n")


def test_render_names_the_folder_as_it_is_called(desk: Path) -> None:
    assert run("render", "--out", "out[bold]").stdout.endswith(" pages are in out[bold]\n")


def test_render_leaves_drafts_out_unless_they_are_asked_for(desk: Path) -> None:
    (desk / "briefings/draft.yml").write_text(LEAST + "status: draft\n", encoding="utf-8")
    assert run("render", "--out", "pages").exit_code == 0
    assert not (desk / "pages/briefings/draft.md").exists()
    assert run("render", "--out", "all", "--drafts").exit_code == 0
    assert (desk / "all/briefings/draft.md").exists()


@pytest.mark.parametrize("out", ["taken/pages", "briefings/strike.yml/pages"])
def test_render_says_when_the_pages_cannot_be_written(desk: Path, out: str) -> None:
    (desk / "taken").write_text("a file")
    result = run("render", "--out", out)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: the pages cannot be written: ")
    assert isinstance(result.exception, SystemExit)


def test_explain_without_a_code_lists_all() -> None:
    shown = run("explain").stdout
    assert [line.split()[0] for line in shown.splitlines() if line.split()[0] in CODES] == [*CODES]


def test_explain_names_the_nearest_code() -> None:
    said = run("explain", "unknow-key").stderr
    assert "there is no code “unknow-key”; did you mean `unknown-key`?" in said


def test_a_command_that_has_ended_shows_no_more_of_what_is_logged(desk: Path) -> None:
    before = list(logging.getLogger("mkdocs").handlers)
    run("explain")
    run("render", "--out", str(desk / "pages"))
    assert logging.getLogger("mkdocs").handlers == before


EVERY_FORM = """
from contextlib import suppress
from generator.cli import COMMANDS as MODULES
from generator.cli import main
for form in ("full", "concise", "json", "github", "sarif"):
    with suppress(SystemExit):
        main(["check", "--format", form])
"""


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_terminal_that_lacks_a_character_is_no_reason_for_a_traceback(
    desk: Path, encoding: str
) -> None:
    (desk / "briefings/ü.yml").write_text(LEAST + "мова: 😀\n", encoding="utf-8")
    (desk / "briefings" / os.fsdecode(b"\xff.yml")).write_text(LEAST, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", EVERY_FORM],
        env=os.environ | {"PYTHONIOENCODING": f"{encoding}:strict"},
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert done.stdout.count(b"unknown-key") >= 5
