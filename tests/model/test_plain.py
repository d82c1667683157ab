"""Plain data is written as JSON just as Python itself would write it."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.model.plain import as_json, json_text
from generator.model.text import Prose
from generator.model.vocabulary import DemandStatus

TEXTS = st.text(st.characters(exclude_categories=()))
"""Any characters, halves of surrogate pairs among them."""
SCALARS = st.none() | st.booleans() | st.integers() | TEXTS | TEXTS.map(Prose)
VALUES = st.recursive(
    SCALARS | st.sampled_from(DemandStatus),
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(TEXTS, inner),
)


def pythons(value: Any) -> str:
    """What Python writes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@given(VALUES)
def test_the_same_is_written_as_by_python(value: Any) -> None:
    assert json_text(value) == pythons(value)
    assert as_json(value) == pythons(value).encode("utf-8", "backslashreplace")


def test_half_a_surrogate_pair_is_an_escape_in_bytes_and_itself_in_a_text() -> None:
    assert as_json(["a\ud800"]) == b'["a\\ud800"]'
    assert json_text(["a\ud800"]) == '["a\ud800"]'
