"""MkDocs, asked for one page after another, does what it does for all of them."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.structure.files import Files

from generator.publishing.genuine import Genuine
from generator.publishing.make import make_pages
from generator.publishing.placed import stub_of
from generator.publishing.shells import Shells
from generator.publishing.theme import ThemeLoader
from generator.publishing.work import in_order
from generator.rendering.page import Page
from tests.projects import MATERIAL, Project, new_project
from tests.writing import briefing, written


def taught(project: Project, **options: Any) -> tuple[Genuine, dict[str, Page]]:
    """A site whose pages are known, and the pages."""
    genuine = Genuine(project.config, **options)
    pages = {page.uri: page for page in make_pages(genuine.plugin.folder, genuine.edition).pages}
    genuine.learn(in_order(pages), {uri: stub_of(page) for uri, page in pages.items()})
    return genuine, pages


def test_another_folder_of_briefings_takes_the_place_of_the_configured_one(tmp_path: Path) -> None:
    project = new_project(tmp_path / "project")
    other = written(tmp_path / "other", {"flood": briefing(title="A flood")})
    genuine, pages = taught(project, folder=other)
    assert "briefings/flood.md" in pages
    assert "briefings/strike.md" not in pages
    genuine.close()


def test_a_project_without_the_plugin_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="does not list the plugin `briefings`"):
        Genuine(new_project(tmp_path, plugins=["search"]).config)


HOOK = "def on_page_markdown(markdown, **_):\n    return markdown\n"


@pytest.mark.parametrize(
    ("plugins", "foreign"),
    [
        ([], ()),
        (["search"], ("material/search",)),
        (["material/offline"], ("material/offline",)),
        (["material/tags", "material/meta"], ("material/tags", "material/meta")),
    ],
)
def test_plugins_that_work_on_pages_are_named(
    tmp_path: Path, plugins: list[str], foreign: tuple[str, ...]
) -> None:
    project = new_project(tmp_path, theme=MATERIAL, plugins=["briefings", *plugins])
    genuine = Genuine(project.config)
    assert sorted(genuine.foreign) == sorted(foreign)
    genuine.close()


def test_a_hook_is_a_plugin_too(tmp_path: Path) -> None:
    (tmp_path / "hooks.py").write_text(HOOK)
    genuine = Genuine(new_project(tmp_path / "p", hooks=["../hooks.py"]).config)
    assert genuine.foreign == ("../hooks.py",)
    genuine.close()


FAILING = """
from pathlib import Path
from mkdocs.exceptions import PluginError
def on_config(config): raise PluginError("not today")
def on_shutdown(): Path(__file__).with_name("is-shut").touch()
"""


def test_what_a_plugin_refuses_is_ended_as_it_was_begun(tmp_path: Path) -> None:
    (tmp_path / "hooks.py").write_text(FAILING)
    project = new_project(tmp_path / "p", hooks=["../hooks.py"])
    before = logging.getLogger("mkdocs").handlers.copy()
    with pytest.raises(PluginError, match="not today"):
        Genuine(project.config)
    assert logging.getLogger("mkdocs").handlers == before
    assert (tmp_path / "is-shut").exists()


def test_a_build_by_mkdocs_afterwards_is_an_ordinary_one(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    genuine, _ = taught(project)
    genuine.close()
    assert (project.build() / "briefings" / "strike" / "index.html").is_file()


def test_what_depends_on_the_pages_that_there_are_is_told(tmp_path: Path) -> None:
    project = new_project(tmp_path, nav=["about.md", "risks/index.md"])
    (project.docs / "about.md").write_text("[here](briefings/strike.md) [gone](actors/gone.md)\n")
    genuine, _ = taught(project)
    (tmp_path / "site").mkdir()
    found = genuine.publish_written(tmp_path / "site")
    here = {"risks/index.md": True, "briefings/strike.md": True, "actors/gone.md": False}
    assert {uri: found.asked[uri] for uri in here} == here
    assert [(level, "actors/gone.md" in message) for level, message in found.told] == [
        (logging.WARNING, True)
    ]
    genuine.close()


def test_a_link_to_a_place_that_a_page_does_not_have_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    project = new_project(tmp_path, validation={"anchors": "warn"})
    (project.docs / "about.md").write_text(
        "# About\n\n[a](briefings/strike.md#gone) [b](briefings/strike.md#top)\n"
    )
    genuine, pages = taught(project)
    (tmp_path / "site").mkdir()
    found = genuine.publish_written(tmp_path / "site", pages.__getitem__)
    assert [message.partition(", but")[2] for _, message in found.told] == [
        " the doc 'briefings/strike.md' does not contain an anchor '#gone'."
    ]
    genuine.close()


def test_a_strict_build_ends_after_a_warning_even_one_that_is_said_again(tmp_path: Path) -> None:
    genuine = Genuine(new_project(tmp_path).config, strict=True)
    genuine.refuse_warnings()
    genuine.tell([(logging.WARNING, "Something is amiss.")])
    with pytest.raises(Abort, match="1 warnings in strict mode"):
        genuine.refuse_warnings()
    genuine.close()


def in_child(make: Callable[[], object]) -> Any:
    """What a function makes in a forked child."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            with os.fdopen(writing, "w", encoding="utf-8") as pipe:
                json.dump(make(), pipe)
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        text = pipe.read()
    assert os.waitpid(child, 0)[1] == 0
    return json.loads(text)


def test_pages_and_shells_can_be_made_in_a_forked_child(tmp_path: Path) -> None:
    genuine, pages = taught(new_project(tmp_path, theme=MATERIAL))
    shells = genuine.shells()

    def make() -> object:
        return {uri: shells.html_of(page) for uri, page in pages.items()}, shells.as_data()

    made, data = in_child(make)
    assert made == {uri: genuine.html_of(page) for uri, page in pages.items()}
    kept = Shells(never, shells._bodies, genuine.edition, genuine.in_nav)
    kept.from_data(data)
    assert {uri: kept.html_of(page) for uri, page in pages.items()} == made
    genuine.close()


def never(page: Page) -> str:
    raise AssertionError(f"{page.uri} is made, though there is a shell")


def test_the_navigation_shows_a_pages_own_title_whatever_was_made_before(tmp_path: Path) -> None:
    genuine, pages = taught(new_project(tmp_path, nav=["index.md", "risks/index.md", "search.md"]))
    before = genuine.html_of(pages["search.md"])
    genuine.shells().html_of(pages["risks/index.md"])
    assert genuine.html_of(pages["search.md"]) == before
    assert ">Risks</a>" in before
    genuine.close()


def test_the_navigation_shows_the_title_that_a_page_written_by_hand_gives_itself(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    project = new_project(tmp_path, nav=["index.md", "about.md", "guide/index.md"])
    (project.docs / "guide").mkdir()
    (project.docs / "about.md").write_text("# About *us*\n\n[gone](nowhere.md)\n")
    (project.docs / "guide/index.md").write_text("---\ntitle: How to\n---\n\nWords.\n")
    genuine, pages = taught(project)
    made = genuine.html_of(pages["briefings/strike.md"])
    assert ">About us</a>" in made
    assert ">How to</a>" in made
    assert "nowhere.md" not in caplog.text, "that is told when the page itself is made"
    genuine.publish_written(tmp_path / "site")
    assert caplog.text.count("nowhere.md") == 1
    genuine.close()


OWN_SITEMAP = "{% for file in pages %}{{ loop.index }} {{ file.page.canonical_url }}\n{% endfor %}"


@pytest.mark.parametrize("address", ["https://desk.example/a&b", None])
@pytest.mark.parametrize("own", [OWN_SITEMAP, None])
@pytest.mark.parametrize("use_directory_urls", [True, False])
def test_the_sitemap_is_that_of_mkdocs(
    tmp_path: Path, address: str | None, own: str | None, use_directory_urls: bool
) -> None:
    (tmp_path / "theme").mkdir()
    if own:
        (tmp_path / "theme" / "sitemap.xml").write_text(own)
    settings: dict[str, Any] = {"site_url": address} if address else {}
    project = new_project(
        tmp_path / "project",
        theme={"name": "mkdocs", "custom_dir": "../theme"},
        use_directory_urls=use_directory_urls,
        options={"reference": True},
        **settings,
    )
    (project.docs / "about.md").write_text("# About\n")
    expected = project.build()
    genuine, _ = taught(project)
    genuine.write_sitemap(tmp_path)
    made, theirs = (folder / "sitemap.xml" for folder in (tmp_path, expected))
    assert made.read_bytes() == theirs.read_bytes()
    packed = (path.with_suffix(".xml.gz").read_bytes() for path in (made, theirs))
    assert next(packed) == next(packed)
    genuine.close()


@pytest.mark.parametrize("theme", [MATERIAL, {"name": "mkdocs"}], ids=lambda theme: theme["name"])
def test_the_files_of_a_theme_are_those_that_mkdocs_takes(
    theme: dict[str, Any], tmp_path: Path
) -> None:
    own = tmp_path / "own"
    for name in ("a.css", ".hidden/b.css", "deep/.hidden/c.css", "deep/.d.css", "deep/.e/f/g.css"):
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).touch()
    settings = {"site_name": "Site", "theme": theme | {"custom_dir": str(own)}}
    (tmp_path / "mkdocs.yml").write_text(json.dumps(settings), "utf-8")
    (tmp_path / "docs").mkdir()
    config = load_config(str(tmp_path / "mkdocs.yml"))
    env, theirs, ours = config.theme.get_env(), Files([]), Files([])
    theirs.add_files_from_theme(env, config)
    env.loader = ThemeLoader(config.theme.dirs)
    ours.add_files_from_theme(env, config)
    assert [file.abs_src_path for file in ours] == [file.abs_src_path for file in theirs]
    assert "a.css" in {file.src_uri for file in ours}
    assert not any("/." in f"/{name}" for name in env.list_templates())
