"""What search can find: every claim of every briefing, with what it can be narrowed down by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.linking.corpus import Corpus
from generator.publishing.search.facts import Facts
from generator.publishing.search.listed import Listed
from generator.publishing.search.record import TYPES, Record
from generator.publishing.search.told import Told
from generator.rendering.addresses import address
from generator.rendering.edition import Edition
from generator.rendering.units import uri_of

__all__ = ["FOUND", "TYPES", "Record", "Records", "page_of", "records_of"]

FOUND = ("briefing", "actor", "source")
"""The kinds of units that have records."""


class Records:
    """The records of a corpus, unit by unit; those of one are made without the others.

    A unit is anything with a page of its own, named by its kind and its id: `briefing:strike`,
    `actor:union`, `source:strike--gazette`. What its records say depends on

    - for a briefing: the briefing with its claims, and what was found for their quotes; which of
      its demands and risks a later briefing of its thread has, and how the others stand after all
      that was said about them, so that a new, changed or removed briefing of a thread affects its
      others; the names of the actors it mentions, and which of these exist; the name of its thread;
      the ids of its sources, which are those of the oldest briefing that cites the same address;
    - for an actor: who it is, the names of what it is part of, and the threads and tags of all
      briefings that mention it;
    - for a source: everything that the briefings which cite it say of it, their threads, tags and
      languages, and the day of the oldest.
    """

    def __init__(self, corpus: Corpus, edition: Edition) -> None:
        self._corpus = corpus
        self._edition = edition
        self._facts = Facts(corpus)
        self._told = Told(edition, self._facts)
        self._listed = Listed(edition, self._facts)

    def of(self, unit: str) -> Sequence[Record]:
        """The records of one unit; none if there is no such unit."""
        kind, _, id_ = unit.partition(":")
        if kind == "briefing":
            ref = self._facts.ref(id_)
            return list(self._told.briefing(ref)) if ref else ()
        if kind == "actor":
            dossier = self._corpus.actors.get(id_)
            return (self._listed.actor(dossier),) if dossier else ()
        source = self._facts.source(id_)
        return (self._listed.source(source),) if source else ()

    def units(self) -> Iterator[str]:
        """All units: each briefing with the sources that no newer one cites; then the actors.

        What is made from one briefing is together, so that it has to be loaded only once.
        """
        sources: dict[str, list[str]] = defaultdict(list)
        for source in self._corpus.sources:
            sources[source.sightings[0].ref.id].append(f"source:{source.id}")
        for ref in self._corpus.refs:
            yield f"briefing:{ref.id}"
            yield from sources[ref.id]
        yield from (f"actor:{id_}" for id_ in self._corpus.actors)

    def by_page(self) -> Iterator[tuple[str, Sequence[Record]]]:
        """All records, page by page."""
        for unit in self.units():
            yield page_of(unit, self._edition), self.of(unit)


def page_of(unit: str, edition: Edition) -> str:
    """The address of the page of a unit, by which the index knows it; the page need not exist."""
    kind, _, id_ = unit.partition(":")
    return address(uri_of(kind, id_), edition.links)


def records_of(corpus: Corpus, edition: Edition) -> Iterator[Record]:
    """Everything in a corpus that can be found."""
    for _, records in Records(corpus, edition).by_page():
        yield from records
