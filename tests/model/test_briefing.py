from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel, ValidationError

from generator.model import briefing
from generator.model.briefing import Briefing, Entry, Register
from generator.model.dates import parse_date
from generator.model.text import Prose
from generator.model.vocabulary import DemandStatus, Status

MINIMAL = {
    "title": "The port stands still",
    "date": "2021-12-03",
    "summary": "Dockers ask for *more* pay.",
    "sources": {"herald": {"title": "Dockers walk out"}},
    "actors": {"dockers": {"name": "Dockers"}},
}
ENTRIES: list[type[Entry]] = [
    item
    for item in vars(briefing).values()
    if isinstance(item, type) and issubclass(item, Entry) and item is not Entry
]


def mistakes_in(**changes: Any) -> list[tuple[str, tuple[int | str, ...]]]:
    """The code and the path of every mistake in the minimal briefing with some changes."""
    changed = {key: value for key, value in {**MINIMAL, **changes}.items() if value != "absent"}
    try:
        Briefing.model_validate(changed)
    except ValidationError as error:
        return [(detail["type"], detail["loc"]) for detail in error.errors()]
    return []


def test_title_date_summary_a_source_and_an_actor_make_a_briefing() -> None:
    made = Briefing.model_validate(MINIMAL)
    assert made.title == "The port stands still"
    assert made.date.isoformat() == "2021-12-03"
    assert made.sources["herald"].title == "Dockers walk out"
    assert made.actors["dockers"].name == "Dockers"


def test_what_a_minimal_briefing_leaves_out_has_the_value_that_the_format_gives_it() -> None:
    made = Briefing.model_validate(
        {**MINIMAL, "demands": {"pay": {"by": "dockers", "text": "Pay"}}}
    )
    assert made.status is Status.PUBLISHED
    assert made.scale == "icd203"
    assert made.demands["pay"].status is DemandStatus.OPEN
    assert made.demands["pay"].red_line is False
    assert (made.thread, made.author, made.language) == (None, None, None)
    assert (made.risks, made.tags, made.events, made.gaps) == ({}, (), (), ())


@pytest.mark.parametrize("key", MINIMAL)
def test_each_key_of_the_minimal_briefing_is_required(key: str) -> None:
    assert mistakes_in(**{key: "absent"}) == [("missing", (key,))]


@pytest.mark.parametrize("key", ["sources", "actors"])
def test_there_is_at_least_one_source_and_one_actor(key: str) -> None:
    assert mistakes_in(**{key: {}}) == [("too_short", (key,))]
    assert mistakes_in(**{key: None}) == [("too_short", (key,))]


@pytest.mark.parametrize(
    ("changes", "mistake"),
    [
        ({"titel": "x"}, ("extra_forbidden", ("titel",))),
        (
            {"sources": {"a": {"title": "A", "uri": "x"}}},
            ("extra_forbidden", ("sources", "a", "uri")),
        ),
        ({"sources": {"a": {}}}, ("missing", ("sources", "a", "title"))),
        ({"sources": {"a": None}}, ("missing", ("sources", "a", "title"))),
        ({"sources": {"A b": {"title": "A"}}}, ("bad-id", ("sources", "A b", "[key]"))),
        ({"status": "live"}, ("enum", ("status",))),
        ({"date": "2021-12"}, ("bad-date", ("date",))),
        ({"events": [{"date": "2014", "text": ""}]}, ("empty-value", ("events", 0, "text"))),
        ({"gaps": {"text": "x"}}, ("tuple_type", ("gaps",))),
        ({"demands": [{"by": "a", "text": "x"}]}, ("dict_type", ("demands",))),
        ({"actors": {"a": "Ann"}}, ("model_type", ("actors", "a"))),
    ],
)
def test_a_mistake_has_a_code_and_a_path(
    changes: dict[str, Any], mistake: tuple[str, tuple[int | str, ...]]
) -> None:
    assert mistakes_in(**changes) == [mistake]


def test_all_mistakes_are_told_at_once() -> None:
    found = mistakes_in(date="2021-13-01", status="live", titel="x", summary="absent")
    assert {path for _, path in found} == {("date",), ("status",), ("titel",), ("summary",)}


def test_an_optional_key_with_nothing_behind_it_is_the_same_as_no_key() -> None:
    assert mistakes_in(thread=None, tags=None, events=None, demands=None) == []


def test_an_actor_who_is_in_the_register_needs_no_keys() -> None:
    assert (
        Briefing.model_validate({**MINIMAL, "actors": {"putin": None}}).actors["putin"].name is None
    )


@pytest.mark.parametrize("model", ENTRIES)
def test_every_entry_is_frozen_and_takes_no_unknown_keys(model: type[Entry]) -> None:
    assert model.model_config["frozen"]
    assert model.model_config["extra"] == "forbid"


def test_a_briefing_and_a_register_cannot_be_changed() -> None:
    made = Briefing.model_validate(MINIMAL)
    with pytest.raises(ValidationError, match="frozen"):
        made.title = "Another"  # type: ignore[misc] # what is tried here
    with pytest.raises(ValidationError, match="frozen"):
        made.sources["herald"].title = "Another"  # type: ignore[misc] # what is tried here
    with pytest.raises(ValidationError, match="frozen"):
        Register({}).root = {}  # type: ignore[misc] # what is tried here


def test_a_value_from_python_is_taken_as_it_is() -> None:
    event = briefing.Event(date=parse_date("2014"), text=Prose("x"))
    assert str(event.date) == "2014"


@pytest.mark.parametrize("model", [Briefing, Register])
def test_a_json_schema_can_be_made(model: type[BaseModel]) -> None:
    schema = model.model_json_schema()
    Draft202012Validator.check_schema(schema)
