"""What packages may rely on that add to this one, and how such a package gets in."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator import adding, extending
from generator.extending import CHECKS, PAGES, ExtensionError, extensions
from generator.keeping.version import code_version
from tests.adding import DEADLINES, PACKAGES, RULES, imported, install, tell
from tests.pictures import ROOT

GUIDE = (ROOT / "docs/guide/extend.md").read_text("utf-8")


def test_the_guide_shows_the_packages_of_these_tests() -> None:
    kinds = (".jinja", ".py", ".toml")
    files = [file.read_text("utf-8") for file in PACKAGES.rglob("*") if file.suffix in kinds]
    shown = re.findall(r"```(?:toml|python|jinja2)\n(.*?)```", GUIDE, re.DOTALL)
    assert len(shown) == 5
    for example in shown:
        assert any(example in file for file in files), example


def test_the_guide_names_all_that_a_package_may_rely_on() -> None:
    _, _, told = GUIDE.partition("## What a package may rely on")
    names = [
        name
        for row in re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", told, re.MULTILINE)
        for name in re.findall(r"\w+", row)
    ]
    assert sorted(names) == sorted(adding.__all__)
    for name in names:
        assert getattr(adding, name).__name__.startswith((name, "Planned"))


def test_an_installer_leaves_what_these_tests_leave(tmp_path: Path) -> None:
    pytest.importorskip("pip")
    real, ours = tmp_path / "real", tmp_path / "ours"
    packages = [str(PACKAGES / name) for name in (DEADLINES, RULES)]
    quiet = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--no-cache-dir"]
    command = [sys.executable, "-m", "pip", "install", *quiet, "--target", str(real), *packages]
    subprocess.run(command, check=True)
    install(DEADLINES, ours)
    install(RULES, ours)
    found = []
    for place in (real, ours):
        with imported(place):
            every = {group: extensions(group) for group in (PAGES, CHECKS)}
            said = json.dumps(every, default=lambda each: [*map(str, _fields(each))])
            found.append(said.replace(str(place), ""))
            assert all(each.load(object) for each in every[PAGES] + every[CHECKS])
    assert found[0] == found[1]
    assert "desk-deadlines 1.2" in found[0]
    assert (real / "desk_deadlines/templates/deadlines.md.jinja").is_file()


def _fields(each: extending.Extension) -> tuple[str, ...]:
    return each.name, each.value, each.package, each.root


def test_two_packages_that_add_the_same_are_both_named(tmp_path: Path) -> None:
    place = install(RULES, tmp_path)
    tell(place, "more-rules", "2", {CHECKS: ["loud-title = more_rules:CHECK"]})
    with imported(place), pytest.raises(ExtensionError) as caught:
        extensions(CHECKS)
    assert "house-rules 0.3" in str(caught.value)
    assert "more-rules 2" in str(caught.value)


def test_what_is_kept_goes_by_the_code_of_packages_and_by_where_they_are(tmp_path: Path) -> None:
    without = code_version()
    with imported(install(RULES, tmp_path)):
        before = code_version()
        assert before != without
        (tmp_path / "house_rules.py").write_text("# nothing\n", "utf-8")
        assert code_version() not in (before, without)
    assert code_version() == without


def test_where_nothing_is_added_nothing_is_loaded_to_find_that_out() -> None:
    code = (
        "import sys; from generator.extending import extensions, PAGES, CHECKS\n"
        "assert not extensions(PAGES) and not extensions(CHECKS)\n"
        "print('importlib.metadata' in sys.modules)"
    )
    command = [sys.executable, "-S", "-c", code]
    done = subprocess.run(
        command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_a_check_loads_nothing_that_makes_pages() -> None:
    code = "import sys, house_rules; print('jinja2' in sys.modules, 'mkdocs' in sys.modules)"
    command = [sys.executable, "-c", code]
    places = f"{ROOT}:{PACKAGES / RULES}"
    done = subprocess.run(
        command, env={"PYTHONPATH": places}, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False False\n"
