"""Find out what an edit changes: compare two corpora, skipping whatever both share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import chain

from generator.linking.corpus import Corpus
from generator.linking.outline import evidence_in
from generator.linking.sightings import Ref
from generator.linking.tags import tag_id
from generator.model.briefing import Briefing

_HEAD = ("date_text", "thread", "thread_name", "status", "scale", "tags")
"""Parts of an outline that any list may be selected or sorted by. Title and language are not among
them: they are shown wherever a briefing is named, but decide nothing."""
_LISTS = {
    "sources": ("sources",),
    "claims": ("sources",),
    "actors": ("actors",),
    "mentioned": ("actors",),
    "corrected": (),
    "author": ("calibration",),
    "demands": ("demands",),
    "risks": ("risks", "calibration"),
    "events": ("timeline",),
    "figures": ("figures",),
}
"""The lists that are selected or sorted by the other parts of an outline."""
EVERY_LIST = frozenset(
    {"briefings", "threads", "tags", "data"}.union(*(lists for lists in _LISTS.values()))
)
FIELDS = frozenset(Briefing.model_fields)
"""The fields of a briefing."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two corpora, or may differ: ids of each kind."""

    briefings: frozenset[str]
    """Briefings that were added, removed or changed."""
    fields: frozenset[str]
    """The fields in which any briefing differs."""
    retold: frozenset[str]
    """Briefings whose pages may change, if only in what they say about others of their thread."""
    is_altered: bool
    """Whether more than wording differs, so that what follows from outlines may, too."""
    moved: frozenset[str]
    """Units whose pages must be rewritten even if their `shape` is unchanged: briefings whose
    sources have new ids, threads, all dossiers if an actor became part of a different one, and the
    list of actors if an identity changed."""
    threads: frozenset[str]
    actors: frozenset[str]
    sources: frozenset[str]
    tags: frozenset[str]
    """These four: things about which pages may say something different."""
    lists: frozenset[str]
    """Lists in which something may have been added, removed or moved."""
    names: frozenset[str]
    """Actors that are new or gone, or whose identity changed."""
    thread_names: frozenset[str]
    day: bool
    """Whether the day that deadlines and horizons are compared with changed."""

    @property
    def is_nothing(self) -> bool:
        """Whether nothing differs."""
        return not (self.briefings or self.names or self.day)

    def __or__(self, other: Difference) -> Difference:
        """What differs in either of two pairs of corpora."""
        names = [field.name for field in fields(self)]
        return Difference(*(getattr(self, name) | getattr(other, name) for name in names))


def difference(old: Corpus, new: Corpus) -> Difference:
    """Compare two corpora. A briefing is the same in both where both have the same `Ref`."""
    ids = frozenset(
        id_
        for id_ in old.by_id.keys() | new.by_id.keys()
        if old.by_id.get(id_) is not new.by_id.get(id_)
    )
    changed = [corpus.by_id[id_] for corpus in (old, new) for id_ in ids if id_ in corpus.by_id]
    altered = _altered(old, new, ids)
    scopes = {ref.scope for ref in changed}
    stories = [
        corpus.stories[scope].refs
        for corpus in (old, new)
        for scope in scopes
        if scope in corpus.stories
    ]
    retold = {ref.id for refs in stories for ref in refs}
    names = frozenset(
        id_
        for id_ in old.known.keys() | new.known.keys()
        if old.known.get(id_) != new.known.get(id_)
    )
    spelt = frozenset(
        scope for scope in scopes if _thread_name(old, scope) != _thread_name(new, scope)
    )
    tied = any(_whole(old, id_) != _whole(new, id_) for id_ in names)
    told = _fields(old, new, ids)
    # Word-only edits move nothing. Sources are the exception: their own words are shown, and
    # search files them under the citing briefing's language.
    has_sources = altered or not told.isdisjoint(("sources", "language"))
    records, moved = _sources(old, new, changed) if has_sources else (set(), set())
    return Difference(
        briefings=ids,
        fields=told,
        retold=frozenset(retold | moved),
        is_altered=bool(altered),
        moved=frozenset(
            chain(
                (f"briefing:{id_}" for id_ in moved),
                # Each part of a thread shows its present state, and all that ever changed.
                (f"thread:{id_}" for id_ in scopes),
                # A dossier shows demands made through others, however indirectly.
                (f"actor:{id_}" for id_ in (old.known.keys() | new.known.keys() if tied else ())),
                # It also lists actors defined only in the register, which no briefing leads to.
                ("list:actors",) if names else (),
            )
        ),
        threads=frozenset(scopes),
        actors=frozenset(
            old.known.keys() | new.known.keys()
            if tied
            else _concerned(old, new, chain.from_iterable(stories if altered else ()), names)
        ),
        sources=frozenset(records),
        tags=frozenset(tag_id(tag) for ref in changed for tag in ref.outline.tags if altered),
        lists=EVERY_LIST if names or old.as_of != new.as_of else frozenset(_lists(altered)),
        names=names,
        thread_names=spelt,
        day=old.as_of != new.as_of,
    )


def _altered(old: Corpus, new: Corpus, ids: Iterable[str]) -> frozenset[str]:
    """The parts in which the outlines of some briefings differ, leaving out mere wording."""
    found: set[str] = set()
    for id_ in ids:
        before, now = old.by_id.get(id_), new.by_id.get(id_)
        if before is None or now is None or before.name != now.name:
            return frozenset((*_HEAD, *_LISTS))
        one, other = before.outline, now.outline
        found.update(
            part for part in (*_HEAD, *_LISTS) if getattr(one, part) != getattr(other, part)
        )
    return frozenset(found)


def _fields(old: Corpus, new: Corpus, ids: Iterable[str]) -> frozenset[str]:
    """The fields in which some briefings differ, in their content or its proofs."""
    found: set[str] = set()
    for id_ in ids:
        before, now = old.by_id.get(id_), new.by_id.get(id_)
        if before is None or now is None or before.name != now.name:
            return FIELDS
        one, other = _said(before), _said(now)
        found.update(field for field in FIELDS if one[field] != other[field])
    return frozenset(found)


def _said(ref: Ref) -> dict[str, list[object]]:
    content = ref.content
    said: dict[str, list[object]] = {f: [getattr(content.briefing, f)] for f in FIELDS}
    for (field, _, _), proof in zip(evidence_in(content.briefing), content.proofs, strict=True):
        said[field] += (proof.state, proof.fragment)
    # What is denied there and what is left out are one in the model.
    said["demands"].append(ref.outline.demands)
    return said


def _lists(altered: Collection[str]) -> Iterator[str]:
    """The lists whose order or numbers may have changed with parts of outlines."""
    for part in altered:
        yield from EVERY_LIST if part in _HEAD else ("threads", *_LISTS[part])


def _thread_name(corpus: Corpus, id_: str) -> str:
    return corpus.threads[id_].name if id_ in corpus.threads else ""


def _concerned(
    old: Corpus, new: Corpus, refs: Iterable[Ref], names: frozenset[str]
) -> Iterator[str]:
    """The actors in some briefings, with those whom they speak for and those they are part of."""
    reached = dict.fromkeys(names)
    for ref in refs:
        reached |= dict.fromkeys(ref.outline.mentioned)
        reached |= {actor.speaks_for: None for actor in ref.outline.actors if actor.speaks_for}
    queue = list(reached)
    for id_ in queue:
        yield id_
        for whole in (_whole(old, id_), _whole(new, id_)):
            if whole and whole not in reached:
                reached[whole] = None
                queue.append(whole)


def _whole(corpus: Corpus, id_: str) -> str | None:
    known = corpus.known.get(id_)
    return known.identity.part_of if known else None


def _sources(old: Corpus, new: Corpus, changed: Iterable[Ref]) -> tuple[set[str], set[str]]:
    """The sources whose pages may change, and the briefings whose sources have new ids.

    A source with an address has the id of its oldest sighting.
    """
    cited = [(ref, gist) for ref in changed for gist in ref.outline.sources]
    records = {f"{ref.id}--{gist.key}" for ref, gist in cited if not gist.url}
    urls = {gist.url for _, gist in cited if gist.url}
    origins = {gist.origin for _, gist in cited if gist.origin}
    # A document's origin is the one that its newest citation names.
    every = [gist for corpus in (old, new) for ref in corpus.refs for gist in ref.outline.sources]
    origins |= {gist.origin for gist in every if gist.url in urls and gist.origin}
    touched = urls | {gist.url for gist in every if gist.url and gist.origin in origins}
    ids: dict[str, set[str]] = {}
    citing: dict[str, set[str]] = {}
    for corpus in (old, new):
        oldest: dict[str, str] = {}
        for ref in corpus.refs:
            for gist in ref.outline.sources:
                id_ = f"{ref.id}--{gist.key}"
                if gist.url in urls:
                    citing.setdefault(gist.url or "", set()).add(ref.id)
                if gist.url in touched:
                    oldest[gist.url or ""] = id_
                elif gist.origin in origins:
                    records.add(id_)
        records.update(oldest.values())
        for url in oldest.keys() & urls:
            ids.setdefault(url, set()).add(oldest[url])
    moved = {id_ for url, found in ids.items() if len(found) > 1 for id_ in citing[url]}
    return records, moved
