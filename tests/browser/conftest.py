"""What most tests in a browser look at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def address(site: Path, serve_folder: Callable[[Path], str]) -> str:
    """The address of the real site."""
    return serve_folder(site)
