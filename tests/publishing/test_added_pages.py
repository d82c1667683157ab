"""Kinds of pages that packages add: in both doors, in the navigation, and right after an edit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.extending import ExtensionError
from generator.publishing.site import NotBuiltError, build_site
from generator.rendering.kinds import page_kinds
from generator.rendering.pages import LISTS, THINGS
from tests.adding import DEADLINES, imported, install, tell
from tests.projects import Project, new_project
from tests.writing import briefing, written

PAGE = "deadlines/index.html"


def asking(text: str, deadline: str | None, **said: Any) -> dict[str, Any]:
    demand = {"by": "union", "text": text} | ({"deadline": deadline} if deadline else {})
    return briefing(demands={"pay": demand}, **said)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return new_project(
        tmp_path / "desk",
        {"strike": asking("More pay.", "2021-04-01"), "calm": briefing(date="2021-02-01")},
        nav=[{"Home": "index.md"}, {"By when": "deadlines/index.md"}],
    )


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    return install(DEADLINES, tmp_path / "installed")


@pytest.fixture
def added(installed: Path) -> Iterator[Path]:
    """The package, at hand in this process."""
    with imported(installed):
        yield installed


def build(project: Project, path: Path | None, *more: str) -> str:
    done = project.run("briefing", "build", "--site", "site", *more, path=path)
    assert done.returncode == 0, done.stderr
    return done.stdout


def page(project: Project, folder: str = "site") -> str:
    return (project.folder / folder / PAGE).read_text("utf-8")


def test_the_page_is_the_same_in_both_doors_and_in_the_navigation(
    project: Project, installed: Path
) -> None:
    build(project, installed, "--strict")
    done = project.run("mkdocs", "build", "--strict", "--site-dir", "other", path=installed)
    assert done.returncode == 0, done.stderr
    assert page(project) == page(project, "other")
    assert re.search(r'<a href="\.\./briefings/strike/#demand-pay">More pay\.</a>', page(project))
    front = (project.folder / "site/index.html").read_text("utf-8")
    assert re.search(r'href="deadlines/"[^>]*>By when<', front)


def test_the_page_follows_each_edit(project: Project, added: Path, tmp_path: Path) -> None:
    project.build()
    edits = {
        "Much more pay.": {"strike": asking("Much more pay.", "2021-04-01")},
        "1 May 2021": {"strike": asking("Much more pay.", "2021-05-01")},
        "A third.": {"other": asking("A third.", "2021-03-05", date="2021-02-03")},
    }
    for shown, edit in edits.items():
        assert shown not in page(project)
        written(project.briefings, edit)
        project.build()
        assert shown in page(project)
    (project.briefings / "other.yml").unlink()
    project.build()
    assert "A third." not in page(project)
    build_site(project.config, None, tmp_path / "clean", strict=True)
    assert page(project) == (tmp_path / "clean" / PAGE).read_text("utf-8")


def test_an_edit_of_what_the_page_does_not_show_leaves_it(project: Project, added: Path) -> None:
    project.build()
    here = project.folder / "site" / PAGE
    stamp = here.stat().st_mtime_ns
    written(project.briefings, {"calm": briefing(date="2021-02-01", summary="So calm.")})
    project.build()
    assert here.stat().st_mtime_ns == stamp


def test_the_page_follows_the_code_and_the_template_of_its_package(
    project: Project, installed: Path
) -> None:
    build(project, installed)
    template = installed / "desk_deadlines/templates/deadlines.md.jinja"
    template.write_text(template.read_text("utf-8").replace("<ul>", "<ul class=mine>"), "utf-8")
    build(project, installed)
    assert "<ul class=mine>" in page(project)
    code = installed / "desk_deadlines/__init__.py"
    code.write_text(code.read_text("utf-8").replace('"Deadlines"', '"Due"'), "utf-8")
    build(project, installed)
    assert ">Due</h1>" in page(project)


def test_the_page_goes_with_the_package(project: Project, installed: Path) -> None:
    build(project, installed)
    done = project.run("briefing", "build", "--site", "site")
    assert done.returncode == 0, done.stderr
    assert "deadlines/index.md" in done.stderr, "the navigation leads nowhere"
    assert not (project.folder / "site/deadlines").exists()


def test_an_owner_can_change_a_template_of_a_package(project: Project, added: Path) -> None:
    config = project.config.read_text("utf-8")
    project.config.write_text(config.replace("briefings: {}", "briefings: {templates: own}"))
    own = project.folder / "own"
    own.mkdir()
    (own / "deadlines.md.jinja").write_text(
        '{% extends "briefings/deadlines.md.jinja" %}'
        "{% block list %}{{ super() }}\n<p>Ask.</p>\n{% endblock %}"
    )
    project.build()
    assert "<p>Ask.</p>" in page(project)
    assert "More pay." in page(project)


BEGIN = (
    "from pathlib import Path\nfrom generator.adding import *\nT = Path(__file__).parent\n"
    "def made(site, uri='dues/index.md', kind='dues', **more):\n"
    "    more = {'describe': str, 'values': dict} | more\n"
    "    return plan(site, unit=f'list:{kind}', uri=uri, kind=kind, title='D', **more)\n"
)
FAULTS = {
    "DUES = PageKind(lambda site: 1 / 0, T)": "failed: ZeroDivisionError: division by zero",
    "DUES = PageKind(lambda site: [made(site, values=lambda: 1 / 0)], T)": (
        "failed on dues/index.md: ZeroDivisionError: division by zero"
    ),
    "DUES = PageKind(lambda site: [made(site, shape=lambda: 1 / 0)], T)": (
        "failed on dues/index.md: ZeroDivisionError"
    ),
    "DUES = PageKind(lambda site: [made(site, uri='risks/d.md')], T)": "dues/….md, not risks",
    "DUES = PageKind(lambda site: [made(site, kind='risks')], T)": "unit list:dues and the kind",
    "DUES = PageKind(lambda site: [1], T)": "something that is no `Plan`: 1",
    "DUES = PageKind(lambda site: [], T / 'nowhere')": "has no template",
    "DUES = 1": "is no `PageKind`",
}


@pytest.mark.parametrize(("code", "says"), FAULTS.items())
def test_a_kind_that_fails_is_named_with_its_package(
    project: Project, tmp_path: Path, code: str, says: str
) -> None:
    place = tmp_path / "broken"
    place.mkdir()
    (place / "broken_pages.py").write_text(BEGIN + code, "utf-8")
    (place / "dues.md.jinja").write_text("# {{ title }}\n", "utf-8")
    points = {"briefing_generator.pages": ["dues = broken_pages:DUES"]}
    tell(place, "broken-pages", "9", points)
    with imported(place), pytest.raises(NotBuiltError) as caught:
        project.build()
    assert "“dues” of the package broken-pages 9" in str(caught.value)
    assert says in str(caught.value)
    if "values" in code:
        done = project.run("mkdocs", "build", path=place)
        assert done.returncode != 0
        assert "“dues” of the package broken-pages 9" in done.stderr
        assert says in done.stderr
        assert "Traceback" not in done.stdout + done.stderr


OURS = (*LISTS, *sorted(THINGS), "assets", "feeds", "index", "mistakes", "reference", "schema")
"""Kinds of pages of ours, and folders of a site beside theirs."""


@pytest.mark.parametrize("name", [*OURS, "Dues", "d/ues", "..", "dues-"])
def test_no_kind_takes_a_name_that_is_ours_or_none(tmp_path: Path, name: str) -> None:
    (tmp_path / "odd_pages.py").write_text(f"{BEGIN}DUES = PageKind(lambda site: [], T)", "utf-8")
    tell(tmp_path, "odd-pages", "9", {"briefing_generator.pages": [f"{name} = odd_pages:DUES"]})
    with imported(tmp_path), pytest.raises(ExtensionError, match="choose another name"):
        page_kinds()


def test_a_mistake_in_a_template_of_a_package_is_told_with_its_place(
    project: Project, added: Path
) -> None:
    template = added / "desk_deadlines/templates/deadlines.md.jinja"
    template.write_text("# D\n\n{{ nothing }}\n", "utf-8")
    with pytest.raises(NotBuiltError, match=f"^{template}:3: "):
        project.build()
