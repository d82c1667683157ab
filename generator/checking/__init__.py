"""Rules over what was read: whether the entries of all files fit together."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.checking.actors import conflicting_actors, unnamed_actors
from generator.checking.files import duplicate_ids
from generator.checking.references import unknown_actors, unknown_sources, unnamed_sources
from generator.checking.scales import words_of_another_scale
from generator.diagnostics.finding import Finding, in_order
from generator.reading.folder import Folder

Rule = Callable[[Folder], Iterable[Finding]]

RULES: tuple[Rule, ...] = (
    duplicate_ids,
    unknown_actors,
    unnamed_actors,
    conflicting_actors,
    unknown_sources,
    unnamed_sources,
    words_of_another_scale,
)


def check(folder: Folder) -> tuple[Finding, ...]:
    """All that is wrong in a folder: in its single files and across them, in order."""
    return in_order((*folder.findings, *(found for rule in RULES for found in rule(folder))))
