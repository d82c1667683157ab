"""After an edit of words alone a corpus goes on from the one of before, and is like a new one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.linking.corpus import Corpus
from generator.linking.link import connect
from tests.linking.worked_out import MADE, plain
from tests.writing import Keys, briefing, linked

CREW = {"actors": {"crew": {"name": "The crew", "part_of": "union"}}}
PAPER = {"sources": {"paper": {"title": "A paper", "url": "https://example.org/paper"}}}
PAY = {"pay": {"by": "crew", "text": "More pay.", "evidence": [{"source": "paper"}]}}
DESK: dict[str, Keys] = {
    "one": briefing(date="2021-03-01", thread="strike", tags=["Port"], **CREW, **PAPER),
    "two": briefing(date="2021-03-02", thread="strike", demands=PAY, **CREW, **PAPER),
    "alone": briefing(date="2021-03-03", tags=["port"], **PAPER),
}


def edited(id_: str, **keys: Any) -> tuple[Corpus, Corpus]:
    """The corpus of a desk, and the briefings of one in which some keys of a briefing are others.

    All other briefings are the same in both.
    """
    before = linked(DESK)
    other = linked({**DESK, id_: {**DESK[id_], **keys}})
    refs = [before.by_id[ref.id] if ref.id != id_ else ref for ref in other.refs]
    return before, connect(refs, None)


@pytest.mark.parametrize("asked", [(), MADE], ids=["at once", "after all was worked out"])
@pytest.mark.parametrize("id_", DESK)
def test_all_that_is_worked_out_is_that_of_a_new_corpus(id_: str, asked: list[str]) -> None:
    before, fresh = edited(id_, summary="Other words.")
    for name in asked:
        plain(getattr(before, name))
    made = connect(fresh.refs[::-1], None, before=before)
    assert made.refs == fresh.refs
    assert "known" in vars(made)  # it went on from the other
    for name in MADE:
        assert plain(getattr(made, name)) == plain(getattr(fresh, name)), name


def test_where_nothing_is_another_the_corpus_is_that_of_before() -> None:
    before = linked(DESK)
    assert connect(before.refs, None, before=before) is before


@pytest.mark.parametrize(
    "keys",
    [
        {"date": "2021-04-01"},
        {"title": "Another title"},
        {"tags": ["ship"]},
        {"thread": "lockout"},
        {"status": "draft"},
        {"demands": {}},
        {"demands": {"pay": {**PAY["pay"], "evidence": []}}},
        {"actors": {"crew": {"name": "All hands"}}},
        {"sources": {"paper": {"title": "A paper", "url": "https://example.org/other"}}},
    ],
    ids=lambda keys: next(iter(keys)),
)
def test_what_links_briefings_is_linked_anew(keys: Keys) -> None:
    before, fresh = edited("two", **keys)
    _ = before.known
    made = connect(fresh.refs, None, before=before)
    assert "known" not in vars(made)
    assert made.refs == fresh.refs


def test_a_briefing_more_or_less_or_elsewhere_is_linked_anew() -> None:
    before = linked(DESK)
    _ = before.known
    first, *rest = before.refs
    moved = replace(first, name="elsewhere.yml")
    for refs in (rest, (first, *rest, moved), (moved, *rest)):
        assert "known" not in vars(connect(refs, None, before=before))
