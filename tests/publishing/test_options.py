"""What an owner chooses in `mkdocs.yml`: in both doors, nothing wrong stays after a change."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.publishing import options
from generator.publishing.options import BriefingsConfig
from generator.publishing.site import NotBuiltError, build_site
from generator.rendering.sections import OPTIONAL, SECTIONS
from tests.links import broken_links
from tests.projects import Project, new_project
from tests.writing import briefing

STRIKE = briefing(
    title="Dockers stop",
    thread="strike",
    tags=["Ports"],
    demands={"pay": {"by": "union", "text": "More."}},
    risks={
        "closed": {
            "event": "The port closes.",
            "likelihood": "likely",
            "basis": "So it goes.",
            "horizon": "2021-04-01",
            "impact": "high",
        }
    },
    events=[{"date": "2021-03-01", "text": "A vote."}],
    figures=[{"measure": "Dockers out", "value": "300"}],
)
TITLES = {"demands": "Asks & <i>wants</i>", "risks": "What may come", "tags": "Topics"}


def project_of(folder: Path, **chosen: Any) -> Project:
    return new_project(folder, {"strike": STRIKE}, options=chosen)


def choose(project: Project, **chosen: Any) -> None:
    """Say something else in `mkdocs.yml`."""
    config = yaml.safe_load(project.config.read_text("utf-8"))
    config["plugins"] = [{"briefings": chosen}]
    project.config.write_text(yaml.safe_dump(config), "utf-8")


def files(site: Path) -> dict[str, str]:
    """The pages of a site."""
    return {
        path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")
    }


def by_mkdocs(project: Project) -> Path:
    done = project.run("mkdocs", "build", "--strict", "--site-dir", "other")
    assert done.returncode == 0, done.stderr
    return project.folder / "other"


def test_a_site_without_all_that_it_can_do_without_has_no_trace_of_it(tmp_path: Path) -> None:
    project = project_of(tmp_path, without=sorted(OPTIONAL))
    site = project.build()
    assert {path.name for path in site.iterdir()}.isdisjoint(OPTIONAL)
    assert broken_links(site) == []
    assert files(site) == files(by_mkdocs(project))
    page = files(site)["briefings/strike/index.html"]
    assert re.search(r'<span class="bf-tag"[^>]*>Ports</span>', page)
    assert "The port closes." in page
    said = "".join(files(site).values())
    for kind in OPTIONAL:
        assert f"{kind}/" not in re.sub(r"assets/\S+|data/tables/\S+", "", said), kind


@pytest.mark.parametrize("kind", ["risks", "tags"])
def test_each_kind_goes_alone_and_comes_back(tmp_path: Path, kind: str) -> None:
    project = project_of(tmp_path)
    with_all = files(project.build())
    assert f"{kind}/index.html" in with_all
    choose(project, without=[kind])
    site = project.build()
    assert {
        name for name in with_all.keys() - files(site) if not name.startswith(f"{kind}/")
    } == set()
    assert not (site / kind).exists()
    assert broken_links(site) == []
    choose(project)
    assert files(project.build()) == with_all


def test_the_words_for_kinds_of_pages_are_the_owners_on_every_page(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    project.build()
    choose(project, titles=TITLES)
    site = project.build()
    found = files(site)
    assert re.search(
        r"<h1[^>]*>Asks &amp; &lt;i&gt;wants&lt;/i&gt;</h1>", found["demands/index.html"]
    )
    assert "<title>What may come - Harbour desk</title>" in found["risks/index.html"]
    assert re.search(r"<h2[^>]*>What may come", found["briefings/strike/index.html"])
    assert ">Topics</a>" in found["tags/ports/index.html"]
    assert ">What may come</a>" in found["search/index.html"]
    assert "<i>wants" not in "".join(found.values())
    build_site(project.config, None, tmp_path / "clean", strict=True)
    assert files(tmp_path / "clean") == found == files(by_mkdocs(project))


def test_every_kind_can_be_called_otherwise(tmp_path: Path) -> None:
    titles = {kind: f"My {kind}" for kind in SECTIONS}
    found = files(project_of(tmp_path, titles=titles).build())
    for kind, title in titles.items():
        assert re.search(rf"<h1[^>]*>{title}</h1>", found[f"{kind}/index.html"])


@pytest.mark.parametrize("command", ["briefing build", "mkdocs build"])
def test_a_navigation_that_leads_to_what_is_left_out_is_told(tmp_path: Path, command: str) -> None:
    nav = [{"Home": "index.md"}, {"More": [{"Numbers": "figures/index.md"}]}]
    project = new_project(tmp_path, {"strike": STRIKE}, options={"without": ["figures"]}, nav=nav)
    done = project.run(*command.split())
    assert done.returncode != 0
    says = "`nav` leads to figures/index.md, and `without` leaves figures out: take one out"
    assert says in done.stderr
    (project.docs / "figures").mkdir()
    (project.docs / "figures/index.md").write_text("# Mine\n", "utf-8")
    assert "Mine" in files(project.build())["figures/index.html"]


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({"folders": "b"}, "there is no such option; did you mean `folder`?"),
        ({"nonsense": 1}, "there is no such option; there are folder, templates,"),
        ({"without": ["briefings"]}, "briefings"),
        ({"without": "figures"}, "without"),
        ({"titles": {"demand": "Asks"}}, "there are no pages `demand`; did you mean `demands`?"),
        ({"titles": {"demands": " "}}, "the title of `demands` has to be a text of one line"),
        ({"titles": {"demands": ["Asks"]}}, "the title of `demands` has to be a text of one line"),
        ({"titles": ["demands"]}, "titles"),
    ],
)
def test_a_choice_that_there_is_not_is_refused_with_what_there_is(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, chosen: dict[str, Any], says: str
) -> None:
    with pytest.raises(NotBuiltError) as caught:
        project_of(tmp_path, **chosen).build()
    assert says in f"{caught.value} {caplog.text}"


def test_every_option_has_a_default_and_a_docstring() -> None:
    names = [name for name, _ in BriefingsConfig()._schema]
    (made,) = (
        node
        for node in ast.parse(Path(options.__file__).read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and node.name == "BriefingsConfig"
    )
    told = {
        node.targets[0].id
        for node, after in zip(made.body, made.body[1:], strict=False)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
    }
    assert told == set(names)
    config = BriefingsConfig()
    assert config.validate() == ([], [])
