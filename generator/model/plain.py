"""Plain data as JSON (RFC 8259): lists, mappings, texts and whole numbers, on one line."""

from __future__ import annotations

import json
from typing import Any

from pydantic_core import PydanticSerializationError, to_json

# It can write lone surrogates, which UTF-8 cannot encode, but takes several times as long.
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def as_json(value: Any) -> bytes:
    """A value as JSON in UTF-8, keys in their order."""
    try:
        return to_json(value)
    except PydanticSerializationError:
        # Python's escape for a lone surrogate is also JSON's.
        return _ENCODER.encode(value).encode("utf-8", "backslashreplace")


def json_text(value: Any) -> str:
    """The same as a string, in which lone surrogates stay as they are."""
    try:
        return to_json(value).decode()
    except PydanticSerializationError:
        return _ENCODER.encode(value)
