"""`briefing render --out`: the same pages as Markdown files, for any other publisher."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from markdown_it import MarkdownIt

from tests.markup import Html, read_html, squeezed
from tests.pictures import ROOT
from tests.projects import Project

BASE = "http://pages.test/"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("rendered") / "pages"
    done = Project(ROOT).run("briefing", "render", "--out", str(out))
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, Html]:
    """Every file as another publisher would show it, by address; headings get ids as usual."""
    engine = MarkdownIt("commonmark", {"html": True})
    return {
        BASE + path.relative_to(folder).as_posix(): read_html(
            engine.render(path.read_text("utf-8"))
        )
        for path in folder.rglob("*.md")
    }


def test_the_pages_are_those_of_the_site(folder: Path, site: Path) -> None:
    rooms = tuple(path.name for path in folder.iterdir() if path.is_dir())
    published = {
        path.parent.relative_to(site).as_posix()
        for room in rooms
        for path in (site / room).rglob("index.html")
    }
    rendered = {
        re.sub(r"(/index)?\.md$", "", path.relative_to(folder).as_posix())
        for path in folder.rglob("*.md")
    }
    assert rendered == published | {"index"}


def test_every_link_between_the_pages_leads_to_a_file_and_a_place_in_it(
    pages: dict[str, Html],
) -> None:
    lost = []
    for address, page in pages.items():
        for tag, target in page.addresses:
            there, anchor = urldefrag(urljoin(address, target))
            if urlsplit(there).hostname != "pages.test":
                continue
            if there not in pages or (anchor and anchor not in pages[there].ids):
                lost.append(f"{address}: <{tag}> {target}")
    assert lost == []


def test_pages_link_to_each_other_as_markdown_files(pages: dict[str, Html]) -> None:
    page = pages[BASE + "briefings/2021-12-03-nato-guarantees.md"]
    assert ("a", "../actors/putin.md") in page.addresses


def test_a_page_shows_the_words_that_the_site_shows(folder: Path, site: Path) -> None:
    there = "briefings/2021-12-03-nato-guarantees"
    engine = MarkdownIt("commonmark", {"html": True})
    rendered = read_html(engine.render((folder / f"{there}.md").read_text("utf-8"))).words
    built = (site / there / "index.html").read_text("utf-8")
    article = read_html(built[built.index("<article") : built.rindex("</article>")]).words
    assert squeezed(rendered) in squeezed(article.replace("¶", ""))


def test_mistakes_leave_nothing_written(tmp_path: Path) -> None:
    (tmp_path / "bad.yml").write_text("title: Only a title\n")
    out = tmp_path / "out"
    done = Project(ROOT).run("briefing", "render", "--briefings", str(tmp_path), "--out", str(out))
    assert done.returncode == 1
    assert "missing-key" in done.stderr
    assert "Traceback" not in done.stderr
    assert not out.exists()
