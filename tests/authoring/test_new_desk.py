"""`briefing init` makes a desk that works, and never in the place of anything."""

from __future__ import annotations

import errno
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from generator import __version__
from generator.authoring import new_desk
from generator.authoring.new_desk import desk_files, name_of
from generator.cli import main
from generator.diagnostics.show import concise
from generator.evidence.archive import Archive
from generator.evidence.proof import State
from generator.evidence.proofs import prove
from generator.keeping.check import check_desk
from generator.publishing.site import build_site
from generator.reading.folder import read_folder
from generator.rendering.catalogue import languages
from tests.pictures import ROOT

FILES = desk_files("News desk", "en")
EXAMPLE = "2026-03-02-port-strike"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def init(*words: str) -> Result:
    return CliRunner().invoke(main, ["init", *words])


def snapshot(folder: Path) -> dict[str, str | bytes | None]:
    """Every path below a folder with what it holds, or where it leads."""
    return {
        path.relative_to(folder).as_posix(): str(path.readlink())
        if path.is_symlink()
        else path.read_bytes()
        if path.is_file()
        else None
        for path in sorted(folder.rglob("*"))
    }


def whole(folder: Path) -> dict[str, bytes]:
    return {name: held for name, held in snapshot(folder).items() if isinstance(held, bytes)}


NEW = {name: text.encode() for name, text in FILES.items()}


def test_it_names_the_files_that_it_wrote_and_what_to_do_next(here: Path) -> None:
    result = init("news-desk")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [f"news-desk/{name}" for name in FILES]
    assert result.stderr.splitlines()[0] == "cd news-desk"
    assert whole(here / "news-desk") == NEW


def test_all_that_it_promises_is_there() -> None:
    assert set(FILES) == {
        ".editorconfig",
        ".gitattributes",
        ".github/workflows/pages.yml",
        ".gitignore",
        ".gitlab-ci.yml",
        ".vscode/extensions.json",
        ".vscode/settings.json",
        "Makefile",
        "README.md",
        "briefings/.schema/actors-1.json",
        "briefings/.schema/briefing-1.json",
        f"briefings/2026/{EXAMPLE}.yml",
        "briefings/actors.yml",
        "briefings/sources/2026-03-02-harbour-gazette.txt",
        "docs/about.md",
        "mkdocs.yml",
        "requirements.txt",
    }
    assert not [name for name, text in FILES.items() if re.search(r"@\w+@", text)]
    assert FILES["requirements.txt"].splitlines()[-1] == f"briefing-generator=={__version__}"


def test_git_leaves_out_every_folder_that_a_site_is_told_to_be_built_into() -> None:
    guide = "".join(path.read_text("utf-8") for path in (ROOT / "docs/guide").glob("*.md"))
    told = re.findall(r"briefing build --site (\w+)", guide + "".join(FILES.values()))
    assert {f"/{name}/" for name in told} <= set(FILES[".gitignore"].splitlines())


def test_the_guide_tells_what_each_file_is_for() -> None:
    guide = (ROOT / "docs/guide/start.md").read_text("utf-8")
    rows = [row.split("|")[1] for row in guide.splitlines() if row.startswith("| `")]
    told = [name for row in rows for name in re.findall(r"`([^`-][^`]*)`", row)]
    untold = [
        f for f in FILES if not any(f == t or (t[-1] == "/" and f.startswith(t)) for t in told)
    ]
    assert untold == []
    assert [t for t in told if not any(f == t or f.startswith(t) for f in FILES)] == []


def test_what_lies_hidden_among_the_templates_is_no_part_of_a_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(Path(new_desk.__file__).parent / "desk_files", tmp_path / "desk_files")
    (tmp_path / "desk_files/.cache").mkdir()
    (tmp_path / "desk_files/.cache/kept.sqlite").write_bytes(b"\xff")
    monkeypatch.setattr(new_desk, "files", lambda _: tmp_path)
    assert desk_files("News desk", "en") == FILES


# Never in the place of anything.


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("held", [b"", b"mine", None])
def test_a_file_that_is_there_stops_it_before_anything_is_written(
    here: Path, name: str, held: bytes | None
) -> None:
    path = here / "desk" / name
    path.parent.mkdir(parents=True)
    if held is None:
        path.symlink_to("nowhere")
    else:
        path.write_bytes(held)
    before = snapshot(here)
    result = init("desk")
    assert result.exit_code == 1
    assert f"    desk/{name}\n" in result.stderr
    assert result.stdout == ""
    assert snapshot(here) == before


def test_every_file_in_the_way_is_named(here: Path) -> None:
    (here / "Makefile").mkdir()
    (here / "docs").write_text("a file")
    (here / "mkdocs.yml").write_text("site_name: Mine\n")
    before = snapshot(here)
    result = init(".")
    assert result.exit_code == 1
    named = [line for line in result.stderr.splitlines() if line.startswith("    ")]
    assert named == ["    Makefile", "    docs", "    mkdocs.yml"]
    assert snapshot(here) == before


def test_a_folder_that_holds_other_things_keeps_them(here: Path) -> None:
    (here / "docs").mkdir()
    (here / "docs/mine.md").write_text("# Mine\n")
    (here / "LICENSE").write_text("mine")
    assert init(".").exit_code == 0
    assert whole(here).items() >= {"docs/mine.md": b"# Mine\n", "LICENSE": b"mine"}.items()
    assert len(whole(here)) == len(FILES) + 2


def test_a_file_in_the_place_of_the_folder_is_wrong_use(here: Path) -> None:
    (here / "desk").write_text("mine")
    assert init("desk").exit_code == 2
    assert (here / "desk").read_text() == "mine"


def test_a_second_time_nothing_is_left_to_do(here: Path) -> None:
    init("news-desk")
    before = snapshot(here)
    result = init("news-desk")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "news-desk already has all of it" in result.stderr
    assert snapshot(here) == before


class Killed(BaseException):
    """Stands for a signal: nothing that comes after it is done."""


@pytest.mark.parametrize("step", ["write_bytes", "link", "unlink"])
@pytest.mark.parametrize("count", range(1, len(FILES) + 1, 3))
def test_a_run_that_was_killed_is_completed_by_the_next(
    here: Path, monkeypatch: pytest.MonkeyPatch, step: str, count: int
) -> None:
    done = 0

    def counted(do: Callable[..., object], instead: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*words: object, **named: object) -> object:
            nonlocal done
            done += 1
            if done == count:
                instead(*words)
                raise Killed
            return do(*words, **named)

        return wrapped

    nothing: Callable[..., object] = lambda *_: None  # noqa: E731
    home = os if step == "link" else Path
    half = Path.write_bytes
    with monkeypatch.context() as patch:
        instead = (lambda path, data: half(path, data[:9])) if step == "write_bytes" else nothing
        patch.setattr(home, step, counted(getattr(home, step), instead))
        with pytest.raises(Killed):
            new_desk.write_desk(here / "news-desk", FILES)
    for name, held in whole(here / "news-desk").items():
        assert NEW.get(name, b"") == held or name.endswith(".new"), "what has its name is whole"
    assert init("news-desk").exit_code == 0
    assert whole(here / "news-desk") == NEW


@pytest.mark.long
def test_a_process_that_was_killed_at_any_moment_is_completed_by_the_next(here: Path) -> None:
    command = (sys.executable, "-m", "generator", "init", "news-desk")
    unfinished = 0
    moments = random.Random(11)
    for _ in range(60):
        shutil.rmtree(here / "news-desk", ignore_errors=True)
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and not (here / "news-desk").exists():
            time.sleep(0.0005)
        time.sleep(moments.uniform(0, 0.01))
        process.kill()
        process.wait()
        found = whole(here / "news-desk")
        assert all(NEW.get(name, held) == held for name, held in found.items())
        unfinished += 0 < len(found) < len(NEW)
        assert init("news-desk").exit_code == 0
        assert whole(here / "news-desk") == NEW
    assert unfinished >= 10, "most had not begun, or were finished"


def test_a_file_that_comes_in_between_is_not_written_over(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def late(source: Path, target: Path) -> None:
        if target.name == "README.md":
            target.write_text("mine")
        link(source, target)

    monkeypatch.setattr(os, "link", late)
    result = init("news-desk")
    assert result.exit_code == 1
    assert "Error: news-desk cannot be written: File exists" in result.stderr
    assert (here / "news-desk/README.md").read_text() == "mine"


def test_it_works_where_files_have_one_name_alone(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert init("news-desk").exit_code == 0
    assert whole(here / "news-desk") == NEW


def test_where_files_have_one_name_alone_nothing_is_written_over_either(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(_: Path, target: Path) -> None:
        target.write_text("mine")
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", late)
    assert init("news-desk").exit_code == 1
    assert [held for name, held in whole(here / "news-desk").items() if name in NEW] == [b"mine"]


# What is in it works.


def test_the_example_is_without_findings_today_and_in_ten_years(here: Path) -> None:
    init("news-desk")
    folder = here / "news-desk/briefings"
    assert [concise(finding) for finding in check_desk(folder, [folder])] == []
    later = (folder / f"2026/{EXAMPLE}.yml").read_text().replace("2026-03-02", "2036-03-02", 1)
    later = later.replace("deadline: 2026", "deadline: 2036").replace("2026-03-31", "2036-03-31")
    (folder / "2036-03-02-again.yml").write_text(re.sub(r"    # Once.*\n.*\n.*\n", "", later))
    assert [concise(finding) for finding in check_desk(folder, [folder])] == []


def test_the_example_shows_what_a_briefing_is_and_every_quote_in_it_is_proven(here: Path) -> None:
    init("news-desk")
    read = read_folder(here / "news-desk/briefings")
    (example,) = (each.briefing for each in read.briefings)
    assert example
    assert example.actors
    assert example.demands["fewer-nights"].responses
    assert example.risks
    assert example.figures
    assert all(source.republish for source in example.sources.values())
    found = [proof.state for proof in prove(read, Archive(read.path)).values()]
    assert found == [State.PROVEN] * 6


@pytest.mark.parametrize("language", languages())
def test_its_site_is_built_strictly_in_each_language(here: Path, language: str) -> None:
    init("news-desk", "--language", language, "--name", "Rat & Tat: die #1")
    site = build_site(here / "news-desk/mkdocs.yml", None, None, strict=True).site
    front = (site / "index.html").read_text("utf-8")
    assert f'<html lang="{language}"' in front
    assert "<title>Rat & Tat: die #1</title>" in unescape(front)
    nav = [" ".join(each.split()) for each in re.findall(r'md-ellipsis">([^<]*)<', front)]
    wanted = {"en": ["Risks", "About this site"], "de": ["Risiken", "About this site"]}
    assert set(wanted[language]) < set(nav)
    assert "None" not in nav
    assert (site / f"briefings/{EXAMPLE}/index.html").is_file()


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("news-desk", "News desk"),
        ("deskOne", "DeskOne"),
        ("our__harbour news", "Our harbour news"),
        ("2026", "2026"),
        ("über", "Über"),
    ],
)
def test_a_site_is_called_after_its_folder(here: Path, folder: str, name: str) -> None:
    assert name_of(here / folder) == name
    init(folder)
    assert yaml.load(_settings(here / folder), yaml.BaseLoader)["site_name"] == name


@pytest.mark.parametrize(
    "name", ["x: y", "yes", "@", "#1", "a\nb", "\u202eabc", "'", '"', "\udcff"]
)
def test_any_name_of_a_site_can_be_given(here: Path, name: str) -> None:
    assert init("desk", "--name", name).exit_code == 0
    found = yaml.load(_settings(here / "desk"), yaml.BaseLoader)["site_name"]
    assert found == name.encode(errors="replace").decode()


def _settings(desk: Path) -> str:
    return (desk / "mkdocs.yml").read_text("utf-8").replace("!ENV", "")


def test_an_unknown_language_is_wrong_use_and_those_known_are_named(here: Path) -> None:
    result = init("desk", "--language", "xx")
    assert result.exit_code == 2
    assert "'de', 'en'" in result.stderr
    assert not (here / "desk").exists()


def test_private_texts_stay_out_of_the_repository_and_the_example_comes_along(here: Path) -> None:
    init("desk")
    desk = here / "desk"
    sources = desk / "briefings/sources"
    (sources / "private.txt").touch()
    (sources / "private.seal").touch()
    for made in ("site/a", ".site.new/a", ".cache/a", ".venv/a"):
        (desk / made).parent.mkdir(parents=True)
        (desk / made).touch()
    subprocess.run(["git", "init", "--quiet"], cwd=desk, check=True)
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard"],
        cwd=desk,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert set(listed) == {*FILES, "briefings/sources/private.seal"}


def test_editors_are_set_up_as_in_this_repository() -> None:
    for name in (".vscode/settings.json", ".vscode/extensions.json"):
        assert json.loads(FILES[name]) == json.loads((ROOT / name).read_text("utf-8"))
    for name, schema in (
        (f"2026/{EXAMPLE}", "../.schema/briefing-1"),
        ("actors", ".schema/actors-1"),
    ):
        first = FILES[f"briefings/{name}.yml"].splitlines()[0]
        assert first == f"# yaml-language-server: $schema={schema}.json"


def test_workflows_run_only_what_is_pinned_and_may_do_only_what_they_need() -> None:
    workflow = yaml.safe_load(FILES[".github/workflows/pages.yml"])
    assert workflow["permissions"] == {"contents": "read"}
    jobs = workflow["jobs"]
    used = [step["uses"] for job in jobs.values() for step in job["steps"] if "uses" in step]
    assert len(used) == 5
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", each) for each in used)
    assert set(jobs["publish"]["permissions"]) == {"pages", "id-token"}
    assert "pages" not in jobs["build"]["permissions"].values()
    assert {"check", "pages"} < yaml.safe_load(FILES[".gitlab-ci.yml"]).keys()


@pytest.mark.parametrize("name", [".github/workflows/pages.yml", ".gitlab-ci.yml"])
def test_each_command_of_a_workflow_is_one_that_there_is(
    here: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    init("desk")
    monkeypatch.chdir(here / "desk")
    monkeypatch.setenv("SITE_URL", "https://desk.example/news")
    commands = re.findall(r"briefing (?:check|build)[^\n\"]*", FILES[name])
    assert len(commands) >= 2
    for command in commands:
        done = CliRunner().invoke(main, command.split()[1:])
        assert done.exit_code == 0, done.output
    built = [path for path in ("site", "public") if (here / "desk" / path).is_dir()]
    assert built
    for folder in built:
        page = (here / "desk" / folder / "risks/index.html").read_text("utf-8")
        assert '<link rel="canonical" href="https://desk.example/news/risks/">' in page


# Later versions.


def test_a_desk_that_is_as_a_new_one_has_no_differences(here: Path) -> None:
    init("desk", "--name", "Another: name", "--language", "de")
    result = init("--diff", "desk")
    assert (result.exit_code, result.output) == (0, "")


def test_the_differences_are_a_patch_that_takes_a_later_version_over(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    init("desk", "--name", "Ours", "--language", "de")
    (here / "desk/.gitlab-ci.yml").unlink()
    (here / "desk/docs/about.md").write_text("# We\n")
    readme = here / "desk/README.md"
    readme.write_text(readme.read_text().rstrip("\n"))
    monkeypatch.setattr(new_desk, "__version__", "9.9.9")
    before = snapshot(here)
    result = init("--diff", "desk")
    assert result.exit_code == 1
    changed = re.findall(r"^\+\+\+ b/(.*)$", result.stdout, re.MULTILINE)
    assert changed == ["README.md", "requirements.txt"]
    assert f"-briefing-generator=={__version__}\n+briefing-generator==9.9.9\n" in result.stdout
    assert "Only a new desk has: .gitlab-ci.yml\n" in result.stderr
    assert "| patch -p1 -d desk\n" in result.stderr
    assert snapshot(here) == before, "nothing is written"
    subprocess.run(
        ["git", "apply", "-p1", "-"], input=result.stdout, text=True, cwd=here / "desk", check=True
    )
    assert init("--diff", "desk").stdout == ""
    assert "site_name: Ours\n" in (here / "desk/mkdocs.yml").read_text()


def test_a_folder_that_is_no_desk_has_nothing_to_compare(here: Path) -> None:
    result = init("--diff", "desk")
    assert result.exit_code == 2
    assert "desk is not a desk: it has no mkdocs.yml" in result.stderr
