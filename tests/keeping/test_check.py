"""What is kept of a desk saves time and changes nothing: no finding, in no form, at no time."""

from __future__ import annotations

from pathlib import Path
from random import SystemRandom

import pytest

from tests.keeping.walking import take_a_walk
from tests.publishing.edits import told_of

LONG = 2_000
"""Walks of the long test."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "project").mkdir()
    (tmp_path / "project/mkdocs.yml").touch()
    return tmp_path / "project"


@pytest.mark.parametrize("seed", range(40))
def test_after_any_edits_the_same_is_found_as_by_a_check_from_nothing(
    seed: int, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_a_walk(project, seed, 5, monkeypatch)


@pytest.mark.long
@pytest.mark.parametrize("_", range(LONG))
def test_after_many_more_edits_it_still_is(
    _: int, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of other seeds each time; what fails says which it was."""
    seed = SystemRandom().randrange(10**9)
    with told_of(seed):
        take_a_walk(project, seed, 6, monkeypatch)
