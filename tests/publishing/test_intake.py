"""What the publisher keeps of a file says the same of it in whatever order it is written."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path

import pytest

from generator.evidence import proof
from generator.linking.storing import content_from_json, outline_from_json
from generator.publishing.intake import Desk, _read_batch
from generator.publishing.state import State
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
    assert states == [("demands", proof.State.PROVEN), ("events", proof.State.CITED)]
    proofs = content_from_json(kept.content).proofs
    assert [proof.state for proof in proofs] == [proof.State.PROVEN, proof.State.CITED]
    assert [bool(proof.fragment) for proof in proofs] == [True, False]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_no_characters_is_a_mistake_like_another(tmp_path: Path) -> None:
    folder = desk(tmp_path / "desk", HEAD, {NAME: TEXT})
    name = os.fsdecode(b"odd-\xff.yml")
    (folder / name).write_text(HEAD, "utf-8")
    for _ in range(2):
        with closing(State(tmp_path / "state.sqlite", "1")) as state:
            known = Desk(folder, state)
            known.take_in(lambda *_: None)
            found = [error for error in known.errors if error.code == "bad-file-name"]
            assert [Path(error.place.source.path).name for error in found] == [name]
