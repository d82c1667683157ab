"""The search of one site, as it is built, and rebuilt while somebody writes."""

from __future__ import annotations

import re
from pathlib import Path

from generator.linking.corpus import Corpus
from generator.publishing.search.guide import guide_records
from generator.publishing.search.index import MANIFEST, Index
from generator.publishing.search.records import Record, records_of
from generator.publishing.search.speech import Speech, speech_of
from generator.reading.collecting import no_collecting
from generator.rendering.edition import Edition

_NAME = re.compile(r"[0-9a-f]{12}\.bin")
FOLDER = "search"
"""Where the files of the index are, below the root of the site."""


class Search:
    """Gathers what can be found, and writes the index."""

    def __init__(self) -> None:
        self._index = Index()
        self._records: list[Record] = []
        self._pages: list[Record] = []
        self._speech = Speech()

    def begin(self, corpus: Corpus | None, edition: Edition) -> None:
        """Begin a build. If nothing could be made, what was found before is kept."""
        self._pages = []
        self._language = edition.language
        if corpus is not None:
            with no_collecting():
                self._records = list(records_of(corpus, edition))
                self._speech = speech_of(corpus, edition)

    def add_page(self, html: str, address: str, title: str) -> None:
        """Add a page written by hand."""
        self._pages.extend(guide_records(html, address, title, self._language))

    def write(self, site: Path) -> None:
        """Write the files of the index below a site, and remove those of the previous one."""
        index, self._index = self._index, Index()  # a failed update must not be kept
        with no_collecting():
            files = index.update([*self._records, *self._pages], self._speech)
        self._index = index
        folder = site / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            if name == MANIFEST or not (folder / name).exists():  # a name stands for its content
                (folder / name).write_bytes(content)
        for old in folder.glob("*.bin"):
            if old.name not in files and _NAME.fullmatch(old.name):
                old.unlink()
