"""The file that names all others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from generator.publishing.search.common import common_words
from generator.publishing.search.files import SUFFIX, packed
from generator.publishing.search.pieces import Piece
from generator.publishing.search.shards import UNDATED
from generator.publishing.search.speech import CLOSED, Speech
from generator.publishing.search.words import fold

FORMAT = 1
"""Goes up when earlier browser modules could not read the index."""
MANIFEST = f"index{SUFFIX}"
"""The name of the file. It is the only one that keeps its name when it changes."""
RECORDED = (*CLOSED, "actor", "thread", "tag", "source")
"""The facets that records have values for; `year` follows from their numbers."""


@dataclass(frozen=True, slots=True)
class Named:
    """All other files, by what they are."""

    words: Sequence[Piece[str]]
    facets: Mapping[str, Sequence[Piece[str]]]
    texts: Sequence[Piece[int]]
    spelling: Sequence[Piece[str]]
    subjects: str
    names: str
    endings: str

    def names_of_all(self) -> set[str]:
        """The names of all of them."""
        found = {piece.name for piece in chain(self.words, self.spelling, *self.facets.values())}
        found.update(piece.name for piece in self.texts)
        found.update(piece.places for piece in self.words)
        return found | {self.subjects, self.names, self.endings}


def manifest(named: Named, records: int, slots: int, speech: Speech) -> bytes:
    """The manifest, for so many records and so many numbers a day."""
    facets: dict[str, object] = {}
    for facet, called in speech.facets.items():
        facets[facet] = {"label": called}
        if facet in RECORDED:
            pieces = named.facets[facet]
            facets[facet] = {
                "label": called,
                "labels": speech.labels.get(facet, {}) if facet in CLOSED else {},
                **_firsts(pieces),
                "bytes": sum(piece.size for piece in pieces),
            }
    head: dict[str, Any] = {
        "format": FORMAT,
        "records": records,
        "slots": slots,
        "undated": UNDATED,
        "language": speech.language,
        "common": sorted({fold(word) for word in common_words(speech.language)}),
        "types": speech.types,
        "words": speech.words,
        "terms": [piece.first for piece in named.words],
        "postings": "".join(piece.name for piece in named.words),
        "places": "".join(piece.places for piece in named.words),
        "facets": facets,
        "texts": {**_firsts(named.texts), "first": _gaps([piece.first for piece in named.texts])},
        "subjects": named.subjects,
        "names": named.names,
        "endings": named.endings,
        "spelling": _firsts(named.spelling),
    }
    return packed(head)


def _firsts(pieces: Sequence[Piece[Any]]) -> dict[str, object]:
    return {
        "first": [piece.first for piece in pieces],
        "names": "".join(piece.name for piece in pieces),
    }


def _gaps(numbers: Sequence[int]) -> list[int]:
    return [each - before for before, each in zip((0, *numbers), numbers, strict=False)]
