"""`briefing build`: a new site takes the place of the old one whole, or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.publishing.site import NotBuiltError, build_site
from tests.folders import snapshot
from tests.projects import MATERIAL, Project, new_project
from tests.writing import briefing, written


def test_another_folder_of_briefings_is_built_to_another_place(tmp_path: Path) -> None:
    project = new_project(tmp_path / "project")
    other = written(tmp_path / "other", {"flood": briefing(title="A flood")})
    before = snapshot(project.folder)
    target = build_site(project.config, other, tmp_path / "out" / "site", strict=True).site
    assert target == tmp_path / "out" / "site"
    assert (target / "briefings" / "flood" / "index.html").is_file()
    assert not (target / "briefings" / "strike").exists()
    assert snapshot(project.folder) == before, "nothing is left in the project"
    assert [path.name for path in (tmp_path / "out").iterdir() if path.name[0] != "."] == ["site"]


def test_the_command_takes_both_folders_relative_to_where_it_runs(tmp_path: Path) -> None:
    project = new_project(tmp_path / "project")
    written(tmp_path / "project" / "other", {"flood": briefing(title="A flood")})
    done = project.run("briefing", "build", "--briefings", "other", "--site", "out")
    assert done.returncode == 0, done.stderr
    assert (project.folder / "out" / "briefings" / "flood" / "index.html").is_file()
    assert not (project.folder / "site").exists()


def test_a_second_build_leaves_nothing_of_the_first(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    assert (project.build() / "briefings" / "strike").is_dir()
    (project.briefings / "strike.yml").rename(project.briefings / "walk-out.yml")
    site = project.build()
    assert (site / "briefings" / "walk-out").is_dir()
    assert not (site / "briefings" / "strike").exists()


def test_the_same_briefings_make_the_same_site(tmp_path: Path) -> None:
    project = new_project(tmp_path, theme=MATERIAL)  # the other prints the time of building
    first = snapshot(project.build())
    second = snapshot(project.build())
    del first["sitemap.xml.gz"], second["sitemap.xml.gz"]  # holds the time of packing
    assert second == first


def test_what_mkdocs_has_made_for_a_hook_is_counted_like_what_is_made_here(tmp_path: Path) -> None:
    options = {"reference": True}
    (tmp_path / "hooks.py").write_text("def on_page_markdown(markdown, **_): return markdown")
    plain = new_project(tmp_path / "plain", options=options)
    hooked = new_project(tmp_path / "hooked", options=options, hooks=["../hooks.py"])
    ours, theirs = (
        build_site(project.config, None, project.folder / "site", strict=True)
        for project in (plain, hooked)
    )
    assert ours.pages > ours.briefings == 1
    assert theirs == replace(ours, site=theirs.site)


def break_a_briefing(project: Project) -> None:
    (project.briefings / "strike.yml").write_text("title: [never closed\n")


def empty_the_folder(project: Project) -> None:
    (project.briefings / "strike.yml").unlink()


def break_a_template(project: Project) -> None:
    (project.folder / "overrides" / "risks.md.jinja").write_text("{{ riks }}")


def break_the_configuration(project: Project) -> None:
    project.config.write_text("site_name: [")


def link_to_nowhere(project: Project) -> None:
    (project.docs / "about.md").write_text("[gone](nowhere.md)\n")


@pytest.mark.parametrize(
    "spoil",
    [
        break_a_briefing,
        empty_the_folder,
        break_a_template,
        break_the_configuration,
        link_to_nowhere,
    ],
)
def test_a_failed_build_leaves_the_earlier_site_as_it_was(tmp_path: Path, spoil: object) -> None:
    assert callable(spoil)
    project = new_project(tmp_path, options={"templates": "overrides"})
    (tmp_path / "overrides").mkdir()
    site = project.build()
    before = snapshot(site)
    spoil(project)
    with pytest.raises(NotBuiltError):
        project.build()
    assert snapshot(site) == before
    assert not list(tmp_path.glob(".site-*")), "no scratch folder is left"


def test_a_folder_that_holds_no_site_is_never_replaced(tmp_path: Path) -> None:
    project = new_project(tmp_path / "project")
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "to-mother.txt").write_text("Dear mother")
    with pytest.raises(NotBuiltError, match="holds no site"):
        build_site(project.config, None, letters, strict=True)
    assert snapshot(letters) == {"to-mother.txt": b"Dear mother"}


def test_a_file_is_never_replaced_by_a_site(tmp_path: Path) -> None:
    project = new_project(tmp_path / "project")
    (tmp_path / "file").write_text("mine")
    with pytest.raises(NotBuiltError, match="is a file"):
        build_site(project.config, None, tmp_path / "file", strict=True)
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize(
    "target", [".", "project", "project/docs", "project/briefings", "project/docs/../../project"]
)
@pytest.mark.parametrize("looks_like_a_site", [False, True])
def test_a_site_never_takes_the_place_of_the_project_or_a_part_of_it(
    tmp_path: Path, target: str, looks_like_a_site: bool
) -> None:
    project = new_project(tmp_path / "project")
    (project.docs / "about.md").write_text("# About\n")
    if looks_like_a_site and target != "project/briefings":
        (tmp_path / target / "sitemap.xml").write_text("<urlset/>")
    before = snapshot(tmp_path)
    with pytest.raises(NotBuiltError):
        build_site(project.config, None, tmp_path / target, strict=True)
    assert snapshot(tmp_path) == before


def test_an_empty_folder_takes_a_site(tmp_path: Path) -> None:
    project = new_project(tmp_path / "project")
    (tmp_path / "empty").mkdir()
    assert (
        build_site(project.config, None, tmp_path / "empty", strict=True).site / "index.html"
    ).is_file()


def test_a_project_without_the_plugin_is_told_what_is_missing(tmp_path: Path) -> None:
    project = new_project(tmp_path, plugins=["search"])
    with pytest.raises(NotBuiltError, match="does not list the plugin `briefings`"):
        build_site(project.config, project.briefings, None, strict=True)
