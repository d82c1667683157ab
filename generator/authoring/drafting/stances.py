"""Write stances into a draft: demands and refusals as demands, threats and warnings as risks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.authoring.drafting.candidates import Stance
from generator.authoring.scalar import as_yaml
from generator.model.placeholders import TO_DECIDE

_WHAT_IS_LEFT = {
    "demand": "an id that says what is demanded, the text in your words, kind, status, credibility",
    "threat": "whether this is a risk; event, horizon, likelihood, confidence, affects",
    "warning": "whether this is a risk; event, horizon, likelihood, confidence, affects",
}


def block(stance: Stance, quote: str, name: str, by: str, of: str) -> Iterator[str]:
    """The lines of an entry, with a comment above it that says what is left to decide.

    `quote` is the sentence, `name` the id of the entry; `by` and `of` are ids of actors, empty if
    the draft does not have them.
    """
    if stance.kind == "demand":
        return _demand(stance, quote, name, by, of)
    if stance.kind == "refusal":
        return _refusal(quote, name, by)
    return _risk(stance.kind, quote, name, by, of)


def _demand(stance: Stance, quote: str, name: str, by: str, of: str) -> Iterator[str]:
    yield f"{TO_DECIDE} {_WHAT_IS_LEFT['demand']}"
    lines = [f"{name}:", f"  by: {by}" if by else "  by:"]
    lines += [f"  of: {of}"] if of else [f"  {TO_DECIDE} of whom", "  # of:"]
    lines += [f"  text: {as_yaml(quote)}"]
    lines += [f"  deadline: {stance.deadline}"] if stance.deadline else []
    lines += ["  red_line: true"] if stance.is_red_line else []
    lines += ["  evidence:", f"    - quote: {as_yaml(quote)}"]
    yield from lines if by else _hidden(lines, "by whom it is demanded")


def _refusal(quote: str, name: str, by: str) -> Iterator[str]:
    lines = [f"{name}:", "  by:", f"  text: {as_yaml(quote)}", "  responses:"]
    lines += [f"    - by: {by}".rstrip(), "      answer: rejected", "      evidence:"]
    lines += [f"        - quote: {as_yaml(quote)}"]
    yield from _hidden(lines, "which demand this refuses, whose")


def _risk(kind: str, quote: str, name: str, by: str, of: str) -> Iterator[str]:
    whose = f" by {by}" if by else ""
    yield f"## A {kind}{whose}{f' to {of}' if of else ''}."
    yield f"{TO_DECIDE} {_WHAT_IS_LEFT[kind]}"
    yield f"{name}:"
    yield f"  event: {as_yaml(quote)}"
    yield "  evidence:"
    yield f"    - quote: {as_yaml(quote)}"


def _hidden(lines: Iterable[str], what: str) -> Iterator[str]:
    """An entry that is commented out until somebody adds what is missing."""
    yield f"{TO_DECIDE} {what}; then take the # away"
    yield from (f"# {line}" for line in lines)
