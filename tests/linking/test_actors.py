"""What all briefings and the register say of who an actor is."""

from __future__ import annotations

from typing import Any

import pytest

from tests.writing import briefing, linked

SOURCES = {"gazette": {"title": "Cranes at rest"}}


def test_an_actor_of_the_register_needs_no_words_in_a_briefing() -> None:
    corpus = linked(
        {"strike": briefing(actors={"union": {}})},
        register={"union": {"name": "Union of Dockers", "kind": "organization"}},
    )
    assert corpus.actors["union"].name == "Union of Dockers"
    assert corpus.actors["union"].identity.kind == "organization"


def test_an_actor_may_be_defined_in_a_briefing_alone() -> None:
    corpus = linked(
        {"strike": briefing(actors={"mayor": {"name": "The mayor", "office": "Mayor"}})}
    )
    assert corpus.actors["mayor"].identity.office == "Mayor"


def test_what_register_and_briefings_say_of_an_actor_is_put_together() -> None:
    corpus = linked(
        {
            "later": briefing(date="2021-03-02", actors={"mayor": {"wikidata": "Q42"}}),
            "sooner": briefing(date="2021-03-01", actors={"mayor": {"office": "Mayor of Aldmoor"}}),
        },
        register={"mayor": {"name": "The mayor", "kind": "person", "part_of": "town"}, "town": {}},
    )
    identity = corpus.actors["mayor"].identity
    assert identity.name == "The mayor"
    assert identity.kind == "person"
    assert identity.part_of == "town"
    assert identity.office == "Mayor of Aldmoor"
    assert identity.wikidata == "Q42"


def test_aliases_add_up_the_registers_first_then_the_oldest_and_none_twice() -> None:
    corpus = linked(
        {
            "b-later": briefing(
                date="2021-03-02", actors={"union": {"aliases": ["Dockers", "UD"]}}
            ),
            "a-sooner": briefing(date="2021-03-01", actors={"union": {"aliases": "The hooks"}}),
        },
        register={"union": {"name": "Union of Dockers", "aliases": ["UoD", "Dockers"]}},
    )
    assert corpus.actors["union"].identity.aliases == ("UoD", "Dockers", "The hooks", "UD")


def test_what_an_actor_does_in_one_briefing_is_not_who_it_is() -> None:
    corpus = linked(
        {
            "one": briefing(actors={"mayor": {"name": "The mayor", "role": "Mediates"}}),
            "two": briefing(date="2021-04-01", actors={"mayor": {"role": "Takes sides"}}),
        }
    )
    roles = [(s.ref.id, s.entry.role) for s in corpus.actors["mayor"].appearances]
    assert roles == [("two", "Takes sides"), ("one", "Mediates")]


def test_an_actor_of_the_register_that_no_briefing_names_has_an_empty_dossier() -> None:
    corpus = linked({"strike": briefing()}, register={"navy": {"name": "Navy"}})
    assert corpus.actors["navy"].refs == ()
    assert corpus.actors["navy"].appearances == ()


def test_actors_are_in_the_order_of_their_names_whatever_the_case() -> None:
    actors: dict[str, Any] = {
        "z": {"name": "aldmoor council"},
        "y": {"name": "Zeal"},
        "b": {"name": "Bank"},
        "a": {"name": "Bank"},
        "c": {"name": "bank"},
    }
    corpus = linked({"strike": briefing(actors=actors)})
    assert list(corpus.actors) == ["z", "a", "b", "c", "y"]


@pytest.mark.parametrize(
    ("said", "actor"),
    [
        ({"demands": {"pay": {"by": "ghost", "text": "More."}}}, "who demands"),
        ({"demands": {"pay": {"by": "union", "of": "ghost", "text": "More."}}}, "who is asked"),
        (
            {
                "demands": {
                    "pay": {
                        "by": "union",
                        "text": "More.",
                        "responses": [{"by": "ghost", "answer": "rejected"}],
                    }
                }
            },
            "who answers",
        ),
        ({"risks": {"strike": {"event": "A strike", "affects": "ghost"}}}, "who is affected"),
        ({"events": [{"date": "2021", "text": "A fire.", "actors": "ghost"}]}, "who took part"),
        ({"events": [{"date": "2021", "text": "A fire.", "claimed_by": "ghost"}]}, "who tells it"),
        ({"figures": [{"measure": "Ships", "value": 3, "claimed_by": "ghost"}]}, "whose number"),
        (
            {
                "events": [
                    {
                        "date": "2021",
                        "text": "A fire.",
                        "evidence": [{"quote": "It burnt", "speaker": "ghost"}],
                    }
                ]
            },
            "who is quoted",
        ),
        ({"actors": {"union": {"name": "Union", "part_of": "ghost"}}}, "what another is part of"),
        ({"actors": {"union": {"name": "Union", "speaks_for": "ghost"}}}, "who is spoken for"),
    ],
)
def test_an_actor_stands_in_every_briefing_that_mentions_it(
    said: dict[str, Any], actor: str
) -> None:
    corpus = linked(
        {"named": briefing(**said), "other": briefing(date="2021-05-01")},
        register={"ghost": {"name": f"The one {actor}"}},
    )
    assert [ref.id for ref in corpus.actors["ghost"].refs] == ["named"]


def test_a_briefing_stands_once_in_a_dossier_however_often_it_names_the_actor() -> None:
    corpus = linked(
        {
            "one": briefing(
                demands={"pay": {"by": "union", "of": "port", "text": "More."}},
                events=[{"date": "2021", "text": "A walk-out.", "actors": ["union", "port"]}],
            ),
            "two": briefing(date="2021-03-02"),
        }
    )
    assert [ref.id for ref in corpus.actors["union"].refs] == ["two", "one"]
