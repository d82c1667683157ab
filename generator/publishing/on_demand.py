"""Files for programs while somebody writes: made when a browser or a program asks for one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator.exporting.files import file_plans, unit_of_file
from generator.linking.corpus import Corpus
from generator.publishing.gathered import every_gathered
from generator.rendering.pages.site import Site


class OnDemand:
    """A folder of such files, all made from one corpus."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._corpus: Corpus | None = None
        self._has_gathered = False

    def file(self, path: str, site: Site) -> Path | None:
        """A file by its path in the site; None if the site has no such file."""
        if self._corpus is not site.corpus:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._corpus, self._has_gathered = site.corpus, False
        found = (self._folder / path).resolve()
        if not found.is_relative_to(self._folder.resolve()):
            return None
        if not found.is_file():
            for uri, content in self._made(path, site):
                place = self._folder / uri
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
        return found if found.is_file() else None

    def _made(self, path: str, site: Site) -> Iterator[tuple[str, bytes]]:
        """What a path needs: the file itself, or all files that gather many briefings."""
        if unit := unit_of_file(path):
            for plan in file_plans(site, unit):
                content = plan.write().content if plan.uri == path else None
                if content is not None:
                    yield path, content
        elif path.startswith("data/") and not self._has_gathered:
            self._has_gathered = True
            with tempfile.TemporaryDirectory() as scratch:
                yield from every_gathered(site, Path(scratch) / "shares")
