"""Generated pages, as far as MkDocs has to know them to build what is written by hand.

A large desk has tens of thousands of pages. The navigation holds a dozen of them, and pages written
by hand link to a few more: for each of those MkDocs gets an object when it asks for one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import PurePath
from typing import NamedTuple, overload

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from generator.publishing.meta import front_matter
from generator.rendering.page import Page


class Stub(NamedTuple):
    """What represents a generated page in the navigation. Plain data, so that it can be kept."""

    uri: str
    text: str
    """Its front matter, and its headline if that is Markdown."""
    source: str
    """The file that a reader would edit, below the folder of briefings; empty for no file."""


def stub_of(page: Page) -> Stub:
    """What the navigation has to know of a page."""
    first = page.markdown.partition("\n")[0]
    text = front_matter(page) + (first if first.startswith("# ") else "")
    return Stub(page.uri, text, page.source.as_posix() if page.source else "")


class PlacedFiles(Files):
    """The files of a site: those that MkDocs builds, and generated pages that it can look up.

    Iterating gives only the former, and the pages that `show` was called for.
    """

    def __init__(self, files: Files, placed: Collection[str], make: Callable[[str], File]) -> None:
        super().__init__(files)
        self.placed = placed
        self.asked: dict[str, bool] = {}
        """What MkDocs looked for among the pages, and whether it was there."""
        self._make = make
        self._made: dict[str, File] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """The file at a path below `docs/`."""
        if found := super().get_file_from_path(path):
            return found
        uri = normal(path)
        self.asked[uri] = uri in self.placed
        return self.placed_file(uri) if uri in self.placed else None

    def placed_file(self, uri: str) -> File:
        """The file that represents a generated page: always the same object."""
        if uri not in self._made:
            self._made[uri] = self._make(uri)
        return self._made[uri]

    def show(self, uris: Collection[str]) -> None:
        """Include some generated pages in what MkDocs iterates over."""
        for uri in uris:
            self.append(self.placed_file(uri))


class EveryFile(Files):
    """The same for templates that list all pages, as the sitemap's does."""

    def __init__(
        self, files: PlacedFiles, config: MkDocsConfig, listed: Collection[str] | None = None
    ) -> None:
        super().__init__(files)
        self._of_site = files
        self._config = config
        self._uris = files.placed if listed is None else listed

    def documentation_pages(
        self,
        *,
        inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included,
    ) -> Sequence[File]:
        """All pages, in the order of a build by MkDocs. They are made when the list is read."""
        return _Listed(lambda: list(self._listed(inclusion)))

    def _listed(self, inclusion: Callable[[InclusionLevel], bool]) -> Iterator[File]:
        known = self._of_site
        own = [
            file
            for file in super().documentation_pages(inclusion=inclusion)
            if file.src_uri not in known.placed
        ]
        yield from (file for file in own if file.generated_by is None)
        for uri in self._uris:
            file = known.placed_file(uri)
            if file.page is None:
                MkDocsPage(None, file, self._config)
            yield file
        yield from (file for file in own if file.generated_by is not None)


class _Listed(Sequence[File]):
    """A list that is made when it is first read."""

    def __init__(self, make: Callable[[], list[File]]) -> None:
        self._make = make

    @cached_property
    def _items(self) -> list[File]:
        return self._make()

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, place: int) -> File: ...

    @overload
    def __getitem__(self, place: slice) -> list[File]: ...

    def __getitem__(self, place: int | slice) -> File | list[File]:
        return self._items[place]


def normal(path: str) -> str:
    """A path in the form by which the files of a site are named."""
    return PurePath(path).as_posix()


def nav_uris(nav: object) -> Iterator[str]:
    """The files that the `nav` of a configuration names."""
    if isinstance(nav, str):
        yield normal(nav.lstrip("/"))
    elif isinstance(nav, Mapping):
        for value in nav.values():
            yield from nav_uris(value)
    elif isinstance(nav, list):
        for item in nav:
            yield from nav_uris(item)
