"""Silence is no answer: what a later entry leaves out stands as it was given last."""

from __future__ import annotations

from typing import Any

import pytest

from generator.linking.corpus import Corpus
from generator.linking.lines import Line
from generator.linking.sightings import assess
from generator.model.briefing import Demand, Risk
from tests.linking.telling import day, pay, ruin, sign
from tests.writing import Keys, briefing, linked

WHOLE: dict[str, Any] = {
    "likelihood": "likely",
    "confidence": "low",
    "impact": "high",
    "horizon": "2021-12-31",
    "affects": ("port",),
    "given": "The talks fail",
}
LEFT_OUT: list[Keys] = [
    {},
    {"indicators": [sign("Ships leave", "2021-03-02")]},
    {"resolution": {"outcome": "occurred", "date": "2021-03-02"}},
]
ASKED: dict[str, Any] = {
    "of": ("port",),
    "kind": "payment",
    "red_line": True,
    "deadline": "2021-06-01",
}


def story(*briefings: Keys) -> Corpus:
    return linked({f"b{number}": keys for number, keys in enumerate(briefings)})


def risk_of(*briefings: Keys) -> Line[Risk]:
    (line,) = story(*briefings).risks
    return line


def demand_of(*briefings: Keys) -> Line[Demand]:
    (line,) = story(*briefings).demands
    return line


def said(entry: Risk | Demand, fields: Keys) -> dict[str, Any]:
    told = {name: getattr(entry, name) for name in fields}
    return {
        name: value if isinstance(value, bool | tuple) else value and str(value)
        for name, value in told.items()
    }


@pytest.mark.parametrize("last", LEFT_OUT, ids=["nothing", "a sign", "a resolution"])
def test_a_risk_keeps_what_a_later_entry_leaves_out(last: Keys) -> None:
    line = risk_of(ruin(1, **WHOLE), ruin(2, **last))
    standing = line.standing.entry
    assert said(standing, WHOLE) == WHOLE
    assert assess(line.standing) == assess(line.first)
    latest = line.latest.entry
    assert (standing.resolution, standing.indicators) == (latest.resolution, latest.indicators)
    assert said(latest, WHOLE) == dict.fromkeys(WHOLE) | {"affects": ()}


@pytest.mark.parametrize("last", [{}, {"status": "met"}])
def test_a_demand_keeps_what_a_later_entry_leaves_out(last: Keys) -> None:
    line = demand_of(pay(1, **ASKED), pay(2, **last))
    assert said(line.standing.entry, ASKED) == ASKED
    assert line.standing.entry.status == last.get("status", "open"), "which is said each time"


def test_what_was_given_last_stands_each_field_by_itself() -> None:
    line = risk_of(
        ruin(1, **WHOLE),
        ruin(2, impact="low"),
        ruin(3, likelihood="unlikely", given="It rains"),
        ruin(4, horizon="2022-01-31"),
        ruin(5),
    )
    assert said(line.standing.entry, WHOLE) == WHOLE | {
        "impact": "low",
        "likelihood": "unlikely",
        "given": "It rains",
        "horizon": "2022-01-31",
    }
    where = {name: sighting.ref.id for name, sighting in line.given_in.items()}
    assert where == {
        "likelihood": "b2",
        "confidence": "b0",
        "impact": "b1",
        "horizon": "b3",
        "affects": "b0",
        "given": "b2",
    }


def test_a_likelihood_keeps_its_scale() -> None:
    line = risk_of(ruin(1, "phia", likelihood="likely", impact="high"), ruin(2, "icd203"))
    assert [step.band for step in [assess(line.standing).likelihood] if step] == ["≈55–≈75"]
    anew = risk_of(ruin(1, "phia", likelihood="likely"), ruin(2, likelihood="likely"))
    assert [step.band for step in [assess(anew.standing).likelihood] if step] == ["55–80"]


def test_what_leaves_nothing_out_stands_as_it_is_told_last() -> None:
    line = risk_of(ruin(1, **WHOLE), ruin(2, **WHOLE))
    assert line.standing is line.latest
    alone = demand_of(pay(1))
    assert alone.standing is alone.latest


def test_a_judgement_without_a_condition_takes_the_earlier_one_away() -> None:
    line = risk_of(ruin(1, **WHOLE), ruin(2, likelihood="unlikely"), ruin(3))
    assert line.standing.entry.given is None
    assert line.condition is None
    resolved: Keys = {"likelihood": "likely", "resolution": {"outcome": "occurred"}}
    ended = risk_of(ruin(1, **WHOLE), ruin(2, **resolved))
    assert ended.condition is ended.first, "what tells the outcome judges nothing"


def test_what_is_said_to_be_no_red_line_is_none() -> None:
    assert not demand_of(
        pay(1, red_line=True), pay(2, red_line=False), pay(3)
    ).standing.entry.red_line
    assert demand_of(pay(1, red_line=True), pay(2)).standing.entry.red_line


def test_open_risks_are_in_the_order_of_the_levels_that_stand() -> None:
    high = {"event": "It burns", "likelihood": "likely", "impact": "very-high"}
    low = {"event": "It rains", "likelihood": "likely", "impact": "low"}
    corpus = story(
        day(1, risks={"fire": high, "rain": low}),
        day(2, risks={"fire": {"event": "It burns"}, "rain": low}),
    )
    assert [line.key for line in corpus.risks] == ["fire", "rain"]


def test_an_actor_keeps_the_demands_and_risks_that_concern_it() -> None:
    corpus = story(
        ruin(1, affects="port") | {"demands": {"pay": {"by": "union", "of": "port", "text": "M"}}},
        ruin(2, resolution={"outcome": "occurred"})
        | {"demands": {"pay": {"by": "union", "text": "M", "status": "met"}}},
    )
    port = corpus.actors["port"]
    assert [line.key for line in port.risks] == ["ruin"]
    assert [concern.line.key for concern in port.demands_received] == ["pay"]


def test_whom_the_one_asked_spoke_for_then_is_concerned_as_well() -> None:
    actors = {
        "port": {"name": "Port"},
        "union": {"name": "Union"},
        "lawyer": {"name": "Lawyer", "speaks_for": "port"},
    }
    asked = {"by": "union", "of": "lawyer", "text": "M"}
    corpus = story(
        briefing(date="2021-03-01", thread="strike", actors=actors, demands={"pay": asked}),
        pay(2, status="deferred"),
    )
    found = corpus.actors["port"].demands_received
    assert [(concern.line.key, concern.through) for concern in found] == [("pay", "lawyer")]
