"""Demands and risks over time: one key in one thread is one line."""

from __future__ import annotations

from typing import Any

import pytest

from tests.writing import briefing, linked


def asking(date: str, thread: str | None = "strike", **said: Any) -> dict[str, Any]:
    demand = {"by": "union", "of": "port", "text": "More pay."} | said
    more = {"thread": thread} if thread else {}
    return briefing(date=date, demands={"pay": demand}, **more)


def fearing(date: str, thread: str | None = "strike", **said: Any) -> dict[str, Any]:
    more = {"thread": thread} if thread else {}
    return briefing(date=date, risks={"ruin": {"event": "The port fails"} | said}, **more)


def test_a_demand_of_one_key_in_one_thread_is_one_line_with_its_history() -> None:
    corpus = linked(
        {
            "third": asking("2021-03-03", status="met"),
            "first": asking("2021-03-01", status="open"),
            "second": asking("2021-03-02", status="rejected"),
        }
    )
    (line,) = corpus.demands
    assert [sighting.ref.id for sighting in line.sightings] == ["first", "second", "third"]
    assert line.first.entry.status == "open"
    assert line.latest.entry.status == "met"
    assert (line.scope, line.key) == ("strike", "pay")


@pytest.mark.parametrize("write", [asking, fearing])
@pytest.mark.parametrize(
    ("threads", "lines"),
    [
        (("strike", "strike"), 1),
        (("strike", "budget"), 2),
        ((None, None), 2),
        (("strike", None), 2),
    ],
)
def test_one_key_is_one_thing_within_a_thread_and_nowhere_else(
    write: Any, threads: tuple[str | None, str | None], lines: int
) -> None:
    one, other = threads
    corpus = linked({"a": write("2021-03-01", one), "b": write("2021-03-02", other)})
    assert len(corpus.demands) + len(corpus.risks) == lines


def test_a_line_without_a_thread_is_its_briefings_own() -> None:
    corpus = linked({"a": asking("2021-03-01", None)})
    assert corpus.demands[0].scope == "briefing:a"


def test_briefings_of_one_day_follow_each_other_by_id() -> None:
    corpus = linked({"b": asking("2021-03-01", status="met"), "a": asking("2021-03-01")})
    assert [sighting.ref.id for sighting in corpus.demands[0].sightings] == ["a", "b"]
    assert [ref.id for ref in corpus.refs] == ["b", "a"]


def test_two_keys_in_one_thread_are_two_lines() -> None:
    demand = {"by": "union", "text": "More."}
    corpus = linked({"a": briefing(thread="strike", demands={"pay": demand, "rest": demand})})
    assert [line.key for line in corpus.demands] == ["pay", "rest"]


def test_a_sighting_leads_to_its_place_on_the_page_of_its_briefing() -> None:
    corpus = linked(
        {
            "a": briefing(
                demands={"pay": {"by": "union", "text": "More."}},
                risks={"ruin": {"event": "The port fails"}},
                events=[{"date": "2021", "text": "A."}, {"date": "2020", "text": "B."}],
                figures=[{"measure": "Ships", "value": 3}],
            )
        }
    )
    assert corpus.demands[0].latest.anchor == "demand-pay"
    assert corpus.risks[0].latest.anchor == "risk-ruin"
    assert [(s.entry.text, s.anchor) for s in corpus.events] == [
        ("B.", "event-2"),
        ("A.", "event-1"),
    ]
    assert corpus.figures[0][0].anchor == "figure-1"
    assert corpus.actors["port"].appearances[0].anchor == "actor-port"


@pytest.mark.parametrize("status", ["draft", "review"])
def test_what_is_not_published_is_left_out_unless_it_is_asked_for(status: str) -> None:
    briefings = {
        "out": asking("2021-03-01"),
        "coming": asking("2021-03-02", status="met") | {"status": status},
    }
    published, all_of_them = linked(briefings), linked(briefings, drafts=True)
    assert [ref.id for ref in published.refs] == ["out"]
    assert published.demands[0].latest.entry.status == "open"
    assert [ref.id for ref in all_of_them.refs] == ["coming", "out"]
    assert all_of_them.demands[0].latest.entry.status == "met"
    assert [ref.is_draft for ref in all_of_them.refs] == [True, False]


def test_an_actor_of_a_draft_alone_is_left_out_with_it() -> None:
    draft = briefing(status="draft", actors={"ghost": {"name": "Ghost"}})
    briefings = {"out": briefing(), "coming": draft}
    assert "ghost" not in linked(briefings).actors
    assert "ghost" in linked(briefings, drafts=True).actors
