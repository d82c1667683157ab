"""Changes: what an index makes of an edit, in this process or a later one, is as if made anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.publishing.search.index import MANIFEST, Changes, Index
from generator.publishing.search.record import Record
from generator.publishing.search.speech import Called, Speech
from tests.publishing.search.test_index import (
    DAY,
    SPEECH,
    Decoded,
    assert_same,
    crowd,
    many_records,
    record,
    some_records,
)

Pages = dict[str, list[Record]]
Files = dict[str, bytes]

SHORT = {
    "family.TARGET": 60,
    "days.TEXTS": 300,
    "making.TEXTS": 300,
    "making.FEW": 2,
    "spelling.SPELLING": 12,
    "lists.USUAL": 2,
    "lists.MOST": 4,
}
"""Files, shards and segments of a few entries each, so that an edit goes through many of them."""


@pytest.fixture(scope="module")
def short() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, size in SHORT.items():
            patch.setattr(f"generator.publishing.search.{name}", size)
        yield


def by_page(records: Sequence[Record]) -> Pages:
    found: Pages = {}
    for each in records:
        found.setdefault(each.page, []).append(each)
    return found


def made(pages: Pages, speech: Speech = SPEECH) -> tuple[Index, Files]:
    index = Index()
    return index, dict(index.make(pages.items(), speech).files)


def published(files: Files, changes: Changes) -> Files:
    """What a publisher has after it has written and removed what it is told to."""
    assert changes.gone <= files.keys()
    assert changes.gone.isdisjoint(changes.files)
    assert not any(
        files.get(name) == each for name, each in changes.files.items() if name != MANIFEST
    )
    return {name: each for name, each in files.items() if name not in changes.gone} | dict(
        changes.files
    )


def reloaded(index: Index, connection: sqlite3.Connection) -> Index:
    """What a later process has of an index."""
    index.save(connection)
    found = Index.load(connection)
    assert found
    return found


labels = st.dictionaries(
    st.tuples(st.sampled_from(["actor", "tag"]), st.sampled_from(["open", "port", "北"])),
    st.none()
    | st.builds(Called, st.sampled_from(["", "Hafen", "Port"]), st.sampled_from([(), ("P", "Q")])),
    max_size=2,
)
speeches = st.sampled_from(
    [SPEECH, Speech("de", {"none": "Nichts"}, labels={"type": {"event": "Ereignis"}})]
)
steps = st.tuples(
    some_records.map(by_page),
    st.sets(st.sampled_from(["a/", "b/", "c/", "x/"]), max_size=2),
    labels,
    st.none() | speeches,
    st.booleans(),
    st.sampled_from([0, 4_000]),
)
"""Pages to put in, pages to take out, what is called otherwise, what is said, whether another
process goes on, and from how many records on all is made anew."""


@settings(max_examples=100, deadline=None)
@given(st.lists(steps, min_size=1, max_size=6))
def test_after_any_changes_the_files_are_those_of_a_new_index(short: None, told: list[Any]) -> None:
    pages: Pages = {}
    said, called = SPEECH, dict[tuple[str, str], Called]()
    index, files = made(pages)
    with sqlite3.connect(":memory:") as connection, pytest.MonkeyPatch.context() as patch:
        for new, gone, calls, speech, is_reloaded, many in told:
            patch.setattr("generator.publishing.search.index.MANY", many)
            pages = {page: each for page, each in pages.items() if page not in gone} | new
            said = speech or said
            called = {value: each for value, each in (called | calls).items() if each}
            files = published(files, index.change(new, gone, speech, calls))
            whole = dict(Index().make(pages.items(), said, called).files)
            assert_same(files, whole)
            if is_reloaded:
                index = reloaded(index, connection)


def test_a_day_that_is_fuller_than_any_before_renumbers_all_in_a_later_process_too() -> None:
    pages = by_page([record("a/"), record("b/", day=None), *crowd(DAY + timedelta(days=1), 512)])
    index, files = made(pages)
    with sqlite3.connect(":memory:") as connection:
        for size, slots in ((513, 1024), (5, 512), (0, 512)):
            index = reloaded(index, connection)
            new = by_page(crowd(DAY + timedelta(days=1), size))
            changes = index.change(new, () if new else ["crowd/"])
            files = published(files, changes)
            assert Decoded(files).manifest["slots"] == slots
            pages = {page: each for page, each in pages.items() if page != "crowd/"} | new
            assert_same(files, made(pages)[1])


def edited(chance: Random, told: Record) -> Record:
    """A record with another text, on another day, of another subject, or the like."""
    return chance.choice(
        [
            replace(told, text=f"{told.text} unheard{chance.randrange(99)}"),
            replace(told, title=f"Never {told.title}"),
            replace(told, day=DAY + timedelta(days=chance.randrange(500))),
            replace(told, subject=f"event {chance.randrange(700)}"),
            replace(told, facets=(("actor", (f"actor-{chance.randrange(120)}",)),)),
            replace(told, language=chance.choice(["de", "en"])),
            replace(told, address=f"{told.page}#event-{chance.randrange(9)}"),
        ]
    )


@pytest.mark.parametrize("seed", [1, pytest.param(0, marks=pytest.mark.long)])
def test_a_large_index_that_is_changed_in_process_after_process_stays_right(seed: int) -> None:
    chance = Random(seed)
    pages = by_page(many_records())
    with sqlite3.connect(":memory:") as connection, pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.publishing.search.family.TARGET", 1_500)
        index, files = made(pages)
        for _ in range(6):
            index = reloaded(index, connection)
            some = chance.sample(sorted(pages), 4)
            new = {page: [edited(chance, each) for each in pages[page]] for page in some[1:]}
            new[f"new/{chance.randrange(9)}/"] = []
            files = published(files, index.change(new, some[:1]))
            pages = {page: each for page, each in pages.items() if page != some[0]} | new
        assert_same(files, made(pages)[1])


def test_a_record_has_to_be_on_the_page_that_it_is_given_for() -> None:
    with pytest.raises(ValueError, match="a/#event-1 is not on the page b/"):
        Index().change({"b/": [record("a/#event-1")]})


def test_what_has_not_changed_is_not_written() -> None:
    pages = by_page(many_records())
    index, _ = made(pages)
    same = index.change({page: pages[page] for page in list(pages)[:9]})
    assert (list(same.files), same.gone) == ([MANIFEST], frozenset())


# What is read and written for an edit


@pytest.fixture(scope="module")
def kept() -> sqlite3.Connection:
    """The index of many records, saved."""
    connection = sqlite3.connect(":memory:")
    index, _ = made(by_page(many_records()))
    index.save(connection)
    connection.commit()
    return connection


def test_an_edit_reads_and_writes_a_few_rows(kept: sqlite3.Connection) -> None:
    (rows,) = kept.execute("SELECT count(*) FROM search_rows").fetchone()
    statements: list[str] = []
    kept.set_trace_callback(statements.append)
    index = Index.load(kept)
    assert index
    pages = by_page(many_records())
    page = "briefings/250/"
    told = pages[page][-1]
    index.change({page: [*pages[page][:-1], replace(told, when="1 March")]})
    read = sum(statement.startswith("SELECT") for statement in statements)
    statements.clear()
    index.save(kept)
    written = sum(statement.startswith("INSERT") for statement in statements)
    kept.set_trace_callback(None)
    kept.rollback()
    assert rows > 700
    assert read < 40
    assert written < 12


def test_what_is_saved_does_not_differ_between_a_new_index_and_a_changed_one() -> None:
    """Of what a later process reads: pages, days, labels, words."""
    pages = by_page(many_records()[:400])
    some = {page: pages[page] for page in list(pages)[:60]}
    changed, _ = made(some)
    changed.change({page: pages[page] for page in pages.keys() - some.keys()})
    for told in (changed, made(pages)[0]):
        connection = sqlite3.connect(":memory:")
        again = reloaded(told, connection)
        after = again.change({}, list(pages)[5:])
        rest = {page: pages[page] for page in list(pages)[:5]}
        assert dict(after.files)[MANIFEST] == made(rest)[1][MANIFEST]


def contents(connection: sqlite3.Connection) -> Mapping[str, bytes]:
    return dict(connection.execute("SELECT name, content FROM search_rows"))


def test_an_index_can_be_saved_to_another_database(kept: sqlite3.Connection) -> None:
    index = Index.load(kept)
    assert index
    other = sqlite3.connect(":memory:")
    index.save(other)
    assert contents(other) == contents(kept)
