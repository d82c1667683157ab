"""What `briefing build` says: one line of what it did, and what a terminal is shown meanwhile."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from generator.keeping import stamps
from generator.publishing.site import build_site
from tests import projects
from tests.projects import Project, new_project
from tests.writing import as_yaml, briefing

LINE = re.compile(
    r"([\d,]+) briefings?, ([\d,]+) pages: ([\d,]+) rendered, ([\d,]+) removed, [\d.]+ s, in (.+)\n"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    made = new_project(tmp_path / "project", {"strike": briefing(), "flood": briefing()})
    monkeypatch.chdir(made.folder)
    return made


def told(project: Project, *options: str) -> tuple[int, int, int, int]:
    """The numbers of a build: briefings, pages, rendered, removed."""
    done = project.run("briefing", "build", *options)
    assert done.returncode == 0, done.stderr
    match = LINE.fullmatch(done.stdout)
    assert match, done.stdout
    assert Path(match[5]) == project.folder / "site"
    numbers = [int(each.replace(",", "")) for each in match.groups()[:4]]
    return numbers[0], numbers[1], numbers[2], numbers[3]


def settle() -> None:
    """Let stamps become old enough to be trusted."""
    time.sleep(stamps.YOUNG / 1e9 + 0.1)


def test_a_build_ends_with_one_line(project: Project) -> None:
    briefings, pages, rendered, removed = told(project)
    assert (briefings, removed) == (2, 0)
    assert pages == rendered > 10
    (project.briefings / "flood.yml").unlink()
    briefings, fewer, rendered, removed = told(project)
    assert (briefings, pages - fewer) == (1, removed)
    assert 0 < rendered <= fewer


def test_a_build_with_nothing_to_do_ends_before_anything_is_loaded(project: Project) -> None:
    told(project)
    settle()
    told(project)  # reads what was too young to be trusted
    program = "import sys; from generator.cli import main; main(standalone_mode=False); " + (
        "print(sorted({'mkdocs', 'pydantic', 'yaml', 'jinja2'} & sys.modules.keys()))"
    )
    done = project.run("python", "-c", program, "build")
    assert done.returncode == 0, done.stderr
    line, loaded = done.stdout.splitlines()
    assert ": 0 rendered, 0 removed" in line
    assert loaded == "[]"


@pytest.mark.parametrize("change", ["briefing", "docs", "site", "config", "environment", "base"])
def test_a_build_with_something_to_do_does_it(
    project: Project, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = project.config.read_text().replace("Harbour desk", "!ENV [DESK_NAME, Harbour desk]")
    if change == "base":
        (project.folder / "base.yml").write_text(text.replace("[DESK_NAME", "[\n    DESK_NAME"))
        text = "INHERIT: base.yml\n"
    project.config.write_text(text)
    told(project)
    settle()
    told(project)
    page = project.folder / "site" / "briefings" / "strike" / "index.html"
    if change == "briefing":
        (project.briefings / "strike.yml").write_text(as_yaml(briefing(title="Over")))
    elif change == "docs":
        (project.docs / "about.md").write_text("# About us\n")
    elif change == "site":
        (project.folder / "site" / "stray.txt").write_text("not ours")
    elif change == "config":
        project.config.write_text(text.replace("Harbour", "Harbor"))
    else:
        monkeypatch.setitem(projects.QUIET, "DESK_NAME", "Quay")
    told(project)
    expected = {"briefing": "Over", "config": "Harbor desk", "environment": "Quay", "base": "Quay"}
    assert expected.get(change, "") in page.read_text()
    assert (project.folder / "site" / "about").exists() == (change == "docs")
    assert not (project.folder / "site" / "stray.txt").exists()


_HOOK = """
from pathlib import Path

import beside

def on_config(config):
    config["site_name"] = Path("name.txt").read_text() + beside.MARK
"""


@pytest.mark.parametrize("change", ["name.txt", "beside.py", "policy.md"])
def test_a_file_that_something_reads_is_one_that_the_site_is_made_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    made = new_project(
        tmp_path / "project",
        hooks=["hook.py"],
        markdown_extensions=["pymdownx.snippets"],
    )
    monkeypatch.chdir(made.folder)
    monkeypatch.setitem(projects.QUIET, "PYTHONPATH", str(made.folder))
    files = {"hook.py": _HOOK, "name.txt": "Dockers", "beside.py": "MARK = '!'"}
    files |= {"policy.md": "Dockers", "docs/index.md": '--8<-- "policy.md"\n'}
    for name, text in files.items():
        (made.folder / name).write_text(text)
    told(made)
    settle()
    told(made)
    told(made)
    (made.folder / change).write_text(files[change].replace("Dockers", "Porters").replace("!", "?"))
    told(made)
    where = "index.html" if change == "policy.md" else "briefings/strike/index.html"
    shown = {"name.txt": "Porters!", "beside.py": "Dockers?", "policy.md": "Porters"}
    assert shown[change] in (made.folder / "site" / where).read_text()


@pytest.mark.parametrize("change", ["briefing", "gone", "docs", "config"])
def test_what_changes_during_a_build_is_in_the_next(
    project: Project, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = project.docs / "about.md"
    about.write_text("# About us\n")
    settle()
    changed = False

    def edit(stage: str, done: int, _: int) -> None:
        nonlocal changed
        if stage == "writing" and done and not changed:
            changed = True
            if change == "briefing":
                (project.briefings / "strike.yml").write_text(as_yaml(briefing(title="Over")))
            elif change == "gone":
                (project.briefings / "flood.yml").unlink()
            elif change == "docs":
                about.write_text("# Of porters\n")
            else:
                text = project.config.read_text()
                project.config.write_text(text.replace("Harbour", "Harbor"))

    # The build could take so long that in the end the change is as old as any other.
    monkeypatch.setattr(stamps, "YOUNG", 0)
    site = build_site(project.config, None, None, strict=False, told=edit).site
    assert changed
    told(project)
    page = (site / "briefings" / "strike" / "index.html").read_text()
    assert ("Over" in page) == (change == "briefing")
    assert ("Harbor desk" in page) == (change == "config")
    assert (site / "briefings" / "flood").exists() == (change != "gone")
    assert ("Of porters" in (site / "about" / "index.html").read_text()) == (change == "docs")
