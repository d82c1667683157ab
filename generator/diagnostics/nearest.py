"""The nearest known name, for a word that is none."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

from generator.diagnostics.finding import Edit, Fix, Place

_CUTOFF = 70.0
"""Likeness, 0 to 100, below which a name is not near."""
_CLEARLY = 8.0
"""By how much the nearest must be nearer than the next to be the one that is meant."""


def nearest(word: str, known: Iterable[str], most: int = 1) -> list[str]:
    """Return the known names that a writer may have meant, the likeliest first."""
    if len(word) > 200:
        return []
    matches = process.extract(
        word,
        sorted(known),
        scorer=fuzz.ratio,
        processor=utils.default_process,
        limit=most,
        score_cutoff=_CUTOFF,
    )
    return [name for name, _, _ in matches]


def the_nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the one known name that is near; None where there is none, or more than one."""
    near = nearest(word, known, most=2)
    return near[0] if near and (len(near) == 1 or _is_clearly_nearer(word, *near)) else None


def _is_clearly_nearer(word: str, first: str, second: str) -> bool:
    scores = [fuzz.ratio(word.lower(), name.lower()) for name in (first, second)]
    return scores[0] - scores[1] >= _CLEARLY


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Say which known name is near, or else what there is to choose from."""
    near = nearest(word, known)
    return f"did you mean `{near[0]}`?" if near else otherwise


def replacement(word: str, known: Iterable[str], place: Place, *, safe: bool = True) -> Fix | None:
    """The fix that puts the one near name in the place of a word, if there is one."""
    name = the_nearest(word, known)
    if name is None:
        return None
    return Fix(f"write `{name}`", (Edit(place.start, place.end, name),), safe)
