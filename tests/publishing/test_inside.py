"""Files stay inside: no id, name, tag or link makes a build read or write outside its folders."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path, PurePosixPath

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.model.text import is_file_name, is_identifier
from generator.publishing.gathered import every_file
from generator.publishing.links_out import links_out
from generator.rendering.edition import Edition
from generator.rendering.pages import render_pages
from generator.rendering.pages.site import site_of
from tests.folders import snapshot
from tests.naughty import texts
from tests.projects import Project, new_project
from tests.told import LEAST
from tests.writing import briefing, linked

SECRET = "zqsecret"

TAGS = (
    *(
        "port",
        "Port",
        "PORT",
        "PO\u0052T\u200b",
        "po/rt",
        "../port",
        "/port",
        "..",
        ".",
        "index",
        "index.md",
    ),
    *(
        "con",
        "NUL",
        "a\\b",
        "a:b",
        "%2e%2e%2f",
        "~",
        "tags",
        "\uff0e\uff0e\uff0f",
        "x" * 500,
        "ß",
        "SS",
    ),
)
"""Tags that a page of their own must not be called by as they are."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project beside which lies a file that is not for it."""
    (tmp_path / "secret.yml").write_text(f"title: {SECRET}: {SECRET}\n{SECRET}\n")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.yml").write_text(LEAST.replace("The port", SECRET))
    (tmp_path / "elsewhere" / "secret.md").write_text(f"# {SECRET}\n")
    return new_project(tmp_path / "project")


def said(project: Project, *command: str) -> str:
    """All that a command that has to fail says, in which nothing of a secret stands."""
    result = CliRunner().invoke(main, [*command])
    told = result.output + result.stderr
    assert result.exit_code == 1, told
    assert SECRET not in told
    return told


@pytest.mark.parametrize("name", ["b.yml", "actors.yml"])
@pytest.mark.parametrize("target", ["../../secret.yml", "../../elsewhere/secret.yml", "absolute"])
def test_no_link_to_a_file_elsewhere_is_read_as_a_briefing(
    project: Project, name: str, target: str
) -> None:
    """What is wrong with a file goes into the log, with the line that it stands in."""
    where = str(project.folder.parent / "secret.yml") if target == "absolute" else target
    (project.briefings / name).symlink_to(where)
    for form in ("full", "concise", "json", "sarif", "github"):
        told = said(project, "check", str(project.briefings), "--format", form)
        assert "it is a link that leads out of the folder of briefings" in told
    build = ("build", "--config", str(project.config))
    for _ in range(2):  # the second knows what the first has found
        assert "unreadable-file" in said(project, *build)
    assert SECRET not in project.run("mkdocs", "build").stderr
    assert not (project.folder / "site").exists()


def test_no_archived_text_is_read_as_a_briefing(project: Project) -> None:
    (project.briefings / "sources").mkdir()
    (project.briefings / "sources" / "a.txt").write_text(f"{SECRET}: {SECRET}: x\n")
    (project.briefings / "b.yml").symlink_to("sources/a.txt")
    assert "unreadable-file" in said(project, "check", str(project.briefings))


def test_no_folder_elsewhere_is_searched_for_briefings(project: Project) -> None:
    (project.briefings / "more").symlink_to(project.folder.parent / "elsewhere")
    site = project.build()
    assert SECRET not in "".join(str(data) for data in snapshot(site).values())


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("a.md", "../../elsewhere/secret.md"),
        ("a.txt", "../briefings/strike.yml"),
        ("a.txt", "nothing/there"),
        ("more", "../../elsewhere"),
        ("deep/more", "../../../elsewhere"),
        ("again", "."),
        ("itself", "itself"),
        ("root", "/"),
    ],
)
def test_a_link_in_the_documents_leads_to_a_file_of_theirs_or_stops_the_build(
    project: Project, name: str, target: str
) -> None:
    link = project.docs / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(target)
    told = said(project, "build", "--config", str(project.config))
    assert f"the link {link} leads to no file of the folder of documents" in told
    assert not (project.folder / "site").exists()


def test_mkdocs_follows_no_such_link_either(project: Project) -> None:
    (project.docs / "a.md").symlink_to("../../elsewhere/secret.md")
    done = project.run("mkdocs", "build")
    assert done.returncode == 1
    assert "leads to no file of the folder of documents" in done.stderr
    assert SECRET not in done.stderr + done.stdout
    assert not (project.folder / "site").exists()


def test_a_link_from_one_document_to_another_is_followed(project: Project) -> None:
    (project.docs / "a.txt").write_text("x")
    (project.docs / "b.txt").symlink_to("a.txt")
    assert list(links_out(project.docs)) == []
    assert (project.build() / "b.txt").read_text() == "x"


@settings(max_examples=300)
@given(texts | st.text("abc019-./\\~%\0\u0131\u212a", max_size=12))
def test_what_may_be_an_id_is_one_part_of_a_path_on_every_system(text: str) -> None:
    if is_identifier(text):
        assert text == text.casefold()
        assert text.isascii()
        assert not set(text) & set("./\\:~%\0 ")
        assert os.path.normpath(f"home/{text}") == f"home/{text}"


@settings(max_examples=300)
@given(texts | st.text("ab./\\~ \0", max_size=9))
def test_what_may_name_an_archived_text_leads_below_its_folder(text: str) -> None:
    if is_file_name(text):
        assert Path(os.path.normpath(f"home/{text}")).is_relative_to("home")
        assert not set(text) & set("\\:~\0\n")
        assert not text.startswith("/")


def test_every_page_and_file_lies_in_the_site_at_a_place_of_its_own(tmp_path: Path) -> None:
    """Also where capitals do not count, as on the disks of many machines."""
    ids = ("index", "con", "nul", "tags", "feed", "a", "0")
    told = {
        id_: briefing(
            tags=list(TAGS) if id_ == "a" else [],
            thread=id_,
            sources={id_: {"title": "T"}},
            actors={id_: {"name": id_}},
        )
        for id_ in ids
    }
    corpus = linked(told)
    edition = Edition(site_name="Desk", site_url="https://desk.example/")
    pages = [page.uri for page in render_pages(corpus, edition)]
    files = [uri for uri, _ in every_file(site_of(corpus, edition), tmp_path / "shares")]
    assert len(pages) > len(ids) * 4 + 8
    for uri in (*pages, *files):
        parts = PurePosixPath(uri).parts
        assert not set(parts) & {"..", ".", "", "/"}, uri
        assert not set(uri) & set('\\:*?"<>|%~\0 '), uri
        assert all(len(part) <= 128 for part in parts), uri
    folded = Counter(uri.casefold() for uri in (*pages, *files))
    assert [uri for uri, count in folded.items() if count > 1] == []
