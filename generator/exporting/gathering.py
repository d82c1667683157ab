"""Files that gather many briefings: tables, the index, the graph.

Each briefing has a share in them, made once and kept. A file is a head, the shares of briefings one
after the other, the oldest first, and a tail. For a large desk there is also one for each year, and
the file of all briefings exists only packed.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.exporting.ftm import entities, ftm_body
from generator.exporting.graph import (
    actor_nodes,
    graph_body,
    graph_head,
    graph_tail,
    named_in,
)
from generator.exporting.model import index_body, index_head, index_tail
from generator.exporting.tables import IDENTITIES, TABLES, identity_rows, rows_of
from generator.exporting.writing import csv_body, csv_head, jsonl_body
from generator.linking.corpus import Corpus
from generator.linking.lines import Line
from generator.linking.sightings import Ref
from generator.model.briefing import Demand
from generator.rendering.edition import Edition
from generator.rendering.pages.site import Site

GATHERS = frozenset({"tables", "json", "graph", "parquet"})
"""The exports with such files. For Parquet a share holds nothing, but shows an edit."""
TABLE_FOLDER = "data/tables"


@dataclass(frozen=True, slots=True)
class Gathered:
    """A file that is put together from the shares of briefings."""

    stem: str
    """Its place in the site, without the ending: `data/tables/demands`."""
    ending: str
    head: bytes = b""
    tail: bytes = b""
    between: bytes = b""
    """What goes between two shares that are not empty."""
    has_actors: bool = False
    """Whether it has a head of its own that says who some actors are."""

    @property
    def name(self) -> str:
        """Its place in the site."""
        return f"{self.stem}{self.ending}"

    def part(self, part: str) -> str:
        """The same for one of the files that it is split into; itself if `part` is empty."""
        return f"{self.stem}-{part}{self.ending}" if part else self.name


_INDEX = Gathered("data/briefings", ".json", index_head(), index_tail(), b",\n")
_GRAPH = Gathered("data/graph", ".graphml", tail=graph_tail(), has_actors=True)


def gathered(exports: Iterable[str]) -> Iterator[Gathered]:
    """The files that some exports put together from shares."""
    wanted = frozenset(exports)
    if "tables" in wanted:
        for table in TABLES.values():
            if table.name != IDENTITIES:
                yield Gathered(f"{TABLE_FOLDER}/{table.name}", ".csv", csv_head(table))
                yield Gathered(f"{TABLE_FOLDER}/{table.name}", ".jsonl")
    if "json" in wanted:
        yield _INDEX
    if "graph" in wanted:
        yield _GRAPH


def share_of(site: Site, ref: Ref, lines: Sequence[Line[Demand]]) -> bytes:
    """What a briefing gives to each file, packed; `lines` are the demands it is last to name."""
    edition = site.edition
    found: dict[str, bytes] = {}
    if "tables" in edition.exports:
        for name, rows in rows_of(ref, edition).items():
            if rows:
                found[f"{TABLE_FOLDER}/{name}.csv"] = csv_body(TABLES[name], rows)
                found[f"{TABLE_FOLDER}/{name}.jsonl"] = jsonl_body(TABLES[name], rows)
    if "json" in edition.exports:
        found[_INDEX.name] = index_body([ref], edition)
    if "graph" in edition.exports and lines:
        found[_GRAPH.name] = graph_body(lines, edition)
    told = json.dumps([[name, len(body)] for name, body in found.items()]).encode()
    return zlib.compress(b"\n".join((told, b"".join(found.values()))), 1)


def shares_in(packed: bytes) -> dict[str, bytes]:
    """What `share_of` packed, by the name of the file that it is for."""
    told, _, bodies = zlib.decompress(packed).partition(b"\n")
    found, at = {}, 0
    for name, size in json.loads(told):
        found[name] = bodies[at : at + size]
        at += size
    return found


class Graph:
    """The heads of graph files: they describe the actors, which no share does."""

    def __init__(self, corpus: Corpus, edition: Edition) -> None:
        """`corpus` has no drafts."""
        self._corpus, self._edition = corpus, edition
        self.nodes = {node.known.id: node for node in actor_nodes(corpus)}

    def head(self, ids: Iterable[str]) -> bytes:
        """The head of a file that has some actors in it."""
        return graph_head(
            (self.nodes[id_] for id_ in sorted(ids) if id_ in self.nodes), self._edition
        )

    def named(self, refs: Sequence[Ref]) -> set[str]:
        """The ids of the actors that the shares of some briefings name."""
        there = set(refs)
        scopes = dict.fromkeys(ref.scope for ref in refs)
        lines = (line for scope in scopes for line in self._corpus.stories[scope].demands)
        return named_in(line for line in lines if line.latest.ref in there)


@dataclass(frozen=True, slots=True)
class ActorFile:
    """A file about actors, in which no briefing has a share."""

    stem: str
    ending: str
    head: bytes
    body: Callable[[Sequence[str]], bytes]
    """The lines of some actors, by their ids."""


def actor_files(corpus: Corpus, edition: Edition) -> Iterator[ActorFile]:
    """The files about the actors of a corpus without drafts."""
    if "tables" in edition.exports:
        table, stem = TABLES[IDENTITIES], f"{TABLE_FOLDER}/{IDENTITIES}"

        def rows(write: Callable[..., bytes], ids: Sequence[str]) -> bytes:
            return write(table, identity_rows((corpus.known[id_] for id_ in ids), edition))

        yield ActorFile(stem, ".csv", csv_head(table), partial(rows, csv_body))
        yield ActorFile(stem, ".jsonl", b"", partial(rows, jsonl_body))
    if "ftm" in edition.exports:
        yield ActorFile(
            "data/actors", ".ftm.jsonl", b"", lambda ids: ftm_body(entities(corpus, edition, ids))
        )


def actors_by_year(corpus: Corpus) -> Mapping[str, Sequence[str]]:
    """The ids of all actors, by the year of the first briefing that mentions each; `0` for none."""
    found: dict[str, list[str]] = {}
    for id_ in sorted(corpus.known):
        refs = corpus.mentions.get(id_)
        found.setdefault(str(refs[-1].date.year) if refs else "0", []).append(id_)
    return dict(sorted(found.items()))
