"""The examples of the guide's page on data run, and show what the briefings say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from generator.exporting.tables import TABLES
from generator.publishing.site import build_site
from tests.pictures import ROOT, served
from tests.projects import Project

AT = "https://desk.example/"
GUIDE = (ROOT / "docs/guide/data.md").read_text("utf-8")


def example(heading: str, language: str) -> str:
    """The code below a heading of the page."""
    found = re.search(
        rf"^### {heading}\n.*?```{language}\n(.*?)```", GUIDE, re.DOTALL | re.MULTILINE
    )
    assert found, heading
    return found[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = Project(tmp_path_factory.mktemp("project"))
    project.docs.mkdir()
    project.config.write_text(
        f"site_name: Desk\nsite_url: {AT}\ntheme: mkdocs\nplugins: [briefings]\n", "utf-8"
    )
    return build_site(project.config, ROOT / "briefings", None, strict=False).site


@pytest.fixture(scope="module")
def here(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("pandas", r"invasion +unlikely +occurred"),
        ("A feed", r"2022-02-24\S* Russia attacks Ukraine"),
        ("STIX", r"70 De-escalation around Ukraine"),
        ("networkx", r"^\[\('actor:russia', \d+\)"),
    ],
)
def test_an_example_in_python_runs(
    heading: str, told: str, here: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = example(heading, "python")
    assert AT in code
    exec(code.replace(AT, here), {})
    assert re.search(told, capsys.readouterr().out)


def test_the_example_in_sql_runs(site: Path) -> None:
    # DuckDB loads its reader of addresses from another host, so it reads the same files here.
    code = example("DuckDB", "sql").replace(AT, f"{site.as_posix()}/")
    rows = duckdb.connect().execute(code).fetchall()
    assert rows[0][1] > 0
    assert rows[-1][1] == 0


def test_every_table_is_named() -> None:
    named = re.search(r"`NAME` is one of (.*?)\. ", GUIDE, re.DOTALL)
    assert named
    assert re.findall(r"`(\w+)`", named[1]) == list(TABLES)
