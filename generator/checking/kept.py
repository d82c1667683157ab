"""Facts of one file as plain data, to be kept until the file changes."""

from __future__ import annotations

from pydantic import TypeAdapter

from generator.checking.facts import Facts
from generator.diagnostics.finding import SourceText
from generator.diagnostics.kept import from_json, to_json

_FACTS = TypeAdapter(Facts)


def facts_to_json(facts: Facts) -> bytes:
    """The facts of a file, all of whose places are in that file."""
    return to_json(_FACTS, facts)


def facts_from_json(data: bytes, source: SourceText) -> Facts:
    """The facts of the file with that text. Raises `ValueError` if the data is not valid."""
    return from_json(_FACTS, data, source)
