"""Plain data as JSON (RFC 8259): lists, mappings, texts and whole numbers, on one line."""

from __future__ import annotations

import json
from typing import Any

from pydantic_core import PydanticSerializationError, to_json

# It can write halves of surrogate pairs, which have no UTF-8, but takes several times as long.
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def as_json(value: Any) -> bytes:
    """A value as JSON in UTF-8, keys in their order."""
    try:
        return to_json(value)
    except PydanticSerializationError:
        # Python's escape for half a surrogate pair is the one that JSON has.
        return _ENCODER.encode(value).encode("utf-8", "backslashreplace")


def json_text(value: Any) -> str:
    """The same as a text, in which half a surrogate pair stays as it is."""
    try:
        return to_json(value).decode()
    except PydanticSerializationError:
        return _ENCODER.encode(value)
