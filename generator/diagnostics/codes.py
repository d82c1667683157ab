"""The codes of findings: a closed table of ours, and what packages add.

A finding with a code that is not among them cannot be made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from generator.extending import CHECKS, extensions


class Severity(StrEnum):
    """How much a finding weighs; the worst first."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of error or warning."""

    name: str
    """Kebab-case; never renamed once released."""
    what: str
    """What the mistake is, in one line."""
    severity: Severity = Severity.ERROR
    explanation: str = ""
    """What it means, as Markdown, of one that a package adds; ours have a file each."""


_TABLE = (
    # The file
    Code("unreadable-file", "The file cannot be opened."),
    Code("not-utf8", "The file is not UTF-8 text."),
    Code("bad-character", "The file contains a character that YAML does not allow."),
    Code("hidden-character", "An invisible character.", Severity.WARNING),
    Code("empty-file", "The file is empty."),
    Code("too-large", "The file, its depth or its number of values is beyond the limit."),
    Code("no-briefings", "The folder contains no briefings."),
    Code("bad-file-name", "An unusable file name."),
    # YAML
    Code("bad-yaml", "The text is not YAML."),
    Code("tab-indentation", "A line is indented by a tab."),
    Code("duplicate-key", "A key is given twice."),
    Code("cut-text", "Text that YAML cuts off at a #.", Severity.WARNING),
    Code("unsupported-yaml", "A feature of YAML that briefings cannot use."),
    # Keys and values
    Code("unknown-key", "A key that the format does not know."),
    Code("missing-key", "A required key is missing."),
    Code("empty-value", "A value is needed, but nothing is written."),
    Code("wrong-kind", "A value of the wrong kind: text, a list or a mapping."),
    Code("unknown-word", "A word that is not in the vocabulary of its field."),
    Code("bad-date", "An invalid date."),
    Code("bad-number", "A number that cannot be read."),
    Code("bad-boolean", "Something other than true or false."),
    Code("bad-id", "An id with characters that ids do not have."),
    Code("bad-url", "An invalid web address."),
    Code("bad-language", "An invalid language tag."),
    Code("bad-wikidata", "Something other than a Wikidata item."),
    Code("joined-tags", "Several tags written as one.", Severity.WARNING),
    Code("undecided", "A published briefing with something left to write.", Severity.WARNING),
    Code("bad-link", "A link to somewhere that links may not lead.", Severity.WARNING),
    # Quotes and their sources
    Code("altered-quote", "A quote whose source has other words."),
    Code("absent-quote", "A quote not found in its source."),
    Code("unchecked-quote", "A quote that cannot be looked up.", Severity.WARNING),
    Code("bad-quote", "A quote that is too long, or has no words."),
    Code("bad-source-text", "An archived text that cannot be used."),
    Code("bad-seal", "A seal that cannot be used."),
    Code(
        "stale-seal",
        "A seal that is older than its text, or than a quote from it.",
        Severity.WARNING,
    ),
    # Judgements
    Code("no-horizon", "A likelihood without a horizon.", Severity.WARNING),
    Code("no-basis", "A judgement without basis or evidence.", Severity.WARNING),
    Code("hedged-event", "An event that is itself uncertain.", Severity.WARNING),
    Code(
        "foreign-likelihood",
        "A likelihood word from another scale in running text.",
        Severity.WARNING,
    ),
    Code("mixed-judgement", "Likelihood and confidence in one sentence.", Severity.WARNING),
    Code("overconfident", "High confidence on thin evidence.", Severity.WARNING),
    Code("confirmed-by-one-origin", "Confirmation without a second origin.", Severity.WARNING),
    Code("cannot-accept", "Something is accepted that cannot be."),
    Code("unused-acceptance", "An accepted warning that does not occur.", Severity.WARNING),
    # Over time
    Code("conflicting-dates", "Two dates that cannot both be right.", Severity.WARNING),
    Code("overdue-risk", "A horizon that has passed without a resolution.", Severity.WARNING),
    Code("early-resolution", "A resolution from before the risk was first judged."),
    Code(
        "changed-meaning",
        "A key that seems to mean something different than before.",
        Severity.WARNING,
    ),
    Code("same-day", "Two briefings of one thread on the same day.", Severity.WARNING),
    Code("unmade-demand", "An answer to a demand that nobody made."),
    # Across entries and files
    Code("unknown-actor", "An actor that is defined nowhere."),
    Code("unknown-source", "A source that the briefing does not list."),
    Code("unnamed-source", "Evidence that does not name its source."),
    Code("unnamed-actor", "An actor without a name."),
    Code("conflicting-actor", "Two places say different things about one actor."),
    Code("actor-cycle", "An actor that is part of itself, or speaks for itself."),
    Code("duplicate-id", "Two files have the same id."),
)

CODES = {code.name: code for code in _TABLE}
"""Ours."""
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@cache
def codes() -> dict[str, Code]:
    """All codes, those that packages add behind ours. Raises `ExtensionError`."""
    return CODES | {each.name: each for each in _added()}


def code_named(name: str) -> Code | None:
    """A code; None where there is no such. Raises `ExtensionError`."""
    return CODES.get(name) or codes().get(name)


def _added() -> Iterator[Code]:
    for each in extensions(CHECKS):
        code = getattr(each.load(object), "code", None)  # of a `Check`, of a later room
        if not isinstance(code, Code):
            raise each.error("is no `Check`")
        if code.name != each.name:
            raise each.error("has a code of another name: both have to be the same")
        if each.name in CODES:
            raise each.error("is the name of one of our codes: choose another")
        if not _NAME.fullmatch(each.name):
            raise each.error("is no code: one is made of small letters, digits and hyphens")
        yield code
