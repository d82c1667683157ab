"""Decide whether a word that was begun may become a name, in any of the name's spellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache

_WORD_START = re.compile(r"[\s\-–—(]+")


class Likeness(IntEnum):
    """How a name matches what was typed, best first."""

    BEGINS = 0
    A_WORD_BEGINS = 1
    HOLDS = 2


def match(typed: str, spellings: Iterable[str]) -> tuple[Likeness, str] | None:
    """Find the spelling that matches what was typed best, from where it matches.

    If a later word of a spelling matches, the spelling is cut to begin there. None if none does.
    """
    wanted = folded(typed.strip())
    best: tuple[Likeness, str] | None = None
    for spelling in spellings:
        found = _match(wanted, spelling)
        if found and (best is None or found[0] < best[0]):
            best = found
    return best


def _match(wanted: str, spelling: str) -> tuple[Likeness, str] | None:
    name = folded(spelling)
    if name.startswith(wanted):
        return Likeness.BEGINS, spelling
    if wanted not in name:
        return None
    for gap in _WORD_START.finditer(spelling):
        if folded(spelling[gap.end() :]).startswith(wanted):
            return Likeness.A_WORD_BEGINS, spelling[gap.end() :]
    return Likeness.HOLDS, spelling


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """A text in lower case without accents, as typed on a keyboard that has none."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
