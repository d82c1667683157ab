"""Permissions, for tests that may run as root, whom no permission binds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

_NOBODY = 65534


@contextmanager
def without_the_powers_of_root() -> Iterator[None]:
    """Do something as someone whom the permissions of files bind."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(was)
