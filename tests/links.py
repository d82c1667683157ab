"""Whether everything that a built site points at is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from tests.markup import Html, read_html

BASE = "http://site.test/"


def pages_of(site: Path) -> dict[str, Html]:
    """Every HTML file of a site, by the address that a browser shows it at."""
    return {
        _without_index(BASE + path.relative_to(site).as_posix()): read_html(path.read_text("utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def broken_links(site: Path) -> list[str]:
    """Every link, asset and anchor within the site that leads nowhere, with where it stands."""
    pages = pages_of(site)
    return [
        f"{address}: <{tag}> {target}"
        for address, page in pages.items()
        for tag, target in page.addresses
        if not _arrives(site, pages, urljoin(address, target))
    ]


def outward(site: Path) -> Iterator[tuple[str, str]]:
    """Everything but a link that points to another host: a browser would load it."""
    for page in pages_of(site).values():
        for tag, target in page.addresses:
            if tag != "a" and urlsplit(urljoin(BASE, target)).hostname != "site.test":
                yield tag, target


def _arrives(site: Path, pages: dict[str, Html], url: str) -> bool:
    if urlsplit(url).hostname != "site.test":
        return urlsplit(url).scheme in ("http", "https", "mailto")
    address, fragment = urldefrag(url)
    address = _without_index(address)
    path = site / unquote(urlsplit(address).path).lstrip("/")
    if path.is_dir():
        path /= "index.html"
    if not path.is_file():
        return False
    return not fragment or address not in pages or unquote(fragment) in pages[address].ids


def _without_index(address: str) -> str:
    return re.sub(r"(?<=/)index\.html$", "", address)
