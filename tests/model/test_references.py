import pytest
from pydantic import BaseModel

from generator.model.briefing import (
    Actor,
    Briefing,
    Demand,
    Entry,
    Event,
    Evidence,
    Figure,
    Identity,
    Indicator,
    Register,
    Resolution,
    Response,
    Risk,
    Source,
)
from generator.model.references import Path, entries, entry_at, entry_in, kind_referred_to

BRIEFING = Briefing.model_validate(
    {
        "title": "T",
        "date": "2021-12-03",
        "summary": "S",
        "sources": {"a": {"title": "A"}},
        "actors": {"p": {"name": "P", "evidence": [{"quote": "q"}]}},
        "demands": {
            "d": {"by": "p", "text": "x", "responses": [{"by": "p", "answer": "rejected"}]},
        },
        "risks": {
            "r": {
                "event": "e",
                "indicators": [{"text": "i"}, {"text": "j", "evidence": [{"quote": "q"}]}],
                "resolution": {"outcome": "occurred"},
            }
        },
        "events": [{"date": "2014", "text": "x"}],
    }
)


def test_a_walk_meets_every_entry_with_its_path_the_outer_before_the_inner() -> None:
    assert [(path, type(entry)) for path, entry in entries(BRIEFING)] == [
        ((), Briefing),
        (("sources", "a"), Source),
        (("actors", "p"), Actor),
        (("actors", "p", "evidence", 0), Evidence),
        (("demands", "d"), Demand),
        (("demands", "d", "responses", 0), Response),
        (("risks", "r"), Risk),
        (("risks", "r", "indicators", 0), Indicator),
        (("risks", "r", "indicators", 1), Indicator),
        (("risks", "r", "indicators", 1, "evidence", 0), Evidence),
        (("risks", "r", "resolution"), Resolution),
        (("events", 0), Event),
    ]


def test_a_path_leads_to_the_model_of_the_entry_that_the_walk_meets_there() -> None:
    for path, entry in entries(BRIEFING):
        assert entry_at(Briefing, path) is type(entry)


@pytest.mark.parametrize(
    ("model", "path", "found"),
    [
        (Briefing, ("sources", "a", "title"), Source),
        (Briefing, ("demands",), Demand),
        (Briefing, ("actors", "evidence"), Actor),  # an id like the name of a field
        (Briefing, ("actors", "evidence", "role"), Actor),
        (Register, (), Identity),
        (Register, ("putin",), Identity),
        (Register, ("putin", "part_of"), Identity),
    ],
)
def test_a_path_to_a_value_leads_to_the_model_of_its_entry(
    model: type[BaseModel], path: Path, found: type[BaseModel]
) -> None:
    assert entry_at(model, path) is found


@pytest.mark.parametrize(
    ("model", "field", "inner"),
    [
        (Briefing, "sources", Source),
        (Briefing, "events", Event),
        (Risk, "resolution", Resolution),
        (Briefing, "tags", None),
        (Briefing, "title", None),
    ],
)
def test_a_field_holds_entries_or_it_does_not(
    model: type[BaseModel], field: str, inner: type[BaseModel] | None
) -> None:
    assert entry_in(model, field) is inner


def fields_referring_to(kind: str) -> set[tuple[str, str]]:
    models: set[type[BaseModel]] = {type(entry) for _, entry in entries(BRIEFING)}
    models |= {Identity, Figure}
    return {
        (model.__name__, field)
        for model in models
        for field in model.model_fields
        if kind_referred_to(model, field) == kind
    }


def test_the_fields_that_name_an_actor_are_these() -> None:
    assert fields_referring_to("actor") == {
        ("Identity", "part_of"),
        ("Actor", "part_of"),
        ("Actor", "speaks_for"),
        ("Evidence", "speaker"),
        ("Demand", "by"),
        ("Demand", "of"),
        ("Response", "by"),
        ("Risk", "affects"),
        ("Event", "actors"),
        ("Event", "claimed_by"),
        ("Figure", "claimed_by"),
    }


def test_the_fields_that_name_a_source_are_these() -> None:
    assert fields_referring_to("source") == {("Evidence", "source")}


def test_an_origin_is_an_id_that_refers_to_no_entry() -> None:
    assert kind_referred_to(Source, "origin") is None


def test_an_entry_without_entries_is_met_alone() -> None:
    alone: Entry = Evidence(quote="q")
    assert list(entries(alone)) == [((), alone)]
