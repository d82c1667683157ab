"""The plugin in a MkDocs project: what its user sets and writes is respected."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.publishing.site import NotBuiltError
from tests.links import broken_links
from tests.markup import read_html
from tests.projects import MATERIAL, new_project
from tests.writing import briefing, written


def test_plain_mkdocs_builds_a_small_project_strictly(tmp_path: Path) -> None:
    project = new_project(tmp_path, theme=MATERIAL)
    done = project.run("mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert broken_links(project.folder / "site") == []
    assert sorted(path.name for path in project.docs.iterdir()) == [], "pages are made in memory"


def test_a_hand_written_page_wins_over_the_generated_one(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    (project.docs / "index.md").write_text("# Welcome aboard\n")
    (project.docs / "risks").mkdir()
    (project.docs / "risks" / "index.md").write_text("# Our risks\n")
    site = project.build()
    assert "Welcome aboard" in (site / "index.html").read_text("utf-8")
    assert "Our risks" in (site / "risks" / "index.html").read_text("utf-8")
    assert "Dockers stop work" in (site / "briefings" / "index.html").read_text("utf-8")


def test_a_hand_written_page_wins_under_another_name_of_its_address(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    (project.docs / "demands.md").write_text("# Our demands\n")
    assert "Our demands" in (project.build() / "demands" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("language", "front", "ledger"),
    [("en", "Home", "Demands"), ("de", "Startseite", "Forderungen")],
)
def test_the_navigation_names_front_page_and_lists_in_the_language_of_the_pages(
    tmp_path: Path, language: str, front: str, ledger: str
) -> None:
    project = new_project(tmp_path, theme=MATERIAL | {"language": language})
    (project.docs / "guide").mkdir()
    (project.docs / "guide" / "index.md").write_text("# By hand\n")
    page = (project.build() / "index.html").read_text("utf-8")
    names = re.findall(r'<span class="md-ellipsis">\s*([^<]+?)\s*</span>', page)
    assert front in names
    assert names.count(ledger) == 1, "no section with one page"
    assert names.count("Guide") == 1, "a section of the owner's stays"


def test_an_edit_link_leads_to_the_file_of_the_briefing(tmp_path: Path) -> None:
    project = new_project(
        tmp_path,
        repo_url="https://git.example/desk/news",
        edit_uri="edit/main/docs/",
        theme=MATERIAL | {"features": ["content.action.edit"]},
    )
    (project.briefings / "2021").mkdir()
    (project.briefings / "strike.yml").rename(project.briefings / "2021" / "strike.yml")
    site = project.build()
    page = read_html((site / "briefings" / "strike" / "index.html").read_text("utf-8"))
    targets = [target for _, target in page.addresses if "/edit/" in target]
    wanted = "https://git.example/desk/news/edit/main/briefings/2021/strike.yml"
    assert targets == [wanted]
    ledger = read_html((site / "demands" / "index.html").read_text("utf-8"))
    assert not [t for _, t in ledger.addresses if "/edit/" in t], "no single file makes this page"


def test_the_owners_styles_come_after_ours(tmp_path: Path) -> None:
    project = new_project(tmp_path, extra_css=["mine.css"], theme=MATERIAL)
    (project.docs / "mine.css").write_text("h1 { color: red }")
    page = read_html((project.build() / "index.html").read_text("utf-8"))
    sheets = [target for tag, target in page.addresses if tag == "link" and ".css" in target]
    assert len(sheets) == 2, "with the theme's, ours is one file"
    assert sheets[-1] == "mine.css"
    assert ".bf-entry" in (project.folder / "site" / sheets[0]).read_text("utf-8")


def test_a_theme_that_is_not_known_takes_our_styles_as_a_file_of_their_own(tmp_path: Path) -> None:
    site = new_project(tmp_path).build()
    page = read_html((site / "index.html").read_text("utf-8"))
    assert ("link", "assets/briefings.css") in page.addresses
    assert ".bf-entry" in (site / "assets" / "briefings.css").read_text("utf-8")


def test_the_title_and_description_of_a_page_are_the_briefings(tmp_path: Path) -> None:
    said = briefing(title="R&D: <b>cranes</b>", summary='*All* {{ quiet }} & "calm"')
    site = new_project(tmp_path, {"strike": said}, theme=MATERIAL).build()
    page = (site / "briefings" / "strike" / "index.html").read_text("utf-8")
    assert "<title>R&amp;D: &lt;b&gt;cranes&lt;/b&gt; - Harbour desk</title>" in page
    assert (
        'name="description" content="All &#123;&#123; quiet &#125;&#125; &amp; &#34;calm&#34;"'
        in page
    )


def test_a_broken_link_on_a_hand_written_page_fails_a_strict_build(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    project = new_project(tmp_path)
    (project.docs / "about.md").write_text("# About\n\n[gone](nowhere.md)\n")
    assert project.build(strict=False).is_dir()
    caplog.clear()
    with pytest.raises(NotBuiltError):
        project.build(strict=True)
    assert "nowhere.md" in caplog.text


def test_a_warning_about_a_briefing_fails_a_strict_build(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    said = briefing(risks={"ruin": {"event": "The port fails", "likelihood": "likely"}})
    project = new_project(tmp_path, {"strike": said})
    assert project.build(strict=False).is_dir()
    caplog.clear()
    with pytest.raises(NotBuiltError):
        project.build(strict=True)
    assert "warning[no-horizon]" in caplog.text


def test_a_hand_written_page_may_link_to_a_generated_one(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    (project.docs / "about.md").write_text(
        "# About\n\n[strike](briefings/strike.md#actor-port) [port](actors/port.md)\n"
    )
    site = project.build()
    assert broken_links(site) == []
    assert 'href="../briefings/strike/#actor-port"' in (site / "about" / "index.html").read_text()


@pytest.mark.parametrize(
    ("drafts", "shown"), [(True, True), (False, False), ("serve", False), (None, False)]
)
def test_drafts_are_built_only_where_the_owner_says_so(
    tmp_path: Path, drafts: object, shown: bool
) -> None:
    options = {} if drafts is None else {"drafts": drafts}
    briefings = {"out": briefing(), "coming": briefing(status="draft", title="Soon")}
    site = new_project(tmp_path, briefings, options=options).build()
    page = site / "briefings" / "coming" / "index.html"
    assert page.exists() is shown
    assert ("Soon" in (site / "index.html").read_text("utf-8")) is shown
    if shown:
        assert '<span class="bf-chip bf-draft">draft</span>' in page.read_text("utf-8")
    assert "bf-draft" not in (site / "briefings" / "out" / "index.html").read_text("utf-8")


def test_templates_of_the_owner_are_used(tmp_path: Path) -> None:
    project = new_project(tmp_path, options={"templates": "overrides"})
    (tmp_path / "overrides").mkdir()
    (tmp_path / "overrides" / "risks.md.jinja").write_text("# Risks\n\n<p>By {{ title }}.</p>\n")
    assert "<p>By Risks.</p>" in (project.build() / "risks" / "index.html").read_text("utf-8")


def test_a_folder_of_briefings_may_be_anywhere(tmp_path: Path) -> None:
    project = new_project(tmp_path / "project", options={"folder": "../elsewhere/news"})
    written(tmp_path / "elsewhere" / "news", {"flood": briefing(title="A flood")})
    site = project.build()
    assert (site / "briefings" / "flood").is_dir()
    assert not (site / "briefings" / "strike").exists()


def test_where_offline_decides_on_addresses_every_link_leads_somewhere(tmp_path: Path) -> None:
    project = new_project(tmp_path, theme=MATERIAL, plugins=["briefings", "offline"])
    assert broken_links(project.build()) == []
    assert (project.folder / "site" / "briefings" / "strike.html").is_file()


def test_a_plugin_that_ends_once_is_ended_once(tmp_path: Path) -> None:
    """Material's `blog` removes a folder of its own, and cannot do so twice."""
    project = new_project(tmp_path, theme=MATERIAL, plugins=["blog", "briefings"])
    (project.docs / "blog" / "posts").mkdir(parents=True)
    (project.docs / "blog" / "index.md").write_text("# Blog\n")
    post = "---\ndate: 2021-03-01\n---\n# Hello\n\nAll well.\n"
    (project.docs / "blog" / "posts" / "hello.md").write_text(post)
    site = project.build()
    assert "All well" in (site / "blog" / "2021" / "03" / "01" / "hello" / "index.html").read_text()


@pytest.mark.parametrize("folder", ["docs/briefings", "docs", "docs/../docs/inner/deep"])
def test_a_folder_of_briefings_that_would_be_published_as_it_is_is_refused(
    tmp_path: Path, folder: str
) -> None:
    project = new_project(tmp_path, options={"folder": folder})
    written(project.folder / folder, {"strike": briefing(status="draft")})
    with pytest.raises(NotBuiltError, match="lies in the folder of documents"):
        project.build()
    assert not (project.folder / "site").exists()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"templates": "nowhere"}, "nowhere"),
        ({"drafts": "sometimes"}, "drafts"),
        ({"foldr": "briefings"}, "foldr"),
    ],
)
def test_a_wrong_option_is_told_without_a_traceback(
    tmp_path: Path, options: dict[str, object], says: str
) -> None:
    done = new_project(tmp_path, options=options).run("mkdocs", "build", "--strict")
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_page_says_what_a_preview_of_it_shows(tmp_path: Path) -> None:
    said = briefing(title='"Cranes" & <rest>', tags=["port"])
    project = new_project(
        tmp_path, {"strike": said}, theme=MATERIAL, site_url="https://desk.example/site/"
    )
    html = (project.build() / "briefings" / "strike" / "index.html").read_text("utf-8")
    head = html[: html.index("</head>")]
    assert re.findall(r'<meta property="([^"]+)" content="([^"]*)">', head) == [
        ("og:type", "article"),
        ("og:title", "&#34;Cranes&#34; &amp; &lt;rest&gt;"),
        ("og:description", "The port stands still."),
        ("og:site_name", "Harbour desk"),
        ("og:url", "https://desk.example/site/briefings/strike/"),
        ("article:published_time", "2021-03-01"),
        ("article:tag", "port"),
    ]


def test_a_briefing_called_like_the_site_keeps_its_title(tmp_path: Path) -> None:
    site = new_project(tmp_path, {"strike": briefing(title="Harbour desk")}, theme=MATERIAL).build()
    page = (site / "briefings" / "strike" / "index.html").read_text("utf-8")
    assert "<title>Harbour desk - Harbour desk</title>" in page
    assert "<title>Harbour desk</title>" in (site / "index.html").read_text("utf-8")
