"""How a value may look to an editor: the pieces that the JSON Schema is made of.

An editor reads YAML 1.2 and turns plain scalars into numbers, booleans and nulls; the format
takes all of them as typed. So a shape allows whatever an editor may make of a text that the
field accepts. If the two cannot be reconciled, it allows too much: `briefing check` is exact,
and the schema must never report what that accepts.

The shapes also follow what makes yaml-language-server give good completions, messages and hovers.
For a `type` that lists null or boolean, it would propose those words for every text. So a scalar
of any type is expressed by `if` and `then`, and null by two negations. In its hovers, branches of
an `anyOf` that look alike run together; an empty title or description keeps them apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from pydantic import GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema

from generator.model.advice import ADVICE

Shape = dict[str, Any]

NOTHING: Shape = {
    "title": "Nothing",
    "description": "",
    "$comment": "A key with nothing behind it says the same as no key.",
    "not": {"not": {"type": "null"}},
}
_ANY_SCALAR: Shape = {"if": {"type": ["array", "object"]}, "then": {"type": "string"}}
SPACE = r"[\s\x85]"
"""White space, in Python and in JavaScript alike."""


class InSchema:
    """Changes the shape of the type that it annotates."""

    def __init__(self, change: Callable[[Shape], Shape]) -> None:
        self.change = change

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> Shape:
        """Take what pydantic makes of the type, and change it."""
        return self.change(handler(schema))


def any_text(title: str, comment: str) -> Shape:
    """Text: also what an editor reads as a number, a boolean or null."""
    return {"title": title, "$comment": comment, "minLength": 1, **_ANY_SCALAR}


def pattern(title: str, comment: str, regex: str, code: str, **further: Any) -> WithJsonSchema:
    """The shape of text that matches a pattern.

    `code` is the mistake for any other text. `further` may give the types that an editor reads
    such a text as; without them, any scalar type is allowed.
    """
    text = {"pattern": f"^(?:{regex})$", "patternErrorMessage": ADVICE[code]}
    rest = further if "type" in further else {**_ANY_SCALAR, **further}
    return WithJsonSchema({"title": title, "$comment": comment, **text, **rest})


def spaced(regex: str) -> str:
    """A pattern with optional white space around it."""
    return f"{SPACE}*(?:{regex}){SPACE}*"


def words(meanings: Iterable[tuple[str, str]]) -> Shape:
    """One of some words, each with its meaning. Words of digits are also allowed as numbers."""
    meant = dict(meanings)
    if not all(word.isdigit() for word in meant):
        return {"enum": list(meant), "enumDescriptions": list(meant.values())}
    numbers = {"enum": [int(word) for word in meant], "enumDescriptions": list(meant.values())}
    quoted = {"type": "string", "pattern": f"^(?:{'|'.join(meant)})$"}
    return {"anyOf": [{"title": "", **numbers}, quoted]}


def in_any_case(phrase: str) -> str:
    """The pattern of a phrase in any mix of cases, with any white space between its words."""
    return "".join(f"[{c}{c.upper()}]" if c.isalpha() else f"{SPACE}+" for c in phrase)


def or_nothing(shape: Shape) -> Shape:
    """A shape, or nothing after the key."""
    if shape.get("type") in ("array", "object"):
        return {**shape, "type": [shape["type"], "null"]}
    return shape if "if" in shape else {"anyOf": [shape, NOTHING]}


def or_alone(shape: Shape) -> Shape:
    """A list, its only item written alone, or nothing, which an item's shape allows anyway."""
    return {"anyOf": [shape["items"], {**shape, "description": ""}]}
