"""Damage to a file that is kept from one run to the next, whatever is in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

Damage = Callable[[Path, Random], None]


def flip_the_head(state: Path, random: Random) -> None:
    """Flip a bit of what a file of SQLite begins with."""
    data = bytearray(state.read_bytes())
    data[random.randrange(16)] ^= 1 << random.randrange(8)
    state.write_bytes(data)


def cut_short(state: Path, random: Random) -> None:
    """Leave no more than a beginning."""
    state.write_bytes(state.read_bytes()[: random.randrange(state.stat().st_size)])


def empty(state: Path, _: Random) -> None:
    """Leave nothing in it."""
    state.write_bytes(b"")


def write_text(state: Path, _: Random) -> None:
    """Put something else there."""
    state.write_text("This is no database.\n" * 300)
