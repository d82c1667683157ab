"""Findings and facts of one file as plain data, to be kept until the file changes."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import TypeAdapter

from generator.checking.facts import Facts
from generator.diagnostics.finding import Finding, SourceText

_FACTS = TypeAdapter(Facts)
_FINDINGS = TypeAdapter(tuple[Finding, ...])


def facts_to_json(facts: Facts) -> bytes:
    """The facts of a file, all of whose places are in that file."""
    return _FACTS.dump_json(facts)


def facts_from_json(data: bytes, source: SourceText) -> Facts:
    """The facts of the file with that text. Raises `ValueError` where the data is none."""
    return _FACTS.validate_json(data, context=source)


def findings_to_json(findings: Sequence[Finding]) -> bytes:
    """The findings of a file, all of whose places are in that file."""
    return _FINDINGS.dump_json(tuple(findings))


def findings_from_json(data: bytes, source: SourceText) -> tuple[Finding, ...]:
    """The findings of the file with that text. Raises `ValueError` where the data is none."""
    return _FINDINGS.validate_json(data, context=source)
