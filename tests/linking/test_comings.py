"""What comes into a thread, leaves it and comes back, and what is compared across the gap."""

from __future__ import annotations

import pytest

from generator.linking.changes import ChangeKind
from tests.linking.telling import JUNE, MAY, REFUSED, day, found, pay, rows, ruin, sign
from tests.writing import Keys


def test_the_first_briefing_of_a_thread_changes_nothing() -> None:
    assert rows(pay(1)) == []
    assert rows(pay(1), day(2, thread="budget"), day(3)) == [[("dropped", "pay", "", "", 0)]]


def test_what_comes_is_added_and_what_goes_without_a_word_is_dropped_once() -> None:
    both = pay(2) | {"risks": ruin(2)["risks"]}
    assert rows(day(1), both, day(3), day(4)) == [
        [("added", "pay", "", "", 0), ("added", "ruin", "", "", 0)],
        [("dropped", "pay", "", "", 0), ("dropped", "ruin", "", "", 0)],
        [],
    ]
    assert [change.now.ref.id for change in found(day(1), both, day(3))[1]] == ["b1", "b1"]


@pytest.mark.parametrize(
    ("last", "is_dropped"),
    [
        (pay(1, status="open"), True),
        (pay(1, status="deferred"), True),
        (pay(1, status="partly-met"), True),
        (pay(1, status="met"), False),
        (pay(1, status="rejected"), False),
        (pay(1, status="withdrawn"), False),
        (pay(1, status="lapsed"), False),
        (ruin(1), True),
        (ruin(1, resolution={"outcome": "did-not-occur"}), False),
        (ruin(1, resolution={"outcome": "unclear"}), False),
    ],
)
def test_what_is_settled_may_leave_without_a_word(last: Keys, is_dropped: bool) -> None:
    ((*changed,),) = found(last, day(2))
    assert [change.kind for change in changed] == [ChangeKind.DROPPED] * is_dropped


def test_what_comes_back_after_a_silence_is_compared_with_how_it_last_stood() -> None:
    back = ("returned", "pay", "", "", 0)
    assert rows(pay(1), day(2), pay(3), day(4), pay(5))[1::2] == [[back], [back]]
    assert rows(pay(1, status="met"), day(2), pay(3)) == [
        [],
        [("status", "pay", "met", "open", 0), back],
    ]


def test_a_rejected_demand_may_be_made_again() -> None:
    states = [pay(1), pay(2, status="rejected"), pay(3), pay(4, status="met")]
    assert [each[0][2:4] for each in rows(*states)] == [
        ("open", "rejected"),
        ("rejected", "open"),
        ("open", "met"),
    ]


GAPS: list[tuple[Keys, Keys, tuple[str, str, str]]] = [
    ({"likelihood": "unlikely"}, {"likelihood": "likely"}, ("likelihood", "unlikely", "likely")),
    ({"impact": "low"}, {"impact": "high"}, ("impact", "low", "high")),
    ({"confidence": "low"}, {"confidence": "high"}, ("confidence", "low", "high")),
    ({"horizon": MAY}, {"horizon": JUNE}, ("horizon", MAY, JUNE)),
]


@pytest.mark.parametrize(("first", "third", "changed"), GAPS)
def test_a_judgement_that_one_briefing_leaves_out_is_compared_across_the_gap(
    first: Keys, third: Keys, changed: tuple[str, str, str]
) -> None:
    silent, told = rows(ruin(1, **first), ruin(2), ruin(3, **third))
    assert silent == []
    assert [(*change[:1], *change[2:]) for change in told] == [(*changed, 1)]
    assert rows(ruin(1, **first), ruin(2), ruin(3, **first)) == [[], []]


def test_an_answer_or_a_sign_that_is_told_again_after_a_silence_is_not_new() -> None:
    assert rows(pay(1, responses=[REFUSED]), pay(2), pay(3, responses=[REFUSED])) == [[], []]
    seen = [sign("Ships leave", "2021-03-01")]
    assert rows(ruin(1, indicators=seen), ruin(2), ruin(3, indicators=seen)) == [[], []]


DONE: Keys = {"resolution": {"outcome": "occurred"}}


def test_a_resolution_may_be_given_taken_back_and_given_again() -> None:
    told = rows(ruin(1), ruin(2, **DONE), ruin(3), ruin(4, **DONE))
    assert [[change[0] for change in each] for each in told] == [
        ["resolved"],
        ["reopened"],
        ["resolved"],
    ]


def test_a_change_starts_from_the_word_that_was_said_last() -> None:
    words = ("unlikely", "improbable", "likely")
    told = [ruin(number, likelihood=word) for number, word in enumerate(words, start=1)]
    assert rows(*told) == [[], [("likelihood", "ruin", "improbable", "likely", 1)]]
