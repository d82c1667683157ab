"""A briefing with what was found for its evidence as JSON, and back."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from pydantic import BaseModel

from generator.evidence.proof import Proof, State
from generator.linking.outline import Outline, outline_from
from generator.linking.sightings import Content
from generator.model.briefing import Briefing


def content_to_json(content: Content) -> bytes:
    """All of a briefing, as its writer typed it, and each proof's state and fragment."""
    proofs = [[proof.state, proof.fragment] for proof in content.proofs]
    return _json([_typed(content.briefing), proofs])


def content_from_json(data: bytes) -> Content:
    """The briefing of some JSON. Raises `ValueError` or `TypeError` where it is none's."""
    typed, proofs = json.loads(data)
    return Content(
        Briefing.model_validate(typed),
        tuple(Proof(State(state), lead=partial(str, fragment)) for state, fragment in proofs),
    )


def outline_to_json(outline: Outline) -> bytes:
    """An outline as lists."""
    return _json(outline)


def outline_from_json(data: bytes) -> Outline:
    """The outline of some JSON. Raises `ValueError`, `TypeError` or `IndexError`."""
    return outline_from(json.loads(data))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _typed(value: Any) -> Any:
    """A value as it can be typed: every scalar is text, what was left out is left out."""
    if isinstance(value, BaseModel):
        return {field: _typed(getattr(value, field)) for field in value.model_fields_set}
    if isinstance(value, dict):
        return {key: _typed(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_typed(each) for each in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)
