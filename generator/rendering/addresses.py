"""Where pages are, and how one links to another."""

from __future__ import annotations

import posixpath
from enum import Enum


class Links(Enum):
    """What an address looks like, which the publisher decides."""

    FOLDERS = "folders"
    """`actors/putin/`: a page is the index of a folder of its own."""
    FILES = "files"
    """`actors/putin.html`."""
    MARKDOWN = "markdown"
    """`actors/putin.md`: the page's own file, for reading without a site."""


def address(uri: str, links: Links) -> str:
    """The address of a page, from the root of the site; `uri` is its Markdown file."""
    if links is Links.MARKDOWN:
        return uri
    stem = uri.removesuffix(".md")
    folder, name = posixpath.split(stem)
    if name == "index":
        return f"{folder}/" if folder and links is Links.FOLDERS else f"{stem}.html"
    return f"{stem}/" if links is Links.FOLDERS else f"{stem}.html"


def link_between(start: str, target: str, links: Links, anchor: str = "") -> str:
    """The relative link from one page to another, both named by their Markdown files."""
    fragment = f"#{anchor}" if anchor else ""
    if start == target and fragment:
        return fragment
    here, there = address(start, links), address(target, links)
    if links is Links.FOLDERS:  # where only the front page is a file
        here, there = here.removesuffix("index.html"), there.removesuffix("index.html")
    relative = _relative(posixpath.dirname(here), there)
    return relative + fragment


def _relative(folder: str, target: str) -> str:
    """The way from a folder to a file or a folder, all of them below one root."""
    start, end = [part for part in folder.split("/") if part], target.split("/")
    shared = 0
    for mine, its in zip(start, end[:-1], strict=False):
        if mine != its:
            break
        shared += 1
    return "../" * (len(start) - shared) + "/".join(end[shared:]) or "./"
