"""A thread: its briefings in order, and what they say of its demands, risks and figures."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.linking.corpus import Corpus
from generator.linking.lines import Line
from generator.linking.outline import thread_name
from tests.writing import briefing, linked


def telling(date: str, thread: str | None = "strike", *keys: str) -> dict[str, Any]:
    """A briefing with a demand, a risk, an event and a figure of each key."""
    return briefing(
        date=date,
        demands={key: {"by": "union", "text": key} for key in keys},
        risks={key: {"event": key} for key in keys},
        events=[{"date": "2021", "text": key} for key in keys],
        figures=[{"measure": key, "value": 3} for key in keys],
        **({"thread": thread} if thread else {}),
    )


def members(corpus: Corpus) -> dict[str, list[str]]:
    return {id_: [ref.id for ref in thread.refs] for id_, thread in corpus.threads.items()}


def lines(found: tuple[Line[Any], ...]) -> dict[str, list[str]]:
    return {line.key: [ref.id for ref in line.refs] for line in found}


def test_a_thread_has_its_briefings_oldest_first_and_within_a_day_by_id() -> None:
    corpus = linked(
        {
            "d": briefing(date="2021-03-03", thread="strike"),
            "c": briefing(date="2021-03-01", thread="strike"),
            "b": briefing(date="2021-03-01", thread="strike"),
            "alone": briefing(date="2021-03-02"),
        }
    )
    assert members(corpus) == {"strike": ["b", "c", "d"]}
    assert corpus.threads["strike"].latest.id == "d"


def test_threads_are_in_the_order_of_when_they_were_last_seen() -> None:
    corpus = linked(
        {
            "a": briefing(date="2021-03-01", thread="strike"),
            "b": briefing(date="2021-03-02", thread="budget"),
            "c": briefing(date="2021-03-03", thread="strike"),
            "d": briefing(date="2021-03-03", thread="flood"),
        }
    )
    assert list(corpus.threads) == ["flood", "strike", "budget"]


def test_a_thread_has_what_its_own_briefings_say() -> None:
    corpus = linked(
        {
            "a": telling("2021-03-01", "strike", "pay"),
            "b": telling("2021-03-02", "strike", "pay", "rest"),
            "x": telling("2021-03-02", "budget", "pay"),
            "y": telling("2021-03-02", None, "pay"),
        }
    )
    strike, budget = corpus.threads["strike"], corpus.threads["budget"]
    assert lines(strike.demands) == lines(strike.risks) == {"pay": ["a", "b"], "rest": ["b"]}
    assert lines(budget.demands) == lines(budget.risks) == {"pay": ["x"]}
    assert [(s.ref.id, s.entry.text) for s in strike.events] == [("a", "pay"), ("b", "rest")]
    assert [[s.ref.id for s in measure] for measure in strike.figures] == [["a", "b"], ["b"]]
    assert {ref.id for ref in strike.changes} == {"b"}, "the first has nothing before it"
    assert budget.changes == {}


def test_a_briefing_whose_id_is_the_id_of_a_thread_does_not_mix_with_it() -> None:
    corpus = linked(
        {
            "strike": telling("2021-03-01", None, "pay"),
            "a": telling("2021-03-02", "strike", "pay"),
        }
    )
    assert members(corpus) == {"strike": ["a"]}
    assert lines(corpus.threads["strike"].demands) == {"pay": ["a"]}
    assert all(len(line.sightings) == 1 for line in corpus.demands + corpus.risks)
    assert len(corpus.figures) == len(corpus.events) == 2


@pytest.mark.parametrize("field", ["demands", "risks"])
def test_a_line_is_silent_as_long_as_the_newest_briefing_of_its_thread_leaves_it_out(
    field: str,
) -> None:
    told = {
        "a": telling("2021-03-01", "strike", "pay", "rest"),
        "b": telling("2021-03-02", "strike", "rest"),
        "c": telling("2021-03-03", "strike", "pay"),
        "x": telling("2021-03-09", "budget"),
        "y": telling("2021-03-01", None, "own"),
    }
    silent = {
        each: {
            line.key
            for line in getattr(linked({id_: told[id_] for id_ in each}), field)
            if line.is_silent
        }
        for each in ("a", "ab", "abc", "abcx", "y")
    }
    assert silent == {"a": set(), "ab": {"pay"}, "abc": {"rest"}, "abcx": {"rest"}, "y": set()}


@pytest.mark.parametrize(
    ("as_of", "refs", "pay"),
    [
        (date(2021, 2, 28), [], None),
        (date(2021, 3, 1), ["a"], ["a"]),
        (date(2021, 3, 2), ["b", "a"], ["a"]),
        (date(2021, 3, 4), ["b", "a"], ["a"]),
        (date(2021, 3, 5), ["d", "c", "b", "a"], ["a", "d"]),
        (date(2022, 1, 1), ["d", "c", "b", "a"], ["a", "d"]),
    ],
)
def test_as_of_a_day_later_briefings_are_not_known(
    as_of: date, refs: list[str], pay: list[str] | None
) -> None:
    told = {
        "a": telling("2021-03-01", "strike", "pay"),
        "b": telling("2021-03-02", "strike"),
        "c": telling("2021-03-05", "strike"),
        "d": telling("2021-03-05", "strike", "pay"),
    }
    corpus = linked(told, as_of=as_of)
    assert corpus.as_of == as_of
    assert [ref.id for ref in corpus.refs] == refs
    assert lines(corpus.demands).get("pay") == pay
    assert [ref.id for thread in corpus.threads.values() for ref in thread.refs] == refs[::-1]


def test_without_a_day_things_stand_as_of_the_newest_briefing() -> None:
    told = {"b": briefing(date="2021-03-02"), "a": briefing(date="2021-03-05")}
    assert linked(told).as_of == date(2021, 3, 5)


def test_a_corpus_of_nothing_is_empty_and_has_no_day() -> None:
    corpus = linked({})
    assert (corpus.refs, corpus.demands, corpus.risks, corpus.figures) == ((), (), (), ())
    assert not corpus.threads
    assert not corpus.actors
    assert corpus.as_of == date.min
    assert not corpus.calibration.forecasts
    assert corpus.calibration.overall.judged == 0


@pytest.mark.parametrize(
    ("id_", "texts", "name"),
    [
        ("dock-strike", [], "Dock strike"),
        ("russia-nato-guarantees", ["NATO and Russia", "Guarantees"], "Russia NATO Guarantees"),
        ("nato-guarantees", ["Guarantees for NATO", "new guarantees"], "NATO guarantees"),
        ("aldmoor-strike", ["The Strike of ALDMOOR", "strike in Aldmoor"], "ALDMOOR strike"),
        ("strike-2021", ["A strike in 2021"], "Strike 2021"),
        ("us-port-strike", ["The United States in a strike"], "US port strike"),
        ("eu-un-talks", ["Talks, with and without an end"], "EU UN Talks"),
        ("who-pandemic-treaty", ["WHO wants a treaty", "Those who sign"], "WHO pandemic treaty"),
        ("us-tariffs", ["Tariffs tell on us", "The US raises tariffs"], "US tariffs"),
        ("port-strike", ["A STRIKE AT THE PORT", "The port has a strike"], "Port strike"),
        ("a-strike", ["A strike", "a strike"], "A strike"),
        ("un-accord", ["Un accord, et un seul"], "Un accord"),
    ],
)
def test_the_name_of_a_thread_is_its_id_in_the_words_of_its_briefings(
    id_: str, texts: list[str], name: str
) -> None:
    assert thread_name(id_, texts) == name


def test_a_thread_takes_its_spelling_from_its_first_briefing() -> None:
    corpus = linked(
        {
            "a": briefing(date="2021-03-01", thread="ud-strike", title="UD call a strike"),
            "b": briefing(date="2021-03-02", thread="ud-strike", title="ud Strike"),
        }
    )
    assert corpus.threads["ud-strike"].name == "UD strike"
