"""What an editor makes of YAML, and briefings whose scalars stand as a test types them.

An editor guesses the type of a plain scalar, by YAML 1.2 or, if it is set so, by YAML 1.1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import yaml

Guess = Callable[[str], Any]

_NOT_TEXT: list[tuple[str, Guess]] = [
    (r"~|null|Null|NULL|", lambda _: None),
    (r"true|True|TRUE", lambda _: True),
    (r"false|False|FALSE", lambda _: False),
    (r"[-+]?[0-9]+", int),
    (r"0o[0-7]+", lambda text: int(text[2:], 8)),
    (r"0x[0-9a-fA-F]+", lambda text: int(text[2:], 16)),
    (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
    (r"[-+]?\.(inf|Inf|INF)|\.nan|\.NaN|\.NAN", lambda text: float(text.replace(".", ""))),
]
"""The core schema of YAML 1.2.2, 10.3.2."""


def by_yaml_12(text: str) -> Any:
    """What YAML 1.2 takes a plain scalar for."""
    matching = (guess for regex, guess in _NOT_TEXT if re.fullmatch(regex, text))
    return next(matching, str)(text)


def by_yaml_11(text: str) -> Any:
    """What YAML 1.1 takes a plain scalar for; editors leave dates as they were typed."""
    try:
        guessed = yaml.safe_load(text)
    except yaml.YAMLError:
        return text
    return guessed if guessed is None or isinstance(guessed, bool | int | float) else text


def as_typed(text: str) -> Any:
    """What the format takes a plain scalar for."""
    return text or None


READINGS = [by_yaml_12, by_yaml_11, as_typed]


def read(text: str, guess: Guess) -> Any:
    """Read a file's text into what JSON can hold."""
    return _plain(yaml.compose(text, yaml.SafeLoader), guess)


def _plain(node: yaml.Node | None, guess: Guess) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value, guess) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, guess) for item in node.value]
    if isinstance(node, yaml.ScalarNode):
        return node.value if node.style else guess(node.value)
    return None


def as_file(value: Any, indent: str = "") -> str:
    """Keys, lists and scalars as a file's text; a scalar is written exactly as it is given."""
    if isinstance(value, Mapping) and value:
        return "".join(f"{indent}{key}:{_behind(item, indent)}" for key, item in value.items())
    return "".join(f"{indent}-{_behind(item, indent)}" for item in value)


def _behind(value: Any, indent: str) -> str:
    if isinstance(value, Mapping | list) and value:
        return "\n" + as_file(value, indent + "  ")
    written = {"{}": "{}", "[]": "[]", "None": ""}.get(str(value), str(value))
    return f" {written}\n" if written else "\n"
