"""A number that its claimant revised, told apart from one that another claims."""

from __future__ import annotations

from typing import Any

import pytest

from tests.writing import Keys, briefing, linked


def ships(value: object, **said: Any) -> dict[str, Any]:
    return {"measure": "Ships waiting", "value": value} | said


def changed(*days: list[Keys]) -> list[list[tuple[str, ...]]]:
    """What the figures of each briefing but the first change: kind, place, old, new."""
    named = {
        f"b{number}": briefing(date=f"2021-03-{number + 10}", thread="strike", figures=figures)
        for number, figures in enumerate(days)
    }
    return [
        [(change.kind.value, change.now.key, change.old, change.new) for change in each]
        for each in linked(named).threads["strike"].changes.values()
    ]


PORT, UNION = {"claimed_by": "port"}, {"claimed_by": "union"}
EARLY, LATE = {"as_of": "2021-03-01"}, {"as_of": "2021-03-08"}


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (ships(3), ships(4), ("revised", "3", "4")),
        (ships("3~"), ships("3"), ("revised", "3~", "3")),
        (ships("3"), ships("3/5"), ("revised", "3", "3/5")),
        (ships(3), ships(3), None),
        (ships("3"), ships("3.0"), None),
        (ships(3), ships(4, measure="ships  WAITING"), ("revised", "3", "4")),
        (ships(3), ships(4, measure="Ships at sea"), ("added", "", "4")),
        (ships(3, **PORT), ships(4, **PORT), ("revised", "3", "4")),
        (ships(3, **PORT), ships(4, **UNION), ("added", "", "4")),
        (ships(3, **PORT), ships(4), ("added", "", "4")),
        (ships(121, unit="minutes"), ships(2, unit="hours"), ("added", "", "2")),
        (ships(3, **EARLY), ships(4, **LATE), ("revised", "3", "4")),
        (ships(3, **EARLY), ships(4, **EARLY), ("revised", "3", "4")),
        (ships(3, **EARLY), ships(3, **LATE), None),
    ],
)
def test_a_number_after_another(
    before: Keys, after: Keys, found: tuple[str, str, str] | None
) -> None:
    ((*now,),) = changed([before], [after])
    assert now == ([(found[0], "1", *found[1:])] if found else [])


def test_a_number_for_a_month_is_for_the_day_that_tells_it_while_the_month_lasts() -> None:
    days = [ships(value, as_of=day) for value, day in ((3, "2021-03-10"), (4, "2021-03"))]
    assert changed([days[0]], [days[1]], [ships(5, as_of="2021-03-12")]) == [
        [("revised", "1", "3", "4")],
        [("revised", "1", "4", "5")],
    ]


def test_a_number_for_an_earlier_day_that_is_told_late_revises_nothing() -> None:
    assert changed([ships(4, **LATE)], [ships(3, **EARLY)], [ships(5)]) == [
        [("added", "1", "", "3")],
        [("revised", "1", "4", "5")],
    ]


def test_a_number_that_is_gone_is_not_dropped() -> None:
    assert changed([ships(3)], [], [ships(3)]) == [[], []]


def test_two_numbers_of_one_claimant_are_a_revision_if_they_are_for_two_days() -> None:
    assert changed([], [ships(4, **LATE), ships(3, **EARLY)]) == [
        [("added", "2", "", "3"), ("revised", "1", "3", "4")]
    ]
    assert changed([], [ships(4), ships(3)]) == [
        [("added", "1", "", "4"), ("added", "2", "", "3")]
    ], "neither came after the other"


@pytest.mark.parametrize("days", [(EARLY, LATE), ({}, {}), (EARLY, EARLY)])
def test_two_numbers_that_are_told_again_together_revise_nothing(days: tuple[Keys, Keys]) -> None:
    both: list[Keys] = [ships(3, **days[0]), ships(4, **days[1])]
    assert changed(both, both, both) == [[], []]


def test_a_number_may_go_back_to_an_earlier_one() -> None:
    assert changed([ships(3)], [ships(4)], [ships(3)]) == [
        [("revised", "1", "3", "4")],
        [("revised", "1", "4", "3")],
    ]


def test_a_number_may_be_revised_by_a_second_briefing_of_one_day() -> None:
    told = {
        id_: briefing(thread="strike", figures=[ships(value)])
        for id_, value in (("a", 3), ("b", 4))
    }
    ((change,),) = linked(told).threads["strike"].changes.values()
    assert (change.kind, change.old, change.new) == ("revised", "3", "4")
