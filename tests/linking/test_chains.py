"""A demand concerns its makers, and all whom they speak for or are part of, marked so."""

from __future__ import annotations

from typing import Any

import pytest

from generator.linking.about import Concern
from generator.linking.corpus import Corpus
from tests.writing import briefing, linked

# A steward speaks for a local, which is part of a union, which is part of a league.
CHAIN: dict[str, Any] = {
    "steward": {"name": "Steward", "speaks_for": "local"},
    "local": {"name": "Local 7", "part_of": "union"},
    "union": {"name": "Union", "part_of": "league"},
    "league": {"name": "League"},
    "port": {"name": "Port"},
}


def asking(by: Any, of: Any = "port", **actors: dict[str, Any]) -> Corpus:
    demands = {"pay": {"by": by, "of": of, "text": "More pay."}}
    return linked({"strike": briefing(actors=CHAIN | actors, demands=demands)})


def shown(corpus: Corpus, field: str = "demands_made") -> dict[str, str]:
    """Under whom the demand stands, each with the one through whom; it stands nowhere twice."""
    found = {}
    for id_, dossier in corpus.actors.items():
        concerns: tuple[Concern, ...] = getattr(dossier, field)
        assert len(concerns) <= 1, id_
        if concerns:
            found[id_] = concerns[0].through
    return found


@pytest.mark.parametrize(
    ("by", "under"),
    [
        ("league", {"league": ""}),
        ("union", {"union": "", "league": "union"}),
        ("local", {"local": "", "union": "local", "league": "local"}),
        (
            "steward",
            {"steward": "", "local": "steward", "union": "steward", "league": "steward"},
        ),
        (["local", "league"], {"local": "", "league": "", "union": "local"}),
        (["port", "union"], {"port": "", "union": "", "league": "union"}),
    ],
    ids=["the whole", "a part", "a part of a part", "a spokesman", "part and whole", "two"],
)
def test_a_demand_stands_under_its_makers_and_all_above_them(
    by: Any, under: dict[str, str]
) -> None:
    assert shown(asking(by)) == under


def test_what_is_asked_of_a_spokesman_or_a_part_is_asked_of_those_above() -> None:
    corpus = asking("port", "steward")
    assert shown(corpus, "demands_received") == {
        "steward": "",
        "local": "steward",
        "union": "steward",
        "league": "steward",
    }
    assert shown(corpus) == {"port": ""}


def test_an_actor_that_is_reached_two_ways_is_listed_once_through_the_first() -> None:
    corpus = asking(["steward", "clerk"], clerk={"name": "Clerk", "part_of": "union"})
    assert shown(corpus) == {
        "steward": "",
        "clerk": "",
        "local": "steward",
        "union": "steward",
        "league": "steward",
    }


def test_one_who_speaks_for_another_and_is_part_of_a_third_concerns_both() -> None:
    corpus = asking("envoy", envoy={"name": "Envoy", "speaks_for": "port", "part_of": "union"})
    assert shown(corpus) == {"envoy": "", "port": "envoy", "union": "envoy", "league": "envoy"}


@pytest.mark.parametrize("field", ["part_of", "speaks_for"])
def test_chains_that_come_back_to_themselves_end(field: str) -> None:
    ring = {
        "a": {"name": "A", field: "b"},
        "b": {"name": "B", field: "c"},
        "c": {"name": "C", field: "a"},
    }
    assert shown(asking("a", **ring)) == {"a": "", "b": "a", "c": "a"}
    assert shown(asking("a", a={"name": "A", field: "a"})) == {"a": ""}


def test_who_spoke_for_whom_in_another_briefing_does_not_count() -> None:
    demands = {"pay": {"by": "steward", "of": "port", "text": "More pay."}}
    alone = CHAIN | {"steward": {"name": "Steward"}}
    corpus = linked(
        {
            "a": briefing(date="2021-03-01", actors=CHAIN),
            "b": briefing(date="2021-03-02", actors=alone, demands=demands),
        }
    )
    assert shown(corpus) == {"steward": ""}
    assert corpus.actors["steward"].principals == ("local",)


def test_what_an_actor_is_part_of_may_stand_in_the_register_alone() -> None:
    corpus = linked(
        {"strike": briefing(demands={"pay": {"by": "union", "text": "More pay."}})},
        register={"union": {"name": "Union", "part_of": "league"}, "league": {"name": "League"}},
    )
    assert shown(corpus) == {"union": "", "league": "union"}


def test_the_wholes_of_an_actor_are_told_from_the_nearest_up() -> None:
    wholes = {id_: dossier.wholes for id_, dossier in asking("port").actors.items()}
    assert wholes == {
        "steward": (),
        "local": ("union", "league"),
        "union": ("league",),
        "league": (),
        "port": (),
    }


def test_an_actor_is_no_whole_of_its_own() -> None:
    ring = {"a": {"name": "A", "part_of": "b"}, "b": {"name": "B", "part_of": "a"}}
    corpus = asking("port", **ring, c={"name": "C", "part_of": "c"})
    wholes = {id_: corpus.actors[id_].wholes for id_ in "abc"}
    assert wholes == {"a": ("b",), "b": ("a",), "c": ()}


def test_the_principals_of_all_briefings_are_told_once_the_newest_first() -> None:
    def at(date: str, principal: str) -> dict[str, Any]:
        steward = {"name": "Steward", "speaks_for": principal}
        return briefing(date=date, actors=CHAIN | {"steward": steward})

    corpus = linked(
        {
            "a": at("2021-03-01", "local"),
            "b": at("2021-03-02", "union"),
            "c": at("2021-03-03", "local"),
        }
    )
    assert corpus.actors["steward"].principals == ("local", "union")
    assert corpus.actors["union"].speakers == ("steward",)
    assert corpus.actors["local"].speakers == ("steward",)
