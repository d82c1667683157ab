"""What runs before a commit and in a pull request is what the guide says, and works as told."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from generator.cli import checking
from tests.writing import briefing, written

ROOT = Path(__file__).parents[2]
HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
}
GUIDE = (ROOT / "docs" / "guide" / "review.md").read_text("utf-8")
EXAMPLES = [yaml.safe_load(text) for text in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk with a briefing that is right, one with a mistake, and a file that is none."""
    monkeypatch.chdir(tmp_path)
    folder = written(Path("briefings"), {"right": briefing()})
    right = folder.joinpath("right.yml").read_text("utf-8")
    folder.joinpath("wrong.yml").write_text(right.replace('"summary"', "sumary"), "utf-8")
    Path("mkdocs.yml").write_text("sumary: no briefing\n", encoding="utf-8")
    return folder


def run(hook: str, *files: str) -> subprocess.CompletedProcess[str]:
    """What pre-commit does: run the entry on those of the changed files that are for the hook."""
    chosen = [file for file in files if re.search(HOOKS[hook]["files"], file)]
    program, *arguments = shlex.split(HOOKS[hook]["entry"])
    installed = Path(sys.executable).with_name(program)
    return subprocess.run(
        [installed, *arguments, *chosen], capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize("hook", HOOKS.values(), ids=lambda hook: str(hook["id"]))
def test_a_hook_says_all_that_pre_commit_needs(hook: dict[str, Any]) -> None:
    assert hook.keys() >= {"id", "name", "entry", "language", "files"}
    assert hook["language"] == "python"
    assert hook["types"] == ["yaml"]
    assert hook["require_serial"] is True
    assert hook.get("pass_filenames", True) is True


@pytest.mark.parametrize(
    ("path", "is_for_hooks"),
    [
        ("briefings/2026/2026-03-02-port-strike.yml", True),
        ("briefings/actors.yml", True),
        ("desk/briefings/a.yaml", True),
        ("mkdocs.yml", False),
        ("old-briefings/a.yml", False),
    ],
)
def test_hooks_look_at_folders_called_briefings(path: str, is_for_hooks: bool) -> None:
    assert [bool(re.search(hook["files"], path)) for hook in HOOKS.values()] == [is_for_hooks] * 2


def test_a_mistake_in_a_changed_file_stops_the_commit(desk: Path) -> None:
    done = run("briefing-check", "mkdocs.yml", "briefings/right.yml", "briefings/wrong.yml")
    assert done.returncode == 1
    assert "briefings/wrong.yml:3:1" in done.stdout
    assert "right.yml" not in done.stdout
    assert "mkdocs.yml" not in done.stdout


def test_a_mistake_in_a_file_that_did_not_change_does_not(desk: Path) -> None:
    assert run("briefing-check", "briefings/right.yml").returncode == 0


def test_the_fixing_hook_mends_the_file_in_place(desk: Path) -> None:
    done = run("briefing-fix", "briefings/wrong.yml")
    assert done.returncode == 0, done.stdout
    right = desk.joinpath("right.yml").read_text("utf-8")
    assert desk.joinpath("wrong.yml").read_text("utf-8") == right.replace('"summary"', "summary")


def test_the_guide_names_every_hook_and_no_other() -> None:
    assert set(re.findall(r"\bbriefing-(?:check|fix)\b", GUIDE)) == set(HOOKS)
    used = {
        hook["id"]
        for example in EXAMPLES
        if isinstance(example, dict)
        for repo in example.get("repos", [])
        for hook in repo["hooks"]
    }
    assert used <= set(HOOKS)


def test_the_workflows_of_the_guide_use_formats_that_there_are() -> None:
    check = checking.check
    form = next(option for option in check.params if option.name == "form")
    assert isinstance(form.type, click.Choice)
    assert set(re.findall(r"briefing check --format (\S+)", GUIDE)) <= set(form.type.choices)
    assert set(re.findall(r"^\| `(\w+)` \|", GUIDE, re.MULTILINE)) == set(form.type.choices)


def test_the_guide_is_in_the_navigation() -> None:
    assert "guide/review.md" in (ROOT / "mkdocs.yml").read_text("utf-8")
