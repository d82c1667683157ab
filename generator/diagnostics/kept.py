"""Findings of one file as plain data, to be kept until the file changes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TypeVar

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from generator.diagnostics.finding import Finding, SourceText

T = TypeVar("T")

_FINDINGS = TypeAdapter(tuple[Finding, ...])


def findings_to_json(findings: Sequence[Finding]) -> bytes:
    """The findings of a file, all of whose places are in that file."""
    return to_json(_FINDINGS, tuple(findings))


def findings_from_json(data: bytes, source: SourceText) -> tuple[Finding, ...]:
    """The findings of the file with that text. Raises `ValueError` if the data is not valid."""
    return from_json(_FINDINGS, data, source)


def to_json(kind: TypeAdapter[T], value: T) -> bytes:
    """What was found in a file, as JSON, even if it names a file by bytes that are not UTF-8."""
    try:
        return kind.dump_json(value)
    except PydanticSerializationError:
        return json.dumps(kind.dump_python(value, mode="json")).encode()


def from_json(kind: TypeAdapter[T], data: bytes, source: SourceText) -> T:
    """The value that `to_json` was given. Raises `ValueError`."""
    if rb"\ud" in data:
        return kind.validate_python(json.loads(data), context=source)
    return kind.validate_json(data, context=source)
