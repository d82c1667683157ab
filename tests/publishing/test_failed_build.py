"""`briefing build` on bad input: it says what is wrong, fails, and leaves an earlier site alone."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.projects import Project, new_project
from tests.test_bad_input import BAD_INPUT, Files, put
from tests.told import LEAST


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose site is built."""
    made = new_project(tmp_path_factory.mktemp("failed") / "project")
    made.build()
    return made


def snapshot(folder: Path) -> dict[Path, tuple[bytes, int]]:
    """Every file of a folder but the cache: its bytes and when it was written."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def build(project: Project, *options: str | Path) -> Result:
    words = ["build", "--config", project.config, *options]
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.mark.parametrize(("files", "expected"), BAD_INPUT.values(), ids=BAD_INPUT)
def test_the_earlier_site_stays_byte_for_byte_as_it_was(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    project: Project,
    files: Files,
    expected: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    before = snapshot(project.folder)
    result = build(project, "--briefings", put(tmp_path / "desk", files))
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    for line in expected:
        code, headline = line.split("error[")[1].split("] ", 1)
        assert f"error[{code}]: {headline}\n" in result.stderr
    noun = "error" if len(expected) == 1 else "errors"
    assert f"briefings: {len(expected)} {noun}" in result.stderr
    assert snapshot(project.folder) == before


def test_a_folder_of_briefings_that_does_not_exist_is_a_mistake(
    tmp_path: Path, project: Project
) -> None:
    before = snapshot(project.folder)
    result = build(project, "--briefings", tmp_path / "nowhere")
    assert result.exit_code == 1
    assert "error[no-briefings]: the folder does not exist" in result.stderr
    assert snapshot(project.folder) == before


def test_a_place_that_cannot_be_written_is_told_without_a_traceback(
    tmp_path: Path, project: Project
) -> None:
    (tmp_path / "file").write_text("x")
    result = build(project, "--site", tmp_path / "file" / "site")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: the site cannot be written: ")


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("- a list", "Expected a key-value mapping (dict)"),
        ("site_name: [", "MkDocs encountered an error parsing the configuration file"),
        ("site_name: X", "does not list the plugin `briefings`"),
        ("plugins: 3", "does not list the plugin `briefings`"),
        ("plugins: [[1], {}]", "does not list the plugin `briefings`"),
        ("plugins: [briefings: text]", "the options of `briefings` need keys with values"),
    ],
)
def test_a_wrong_configuration_is_told_without_a_traceback(
    tmp_path: Path, settings: str, told: str
) -> None:
    (tmp_path / "mkdocs.yml").write_text(settings)
    put(tmp_path / "desk", {"a.yml": LEAST})
    words = ["build", "--config", tmp_path / "mkdocs.yml", "--briefings", tmp_path / "desk"]
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert told in result.stderr
