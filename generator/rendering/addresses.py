"""The addresses of pages, and the relative links between them."""

from __future__ import annotations

from enum import Enum

FEED = "feed"
"""Path of the whole site's feed, without the suffix that says which format."""
WITH_FEED = ("thread", "actor")
"""Kinds of things that have a feed of their own."""


class Links(Enum):
    """The form of an address, which the publisher decides."""

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
    folder, _, name = stem.rpartition("/")
    if name == "index":
        return f"{folder}/" if folder and links is Links.FOLDERS else f"{stem}.html"
    return f"{stem}/" if links is Links.FOLDERS else f"{stem}.html"


def feed_of(kind: str, id_: str) -> str:
    """Path of the feed of a thread or an actor, without the suffix that says which format."""
    return f"feeds/{kind}s/{id_}"


def root_from(place: str) -> str:
    """The relative path from an address, as `address` returns it, to the root of the site."""
    return "../" * place.count("/")


def link_between(start: str, target: str, links: Links) -> str:
    """The relative link from one page to another, both named by their Markdown files."""
    return Ways(start, links).to(target)


class Ways:
    """The relative links from one page to others, each worked out only once."""

    def __init__(self, start: str, links: Links) -> None:
        self.start = start
        self.links = links
        self._folder = tuple(_place(start, links).split("/")[:-1])
        self._found: dict[str, str] = {}

    def to(self, target: str, anchor: str = "") -> str:
        """The link to a page, or to an anchor on it."""
        if anchor and target == self.start:
            return f"#{anchor}"
        found = self._found.get(target)
        if found is None:
            found = self._found[target] = _relative(self._folder, _place(target, self.links))
        return f"{found}#{anchor}" if anchor else found


def _place(uri: str, links: Links) -> str:
    """The address of a page. With `Links.FOLDERS`, the front page loses its `index.html`."""
    place = address(uri, links)
    return place.removesuffix("index.html") if links is Links.FOLDERS else place


def _relative(folder: tuple[str, ...], target: str) -> str:
    """The relative path from a folder to a file or folder below the same root."""
    end = target.split("/")
    shared = 0
    for mine, its in zip(folder, end[:-1], strict=False):
        if mine != its:
            break
        shared += 1
    return "../" * (len(folder) - shared) + "/".join(end[shared:]) or "./"
