"""A link from one page leads to the other, whatever addresses look like."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.rendering.addresses import Links, Ways, address, link_between

SITE = "https://desk.example/news/"

names = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)?", fullmatch=True).filter(
    lambda name: name != "index"
)
uris = st.one_of(
    st.just("index.md"),
    st.builds("{}.md".format, names),
    st.builds("{}/index.md".format, names),
    st.builds("{}/{}.md".format, names, names),
    st.builds("{}/{}/{}.md".format, names, names, names),
    st.builds("{}/{}/index.md".format, names, names),
)


@pytest.mark.parametrize(
    ("uri", "folders", "files"),
    [
        ("index.md", "index.html", "index.html"),
        ("actors/index.md", "actors/", "actors/index.html"),
        ("actors/putin.md", "actors/putin/", "actors/putin.html"),
        ("guide/a/b.md", "guide/a/b/", "guide/a/b.html"),
    ],
)
def test_a_page_has_an_address(uri: str, folders: str, files: str) -> None:
    assert address(uri, Links.FOLDERS) == folders
    assert address(uri, Links.FILES) == files
    assert address(uri, Links.MARKDOWN) == uri


@pytest.mark.parametrize(
    ("start", "target", "folders", "files", "markdown"),
    [
        ("index.md", "actors/putin.md", "actors/putin/", "actors/putin.html", "actors/putin.md"),
        ("actors/putin.md", "index.md", "../../", "../index.html", "../index.md"),
        ("actors/index.md", "index.md", "../", "../index.html", "../index.md"),
        ("actors/putin.md", "actors/nato.md", "../nato/", "nato.html", "nato.md"),
        ("actors/putin.md", "actors/index.md", "../", "index.html", "index.md"),
        ("actors/index.md", "actors/nato.md", "nato/", "nato.html", "nato.md"),
        ("index.md", "index.md", "./", "index.html", "index.md"),
        ("actors/nato.md", "actors/nato.md", "./", "nato.html", "nato.md"),
        (
            "actors/nato.md",
            "briefings/a.md",
            "../../briefings/a/",
            "../briefings/a.html",
            "../briefings/a.md",
        ),
    ],
)
def test_one_page_links_to_another(
    start: str, target: str, folders: str, files: str, markdown: str
) -> None:
    assert link_between(start, target, Links.FOLDERS) == folders
    assert link_between(start, target, Links.FILES) == files
    assert link_between(start, target, Links.MARKDOWN) == markdown


def test_a_link_may_lead_to_a_place_on_the_page_or_on_its_own() -> None:
    ways = Ways("a.md", Links.FOLDERS)
    assert ways.to("b.md", "risk-x") == "../b/#risk-x"
    assert ways.to("a.md", "risk-x") == "#risk-x"


@given(uris, uris, st.sampled_from(Links), st.sampled_from(["", "risk-x"]))
def test_a_browser_that_follows_a_link_arrives(
    start: str, target: str, links: Links, anchor: str
) -> None:
    link = Ways(start, links).to(target, anchor)
    arrived = urljoin(SITE + served_at(start, links), link)
    assert arrived == SITE + served_at(target, links) + (f"#{anchor}" if anchor else "")
    assert "://" not in link
    assert not link.startswith("/")


def served_at(uri: str, links: Links) -> str:
    """Where a browser is when it shows a page: a folder's own page has the folder's address."""
    shown = address(uri, links)
    return shown.removesuffix("index.html") if links is Links.FOLDERS else shown
