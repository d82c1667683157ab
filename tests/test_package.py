"""What others install: the wheel alone, in an empty environment, makes a desk and its site."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from email import message_from_string
from importlib.metadata import distributions
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator import __version__
from generator.authoring.new_desk import desk_files
from tests.pictures import ROOT

PACKED = f"briefing_generator-{__version__}"
EXAMPLE = "briefings/2026-03-02-port-strike/"
TITLE = "Dock workers threaten to close the port of Aldmoor"
PROGRAM = """\
from generator import Finding, MistakesError, check, load, render

folder = load("briefings")
findings: tuple[Finding, ...] = check(folder)
try:
    words: list[str] = [page.markdown for page in render(folder, language="de")]
except MistakesError as error:
    findings = error.findings
for read in folder.briefings:
    if read.briefing:
        for key, risk in read.briefing.risks.items():
            print(key.upper(), risk.horizon.last.isoformat() if risk.horizon else "")
"""
MISUSES = {
    "load(3)": "arg-type",
    "check(load('a')).nothing": "attr-defined",
    "render(load('a'), drafts='no')": "arg-type",
    "load('a').briefings[0].briefing.title": "union-attr",
    "from generator import nothing": "attr-defined",
}
"""What a program gets wrong, and what mypy calls that."""

Run = Callable[..., subprocess.CompletedProcess[str]]


def ran(
    *command: str | Path, cwd: Path, env: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.fixture(scope="module")
def away(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty folder, outside the repository. What is installed there is large: it goes away."""
    folder = tmp_path_factory.mktemp("away")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def outside(away: Path) -> dict[str, str]:
    """The variables of an environment that knows nothing of this one, but its versions."""
    pins = away / "versions.txt"
    found = {each.metadata["Name"]: each.version for each in distributions()}
    found.pop("briefing-generator")
    pins.write_text("".join(f"{name}=={version}\n" for name, version in found.items()), "utf-8")
    ours = ("PYTHON", "VIRTUAL_ENV", "NO_MKDOCS_2_WARNING", "MAKE", "MFLAGS")
    theirs = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    return theirs | {"PIP_CONSTRAINT": str(pins), "PATH": os.defpath, "COLUMNS": "200"}


@pytest.fixture(scope="module")
def built(away: Path, outside: dict[str, str]) -> Path:
    """The folder with the wheel and the sdist. Without a network there is none."""
    tool, dist = away / "tool", away / "dist"
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--target", tool, "hatchling>=1.27")
    got = ran(*pip, cwd=away, env=outside)
    if got.returncode:
        why = f"what builds the package cannot be installed, is there a network? {got.stderr}"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(why)
    build = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d")
    env = outside | {"PYTHONPATH": str(tool)}
    first = ran(*build, dist, "-t", "sdist", cwd=ROOT, env=env)
    assert first.returncode == 0, first.stderr
    shutil.unpack_archive(sdist(dist), away)
    again = ran(*build, dist / "again", cwd=away / PACKED, env=env)
    assert again.returncode == 0, again.stderr
    return dist


def wheel(dist: Path) -> Path:
    return dist / f"{PACKED}-py3-none-any.whl"


def sdist(dist: Path) -> Path:
    return dist / f"{PACKED}.tar.gz"


@pytest.fixture(scope="module")
def bin_(away: Path, outside: dict[str, str], built: Path) -> Path:
    """The commands of an environment in which nothing but the wheel was installed."""
    home = away / "environment"
    for command in (
        (sys.executable, "-m", "venv", home),
        # What is imported is compiled then; to compile all of it takes longer.
        (home / "bin/python", "-m", "pip", "install", "--quiet", "--no-compile", wheel(built)),
    ):
        done = ran(*command, cwd=away, env=outside)
        assert done.returncode == 0, done.stderr
    return home / "bin"


@pytest.fixture(scope="module")
def run(away: Path, outside: dict[str, str], bin_: Path) -> Run:
    """Runs a command of that environment."""
    env = outside | {"PATH": f"{bin_}{os.pathsep}{os.defpath}"}
    return lambda *command, cwd=away: ran(*command, cwd=cwd, env=env)


def commands_in(page: str) -> list[str]:
    """The commands of the first block of a page of the guide, without their comments."""
    found = re.search(r"```sh\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)
    assert found
    return [line.partition("#")[0].rstrip() for line in found[1].splitlines()]


@pytest.fixture(scope="module")
def followed(run: Run) -> subprocess.CompletedProcess[str]:
    """What comes of the first commands in the README, typed word for word."""
    environment, enter, install, *commands = commands_in("README.md")
    assert (environment, enter) == ("python3 -m venv env", ". env/bin/activate")
    assert install == "pip install ./briefing-generator"
    return run("sh", "-ec", "\n".join(commands))


@pytest.fixture(scope="module")
def desk(away: Path, followed: subprocess.CompletedProcess[str]) -> Path:
    """The desk that they made."""
    assert followed.returncode == 0, followed.stderr
    return away / "news-desk"


def contents(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_the_wheel_and_the_sdist_hold_every_file_of_the_package(built: Path, away: Path) -> None:
    listing = ("ls-files", "-z", "--cached", "--others", "--exclude-standard", "generator")
    listed = ran("git", *listing, cwd=ROOT, env=os.environ)
    if listed.returncode:
        pytest.skip("this is no clone")
    files = {name: (ROOT / name).read_bytes() for name in listed.stdout.split("\0")[:-1]}
    held = contents(wheel(built))
    assert {name: data for name, data in held.items() if ".dist-info/" not in name} == files
    assert {name: (away / PACKED / name).read_bytes() for name in files} == files
    for kind in ("py.typed", ".jinja", ".css", ".js", ".po", ".md", "/dot-gitignore"):
        assert any(name.endswith(kind) for name in files), kind


def test_the_wheel_is_the_same_when_it_is_built_from_the_sdist(built: Path) -> None:
    assert wheel(built).read_bytes() == wheel(built / "again").read_bytes()


def test_the_package_says_what_it_is(built: Path) -> None:
    info = f"{PACKED}.dist-info"
    held = contents(wheel(built))
    said = message_from_string(held[f"{info}/METADATA"].decode())
    assert (said["Name"], said["Version"]) == ("briefing-generator", __version__)
    assert said["Requires-Python"] == "<3.14,>=3.11"
    assert said["License-Expression"] == "MIT"
    assert said["Description-Content-Type"] == "text/markdown"
    assert said.get_payload() == (ROOT / "README.md").read_text("utf-8")
    assert "Typing :: Typed" in said.get_all("Classifier", [])
    assert set(said.get_all("Provides-Extra", [])) >= {"parquet"}
    entries = held[f"{info}/entry_points.txt"].decode()
    assert "briefing = generator.cli:main" in entries
    assert "briefings = generator.publishing.plugin:BriefingsPlugin" in entries
    assert f"{info}/licenses/LICENSE" in held


@pytest.mark.parametrize("command", [("briefing",), ("python", "-m", "generator")])
def test_the_command_says_its_version(run: Run, command: tuple[str, ...]) -> None:
    assert run(*command, "--version").stdout == f"briefing, version {__version__}\n"


def test_the_readme_leads_to_a_desk_and_its_site(
    desk: Path, followed: subprocess.CompletedProcess[str]
) -> None:
    *files, built = followed.stdout.splitlines()
    assert files == [f"news-desk/{name}" for name in desk_files("", "")]
    assert re.fullmatch(r"1 briefing, \d+ pages: .* in \S+/news-desk/site", built)
    assert "warning" not in followed.stderr.lower(), "and nobody is told of anything else"
    assert len(followed.stderr.splitlines()) == 3
    assert not (desk / ".venv").exists()
    assert commands_in("docs/guide/start.md") == commands_in("README.md")


def test_a_new_desk_has_no_mistakes(run: Run, desk: Path) -> None:
    checked = run("make", "check", cwd=desk)
    assert (checked.returncode, checked.stdout, checked.stderr) == (
        0,
        "",
        "no errors or warnings\n",
    )


@pytest.mark.browser
def test_a_reader_finds_the_example_in_its_site(
    desk: Path,
    page: Page,
    serve_folder: Callable[[Path], str],
    happenings: list[str],
) -> None:
    address = serve_folder(desk / "site")
    page.goto(address)
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("cranes")
    hit = page.locator(".md-search-result__item").filter(has_text=TITLE).first
    expect(hit).to_be_visible()
    hit.get_by_role("link").first.click()
    page.wait_for_url(f"{address}{EXAMPLE}**")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.locator("#risk-port-closed")).to_contain_text("likely (55–80 %)")
    assert happenings == []


def test_a_program_that_uses_it_runs_and_is_well_typed(
    run: Run, desk: Path, bin_: Path, away: Path
) -> None:
    (desk / "program.py").write_text(PROGRAM, "utf-8")
    done = run("python", "program.py", cwd=desk)
    assert (done.stdout, done.stderr) == ("PORT-CLOSED 2026-03-31\n", "")
    wrong = "from generator import check, load, render\n" + "".join(f"{each}\n" for each in MISUSES)
    (desk / "wrong.py").write_text(wrong, "utf-8")
    mypy = ("-m", "mypy", "--strict", "--python-executable", bin_ / "python", "--cache-dir", away)
    found = run(sys.executable, *mypy, "program.py", "wrong.py", cwd=desk).stdout
    told = re.findall(r"^(\w+)\.py:\d+: error: .*\[([a-z-]+)\]$", found, re.MULTILINE)
    assert told == [("wrong", kind) for kind in MISUSES.values()], found


@pytest.mark.long
def test_where_nothing_is_installed_make_installs_what_the_desk_names(
    desk: Path, outside: dict[str, str], built: Path
) -> None:
    env = outside | {"PIP_FIND_LINKS": str(built)}
    made = ran("make", "site", f"PYTHON={sys.executable}", cwd=desk, env=env)
    assert made.returncode == 0, made.stderr
    assert made.stdout.startswith("Making .venv")
    again = ran("make", "site", cwd=desk, env=env)
    assert again.stdout.startswith("1 briefing, ")
