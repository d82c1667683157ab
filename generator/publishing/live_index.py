"""The search index while somebody writes: brought up to date when it is asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.linking.corpus import Corpus
from generator.linking.difference import difference
from generator.linking.link import connect
from generator.linking.storing import register_from_data, register_to_data
from generator.publishing import handwritten
from generator.publishing.intake import Desk
from generator.publishing.search.records import Record
from generator.publishing.search.updating import update_index
from generator.reading.collecting import no_collecting
from generator.rendering.edition import Edition

_MADE = "indexed"
"""The name under which the state keeps what the index was made from."""


class LiveIndex:
    """An index in a folder, which is kept from one run to the next."""

    def __init__(self, desk: Desk, edition: Edition, folder: Path) -> None:
        self._desk, self._edition, self._folder = desk, edition, folder
        self._sections = handwritten.last(desk.state).sections
        self._new_sections: tuple[Record, ...] | None = None
        self.corpus = self._kept()
        """What it was made from; None if that is not kept, or was for a different edition."""

    def _kept(self) -> Corpus | None:
        made = self._desk.state.get(_MADE)
        if not made or made["edition"] != str(self._edition):
            return None
        register = register_from_data(made["register"])
        refs = [ref for key, ref in self._desk.refs.items() if key not in made["without"]]
        return connect(refs, register, drafts=made["drafts"])

    def take(self, sections: tuple[Record, ...]) -> None:
        """Note what can be found in the pages that are written by hand."""
        self._new_sections = sections

    def bring_up(self, corpus: Corpus) -> None:
        """Bring it up to date with the desk, if the site has a search."""
        is_same = corpus is self.corpus and self._new_sections is None
        if not self._edition.has_search or is_same:
            return
        state, folder = self._desk.state, self._folder
        edit = difference(self.corpus, corpus) if self.corpus else None
        before = self._sections
        now = before if self._new_sections is None else self._new_sections
        with no_collecting():
            changes = update_index(state, corpus, self._edition, edit, (before, now), folder)
            folder.mkdir(parents=True, exist_ok=True)
            for name, content in changes.files.items():
                (folder / name).write_bytes(content)
            for name in changes.gone:
                (folder / name).unlink(missing_ok=True)
            self.corpus, self._sections, self._new_sections = corpus, now, None
            self._keep(corpus)

    def _keep(self, corpus: Corpus) -> None:
        """Keep what it is now made from."""
        state = self._desk.state
        sound = {id(ref) for ref in self._desk.sound()}
        state.put(
            _MADE,
            {
                "edition": str(self._edition),
                "register": register_to_data(self._desk.register),
                "drafts": any(ref.is_draft for ref in corpus.refs),
                "without": [key for key, ref in self._desk.refs.items() if id(ref) not in sound],
            },
        )
        handwritten.keep(state, replace(handwritten.NOTHING, sections=self._sections), {}, 0)
        state.publish(self._desk.hashes)
        state.commit()
