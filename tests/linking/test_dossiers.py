"""Everything about one actor."""

from __future__ import annotations

from typing import Any

from generator.linking.corpus import Corpus
from tests.writing import briefing, linked

ACTORS: dict[str, Any] = {
    "union": {"name": "Union of Dockers"},
    "port": {"name": "Port of Aldmoor"},
    "mayor": {"name": "The mayor"},
}


def story(**said: Any) -> Corpus:
    return linked({"strike": briefing(actors=ACTORS, **said)})


def test_demands_are_listed_with_who_makes_them_and_with_whom_they_are_made_of() -> None:
    corpus = story(
        demands={
            "pay": {"by": ["union", "mayor"], "of": "port", "text": "More pay."},
            "peace": {"by": "port", "of": ["union"], "text": "No strike."},
        }
    )
    made = {
        id_: [d.line.key for d in dossier.demands_made] for id_, dossier in corpus.actors.items()
    }
    asked = {
        id_: [d.line.key for d in each.demands_received] for id_, each in corpus.actors.items()
    }
    assert made == {"union": ["pay"], "mayor": ["pay"], "port": ["peace"]}
    assert asked == {"union": ["peace"], "mayor": [], "port": ["pay"]}


def test_an_answer_is_listed_with_who_gave_it_beside_its_demand() -> None:
    corpus = story(
        demands={
            "pay": {
                "by": "union",
                "of": "port",
                "text": "More pay.",
                "responses": [
                    {"by": "port", "answer": "rejected"},
                    {"by": "mayor", "answer": "countered"},
                ],
            }
        }
    )
    answers = [
        (sighting.ref.id, sighting.key, answer.answer)
        for sighting, answer in corpus.actors["mayor"].responses
    ]
    assert answers == [("strike", "pay", "countered")]


def test_an_answer_that_a_later_briefing_repeats_is_one_answer() -> None:
    refusal = {"by": "port", "date": "2021-03-01", "answer": "rejected", "text": "No."}
    offer = {"by": "port", "date": "2021-03-08", "answer": "countered", "text": "A little."}

    def at(date: str, *responses: Any) -> dict[str, Any]:
        pay = {"by": "union", "of": "port", "text": "More pay.", "responses": list(responses)}
        return briefing(date=date, thread="strike", actors=ACTORS, demands={"pay": pay})

    corpus = linked({"a": at("2021-03-01", refusal), "b": at("2021-03-08", refusal, offer)})
    answers = [(s.ref.id, r.text) for s, r in corpus.actors["port"].responses]
    assert answers == [("b", "No."), ("b", "A little.")], "each with its latest report"


def test_risks_are_listed_with_those_whom_they_affect() -> None:
    corpus = story(
        risks={
            "shortage": {"event": "Shelves stay empty", "affects": ["mayor"]},
            "ruin": {"event": "The port fails", "affects": ["port", "mayor"]},
        }
    )
    assert {risk.key for risk in corpus.actors["mayor"].risks} == {"shortage", "ruin"}
    assert [risk.key for risk in corpus.actors["port"].risks] == ["ruin"]
    assert corpus.actors["union"].risks == ()


def test_an_event_is_listed_once_with_each_who_took_part_or_tells_it() -> None:
    corpus = story(
        events=[
            {"date": "2021-03-02", "text": "Talks.", "actors": ["union", "port"]},
            {"date": "2021-03-01", "text": "A threat.", "actors": "port", "claimed_by": "port"},
            {"date": "2021-03-03", "text": "A fire.", "actors": "port", "claimed_by": "mayor"},
        ]
    )
    assert [s.entry.text for s in corpus.actors["port"].events] == [
        "A threat.",
        "Talks.",
        "A fire.",
    ]
    assert [s.entry.text for s in corpus.actors["union"].events] == ["Talks."]
    assert [s.entry.text for s in corpus.actors["mayor"].events] == ["A fire."]


def test_figures_are_listed_with_those_whose_they_are() -> None:
    corpus = story(
        figures=[
            {"measure": "Ships waiting", "value": 12, "claimed_by": "port"},
            {"measure": "Ships waiting", "value": 30, "claimed_by": "union"},
            {"measure": "Rain", "value": 3},
        ]
    )
    assert [str(s.entry.value) for s in corpus.actors["union"].figures] == ["30"]
    assert [str(s.entry.value) for s in corpus.actors["port"].figures] == ["12"]
    assert corpus.actors["mayor"].figures == ()


def test_quotes_are_listed_with_their_speaker_and_not_with_whom_they_are_about() -> None:
    corpus = story(
        demands={
            "pay": {
                "by": "union",
                "of": "port",
                "text": "More pay.",
                "evidence": [
                    {"quote": "We want more", "speaker": "union"},
                    {"quote": "They want more"},
                    {"speaker": "mayor"},
                ],
            }
        }
    )
    quotes = [(claim.evidence.quote, claim.anchor) for claim in corpus.actors["union"].quotes]
    assert quotes == [("We want more", "demand-pay")]
    assert corpus.actors["port"].quotes == ()
    assert corpus.actors["mayor"].quotes == (), "a speaker without words has said nothing"


def test_parts_come_from_register_and_briefings_alike() -> None:
    corpus = linked(
        {"strike": briefing(actors={"crane-crew": {"name": "Crane crew", "part_of": "port"}})},
        register={
            "port": {"name": "Port of Aldmoor"},
            "pilots": {"name": "Pilots", "part_of": "port"},
        },
    )
    assert set(corpus.actors["port"].parts) == {"crane-crew", "pilots"}


def test_a_speaker_is_listed_once_with_whom_it_speaks_for() -> None:
    actors = {"union": {"name": "Union"}, "steward": {"name": "Steward", "speaks_for": "union"}}
    corpus = linked({"a": briefing(actors=actors), "b": briefing(date="2021-03-02", actors=actors)})
    assert corpus.actors["union"].speakers == ("steward",)
    assert corpus.actors["steward"].speakers == ()
    assert corpus.actors["steward"].principals == ("union",)


def test_an_actor_has_the_demands_as_the_latest_briefing_tells_them() -> None:
    def at(date: str, of: str) -> dict[str, Any]:
        pay = {"by": "union", "of": of, "text": "More pay."}
        return briefing(date=date, thread="strike", actors=ACTORS, demands={"pay": pay})

    corpus = linked({"a": at("2021-03-01", "port"), "b": at("2021-03-02", "mayor")})
    assert [each.line.key for each in corpus.actors["mayor"].demands_received] == ["pay"]
    assert len(corpus.actors["union"].demands_made) == 1
    assert "a" in [ref.id for ref in corpus.actors["port"].refs], "the history names it still"
