"""The sitemap of a site with very many pages, as MkDocs' template writes it.

MkDocs needs an object for each page, which takes seconds. Its template says the same of every page,
so it is run for a few marks, and what it says of those is repeated for all pages.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Collection
from pathlib import Path

import mkdocs
from markupsafe import escape
from mkdocs.commands.build import _build_theme_template

from generator.publishing.placed import EveryFile
from generator.publishing.written import SITEMAP, Learnt
from generator.rendering.addresses import Links, address

_PLAIN = re.compile(r"[a-z0-9/-]+\.md")
_MARKS = ("zqmark-one.md", "zqmark-two.md", "zqmark-three.md")


def write_sitemap(learnt: Learnt, site: Path) -> None:
    """Write `sitemap.xml` of all pages, and its packed copy, into a folder."""
    learnt.aim_at(site)
    if SITEMAP not in learnt.config.theme.static_templates:
        return
    placed = learnt.files.placed
    home = Path(mkdocs.__file__).parent
    is_stock = Path(learnt.env.get_template(SITEMAP).filename or "").is_relative_to(home)
    if not (is_stock and placed and all(map(_PLAIN.fullmatch, placed))):
        _build(learnt, learnt.every)
        return
    _build(learnt, EveryFile(learnt.files, learnt.config, _MARKS))
    pages = [learnt.files.placed_file(mark).page for mark in _MARKS]
    found = [str(escape(page.canonical_url)) for page in pages if page and page.canonical_url]
    if found:
        links = Links.FOLDERS if learnt.config.use_directory_urls else Links.FILES
        _fill(site / SITEMAP, found, placed, links)


def _build(learnt: Learnt, files: EveryFile) -> None:
    _build_theme_template(SITEMAP, learnt.env, files, learnt.config, learnt.nav)


def _fill(path: Path, marks: list[str], uris: Collection[str], links: Links) -> None:
    """Put pages in the place of the marks, and repack the file with the time MkDocs gave it."""
    text = path.read_text("utf-8")
    before, between, _, after = re.split("|".join(map(re.escape, marks)), text)
    root = marks[0].removesuffix(address(_MARKS[0], links))
    pages = (root + _place(uri, links) for uri in uris)
    data = f"{before}{between.join(pages)}{after}".encode()
    path.write_bytes(data)
    packed = path.with_suffix(".xml.gz")
    time = int.from_bytes(packed.read_bytes()[4:8], "little")
    with (
        packed.open("wb") as stream,
        gzip.GzipFile(SITEMAP, "wb", fileobj=stream, mtime=time) as zip_,
    ):
        zip_.write(data)


def _place(uri: str, links: Links) -> str:
    """The address of a page as MkDocs writes it; empty for the front page."""
    place = address(uri, links)
    return "" if place == "index.html" and links is Links.FOLDERS else place
