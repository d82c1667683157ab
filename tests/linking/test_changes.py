"""What changed from one briefing of a thread to the next, as data."""

from __future__ import annotations

import pytest

from generator.linking.comparing import movement
from tests.linking.telling import (
    JUNE,
    MAY,
    REFUSED,
    Row,
    answer,
    day,
    found,
    pay,
    row,
    rows,
    ruin,
    sign,
)
from tests.writing import Keys, linked


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ({}, {"status": "rejected"}, [("status", "pay", "open", "rejected", 0)]),
        ({"status": "rejected"}, {}, [("status", "pay", "rejected", "open", 0)]),
        ({"status": "met"}, {"status": "met"}, []),
        ({}, {"responses": [REFUSED]}, [("answered", "pay", "", "rejected", 0)]),
        ({"responses": [REFUSED]}, {"responses": [REFUSED]}, []),
        ({"responses": [REFUSED]}, {}, []),
        (
            {"responses": [REFUSED]},
            {"responses": [REFUSED | {"by": "union"}, answer("port", "countered")]},
            [("answered", "pay", "", "rejected", 0), ("answered", "pay", "", "countered", 0)],
        ),
        ({}, {"deadline": MAY}, [("deadline", "pay", "", MAY, 0)]),
        ({"deadline": MAY}, {"deadline": JUNE}, [("deadline", "pay", MAY, JUNE, 1)]),
        ({"deadline": JUNE}, {"deadline": "2021-05"}, [("deadline", "pay", JUNE, "2021-05", -1)]),
        ({"deadline": MAY}, {}, []),
        ({}, {"text": "Less work."}, [("reworded", "pay", "More pay.", "Less work.", 0)]),
        ({}, {"text": "More\n  pay."}, []),
        ({}, {"note": "A note.", "credibility": "1", "red_line": "true"}, []),
    ],
)
def test_a_demand_that_is_put_anew(before: Keys, after: Keys, changed: list[Row]) -> None:
    assert rows(pay(1, **before), pay(2, **after)) == [changed]


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("unlikely", "likely", [("likelihood", "ruin", "unlikely", "likely", 1)]),
        ("likely", "remote", [("likelihood", "ruin", "likely", "remote", -1)]),
        (None, "likely", [("likelihood", "ruin", "", "likely", 0)]),
        ("likely", None, []),
        ("likely", "probable", []),
        ("roughly even odds", "roughly even chance", []),
    ],
)
def test_a_likelihood_that_is_raised_or_lowered(
    before: str | None, after: str | None, changed: list[Row]
) -> None:
    said = [{"likelihood": word} if word else {} for word in (before, after)]
    assert rows(ruin(1, **said[0]), ruin(2, **said[1])) == [changed]


@pytest.mark.parametrize(
    ("old", "new", "direction"),
    [
        ("very unlikely", "highly unlikely", 1),  # 5-20 → 10-20
        ("unlikely", "unlikely", -1),  # 20-45 → 25-35
        ("roughly even chance", "realistic possibility", -1),  # 45-55 → 40-50
        ("likely", "highly likely", 1),  # 55-80 → 80-90
    ],
)
def test_words_of_two_scales_are_compared_by_the_middles_of_their_bands(
    old: str, new: str, direction: int
) -> None:
    ((change,),) = found(ruin(1, likelihood=old), ruin(2, "phia", likelihood=new))
    assert row(change) == ("likelihood", "ruin", old, new, direction)
    assert change.before is not None
    assert (change.before.ref.scale.name, change.now.ref.scale.name) == ("icd203", "phia")


LIKELY = {"likelihood": "likely"}
DRY = ("condition", "It rains.", "", 0)


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ({"impact": "low"}, {"impact": "very-high"}, [("impact", "low", "very-high", 1)]),
        ({"impact": "high"}, {"impact": "moderate"}, [("impact", "high", "moderate", -1)]),
        ({}, {"impact": "low"}, [("impact", "", "low", 0)]),
        ({"impact": "low"}, {}, []),
        ({"confidence": "low"}, {"confidence": "high"}, [("confidence", "low", "high", 1)]),
        ({"confidence": "high"}, {"confidence": "low"}, [("confidence", "high", "low", -1)]),
        ({}, {"confidence": "low"}, [("confidence", "", "low", 0)]),
        ({"horizon": MAY}, {"horizon": JUNE}, [("horizon", MAY, JUNE, 1)]),
        ({"horizon": JUNE}, {"horizon": MAY}, [("horizon", JUNE, MAY, -1)]),
        ({}, {"horizon": MAY}, [("horizon", "", MAY, 0)]),
        ({"horizon": MAY}, {}, []),
        ({}, {"given": "It rains."}, [("condition", "", "It rains.", 0)]),
        ({"given": "It rains."}, {}, []),
        ({"given": "It rains."}, LIKELY, [("likelihood", "", "likely", 0), DRY]),
        ({"given": "It rains.", **LIKELY}, LIKELY, [DRY]),
        ({"given": "It rains.", **LIKELY}, {"given": "It rains."}, []),
        ({"given": "It rains."}, {"given": "It\nrains."}, []),
        ({}, {"indicators": [sign("Ships", MAY)]}, [("indicator", "", "Ships", 0)]),
        ({}, {"indicators": [sign("Ships leave")]}, []),
        (
            {"indicators": [sign("Ships leave", "2021-03-01"), sign("Gulls stay")]},
            {"indicators": [sign("Gulls stay", "2021-03-02"), sign("Ships leave", "2021-03-01")]},
            [("indicator", "", "Gulls stay", 0)],
        ),
        ({}, {"resolution": {"outcome": "occurred"}}, [("resolved", "", "occurred", 0)]),
        (
            {"resolution": {"outcome": "unclear"}},
            {"resolution": {"outcome": "did-not-occur"}},
            [("resolved", "unclear", "did-not-occur", 0)],
        ),
        ({"resolution": {"outcome": "occurred"}}, {"resolution": {"outcome": "occurred"}}, []),
        (
            {"given": "It rains."},
            {"resolution": {"outcome": "unclear"}},
            [("resolved", "", "unclear", 0)],
        ),
        ({"resolution": {"outcome": "unclear"}}, {}, [("reopened", "unclear", "", 0)]),
        ({}, {"event": "The port burns", "basis": "So.", "affects": "union"}, []),
    ],
)
def test_a_risk_that_is_judged_anew(
    before: Keys, after: Keys, changed: list[tuple[str, str, str, int]]
) -> None:
    (told,) = rows(ruin(1, **before), ruin(2, **after))
    assert [(kind, old, new, way) for kind, _, old, new, way in told] == changed


def test_a_condition_stands_until_the_risk_is_judged_without_one_or_on_another() -> None:
    first = ruin(1, given="It rains.", likelihood="likely")
    sign_seen = ruin(2, indicators=[sign("Ships leave", "2021-03-02")])
    told = rows(first, sign_seen, ruin(3, given="It snows."), ruin(4), ruin(5, **LIKELY))
    assert [[each[:4] for each in of_a_day if each[0] == "condition"] for of_a_day in told] == [
        [],
        [("condition", "ruin", "It rains.", "It snows.")],
        [],
        [("condition", "ruin", "It snows.", "")],
    ]


def test_a_change_names_whom_it_concerns_though_a_later_entry_leaves_them_out() -> None:
    risks = found(
        ruin(1, affects=["port"]),
        ruin(2, resolution={"outcome": "occurred"}),
        day(3),
    )
    demands = found(pay(1, of="port"), pay(2, status="met"), pay(3, of="union"), day(4))
    assert [[change.concerned for change in each] for each in risks] == [[("port",)], []]
    assert [[tuple(change.concerned) for change in each] for each in demands] == [
        [("port",)],
        [("union",)],
        [("union",)],
    ]


# The whole


def test_what_weighs_most_comes_first_and_what_went_last() -> None:
    figures = [{"measure": "Ships", "value": 3}]
    first = pay(1) | {"risks": {"ruin": {"event": "It fails"}, "fire": {"event": "It burns"}}}
    second = pay(2, status="met") | {
        "risks": {
            "ruin": {"event": "It fails", "impact": "low", "resolution": {"outcome": "unclear"}},
            "flood": {"event": "It drowns"},
        },
        "figures": figures,
    }
    second["demands"]["rest"] = {"by": "union", "text": "Rest."}
    assert [change[:2] for change in rows(first, second)[0]] == [
        ("resolved", "ruin"),
        ("status", "pay"),
        ("impact", "ruin"),
        ("added", "1"),
        ("added", "rest"),
        ("added", "flood"),
        ("dropped", "fire"),
    ]


def test_an_answer_and_where_things_stand_now_go_along() -> None:
    ((change,),) = found(pay(1), pay(2, responses=[answer("port", "countered", text="A bit.")]))
    assert change.response is not None
    assert (change.response.by, change.response.text) == ("port", "A bit.")
    assert change.now.ref.id == "b1"


def test_briefings_of_one_day_are_compared_by_id() -> None:
    assert rows(pay(1), pay(1, status="rejected"), pay(1, status="met")) == [
        [("status", "pay", "open", "rejected", 0)],
        [("status", "pay", "rejected", "met", 0)],
    ]


def test_drafts_are_compared_only_where_they_are_asked_for() -> None:
    said = (pay(1), pay(2, status="met") | {"status": "draft"}, pay(3, status="rejected"))
    assert [change.old for (change,) in found(*said)] == ["open"]
    assert [change.old for (change,) in found(*said, drafts=True)] == ["open", "met"]


def test_the_movement_of_a_risk_is_what_its_latest_entry_changed() -> None:
    told = [ruin(1, likelihood="unlikely"), day(2), ruin(3, likelihood="likely"), day(4)]
    named = {f"b{number}": keys for number, keys in enumerate(told)}
    (line,) = linked(named).risks
    assert [row(change)[2:] for change in movement(line)] == [("unlikely", "likely", 1)]
    (alone,) = linked({"b0": told[0]}).risks
    assert movement(alone) == ()
