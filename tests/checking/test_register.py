"""What is wrong in the register alone is told by whoever checks it, and can be accepted there."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from generator.authoring.lsp.desk import Desk as OpenDesk
from generator.diagnostics.finding import Finding
from generator.diagnostics.show import concise
from generator.keeping.check import check_desk
from generator.publishing.intake import Desk
from generator.publishing.state import State
from tests.desks import HEAD, NAME, TEXT, desk, findings_at
from tests.told import LEAST, findings_in

CUT = "lines:\n  name: Bus Line #4\n  aliases:\n    - Unit #2\n    - Gate 3 # a comment\n"
ACCEPTED = "navy: {name: The\u200b Navy, accept: {hidden-character: So it is written.}}\n"
UNUSED = "police: {name: Police, accept: {hidden-character: So., nonsense: So.}}\n"
HIDDEN = "army: {name: The\u200b Army}\n"


def told_of(register: str) -> list[str]:
    """What is told of a register, beside a briefing that has no mistake: lines and codes."""
    found = findings_in({"actors.yml": register, "a.yml": LEAST})
    return [f"{each.place.position.line} {each.code}" for each in found]


def test_a_name_that_goes_on_behind_a_glued_hash_is_told() -> None:
    assert told_of(CUT) == ["2 cut-text", "4 cut-text"]


def test_what_an_entry_accepts_is_not_told_of_it_and_of_no_other() -> None:
    accepting = "  accept: {cut-text: The number is no part of the name.}\n"
    assert told_of(CUT + accepting) == []
    assert told_of(f"{CUT}{accepting}other:\n  name: Order #2\n") == ["8 cut-text"]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("cut-text", "unused-acceptance"),
        ("no-horizon", "unused-acceptance"),
        ("same-day", "unused-acceptance"),
        ("nonsense", "cannot-accept"),
        ("conflicting-actor", "cannot-accept"),
    ],
)
def test_an_acceptance_of_what_does_not_or_cannot_occur_is_told(code: str, found: str) -> None:
    assert told_of(f"army:\n  name: Army\n  accept: {{{code}: So.}}\n") == [f"3 {found}"]


def test_in_a_register_with_mistakes_no_acceptance_is_called_unused() -> None:
    text = "army:\n  name: Army\n  kind: hord\n  accept: {cut-text: So.}\n"
    assert told_of(text) == ["3 unknown-word"]


def test_whoever_checks_a_desk_finds_the_same_in_its_register(tmp_path: Path) -> None:
    folder = desk(tmp_path / "briefings", HEAD, {NAME: TEXT})
    (folder / "actors.yml").write_text(CUT + ACCEPTED + UNUSED + HIDDEN, "utf-8")
    found = shown(findings_at(folder))
    assert len(found) == 5
    for _ in range(2):
        assert shown(check_desk(folder, [folder])) == found
        assert shown(check_desk(folder, [folder / "actors.yml"])) == found
    editor = OpenDesk(folder)
    editor.rescan()
    assert shown(editor.findings_in(folder / "actors.yml")) == found
    for _ in range(2):
        with closing(State(tmp_path / "state.sqlite", "1")) as state:
            known = Desk(folder, state)
            known.take_in(lambda *_: None)
            assert shown(known.findings) == found


def shown(findings: Iterable[Finding]) -> list[str]:
    return [concise(finding) for finding in findings]
