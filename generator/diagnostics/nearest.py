"""The nearest known name, for a word that is none."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

_CUTOFF = 70.0


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


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Say which known name is near, or else what there is to choose from."""
    names = sorted(known)
    near = nearest(word, names)
    if near:
        return f"did you mean `{near[0]}`?"
    return otherwise
