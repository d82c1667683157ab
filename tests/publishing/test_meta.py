"""The head of a page: how to cite it, its feeds, and what it says to machines once it is built."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest

from generator.linking.corpus import Corpus
from generator.publishing.meta import feeds, for_programs, previews
from generator.rendering.addresses import Links
from generator.rendering.edition import EXPORTS, Edition
from generator.rendering.page import Page
from generator.rendering.pages import render_pages
from tests.hostile import hostile_briefing
from tests.jsonld import nodes_in, of_type
from tests.projects import MATERIAL, new_project
from tests.writing import briefing, linked

SITE = "https://desk.example/news/"
EDITION = Edition(site_name="Harbour & desk", site_url=SITE)


class Head(HTMLParser):
    """The tags of a head that a program looks for."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.metas: list[tuple[str, str]] = []
        self.feeds: list[tuple[str, str, str]] = []
        self.feed(html.partition("</head>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "meta" and "name" in said:
            self.metas.append((said["name"], said["content"]))
        if tag == "link" and said["rel"] == "alternate":
            self.feeds.append((said["type"], said["title"], said["href"]))

    @property
    def citation(self) -> list[tuple[str, str]]:
        """What Zotero and Google Scholar read."""
        return [(name, value) for name, value in self.metas if name.startswith("citation_")]


def page_of(corpus: Corpus, uri: str, edition: Edition = EDITION) -> Page:
    return next(page for page in render_pages(corpus, edition) if page.uri == uri)


def test_a_briefing_says_how_to_cite_it() -> None:
    said = briefing(
        title='"Cranes" & <rest>', author="A. Writer", language="pt-BR", tags=["port", "strike"]
    )
    page = page_of(linked({"strike": said}), "briefings/strike.md")
    where = f"{SITE}briefings/strike/"
    assert Head(previews(page, EDITION)).citation == [
        ("citation_title", '"Cranes" & <rest>'),
        ("citation_author", "A. Writer"),
        ("citation_publication_date", "2021/03/01"),
        ("citation_technical_report_institution", "Harbour & desk"),
        ("citation_language", "pt-BR"),
        ("citation_public_url", where),
        ("citation_fulltext_html_url", where),
        ("citation_keywords", "port"),
        ("citation_keywords", "strike"),
    ]


def test_what_nobody_says_is_not_cited() -> None:
    edition = Edition()
    page = page_of(linked({"strike": briefing()}), "briefings/strike.md", edition)
    assert Head(previews(page, edition)).citation == [
        ("citation_title", "Dockers stop work"),
        ("citation_publication_date", "2021/03/01"),
        ("citation_language", "en"),
    ]


def shown(text: str) -> str:
    """A text as HTML can hold it: a next line (U+0085) has no reference of its own."""
    return text.replace("\x85", "\n")


def test_hostile_text_is_cited_as_typed() -> None:
    said, typed = hostile_briefing()
    head = Head(previews(page_of(linked({"strike": said}), "briefings/strike.md"), EDITION))
    cited = dict(head.citation)
    assert cited["citation_title"] == shown(typed["title"])
    assert cited["citation_author"] == shown(typed["author"])
    assert cited["citation_keywords"] == shown(typed["tags"])
    assert {kind for kind, _, _ in head.feeds} == {"application/atom+xml", "application/feed+json"}


def test_what_is_for_programs_stays_where_another_plugin_makes_previews() -> None:
    page = page_of(linked({"strike": briefing()}), "briefings/strike.md")
    head = for_programs(page, EDITION)
    assert previews(page, EDITION).endswith(head)
    assert "og:" not in head
    assert Head(head).citation
    assert Head(head).feeds
    assert "ld+json" in head


def test_only_briefings_are_cited() -> None:
    for page in render_pages(linked({"strike": briefing(tags=["port"])}), EDITION):
        assert bool(Head(previews(page, EDITION)).citation) == (page.kind == "briefing"), page.uri


SITE_FEED = [("Harbour & desk", f"{SITE}feed.xml"), ("Harbour & desk", f"{SITE}feed.json")]


@pytest.mark.parametrize("links", [Links.FOLDERS, Links.FILES])
def test_a_page_links_to_its_own_feed_and_then_to_that_of_the_site(links: Links) -> None:
    edition = replace(EDITION, links=links)
    days = range(1, 29)
    corpus = linked(
        {f"b-{n}": briefing(thread="port-strike", date=f"2021-03-{n:02}") for n in days}
    )
    own = {
        "threads/port-strike.md": ("Port strike", "feeds/threads/port-strike"),
        "threads/port-strike/years/2021-2.md": ("Port strike", "feeds/threads/port-strike"),
        "actors/union.md": ("Union of Dockers", "feeds/actors/union"),
    }
    seen = set()
    for page in render_pages(corpus, edition):
        name, feed = own.get(page.uri, ("", ""))
        wanted = [(name, f"{SITE}{feed}.xml"), (name, f"{SITE}{feed}.json")] if feed else []
        if page.kind in ("thread", "actor") and not feed:
            continue
        seen.add(page.uri)
        found = Head(previews(page, edition)).feeds
        here = edition.permalink(page.uri)
        assert [(title, urljoin(here, href)) for _, title, href in found] == wanted + SITE_FEED
        assert not any("://" in href for _, _, href in found), "they hold wherever the site lies"
    assert own.keys() < seen


def test_a_thread_called_like_the_list_has_its_feed_under_its_id() -> None:
    page = page_of(linked({"strike": briefing(thread="index")}), "threads/index-.md")
    assert page.feed == "feeds/threads/index"


def test_without_the_export_no_page_links_to_a_feed() -> None:
    edition = replace(EDITION, exports=EXPORTS - {"feeds"})
    for page in render_pages(linked({"strike": briefing(thread="port-strike")}), edition):
        head = previews(page, edition)
        assert Head(head).feeds == []
        assert "ld+json" in head, "each is a choice of its own"
    assert feeds("guide/", edition) == ""


TYPES = {
    "index.html": "WebSite",
    "briefings/index.html": "CollectionPage",
    "briefings/strike/index.html": "AnalysisNewsArticle",
    "threads/port-strike/index.html": "CollectionPage",
    "actors/index.html": "CollectionPage",
    "actors/union/index.html": "ProfilePage",
    "demands/index.html": "CollectionPage",
    "risks/index.html": "CollectionPage",
    "figures/index.html": "CollectionPage",
    "timeline/index.html": "CollectionPage",
    "sources/index.html": "CollectionPage",
    "sources/strike--gazette/index.html": "WebPage",
    "calibration/index.html": "CollectionPage",
    "tags/port/index.html": "CollectionPage",
    "search/index.html": "WebPage",
}


@pytest.mark.parametrize("door", ["ours", "MkDocs"])
def test_each_kind_of_built_page_is_read_by_programs(tmp_path: Path, door: str) -> None:
    said, typed = hostile_briefing()
    told = briefing(thread="port-strike", tags=["port"])
    project = new_project(
        tmp_path, {"strike": told, "hostile": said}, theme=MATERIAL, site_url=SITE
    )
    (project.docs / "guide").mkdir()
    (project.docs / "guide" / "more.md").write_text("# More\n", encoding="utf-8")
    if door == "ours":
        site = project.build(strict=False)
    else:
        done = project.run("mkdocs", "build")
        assert done.returncode == 0, done.stderr
        site = project.folder / "site"
    for name, type_ in TYPES.items():
        address = f"{SITE}{name.removesuffix('index.html')}"
        html = (site / name).read_text("utf-8")
        every = nodes_in(html, address)
        found = every[f"{SITE}#website" if type_ == "WebSite" else address]
        assert found.types == {type_}, name
        assert_in_feeds(address, html, [f"{SITE}feed.xml", f"{SITE}feed.json"])
    html = (site / "briefings" / "hostile" / "index.html").read_text("utf-8")
    (article,) = of_type(nodes_in(html, f"{SITE}briefings/hostile/"), "AnalysisNewsArticle")
    assert article.one("headline") == typed["title"]
    assert dict(Head(html).metas)["citation_title"] == shown(typed["title"])
    more = (site / "guide" / "more" / "index.html").read_text("utf-8")
    assert "ld+json" not in more, "of what is written by hand nothing is known"
    assert_in_feeds(f"{SITE}guide/more/", more, [f"{SITE}feed.xml", f"{SITE}feed.json"])


def assert_in_feeds(address: str, html: str, wanted: Iterable[str]) -> None:
    found = [urljoin(address, href) for _, _, href in Head(html).feeds]
    assert found[-2:] == list(wanted), address
