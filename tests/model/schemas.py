"""The schemas as tests use them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

from generator.model import vocabulary
from generator.model.dates import Date, Day
from generator.model.quantities import Amount
from generator.model.scales import ScaleName
from generator.model.schema import actors_schema, briefing_schema
from generator.model.text import FileName, Flag, Identifier, Language, Plain, Prose, Url, WikidataId
from generator.model.vocabulary import Word
from tests.filling import filled_briefing
from tests.model.editors import as_typed, read

Schema = dict[str, Any]

BRIEFING = briefing_schema()
ACTORS = actors_schema()
LISTS: list[type[Word]] = [ScaleName]
LISTS += [
    item
    for item in vars(vocabulary).values()
    if isinstance(item, type) and issubclass(item, Word) and item is not Word
]
"""All lists of words."""

KINDS: dict[str, Any] = {
    "Text": Plain,
    "Prose": Prose,
    "Id": Identifier,
    "Date": Date,
    "Day": Day,
    "Quantity": Amount,
    "Flag": Flag,
    "Url": Url,
    "Language": Language,
    "WikidataItem": WikidataId,
    "FileName": FileName,
    **{words.__name__: words for words in LISTS},
}
"""The definitions of single values, and the types that they are made from."""

TYPED = [
    *("NO", "no", "yes", "on", "off", "y", "null", "Null", "~", ".nan", "-.inf", "=", "true"),
    *("False", "TRUE", "1.10", "1e3", "1e-3", "0o17", "0x1f", "0x1F", "1_000", "012", "+1", "-0"),
    *("12:30", "5.", "2021-12-03", "2021-12-03T10:00:00Z", "2021", "0001", "0199", "2021-12"),
    *("199X", "2014~", "9999", "2014/2021", "2014/..", "../2021-01", "199X/2004~", "94300"),
    *("70000~", "-2.5", "1/2~", "../5", "123456789012345678", "2", "6", "A", "open", "draft"),
    *("likely", "Very  Likely", "REMOTE chance", "remote", "almost certain", "phia", "icd203"),
    *("en", "pt-BR", "Q42", "a-b", "harbour-master", "x" * 64, "a.txt", "ä/b c.txt", "no-basis"),
    *("https://e.org/a?b=c%20d", "HTTP://E.ORG", "https://[::1]/", "http://é.org/ü"),
    *("'2'", '"true"', '" TRUE "', "' 2021-12-03 '", '"\\u0085199X\\u2003"', "' 94300'"),
    *("' en '", "' https://e.org/ '", "'Q42 '", "' likely'", '"a\\tb"', "''", "' '", "'null'"),
    *("' a-b'", '"1e3"', ">-\n      2014~", "|\n      Likely", "did-not-occur", "rejected", "low"),
    *("person", "talks"),
]
"""What writers, and those who test, may type behind a key."""

_VALIDATORS = {id(schema): Draft202012Validator(schema) for schema in (BRIEFING, ACTORS)}


def errors(value: Any, schema: Schema = BRIEFING) -> list[str]:
    """What an independent validator reports."""
    found = _VALIDATORS[id(schema)].iter_errors(value)
    return [f"{error.json_path}: {error.message}" for error in found]


def definition(name: str) -> Schema:
    """A part of the briefing's schema that others refer to."""
    found: Schema = BRIEFING["$defs"][name]
    return found


def fits(name: str, value: Any) -> bool:
    """Tell whether a value fits a definition."""
    return _VALIDATORS[id(BRIEFING)].evolve(schema=definition(name)).is_valid(value)


def all_shapes(schema: Any) -> Iterator[Schema]:
    """Walk over a schema and every one inside it."""
    for value in schema.values() if isinstance(schema, dict) else schema:
        if isinstance(value, dict | list):
            yield from all_shapes(value)
    if isinstance(schema, dict):
        yield schema


def filled() -> dict[str, Any]:
    """A briefing with every key of the format."""
    return filled_briefing(lambda path, is_prose: "words")


def value_of(typed: str) -> Any:
    """What the format reads behind a key; None for what is not YAML."""
    try:
        return read(f"key: {typed}\n", as_typed)["key"]
    except yaml.YAMLError:
        return None


def takes(name: str, value: Any) -> bool:
    """Tell whether the format takes a value."""
    try:
        TypeAdapter(KINDS[name]).validate_python(value)
    except ValidationError:
        return False
    return True
