"""The made-up desk of the benchmarks is what it says."""

from __future__ import annotations

from pathlib import Path
from statistics import mean

import pytest

from generator.checking import check
from generator.reading.folder import read_folder
from generator.reading.paths import REGISTER_NAME
from tests.bench.desk import make_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench") / "briefings"
    make_desk(folder, 150, seed=3)
    return folder


def test_a_made_up_desk_has_no_mistakes(desk: Path) -> None:
    assert check(read_folder(desk)) == ()


def test_it_has_as_many_briefings_as_asked_for_of_a_usual_size(desk: Path) -> None:
    sizes = [path.stat().st_size for path in desk.rglob("*.yml") if path.name != REGISTER_NAME]
    assert len(sizes) == 150
    assert 2_000 < mean(sizes) < 3_500


def test_its_threads_run_over_several_briefings(desk: Path) -> None:
    threads = [read.briefing.thread for read in read_folder(desk).briefings if read.briefing]
    assert 10 < len(set(threads)) < 75


def test_a_seed_gives_the_same_desk_again(desk: Path, tmp_path: Path) -> None:
    make_desk(tmp_path / "again", 150, seed=3)
    for path in desk.rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "again" / path.relative_to(desk)).read_bytes()
