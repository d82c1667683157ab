"""What tests of a published folder stand on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.publishing.tree import Tree
from tests.publishing.trees import tree_in


@pytest.fixture(scope="module")
def without_waiting_for_the_disk() -> Iterator[None]:
    """What a process has written is there when it is killed, on the disk or not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda file: None)
        yield


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return tree_in(tmp_path)
