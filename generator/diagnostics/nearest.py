"""Find the nearest known name for an unknown word."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import OSA

from generator.diagnostics.finding import Edit, Fix, Place

_CUTOFF = 70.0
"""Likeness, 0 to 100, below which a name is not near."""
_CLEARLY = 8.0
"""By how much the nearest must be nearer than the next to be the one that is meant."""

_SHORT = 3
"""In a name of at most so many letters, each letter counts."""
_MOST = 40
"""Names that are listed at most when there is a choice."""
_LONGEST = 200
"""Characters of a word, beyond which it is near no name."""


def nearest(word: str, known: Iterable[str], most: int = 1) -> list[str]:
    """Return the known names that a writer may have meant, the likeliest first."""
    if len(word) > _LONGEST:
        return []
    return _ranked(word, tuple(sorted(known)))[:most]


@lru_cache(maxsize=64)
def _ranked(word: str, known: tuple[str, ...]) -> list[str]:
    """The two nearest names; cached, as each mistake asks several times, and may be repeated."""
    matches = process.extract(
        word,
        known,
        scorer=fuzz.ratio,
        processor=utils.default_process,
        limit=2,
        score_cutoff=_CUTOFF,
    )
    near = [name for name, _, _ in matches]
    same = [name for name in near if _letters(name) == _letters(word)]
    # The same apart from hyphens and spaces: it is this name, however near a different one is.
    return same if len(same) == 1 else near


def the_nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the one known name that is near; None where there is none, or more than one."""
    near = nearest(word, known, most=2)
    return near[0] if near and (len(near) == 1 or _is_clearly_nearer(word, *near)) else None


def _is_clearly_nearer(word: str, first: str, second: str) -> bool:
    scores = [fuzz.ratio(word.lower(), name.lower()) for name in (first, second)]
    return scores[0] - scores[1] >= _CLEARLY


def is_slip(word: str, name: str) -> bool:
    """Tell whether a word is just a misspelling of a name.

    They may differ in one letter, and in capitals, hyphens and spaces: too little to mean
    something else.
    """
    most = 1 if len(_letters(name)) > _SHORT else 0
    return OSA.distance(_letters(word), _letters(name), score_cutoff=most) <= most


def _letters(word: str) -> str:
    return "".join(char for char in word.casefold() if char.isalnum())


def choice(known: Iterable[str]) -> str:
    """The names to choose from, but no more of them than anyone would read."""
    names = list(known)
    more = f" and {len(names) - _MOST:,} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Say which known name is near, or else what there is to choose from."""
    near = nearest(word, known)
    return f"did you mean `{near[0]}`?" if near else otherwise


def replacement(word: str, known: Iterable[str], place: Place, *, safe: bool = True) -> Fix | None:
    """The fix that puts the one near name in the place of a word, if there is one.

    It is safe, if it may be, where the word is but a slip: `reviewed_on` is not `reviewed_by`.
    """
    name = the_nearest(word, known)
    if name is None:
        return None
    edit = Edit(place.start, place.end, name)
    return Fix(f"write `{name}`", (edit,), safe and is_slip(word, name))
