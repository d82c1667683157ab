"""The JSON Schema (draft 2020-12) of what a writer types, for editors without our language server.

It is made from the models, and says what every key is for and what every word means. It is never
stricter than `briefing check`, but may be looser; see `shapes` for the reason.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonRef, JsonSchemaValue
from pydantic_core import core_schema

from generator.model.advice import ADVICE
from generator.model.briefing import Briefing, Register
from generator.model.scales import SCALES, ScaleName, likelihood_shape
from generator.model.shapes import Shape, or_nothing, words
from generator.model.vocabulary import Word

BRIEFING_SCHEMA = "briefing-1.json"
ACTORS_SCHEMA = "actors-1.json"
"""Names of the files with the schemas; the number is the version of the format."""


def schema_files() -> dict[str, str]:
    """The files with the schemas, by name. The same models always give the same text."""
    schemas = {BRIEFING_SCHEMA: briefing_schema(), ACTORS_SCHEMA: actors_schema()}
    return {
        name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas.items()
    }


def briefing_schema() -> Shape:
    """The schema of a briefing. Which words of likelihood it takes depends on its scale."""
    schema = _made_of(Briefing)
    schema["if"] = {"properties": {"scale": {"const": "phia"}}, "required": ["scale"]}
    schema["then"] = _on_scale(ScaleName.PHIA)
    schema["else"] = _on_scale(ScaleName.ICD203)
    return _finished(schema, BRIEFING_SCHEMA)


def actors_schema() -> Shape:
    """The schema of the register of actors."""
    return _finished(_made_of(Register), ACTORS_SCHEMA)


def _on_scale(name: ScaleName) -> Shape:
    """What the choice of a scale requires of every risk."""
    risk = {"properties": {"likelihood": likelihood_shape(SCALES[name])}}
    return {"properties": {"risks": {"additionalProperties": risk}}}


def _made_of(model: type[BaseModel]) -> Shape:
    return model.model_json_schema(schema_generator=_Generator)


def _finished(schema: Shape, name: str) -> Shape:
    """A schema with its name, in which no shape is written out twice."""
    made = schema.pop("$defs")
    defs = {of: _words(shape) for of, shape in made.items() if "properties" not in shape}
    entries = {of: _parts(shape, defs) for of, shape in made.items() if "properties" in shape}
    defs |= entries
    # A relative $id works wherever the schema is, and needs no host.
    head = {"$schema": _Generator.schema_dialect, "$id": name}
    return {**head, **_parts(schema, defs), "$defs": dict(sorted(defs.items()))}


def _words(schema: Shape) -> Shape:
    """The definition of a list of words, without a description: the key before it has one."""
    comment = {"$comment": schema["description"]}
    return {**comment, **{k: v for k, v in schema.items() if k not in ("title", "description")}}


def _parts(schema: Shape, defs: dict[str, Shape]) -> Shape:
    """A schema whose parts refer to the definitions that they share."""
    made = dict(schema)
    for key, value in schema.items():
        if key == "properties":
            made[key] = {name: _offered(part, defs) for name, part in value.items()}
        elif key == "anyOf":
            made[key] = [_shared(part, defs) for part in value]
        elif key in ("items", "additionalProperties", "then", "else") and value:
            made[key] = _shared(value, defs)
        elif key == "description":
            made[key] = " ".join(value.split())
    return made


def _shared(schema: Shape, defs: dict[str, Shape]) -> Shape:
    """Turn a shape with a title into a definition; the key's own description stays with the key."""
    made = _parts(schema, defs)
    if not made.get("title"):
        return made
    reference = {"$ref": f"#/$defs/{made.pop('title')}"}
    own = {key: made.pop(key) for key in ("description", "default") if made.get(key)}
    defs[reference["$ref"].removeprefix("#/$defs/")] = made
    return {**reference, **own}


def _offered(schema: Shape, defs: dict[str, Shape]) -> Shape:
    """The schema of a key, with a type or an `anyOf`: else, editors complete it without a colon."""
    made = _shared(schema, defs)
    target = defs.get(made.get("$ref", "").removeprefix("#/$defs/"), {"type": ""})
    if "default" in made or "type" in target or "anyOf" in target:
        return made
    return {"anyOf": [{"$ref": made.pop("$ref")}], **made}


class _Generator(GenerateJsonSchema):
    """Generates what an editor needs, and leaves out what pydantic adds for programs."""

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:
        """Keep the order in which things were said."""
        return value

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Leave titles out: the name of a key is enough."""
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Allow an optional key to have no value."""
        inner = self.generate_inner(schema["schema"])
        if "$ref" in inner:
            definition = self.get_schema_from_definitions(JsonRef(inner["$ref"])) or {}
            if "properties" in definition:
                definition |= or_nothing(definition)
                return inner
        return or_nothing(inner)

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Give a default only if it is a word; other defaults just mean that nothing is given."""
        inner = self.generate_inner(schema["schema"])
        default = schema.get("default")
        return {**inner, "default": default.value} if isinstance(default, Word) else inner

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Entries by id: an editor reports bad ids, and proposes none."""
        made = super().dict_schema(schema)
        ((regex, entry),) = made.pop("patternProperties").items()
        ids = {"pattern": regex, "patternErrorMessage": ADVICE["bad-id"], "doNotSuggest": True}
        return {**made, "propertyNames": ids, "additionalProperties": entry}

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        """Words with their meaning."""
        list_: type[Word] = schema["cls"]
        return words((word.value, word.meaning) for word in list_)

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """An entry without required keys may be left empty."""
        made = super().model_schema(schema)
        head: Shape = {key: made.pop(key) for key in ("title", "description")}
        may_be_empty = "properties" in made and "required" not in made
        return {**head, **(or_nothing(made) if may_be_empty else made)}
