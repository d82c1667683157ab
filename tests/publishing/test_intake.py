"""What the publisher keeps of a file says the same of it in whatever order it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.evidence.proof import State
from generator.linking.storing import content_from_json, outline_from_json
from generator.publishing.intake import _read_batch
from tests.desks import HEAD, NAME, TEXT, desk

DEMANDS = """\
demands:
  rest:
    by: dockers
    text: Fewer night shifts.
    evidence: [{quote: two night shifts a week at most}]
"""
EVENTS = """\
events:
  - date: 2021
    text: They met.
    evidence: [{note: Told by the gazette.}]
"""


@pytest.mark.parametrize("parts", [DEMANDS + EVENTS, EVENTS + DEMANDS])
def test_each_claim_keeps_its_own_proof(parts: str, tmp_path: Path) -> None:
    folder = desk(tmp_path / "desk", HEAD + parts, {NAME: TEXT})
    (kept,) = _read_batch(folder, [(folder / "strike.yml", ())])
    assert kept.content
    assert kept.outline
    states = [(claim.field, claim.state) for claim in outline_from_json(kept.outline).claims]
    assert states == [("demands", State.PROVEN), ("events", State.CITED)]
    proofs = content_from_json(kept.content).proofs
    assert [proof.state for proof in proofs] == [State.PROVEN, State.CITED]
    assert [bool(proof.fragment) for proof in proofs] == [True, False]
