"""The order of everything, ties included: no list hangs on chance."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from tests.linking.worked_out import state
from tests.writing import briefing, linked


def test_briefings_are_newest_first_and_within_a_day_by_id_backwards() -> None:
    corpus = linked(
        {
            "b": briefing(date="2021-03-01"),
            "a": briefing(date="2021-03-02"),
            "c": briefing(date="2021-03-01"),
        }
    )
    assert [ref.id for ref in corpus.refs] == ["a", "c", "b"]


def test_demands_are_in_the_order_of_when_they_were_last_seen() -> None:
    def asking(date: str, *keys: str) -> dict[str, Any]:
        demands = {key: {"by": "union", "text": key} for key in keys}
        return briefing(date=date, thread="strike", demands=demands)

    corpus = linked(
        {
            "a": asking("2021-03-01", "old", "kept"),
            "b": asking("2021-03-02", "new", "kept"),
            "c": asking("2021-03-02", "newest"),
        }
    )
    # Of one briefing: first what was asked first, then as it stands in the file.
    assert [line.key for line in corpus.demands] == ["newest", "kept", "new", "old"]


# In the order wanted, which is that of neither their keys nor their briefings.
RISKS: list[tuple[str, str, dict[str, Any]]] = [
    ("highest", "2021-03-01", {"likelihood": "almost certain", "impact": "very-high"}),
    ("higher-level", "2021-03-01", {"likelihood": "unlikely", "impact": "very-high"}),
    ("z-newer", "2021-03-02", {"likelihood": "very likely", "impact": "low"}),
    ("a-older", "2021-03-01", {"likelihood": "very likely", "impact": "low"}),
    ("b-tie", "2021-03-01", {"likelihood": "likely", "impact": "low"}),
    ("z-unjudged-newer", "2021-03-02", {}),
    ("a-without-impact", "2021-03-01", {"likelihood": "almost certain"}),
    ("b-without-likelihood", "2021-03-01", {"impact": "very-high"}),
    (
        "settled-highest",
        "2021-03-03",
        {
            "likelihood": "almost certain",
            "impact": "very-high",
            "resolution": {"outcome": "occurred"},
        },
    ),
    ("settled-unjudged", "2021-03-03", {"resolution": {"outcome": "unclear"}}),
]


def test_open_risks_come_first_then_the_highest_level_then_the_latest_then_the_key() -> None:
    briefings = {
        f"{99 - number}-day": briefing(date=date, risks={key: {"event": key} | said})
        for number, (key, date, said) in enumerate(RISKS)
    }
    assert [line.key for line in linked(briefings).risks] == [key for key, _, _ in RISKS]


@pytest.mark.parametrize(
    "in_time",
    [
        ["199X", "2014-01", "2014", "2014/2021", "2014~/..", "2014-02-01", "2014-02", "2021-12-03"],
        # What has no known beginning may have begun at any time.
        ["0001", "../1990", "../2014", "0002"],
    ],
)
def test_events_are_in_the_order_of_when_they_can_have_begun_then_ended(
    in_time: list[str],
) -> None:
    events = [{"date": date, "text": "It happened."} for date in sorted(in_time)]
    corpus = linked({"a": briefing(events=events)})
    assert [str(sighting.entry.date) for sighting in corpus.events] == in_time


def test_events_of_one_day_are_as_told_the_older_briefing_first() -> None:
    def telling(date: str, *texts: str) -> dict[str, Any]:
        return briefing(date=date, events=[{"date": "2021-03-01", "text": text} for text in texts])

    corpus = linked({"b": telling("2021-03-02", "3", "4"), "c": telling("2021-03-01", "1", "2")})
    assert [sighting.entry.text for sighting in corpus.events] == ["1", "2", "3", "4"]


def test_an_event_is_once_as_established_and_once_as_each_claimant_tells_it() -> None:
    def telling(date: str, *claimants: str | None) -> dict[str, Any]:
        told = {"date": "2021-03-01", "text": "Shots fell."}
        events = [told | ({"claimed_by": by} if by else {}) for by in claimants]
        return briefing(date=date, thread="strike", events=events)

    corpus = linked({"a": telling("2021-03-02", "port"), "b": telling("2021-03-03", None, "union")})
    told = [(event.entry.claimed_by, event.ref.id) for event in corpus.threads["strike"].events]
    assert told == [("port", "a"), (None, "b"), ("union", "b")]


def test_figures_of_one_measure_in_one_thread_are_together_in_the_order_of_time() -> None:
    def counting(date: str, *figures: tuple[str, str, str | None]) -> dict[str, Any]:
        return briefing(
            date=date,
            thread="strike",
            figures=[
                {"measure": measure, "value": value} | ({"as_of": day} if day else {})
                for measure, value, day in figures
            ],
        )

    corpus = linked(
        {
            "b": counting(
                "2021-03-05", ("ships waiting", "4", "2021-03-04"), ("Cranes", "9", None)
            ),
            "a": counting(
                "2021-03-03", ("Ships waiting", "3", None), ("Ships Waiting", "1", "2021-02")
            ),
        }
    )
    measures = [[str(sighting.entry.value) for sighting in found] for found in corpus.figures]
    assert measures == [["1", "3", "4"], ["9"]]


def test_figures_of_one_measure_in_two_threads_are_apart() -> None:
    figures = [{"measure": "Ships", "value": "3"}]
    corpus = linked(
        {"a": briefing(figures=figures), "b": briefing(thread="strike", figures=figures)}
    )
    assert len(corpus.figures) == 2


def test_sources_are_by_publisher_whatever_the_case_then_by_title_then_by_id() -> None:
    sources = {
        "e": {"publisher": "the Post", "title": "A"},
        "d": {"publisher": "Gazette", "title": "B"},
        "c": {"publisher": "Gazette", "title": "A"},
        "b": {"publisher": "gazette", "title": "A"},
        "a": {"title": "Z"},
    }
    corpus = linked({"x": briefing(sources=sources)})
    assert [record.id[-1] for record in corpus.sources] == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize("order", list(itertools.permutations(["a", "b", "c"])))
def test_the_order_of_files_changes_nothing(order: tuple[str, ...]) -> None:
    written = {
        id_: briefing(
            thread="strike",
            demands={id_: {"by": "union", "text": "More."}},
            risks={"ruin": {"event": "The port fails"}, id_: {"event": "It burns"}},
            events=[{"date": "2021", "text": id_}],
            figures=[{"measure": "Ships", "value": 3}],
        )
        for id_ in ("a", "b", "c")
    }
    shuffled, ordered = linked({id_: written[id_] for id_ in order}), linked(written)
    assert state(shuffled) == state(ordered)
