"""Checks of packages: they fire with their place, are explained, and can be accepted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.authoring.lsp.desk import Desk
from tests.adding import RULES, imported, install, tell
from tests.projects import Project, new_project
from tests.writing import briefing, written

LOUD = briefing(title="DOCKERS STOP", date="2021-03-02", thread="strike")
EARLY = briefing(title="A talk", date="2020-03-02", thread="strike")
MEANT = "so the paper"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return new_project(tmp_path / "desk", {"early": EARLY, "loud": LOUD})


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return install(RULES, tmp_path / "installed")


def told(project: Project, rules: Path | None, *more: str) -> list[str]:
    return project.run(
        "briefing", "check", "--format=concise", *more, path=rules
    ).stdout.splitlines()


def broken(place: Path, code: str) -> Path:
    """A package whose module is some code."""
    place.mkdir()
    (place / "broken_rules.py").write_text(code, "utf-8")
    points = {"briefing_generator.checks": ["loud-title = broken_rules:CHECK"]}
    return tell(place, "broken-rules", "9", points)


def test_a_check_fires_with_its_place_and_a_warm_one_says_the_same(
    project: Project, rules: Path
) -> None:
    found = told(project, rules)
    assert found == [
        "briefings/loud.yml:1:10: warning[loud-title] the title is all capitals",
        "briefings/loud.yml:2:9: warning[long-silence] "
        "nothing was said of this story since 2020-03-02",
    ]
    assert told(project, rules) == found
    assert told(project, rules, "briefings/early.yml") == []
    assert told(project, rules, "briefings/loud.yml") == found


def test_what_was_found_goes_with_the_package_and_follows_its_code(
    project: Project, rules: Path
) -> None:
    assert told(project, None) == []
    assert len(told(project, rules)) == 2
    code = rules / "house_rules.py"
    code.write_text(code.read_text("utf-8").replace("all capitals", "LOUD"), "utf-8")
    assert "the title is LOUD" in told(project, rules)[0]
    assert told(project, None) == []


def test_a_check_follows_an_edit(project: Project, rules: Path) -> None:
    assert len(told(project, rules)) == 2
    written(project.briefings, {"loud": LOUD | {"title": "Dockers stop"}})
    assert [line.split()[1] for line in told(project, rules)] == ["warning[long-silence]"]
    written(project.briefings, {"early": EARLY | {"date": "2021-02-02"}})
    assert told(project, rules) == []


def test_a_warning_of_a_package_can_be_accepted_and_that_it_does_not_occur_is_told(
    project: Project, rules: Path
) -> None:
    accepts = {"loud-title": MEANT, "long-silence": MEANT}
    written(project.briefings, {"loud": LOUD | {"accept": accepts}})
    assert told(project, rules) == []
    written(project.briefings, {"loud": LOUD | {"accept": accepts, "title": "Dockers stop"}})
    (line,) = told(project, rules)
    assert "“loud-title” does not occur here" in line
    written(project.briefings, {"early": EARLY | {"date": "2021-02-02"}})
    assert len(told(project, rules)) == 2
    without = told(project, None)
    assert [line.split()[1] for line in without] == ["error[cannot-accept]"] * 2


def test_a_check_is_explained_and_listed(project: Project, rules: Path) -> None:
    shown = project.run("briefing", "explain", "loud-title", path=rules).stdout
    assert "Capitals shout. A title is a sentence." in shown
    assert "A title in capitals." in shown
    assert (
        "A story that nobody came back to."
        in project.run("briefing", "explain", "long-silence", path=rules).stdout
    )
    lines = project.run("briefing", "explain", path=rules).stdout.splitlines()
    assert lines[-2:] == [
        "long-silence  A story that nobody came back to.",
        "loud-title  A title in capitals.",
    ]


def test_a_check_stands_in_sarif_with_its_rule(project: Project, rules: Path) -> None:
    shown = project.run("briefing", "check", "--format=sarif", path=rules).stdout
    (run,) = json.loads(shown)["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["long-silence", "loud-title"]
    assert {result["ruleId"] for result in run["results"]} == {"long-silence", "loud-title"}


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("import nothing_such", "cannot be loaded: ModuleNotFoundError: No module named"),
        ("CHECK = 1", "is no `Check`"),
        (
            "from generator.adding import *\nCHECK = Check(Code('x', 'X.'), of_file=list)",
            "of another name",
        ),
        (
            "from generator.adding import *\nCHECK = Check(Code('loud-title', 'X.'))",
            "needs exactly one rule: `of_file` or `of_thread`",
        ),
    ],
)
def test_a_package_that_cannot_be_used_is_named(
    project: Project, tmp_path: Path, code: str, says: str
) -> None:
    place = broken(tmp_path / "broken", code)
    commands = ["briefing check", "briefing build", "mkdocs build", "briefing lsp"]
    for command in commands if "nothing" in code else commands[:1]:
        done = project.run(*command.split(), path=place)
        assert done.returncode != 0
        assert "“loud-title” of the package broken-rules 9" in done.stderr
        assert says in " ".join(done.stderr.split())
        assert "Traceback" not in done.stdout + done.stderr


def test_an_editor_shows_what_a_check_finds(project: Project, rules: Path) -> None:
    with imported(rules):
        desk = Desk(project.briefings.absolute())
        desk.rescan()
        desk.read_some(100)
        (found,) = desk.findings().values()
        assert [finding.code for finding in found] == ["loud-title", "long-silence"]


def test_a_rule_that_fails_is_a_finding_that_names_its_package(
    project: Project, tmp_path: Path
) -> None:
    code = (
        "from generator.adding import *\n"
        "def rule(read):\n    raise ValueError('no\\nluck')\n"
        "CHECK = Check(Code('loud-title', 'X.', Severity.WARNING), of_file=rule)\n"
    )
    lines = told(project, broken(tmp_path / "broken", code))
    what = "warning[loud-title] the check of the package broken-rules 9 failed: ValueError: no luck"
    assert [line.partition(": ")[2] for line in lines] == [what, what]
