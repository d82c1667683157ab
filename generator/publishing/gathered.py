"""Files that gather many briefings, put together from what the state keeps of each.

For a few briefings each file is whole, with a packed copy next to it. For a large desk the files
are split by year, and further if a year holds many briefings; the file of all briefings then exists
only packed. It is the packed parts in a row (RFC 1952, 2.2: a gzip file is a series of members), so
that an edit repacks only the part that it is in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

from generator.exporting.columns import Row
from generator.exporting.files import SHARES, file_plans, without_drafts
from generator.exporting.gathering import (
    TABLE_FOLDER,
    ActorFile,
    Gathered,
    Graph,
    actor_files,
    actors_by_year,
    gathered,
    shares_in,
)
from generator.exporting.graph import ActorNode
from generator.exporting.package import Size, datapackage
from generator.exporting.parquet import parquet
from generator.exporting.tables import IDENTITIES, TABLES, identity_rows, rows_of
from generator.linking.sightings import Ref
from generator.publishing.squeezing import squeezed
from generator.publishing.state import State
from generator.publishing.work import row_of
from generator.rendering.pages import units
from generator.rendering.pages.data import ACTORS, MOST
from generator.rendering.pages.paging import split
from generator.rendering.pages.site import Site

T = TypeVar("T")

PACKED = ".gz"
PACKAGE = "data/datapackage.json"
_WHOLE = ""
"""The name of the only part, if nothing is split."""


def every_file(site: Site, database: Path) -> Iterator[tuple[str, bytes]]:
    """All files for programs, made at once. `database` is a new file to put them together in."""
    for unit in units(site.corpus):
        for plan in file_plans(site, unit):
            content = plan.write().content
            if content is not None:
                yield plan.uri, content
    yield from every_gathered(site, database)


def every_gathered(site: Site, database: Path) -> Iterator[tuple[str, bytes]]:
    """Those of the files for programs that gather many briefings."""
    with closing(State(database, "")) as state:
        for ref in site.corpus.refs:
            for plan in file_plans(site, f"briefing:{ref.id}"):
                if plan.uri.startswith(f"{SHARES}/"):
                    state.put_pages([row_of(plan, plan.write())])
        yield from Gatherer(site, state).files(None)


class Gatherer:
    """Puts the gathered files of a site together, and knows which there were before."""

    def __init__(self, site: Site, state: State) -> None:
        self._site = without_drafts(site)
        self._state = state
        self._before: Mapping[str, Any] = {}
        self._files: dict[str, list[Any]] = {}
        """Size in bytes and SHA-256 of each file; size 0 for an empty one, packed or not."""

    def files(
        self, changed: frozenset[str] | None, *, has_same_actors: bool = False
    ) -> Iterator[tuple[str, bytes]]:
        """The files that have to be written, each with its content.

        `changed` are the briefings whose shares have changed; None to rebuild everything.
        `has_same_actors`: actors' identities, and the briefings that they appear in, are unchanged.
        Once all files have been given, `gone` has those that are no longer there.
        """
        self._before = (self._state.get("gathered") or {}) if changed is not None else {}
        corpus, edition = self._site.corpus, self._site.edition
        every = list(gathered(edition.exports))
        graph = Graph(corpus, edition) if "graph" in edition.exports else None
        parts = _parts(corpus.refs[::-1]) if every else {}
        ids = {part: [ref.id for ref in refs] for part, refs in parts.items()}
        known: Mapping[str, list[str]] = self._before.get("parts", {})
        nodes = {id_: _digest(node) for id_, node in graph.nodes.items()} if graph else {}
        others = nodes.items() ^ self._before.get("nodes", {}).items()
        renamed = {id_ for id_, _ in others}
        named: dict[str, list[str]] = {
            part: found for part, found in self._before.get("named", {}).items() if part in ids
        }
        written = {file.name for file in every} if ids.keys() != known.keys() else set[str]()
        for part in known.keys() - ids.keys():
            self._state.drop_members(part)
        for part, refs in parts.items():
            there = ids[part]
            is_stale = there != known.get(part) or not (changed or frozenset()).isdisjoint(there)
            if graph and part == _WHOLE:
                named[part] = sorted(nodes.keys() | renamed)
            elif graph and is_stale:
                named[part] = sorted(graph.named(refs))
            is_renamed = not renamed.isdisjoint(named.get(part, ()))
            wanted = [file for file in every if is_stale or (file.has_actors and is_renamed)]
            written.update(file.name for file in wanted)
            yield from self._part(part, named.get(part, ()), there, wanted, graph)
        for file in every:
            self._keep(file.part(part) for part in ids)
            packed = f"{file.name}{PACKED}"
            self._keep([packed])
            if file.name in written or (file.has_actors and renamed):
                head = graph.head(nodes) if graph and file.has_actors else file.head
                yield self._sized(packed, self._packed(file, head, list(ids)))
        for about in actor_files(corpus, edition):
            if has_same_actors:
                self._keep(uri for uri in self._before["files"] if _is_of(about, uri))
            else:
                yield from self._about_actors(about)
        if "parquet" in edition.exports:
            yield from self._parquet(is_same=changed is not None and not changed)
        if "tables" in edition.exports:
            yield PACKAGE, datapackage(edition, self._sizes(is_whole=_WHOLE in parts))
        kept = {"parts": ids, "nodes": nodes, "named": named, "files": self._files}
        self._state.put("gathered", kept)

    @property
    def gone(self) -> list[str]:
        """Files that were there before and no longer are."""
        return sorted(self._before.get("files", {}).keys() - self._files.keys())

    def _part(
        self,
        part: str,
        named: Sequence[str],
        ids: Sequence[str],
        files: Sequence[Gathered],
        graph: Graph | None,
    ) -> Iterator[tuple[str, bytes]]:
        """Some files of a part; their bodies are kept in the state, packed."""
        if not files:
            return
        packed = self._state.shares([f"{SHARES}/{id_}" for id_ in ids])
        shares = [shares_in(each) for each in packed]
        for file in files:
            bodies = (share[file.name] for share in shares if file.name in share)
            body = file.between.join(bodies)
            head = graph.head(named) if graph and file.has_actors else file.head
            self._state.put_member(file.name, part, squeezed(body) if body else b"")
            yield self._sized(file.part(part), head + body + file.tail)

    def _packed(self, file: Gathered, head: bytes, parts: Sequence[str]) -> bytes:
        """A file of all briefings, joined from the packed parts."""
        members = [each for each in self._state.members(file.name, parts) if each]
        head, between, tail = (
            squeezed(each) if each else b"" for each in (head, file.between, file.tail)
        )
        return b"".join((head, between.join(members), tail)) or _NOTHING

    def _about_actors(self, file: ActorFile) -> Iterator[tuple[str, bytes]]:
        every = actors_by_year(self._site.corpus)
        known = [id_ for ids in every.values() for id_ in ids]
        name = f"{file.stem}{file.ending}"
        whole = file.head + file.body(known)
        if len(known) <= ACTORS:
            yield self._sized(name, whole)
        else:
            items = [(year, id_) for year, ids in every.items() for id_ in ids]
            for part, found in _split(items, lambda item: item[0], ACTORS):
                body = file.body([id_ for _, id_ in found])
                yield self._sized(f"{file.stem}-{part}{file.ending}", file.head + body)
        yield self._sized(f"{name}{PACKED}", squeezed(whole))

    def _parquet(self, *, is_same: bool) -> Iterator[tuple[str, bytes]]:
        """All tables as Parquet, which needs all rows of a table at once.

        Who an actor is may have changed even if all briefings are the same.
        """
        corpus, edition = self._site.corpus, self._site.edition
        rows: dict[str, list[Row]] = {IDENTITIES: identity_rows(corpus.known.values(), edition)}
        if not is_same:
            rows |= {name: [] for name in TABLES if name != IDENTITIES}
            for ref in reversed(corpus.refs):
                for name, found in rows_of(ref, edition).items():
                    rows[name] += found
        for name, found in rows.items():
            yield self._sized(_in_parquet(name), parquet(TABLES[name], found))
        self._keep(map(_in_parquet, TABLES))

    def _sized(self, uri: str, content: bytes) -> tuple[str, bytes]:
        size = len(content) if content != _NOTHING else 0  # readers refuse this one, too
        self._files[uri] = [size, hashlib.sha256(content).hexdigest()]
        return uri, content

    def _keep(self, uris: Iterable[str]) -> None:
        """Carry over files that stay as they are, unless they have been made again."""
        known = self._before.get("files", {})
        self._files |= {uri: known[uri] for uri in uris if uri in known and uri not in self._files}

    def _sizes(self, *, is_whole: bool) -> dict[str, Size]:
        """The tables to describe; for split tables, the files that hold all rows."""
        folder = f"{TABLE_FOLDER}/"
        return {
            uri.removeprefix(folder): Size(*size)
            for uri, size in sorted(self._files.items())
            if uri.startswith(folder)
            and uri.endswith((".csv", ".jsonl", PACKED) if is_whole else PACKED)
        }


def _parts(refs: Sequence[Ref]) -> dict[str, Sequence[Ref]]:
    """Briefings, the oldest first, by the part that they are in."""
    parts = dict(_split(refs, lambda ref: str(ref.date.year), MOST))
    return parts or {_WHOLE: refs}


def _split(
    items: Sequence[T], group: Callable[[T], str], most: int
) -> Iterator[tuple[str, Sequence[T]]]:
    """The parts of a long list, such as `2021` and `2021-2`; none if it is not long."""
    for part in split("", items, group, most):
        yield part.uri.removeprefix("/").removesuffix(".md"), part.items


_NOTHING = squeezed(b"")


def _is_of(about: ActorFile, uri: str) -> bool:
    """Whether a file is the one about these actors, or a part of it, packed or not."""
    return uri.startswith(about.stem) and uri.removesuffix(PACKED).endswith(about.ending)


def _in_parquet(table: str) -> str:
    return f"{TABLE_FOLDER}/{table}.parquet"


def _digest(node: ActorNode) -> str:
    """A fingerprint of what the graph says of an actor."""
    said = repr((node.known.identity, node.speaks_for))  # not of sets: their order varies
    return hashlib.blake2b(said.encode("utf-8", "backslashreplace"), digest_size=8).hexdigest()
