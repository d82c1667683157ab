"""A briefing with what was found for its evidence as JSON, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial
from typing import Any

from pydantic_core import from_json

from generator.evidence.proof import Proof, State
from generator.linking.outline import Outline, outline_from
from generator.linking.sightings import Content
from generator.model.briefing import Briefing, Register


def content_to_json(typed: Any, proofs: Iterable[Proof]) -> bytes:
    """All of a briefing, as its writer typed it, and each proof's state and fragment."""
    return _json([typed, [[proof.state, proof.fragment] for proof in proofs]])


def content_from_json(data: bytes) -> Content:
    """The briefing of some JSON. Raises `ValueError` or `TypeError` if it is not one's."""
    typed, proofs = from_json(data)
    return Content(
        Briefing.model_validate(typed),
        tuple(Proof(State(state), lead=partial(str, fragment)) for state, fragment in proofs),
    )


def outline_to_json(outline: Outline) -> bytes:
    """An outline as lines of JSON: everything except entries, then each kind of entry."""
    *head, parts = outline
    return b"\n".join(each if isinstance(each, bytes) else _json(each) for each in (head, *parts))


def outline_from_json(data: bytes) -> Outline:
    """The outline of some JSON. Raises `ValueError`, `TypeError` or `IndexError`."""
    head, *parts = data.split(b"\n")
    return outline_from(from_json(head), parts)


def register_to_data(register: Register | None) -> Any:
    """A register as plain data."""
    return register.model_dump(mode="json") if register else None


def register_from_data(data: Any) -> Register | None:
    """The register from plain data, as `register_to_data` makes it."""
    return Register.model_validate(data) if data else None


# Made once, because making an encoder takes as long as encoding a small value.
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def _json(value: Any) -> bytes:
    return _ENCODER.encode(value).encode()
