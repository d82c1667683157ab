"""Whatever stands in the editor, wherever the cursor is: an answer, and never an exception."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from generator.authoring.lsp.completion import proposals
from generator.authoring.lsp.desk import Desk
from generator.authoring.lsp.hover import LONGEST, hover
from generator.authoring.lsp.navigation import definition, references
from generator.authoring.lsp.places import Places
from generator.authoring.lsp.say import completion
from generator.diagnostics.finding import Place
from generator.reading.paths import REGISTER_NAME, briefing_paths
from tests.authoring.lsp.small import FIRST, FIRST_PATH, REGISTER, SECOND, write_desk
from tests.pictures import ROOT
from tests.reading.mutants import mutant

BASES = [path.read_text("utf-8") for path in briefing_paths(ROOT / "briefings")]
PER_SEED = 20
PLACES = 8


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(write_desk(tmp_path / "briefings"))
    desk.rescan()
    desk.read_some(60)
    return desk


@pytest.mark.parametrize("seed", range(10))
def test_every_question_about_a_damaged_text_is_answered(desk: Desk, seed: int) -> None:
    random = Random(seed)
    for number in range(PER_SEED):
        data = mutant([FIRST, SECOND, REGISTER, *BASES], seed * PER_SEED + number)
        name = random.choice([FIRST_PATH, Path("new.yml"), Path(REGISTER_NAME)])
        answered(desk, desk.folder / name, data.decode("utf-8", "replace"), random)


def answered(desk: Desk, path: Path, text: str, random: Random) -> None:
    """Ask everything about some places of a text that stands in the place of a file."""
    desk.write(path, text)
    file = desk.file(path)
    assert file is not None
    text = file.source.text
    for _ in range(PLACES):
        at = random.randint(0, len(text))
        found = proposals(desk, file, at)
        assert found.start <= at <= found.end
        # An editor takes an edit on one line only.
        assert not set(text[found.start : found.end]) & set("\r\n")
        completion(found, file.source, Places())
        told = hover(desk, file, at)
        assert told is None or all(0 < len(line) <= LONGEST for line in told.lines)
        entry = definition(desk, file, at)
        named = references(desk, file, at, with_entries=True)
        for place in (*([entry] if entry else []), *named, *([told.place] if told else [])):
            assert_inside(place)
    for finding in desk.findings_in(path):
        for place in (finding.place, *finding.further):
            assert_inside(place)


def assert_inside(place: Place) -> None:
    stretch = Places().range(place)
    start, end = stretch.start, stretch.end
    assert (start.line, start.character) <= (end.line, end.character)
    assert 0 <= place.start <= place.end <= len(place.source.text)
