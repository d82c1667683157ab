"""Incremental equals clean: after any edits, the site is the one that a clean build makes."""

from __future__ import annotations

from pathlib import Path
from random import SystemRandom

import pytest

from tests.publishing.walking import take_a_walk

LONG = 500
"""Walks of the long test."""


@pytest.mark.parametrize("seed", range(12))
def test_after_any_edits_the_site_is_that_of_a_clean_build(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_a_walk(tmp_path, seed, 5, monkeypatch)


@pytest.mark.long
@pytest.mark.parametrize("seed", [SystemRandom().randrange(10**9) for _ in range(LONG)])
def test_after_many_more_edits_it_still_is(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_a_walk(tmp_path, seed, 6, monkeypatch)
