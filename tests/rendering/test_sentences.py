"""What changed, as a reader reads it."""

from __future__ import annotations

from typing import Any

import pytest

from generator.linking.changes import ChangeKind
from generator.rendering.sentences import movements
from generator.rendering.wording import Wording
from tests.writing import briefing, linked

PAY = {"by": "union", "of": "port", "text": "More *pay*."}
RUIN = {"event": "The port fails", "horizon": "2021-04", "likelihood": "unlikely"}


def sentences(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The sentences about each thing that a second briefing changes."""
    corpus = linked(
        {
            "a": briefing(thread="strike", **before),
            "b": briefing(thread="strike", date="2021-03-02", **after),
        }
    )
    (found,) = corpus.threads["strike"].changes.values()
    return [" ".join(each.sentences) for each in movements(found, corpus.known, Wording())]


def demand(**said: Any) -> dict[str, Any]:
    return {"demands": {"pay": PAY | said}}


def risk(**said: Any) -> dict[str, Any]:
    return {"risks": {"ruin": {k: v for k, v in (RUIN | said).items() if v is not None}}}


def ships(value: object, **said: Any) -> dict[str, Any]:
    return {"figures": [{"measure": "Ships", "value": value, "claimed_by": "port"} | said]}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (demand(), demand(status="partly-met"), "Status changed from open to partly met."),
        (
            demand(),
            demand(responses=[{"by": "port", "date": "2021-03", "answer": "countered"}]),
            "March 2021: Port of Aldmoor makes a counter-offer.",
        ),
        (demand(), demand(deadline="2021-05"), "Deadline set: May 2021."),
        (
            demand(deadline="2021-05"),
            demand(deadline="2021-04-01"),
            "Deadline moved earlier, from May 2021 to 1 April 2021.",
        ),
        (demand(), demand(text="Far more."), "Reworded (was: “More pay”)."),
        (
            risk(),
            risk(likelihood="likely"),
            "Likelihood raised from unlikely (20–45\u00a0%) to likely (55–80\u00a0%).",
        ),
        (risk(likelihood=None), risk(), "Likelihood given: unlikely (20–45\u00a0%)."),
        (
            risk(impact="high"),
            risk(impact="very-low"),
            "Impact lowered from high to very low.",
        ),
        (
            risk(confidence="low"),
            risk(confidence="high"),
            "Confidence raised from low to high.",
        ),
        (
            risk(),
            risk(horizon="2021-06"),
            "Horizon moved later, from April 2021 to June 2021.",
        ),
        (risk(), risk(given="Talks *fail*."), "Now conditional on: Talks fail."),
        (risk(given="Talks fail"), risk(), "No longer conditional (was: Talks fail)."),
        (
            risk(),
            risk(indicators=[{"text": "Ships leave", "seen": "2021-03-02"}]),
            "Indicator seen: Ships leave.",
        ),
        (
            risk(),
            risk(resolution={"outcome": "occurred", "date": "2021-03-02"}, likelihood=None),
            "It happened (2 March 2021).",
        ),
        (
            risk(resolution={"outcome": "unclear"}, likelihood=None),
            risk(likelihood=None),
            "Reopened (was: unclear).",
        ),
        (
            ships(3, unit="dozen"),
            ships("4~/6", unit="dozen"),
            "Revised from 3 dozen to between about 4 and 6 dozen, by Port of Aldmoor.",
        ),
        ({}, ships("../3"), "New: up to 3, by Port of Aldmoor."),
        ({}, demand(), "New in this thread."),
        (risk(), {}, "No longer mentioned, without a reason given."),
    ],
)
def test_a_change_is_told_in_plain_words(
    before: dict[str, Any], after: dict[str, Any], told: str
) -> None:
    assert sentences(before, after) == [told]


def test_all_that_changes_about_one_thing_is_told_together() -> None:
    told = sentences(risk(), risk(likelihood="likely", horizon="2021-06"))
    assert len(told) == 1
    assert told[0].startswith("Likelihood raised")
    assert told[0].endswith("Horizon moved later, from April 2021 to June 2021.")


def test_numbers_of_one_measure_are_told_together_however_it_is_typed() -> None:
    (told,) = sentences(
        {"figures": [{"measure": "Dock workers", "value": 1, "claimed_by": "port"}]},
        {
            "figures": [
                {"measure": "Dock workers", "value": 2, "claimed_by": "port"},
                {"measure": "Dock  Workers", "value": 3, "claimed_by": "union"},
            ]
        },
    )
    assert told.startswith("Revised from 1 to 2")
    assert "New: 3" in told


@pytest.mark.parametrize(
    ("likelihood", "impact", "direction"),
    [
        ("likely", "low", 1),
        ("likely", "moderate", 1),
        ("very unlikely", "moderate", 0),
        ("unlikely", "moderate", 1),
        ("unlikely", "very-low", -1),
        ("very unlikely", "very-low", -1),
        ("likely", "very-low", 0),
        ("unlikely", "low", 0),
    ],
)
def test_a_risk_rose_or_fell_where_all_that_changed_went_one_way(
    likelihood: str, impact: str, direction: int
) -> None:
    before, after = (
        risk(impact="low"),
        risk(impact=impact, likelihood=likelihood, horizon="2021-05"),
    )
    corpus = linked(
        {
            "a": briefing(thread="strike", **before),
            "b": briefing(thread="strike", date="2021-03-02", **after),
        }
    )
    (found,) = corpus.threads["strike"].changes.values()
    (told,) = movements(found, corpus.known, Wording())
    assert told.direction == direction


def test_every_kind_of_change_has_words_of_its_own() -> None:
    assert {kind for kind in ChangeKind if not kind.meaning} == set()
