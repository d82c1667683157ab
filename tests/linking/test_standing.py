"""How a demand or a risk stands on a day, from everything that was said of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.linking.standing import answers, is_due_for_review
from tests.linking.telling import answer, day, pay, ruin
from tests.writing import Keys, linked

# Answers


def told(*briefings: Keys) -> list[tuple[str, str, str]]:
    """Each answer: its text, or else its kind; who answered; and the day that reports it."""
    (line,) = linked({f"b{number}": keys for number, keys in enumerate(briefings)}).demands
    return [
        (response.text or response.answer, response.by, f"{sighting.ref.date:%d}")
        for sighting, response in answers(line)
    ]


NO = answer("port", "rejected", date="2021-03-01")
OFFER = answer("port", "countered", date="2021-03-02")


def test_a_demand_without_an_answer_has_none() -> None:
    assert told(pay(1)) == []


def test_an_answer_is_told_once_with_its_latest_report() -> None:
    first = pay(1, responses=[NO | {"text": "No."}])
    second = pay(2, responses=[NO | {"text": "Never."}])
    assert told(first, second, pay(3)) == [("Never.", "port", "02")]


@pytest.mark.parametrize(
    "other",
    [
        answer("union", "rejected", date="2021-03-01"),
        answer("port", "deferred", date="2021-03-01"),
        answer("port", "rejected", date="2021-03-02"),
        answer("port", "rejected"),
    ],
    ids=["another actor", "another kind", "another day", "no day"],
)
def test_answers_that_differ_are_two(other: Keys) -> None:
    assert len(told(pay(1, responses=[NO]), pay(2, responses=[other]))) == 2


def test_two_answers_of_one_briefing_are_two_however_alike() -> None:
    first, second = (OFFER | {"text": text} for text in ("Talks.", "Inspections."))
    one = [("Talks.", "port", "04"), ("Inspections.", "port", "04")]
    assert told(pay(4, responses=[first, second])) == one
    assert told(pay(3, responses=[first]), pay(4, responses=[first, second])) == one
    assert told(pay(3, responses=[first, second]), pay(4, responses=[first])) == [
        ("Talks.", "port", "04"),
        ("Inspections.", "port", "03"),
    ]


def test_answers_are_in_the_order_of_their_days_not_of_their_reports() -> None:
    assert [each[0] for each in told(pay(3, responses=[OFFER, NO]))] == ["rejected", "countered"]
    assert [each[0] for each in told(pay(3, responses=[OFFER]), pay(4, responses=[NO]))] == [
        "rejected",
        "countered",
    ]


def test_answers_of_one_day_are_in_the_order_of_their_first_reports() -> None:
    same = [NO | {"text": text, "by": by} for text, by in (("A", "port"), ("B", "union"))]
    assert told(pay(1, responses=same), pay(2, responses=same[:1])) == [
        ("A", "port", "02"),
        ("B", "union", "01"),
    ]


def test_an_answer_without_a_day_is_of_the_day_that_first_reports_it() -> None:
    undated = answer("union", "accepted")
    assert told(
        pay(1, responses=[undated]), pay(3, responses=[OFFER, undated]), pay(4, responses=[NO])
    ) == [
        ("accepted", "union", "03"),
        ("rejected", "port", "04"),
        ("countered", "port", "03"),
    ]


# Due for review


BY = {"horizon": "2021-03-10"}
LATER = {"horizon": "2021-03-20"}
NOT_SO: dict[str, Any] = {"resolution": {"outcome": "did-not-occur"}}
BEFORE, ON, AFTER, LONG_AFTER = (date(2021, 3, number) for number in (9, 10, 11, 30))


@pytest.mark.parametrize(
    ("thread", "due"),
    [
        ([ruin(1)], set()),
        ([ruin(1, **BY)], {AFTER, LONG_AFTER}),
        ([ruin(1, horizon="2021-03")], set()),
        ([ruin(1, horizon="2021-02"), day(2)], {BEFORE, ON, AFTER, LONG_AFTER}),
        ([ruin(1, **BY), day(5), day(8)], {AFTER, LONG_AFTER}),
        ([ruin(1, **BY), ruin(5)], {AFTER, LONG_AFTER}),
        ([ruin(1, **BY), ruin(5, **LATER)], {LONG_AFTER}),
        ([ruin(1, **LATER), ruin(5, **BY)], {AFTER, LONG_AFTER}),
        # what is said later is not known yet
        ([ruin(1, **BY), ruin(12, **LATER)], {AFTER, LONG_AFTER}),
        ([ruin(1, **BY), ruin(12, **BY, **NOT_SO)], {AFTER}),
        ([ruin(12, **BY)], {LONG_AFTER}),
        ([ruin(1, **BY), ruin(5, **BY, **NOT_SO)], set()),
        ([ruin(1, **BY), ruin(5, **NOT_SO)], set()),
        ([ruin(1, **BY), ruin(5, **NOT_SO), ruin(6, note="So.")], set()),
        # opened again
        ([ruin(1, **BY), ruin(5, **NOT_SO), ruin(6, likelihood="likely")], {AFTER, LONG_AFTER}),
        ([ruin(1, **BY), ruin(5, **BY, **NOT_SO), ruin(6, **LATER)], {LONG_AFTER}),
    ],
)
def test_a_risk_is_due_for_review_once_its_horizon_has_passed_in_silence(
    thread: list[Keys], due: set[date]
) -> None:
    (line,) = linked({f"b{number}": keys for number, keys in enumerate(thread)}).risks
    days = (BEFORE, ON, AFTER, LONG_AFTER)
    assert {each for each in days if is_due_for_review(line, each)} == due
