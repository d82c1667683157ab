"""The search index, made from scratch or updated after an edit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

from generator.linking.corpus import Corpus
from generator.linking.difference import Difference
from generator.publishing.search.days import Line
from generator.publishing.search.facts import Facts
from generator.publishing.search.files import SUFFIX
from generator.publishing.search.index import Changes, Index, LostError
from generator.publishing.search.making import lines_of
from generator.publishing.search.records import FOUND, Record, Records, page_of
from generator.publishing.search.speech import Called, called_in, speech_of
from generator.publishing.spread import spread
from generator.publishing.state import State
from generator.reading.collecting import no_collecting
from generator.rendering.edition import Edition
from generator.rendering.units import unit_of

_BATCH = 100
"""Units whose records a process makes in one go."""


def update_index(
    state: State,
    corpus: Corpus,
    edition: Edition,
    edit: Difference | None,
    sections: tuple[Iterable[Record], Iterable[Record]],
    folder: Path,
) -> Changes:
    """Update the index after an edit; without one, or if that cannot be done, make it from scratch.

    `sections` are those of the pages written by hand, before and now; `folder` is where the
    previous files are.
    """
    old, new = map(_by_page, sections)
    if edit:
        others = {page for page in old.keys() | new.keys() if old.get(page) != new.get(page)}
        changes = _changed(state, corpus, edition, edit, new, others)
        if changes:
            return changes
    index = Index()
    records = Records(corpus, edition)
    units = list(records.units())
    batches = [units[at : at + _BATCH] for at in range(0, len(units), _BATCH)]
    lines = chain.from_iterable(spread(partial(_lines, records, edition), batches))
    by_hand = ((page, lines_of(page, each)) for page, each in new.items())
    with no_collecting():
        changes = index.make_of(chain(lines, by_hand), speech_of(corpus, edition))
    index.save(state.connection, edition.language)
    there = {path.name for path in folder.glob(f"*{SUFFIX}")}
    return replace(changes, gone=frozenset(there - changes.files.keys()))


def _lines(
    records: Records, edition: Edition, units: Sequence[str]
) -> list[tuple[str, dict[str, tuple[int, Line]]]]:
    """The records of some units, as the index keeps them."""
    pages = ((page_of(unit, edition), records.of(unit)) for unit in units)
    return [(page, lines_of(page, each)) for page, each in pages]


def _changed(
    state: State,
    corpus: Corpus,
    edition: Edition,
    edit: Difference,
    sections: Mapping[str, Sequence[Record]],
    others: Collection[str],
) -> Changes | None:
    """Take an edit into the index; None if the previous one cannot be used.

    `sections` are those of all pages written by hand, `others` the pages on which they have
    changed.
    """
    index = Index.load(state.connection, edition.language)
    if index is None:
        return None
    records, facts = Records(corpus, edition), Facts(corpus)
    units = dict.fromkeys((*_units(corpus, edit), *_units_at(others, edition)))
    found = {page_of(unit, edition): records.of(unit) for unit in units}
    # A page that is written by hand may be where a generated one would be.
    new = {page: (*found.get(page, ()), *sections.get(page, ())) for page in {*found, *others}}
    called: dict[tuple[str, str], Called | None] = {
        (facet, id_): called_in(facts, facet, id_)
        for facet, ids in (
            ("actor", edit.actors),
            ("thread", edit.threads),
            ("tag", edit.tags),
            ("source", edit.sources),
        )
        for id_ in ids
    }
    try:
        changes = index.change(new, (), None, called)
        index.save(state.connection, edition.language)
    except LostError:
        return None
    return changes


def _by_page(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Records by the pages that they are on."""
    pages: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        pages[record.page].append(record)
    return pages


def _units(corpus: Corpus, edit: Difference) -> Iterator[str]:
    """The units whose records an edit may change."""
    told = edit.retold if edit.is_altered else edit.briefings
    yield from (f"briefing:{id_}" for id_ in told)
    yield from (f"actor:{id_}" for id_ in edit.actors)
    yield from (f"source:{id_}" for id_ in edit.sources)
    if edit.names:
        for ref in corpus.refs:
            if not edit.names.isdisjoint(ref.outline.mentioned):
                yield f"briefing:{ref.id}"
        for id_, dossier in corpus.actors.items():
            if not edit.names.isdisjoint(dossier.wholes):
                yield f"actor:{id_}"


def _units_at(pages: Iterable[str], edition: Edition) -> Iterator[str]:
    """The units whose pages would be at some addresses."""
    for page in pages:
        unit = unit_of(f"{page.removesuffix('/').removesuffix('.html')}.md")
        if unit.partition(":")[0] in FOUND and page_of(unit, edition) == page:
            yield unit
