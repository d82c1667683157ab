"""The page about the format: every key of a briefing, with its kind of value and its meaning.

It is made from the JSON Schema, which is made from the models, so this page and the hints in
editors have the same text.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.schema import actors_schema, briefing_schema
from generator.model.shapes import Shape
from generator.rendering.page import Page
from generator.rendering.reference.tables import code, reference_page, section, table
from generator.rendering.reference.vocabularies import LISTS

_WORDS = {each.__name__ for each in LISTS}
_NOTHING = "Nothing"
_REF = "#/$defs/"


def format_page() -> Page:
    """Every entry of a briefing and of the register, with its keys."""
    opening = (
        "The format is called `briefing/1`: a file holds one [briefing](#briefing), and "
        "`actors.yml` [the register](#register). Every key is listed here; those in **bold** are "
        "required. A key adds to the page when it is there, and leaves no gap when it is not."
    )
    briefing, register = briefing_schema(), actors_schema()
    entries = {"Briefing": briefing, **_entries(briefing), **_entries(register)}
    parts = [
        *(_entry(name, shape) for name, shape in entries.items()),
        section("Register", f"{register['description']} It is a {_kind(register)}."),
        _values(briefing["$defs"]),
    ]
    return reference_page("format", "The format", opening, "\n".join(parts))


def _entries(schema: Shape) -> dict[str, Shape]:
    return {name: shape for name, shape in schema["$defs"].items() if "properties" in shape}


def _entry(name: str, shape: Shape) -> str:
    required = shape.get("required", [])
    rows = (
        (f"**{code(key)}**" if key in required else code(key), _kind(of), _meaning(of))
        for key, of in sorted(shape["properties"].items(), key=_is_in_all)
    )
    return section(name, shape["description"], table(("key", "value", "meaning"), rows))


def _is_in_all(item: tuple[str, Shape]) -> bool:
    """Whether it is the key `accept`, which every entry has; that comes last."""
    return item[0] == "accept"


def _meaning(of: Shape) -> str:
    default = f" Default: {code(of['default'])}." if "default" in of else ""
    return f"{of['description']}{default}"


def _kind(of: Shape) -> str:
    """The kind of value that a key takes, in words, with a link to more about it."""
    if "$ref" in of:
        return _named(of["$ref"].removeprefix(_REF))
    if "anyOf" in of:
        return " or ".join(_alternatives(of["anyOf"]))
    if "items" in of:
        return f"list of {_kind(of['items'])}"
    if isinstance(of.get("additionalProperties"), dict):
        return f"mapping of ids to {_kind(of['additionalProperties'])}"
    return _named("Text")


def _alternatives(shapes: list[Shape]) -> Iterator[str]:
    """The kinds of value that a key can take; `Nothing` is left out, as every key may be empty."""
    for shape in shapes:
        if shape != {"$ref": f"{_REF}{_NOTHING}"}:
            yield _kind(shape)


def _named(name: str) -> str:
    if name in _WORDS:
        return f"[{name}](vocabularies.md#{name.lower()})"
    return f"[{name}](#{name.lower()})"


def _values(defs: Shape) -> str:
    """The section about the kinds of values that are neither entries nor closed lists of words."""
    parts = (
        f"### {name}\n\n{_value(shape)}\n"
        for name, shape in defs.items()
        if "properties" not in shape and "$comment" in shape and name not in {*_WORDS, _NOTHING}
    )
    said = (
        "A value is taken as it was typed, whatever YAML would make of it. In dates and numbers "
        "`~` says *about*, `/` *from* and *to*, and `..` that an end is open."
    )
    return section("Values", said, "\n".join(parts))


def _value(shape: Shape) -> str:
    what = shape["$comment"].partition(". ")[0].rstrip(".")
    if examples := ", ".join(code(str(each)) for each in shape.get("examples", ())):
        return f"{what}, such as {examples}."
    advice = shape.get("patternErrorMessage", "")
    return f"{what}{f': {advice}' if advice else ''}."
