"""The JSON Schema tells an editor what the format is: every key, every word, every mistake."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from generator.model.briefing import Briefing, Identity
from generator.model.references import entry_in
from generator.model.scales import SCALES, ScaleName
from generator.model.schema import schema_files
from generator.model.vocabulary import Word
from tests.model.schemas import ACTORS, BRIEFING, LISTS, all_shapes, definition, errors, filled

SCHEMAS = pytest.mark.parametrize("schema", [BRIEFING, ACTORS], ids=["briefing", "actors"])


def models(model: type[BaseModel] = Briefing) -> Iterator[type[BaseModel]]:
    yield model
    for field in model.model_fields:
        if inner := entry_in(model, field):
            yield from models(inner)


# What it says


@SCHEMAS
def test_it_is_a_schema_of_draft_2020_12(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"]
    assert schema["description"]


def test_it_names_itself_without_a_host() -> None:
    assert all(json.loads(text)["$id"] == name for name, text in schema_files().items())


@pytest.mark.parametrize("model", list(dict.fromkeys(models())))
def test_every_key_of_every_entry_is_described(model: type[BaseModel]) -> None:
    schema = BRIEFING if model is Briefing else definition(model.__name__)
    told = {key: shape["description"] for key, shape in schema["properties"].items()}
    assert told == {
        field: " ".join((info.description or "").split())
        for field, info in model.model_fields.items()
    }
    assert all(told.values())
    assert schema["description"]


def test_every_key_of_the_register_is_described() -> None:
    shapes = ACTORS["$defs"]["Identity"]["properties"]
    assert shapes.keys() == Identity.model_fields.keys()
    assert all(shape["description"] for shape in shapes.values())


@pytest.mark.parametrize("words", LISTS)
def test_every_word_has_its_meaning(words: type[Word]) -> None:
    listed = next(shape for shape in all_shapes(definition(words.__name__)) if "enum" in shape)
    assert [str(word) for word in listed["enum"]] == [word.value for word in words]
    assert listed["enumDescriptions"] == [word.meaning for word in words]


@pytest.mark.parametrize("name", list(ScaleName))
def test_every_word_of_likelihood_has_its_band_and_scale(name: ScaleName) -> None:
    listed = definition(f"LikelihoodOn{name.capitalize()}")["anyOf"][0]
    assert dict(zip(listed["enum"], listed["enumDescriptions"], strict=True)) == {
        word: f"{SCALES[name].step(word).band} % on the scale {name}" for word in SCALES[name].words
    }


@SCHEMAS
def test_every_definition_is_used_and_every_reference_leads_to_one(schema: dict[str, Any]) -> None:
    used = {shape["$ref"] for shape in all_shapes(schema) if isinstance(shape.get("$ref"), str)}
    assert used == {f"#/$defs/{name}" for name in schema["$defs"]}


@SCHEMAS
def test_an_editor_proposes_neither_null_nor_true_for_a_text(schema: dict[str, Any]) -> None:
    """yaml-language-server proposes them wherever the `type` of a scalar lists them."""
    for shape in all_shapes(schema):
        types = shape.get("type")
        if isinstance(types, list) and not shape.keys() & {"items", "properties", "propertyNames"}:
            assert "null" not in types, shape
            assert "boolean" not in types or shape == definition("Flag"), shape


# What it reports


def least(**said: Any) -> dict[str, Any]:
    made = {
        "title": "T",
        "date": "2021-03-01",
        "summary": "S",
        "sources": {"gazette": {"title": "T"}},
        "actors": {"port": {"name": "P"}},
    }
    return made | said


def with_risk(**said: Any) -> dict[str, Any]:
    scale = {"scale": said.pop("scale")} if "scale" in said else {}
    return least(**scale, risks={"ruin": {"event": "E", **said}})


def entries(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of all mappings whose keys are those of the format, not ids."""
    if isinstance(value, dict):
        if not path or path[-1] not in ("sources", "actors", "demands", "risks", "accept"):
            yield path
        for key, inner in value.items():
            yield from entries(inner[0] if isinstance(inner, list) else inner, (*path, key))


def test_the_least_briefing_fits() -> None:
    assert errors(least()) == []


@pytest.mark.parametrize("path", list(entries(filled())), ids=".".join)
def test_an_unknown_key_is_reported_in_every_entry(path: tuple[str, ...]) -> None:
    briefing = filled()
    entry = briefing
    for step in path:
        entry = entry[step][0] if isinstance(entry[step], list) else entry[step]
    assert errors(briefing) == []
    entry["titel"] = "T"
    assert len(errors(briefing)) == 1
    assert "'titel' was unexpected" in errors(briefing)[0]


@pytest.mark.parametrize("key", ["title", "date", "summary", "sources", "actors"])
def test_a_missing_key_is_reported(key: str) -> None:
    briefing = least()
    del briefing[key]
    assert errors(briefing) == [f"$: '{key}' is a required property"]


@pytest.mark.parametrize(
    "wrong",
    [
        with_risk(likelihood="unlikley"),
        with_risk(likelihood="remote chance"),
        with_risk(scale="phia", likelihood="very likely"),
        with_risk(scale="icd-203"),
        with_risk(confidence="medium"),
        with_risk(resolution={"outcome": "happened"}),
        least(status="publish"),
        least(status=None),
        least(sources={"a": {"title": "T", "reliability": "G"}}),
        least(events=[{"date": "2021", "text": "T", "credibility": 7}]),
        least(events=[{"date": "2021", "text": "T", "credibility": "0"}]),
    ],
)
def test_a_word_that_is_not_listed_is_reported(wrong: dict[str, Any]) -> None:
    assert errors(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        least(date="3 December 2021"),
        least(date="2021-12"),
        with_risk(horizon="soon"),
        with_risk(horizon=20220131),
        with_risk(horizon="2022-1"),
        least(figures=[{"measure": "M", "value": "1,000"}]),
        least(figures=[{"measure": "M", "value": "many"}]),
        least(demands={"pay": {"by": "port", "text": "T", "red_line": "yes"}}),
        least(demands={"Pay": {"by": "port", "text": "T"}}),
        least(demands={"pay": {"by": "the port", "text": "T"}}),
        least(demands={"pay": {"by": ["port", "the port"], "text": "T"}}),
        least(sources={"a": {"title": "T", "url": "www.e.org"}}),
        least(language="English, British"),
        least(actors={"port": {"name": "P", "wikidata": 42}}),
        least(thread="a" * 65),
        least(title=["T"]),
        least(summary={"text": "S"}),
        least(title=""),
        least(sources={}),
        least(sources=None),
        least(events={"date": "2021"}),
        least(risks=["ruin"]),
        least(gaps=["What is not known"]),
    ],
)
def test_a_value_of_another_form_is_reported(wrong: dict[str, Any]) -> None:
    assert errors(wrong)


@pytest.mark.parametrize(
    "wrong",
    [{"port": {"side": "x"}}, {"port": "P"}, {"The port": {}}, ["port"], {"port": {"kind": 1}}],
)
def test_a_mistake_in_the_register_is_reported(wrong: Any) -> None:
    assert errors(wrong, ACTORS)
