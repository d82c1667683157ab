"""A briefing with every key of the format, as a writer would type it."""

from datetime import date
from typing import Any

from generator.model.briefing import Briefing, Entry
from generator.model.references import entries
from generator.model.text import Prose
from generator.reading.folder import read_briefing
from tests.told import DESK, findings_in

FULL = """\
# What was known by the end of the day.
title: Dockers close the port of Aldmoor
date: 2021-12-03
thread: port-strike
status: review
author: Desk
reviewed_by: A. Reader
language: en
scale: icd203
summary: >
  The union has closed the port for **two weeks**
  and asks for a tenth more pay.
tags: [ports, labour]

sources:
  herald:
    title: Dockers walk out
    publisher: The Herald
    author: B. Writer
    url: https://herald.example/walk-out
    published: 2021-12-03
    accessed: 2021-12-04
    origin: agency
    reliability: B
    republish: false
    note: Relays the agency's report.
  gazette: {title: Cranes at rest, text: 2021-12-03-gazette.txt}

actors:
  union:
    name: Union of Dockers
    kind: organization
    aliases: [Dockers' Union, UD]
    office: Headquarters
    wikidata: Q42
    url: https://union.example
    role: calls the strike
    side: labour
    note: Has *not* struck since 1998.
    evidence: [{source: herald}]
  hale: {name: Ada Hale, kind: person, part_of: union, speaks_for: union}
  port: {name: Port of Aldmoor, kind: company, side: owners}

demands:
  pay:
    by: union
    of: [port]
    text: A tenth more pay.
    kind: payment
    red_line: true
    deadline: 2022-01
    status: open
    credibility: 2
    note: The union has named no other sum.
    evidence:
      - {source: herald, speaker: hale, note: At the gate.}
    responses:
      - by: port
        date: 2021-12-02
        answer: countered
        text: Half of it.
        evidence: [{source: gazette}]

risks:
  shortage:
    event: Shops in Aldmoor run out of fruit
    given: the strike lasts to the new year
    horizon: 2022-01-15
    likelihood: roughly even chance
    confidence: low
    basis: Stocks are small.
    impact: low
    affects: [port, union]
    indicators:
      - {text: Prices double, seen: 2021-12-02, evidence: [{source: gazette}]}
    note: Fruit comes by no other way.
    evidence: [{source: herald}]
    resolution: {outcome: unclear, date: 2021-12-03, text: Some did., evidence: [{source: herald}]}

events:
  - date: 199X
    text: The last strike.
    actors: [union]
    claimed_by: hale
    credibility: 3
    evidence: [{source: herald}]

figures:
  - measure: Dockers on strike
    value: 1200~/1500
    unit: people
    claimed_by: union
    as_of: 2021-12-03
    note: Without the crane drivers.
    credibility: 4
    evidence: [{source: gazette}]

assumptions: [{text: The army does not unload ships., key: true}]
alternatives: [{text: The port wants the strike.}]
gaps: [{text: How long the strike fund lasts.}]
corrections: [{date: 2021-12-04, text: An earlier version gave another sum.}]
"""
NOT_WRITTEN = {"accept", "quote"}
"""Keys that say something about findings, or need an archived text."""


def full() -> Briefing:
    briefing = read_briefing(DESK, DESK / "full.yml", FULL)[0].briefing
    assert briefing
    return briefing


def test_a_full_briefing_has_no_mistake() -> None:
    assert findings_in(FULL) == ()


def test_it_uses_every_key_of_every_entry() -> None:
    used: dict[type[Entry], set[str]] = {}
    for _, entry in entries(full()):
        assert isinstance(entry, Entry)
        used.setdefault(type(entry), set()).update(entry.model_fields_set)
    unused = {
        f"{model.__name__}.{key}"
        for model, keys in used.items()
        for key in model.model_fields.keys() - keys - NOT_WRITTEN
    }
    assert unused == set()


def test_each_value_is_what_was_typed() -> None:
    briefing = full()
    values: list[tuple[Any, Any]] = [
        (briefing.date, date(2021, 12, 3)),
        (briefing.tags, ("ports", "labour")),
        (
            briefing.summary,
            "The union has closed the port for **two weeks** and asks for a tenth more pay.",
        ),
        (briefing.sources["herald"].reliability, "B"),
        (briefing.sources["herald"].republish, False),
        (str(briefing.sources["herald"].published), "2021-12-03"),
        (briefing.actors["union"].aliases, ("Dockers' Union", "UD")),
        (briefing.actors["hale"].speaks_for, "union"),
        (briefing.demands["pay"].by, ("union",)),
        (briefing.demands["pay"].of, ("port",)),
        (briefing.demands["pay"].red_line, True),
        (str(briefing.demands["pay"].deadline), "2022-01"),
        (briefing.demands["pay"].responses[0].answer, "countered"),
        (briefing.risks["shortage"].likelihood, "roughly even chance"),
        (briefing.risks["shortage"].indicators[0].text, "Prices double"),
        (str(briefing.events[0].date), "199X"),
        (str(briefing.figures[0].value), "1200~/1500"),
        (briefing.assumptions[0].key, True),
        (briefing.corrections[0].date, date(2021, 12, 4)),
    ]
    assert [typed for typed, _ in values] == [expected for _, expected in values]


def test_prose_and_plain_text_are_told_apart() -> None:
    briefing = full()
    assert isinstance(briefing.summary, Prose)
    assert isinstance(briefing.actors["union"].note, Prose)
    assert not isinstance(briefing.title, Prose)
    assert not isinstance(briefing.actors["union"].role, Prose)
