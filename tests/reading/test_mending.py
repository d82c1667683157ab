"""A fix that is made without asking gives back what stood there before the slip."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest

from generator.diagnostics.finding import SourceText
from generator.diagnostics.fixing import edited, safe_edits
from generator.model.briefing import Briefing
from generator.reading.syntax import parse
from generator.reading.validate import validate
from tests.pictures import ROOT

TEXTS = [path.read_text("utf-8") for path in sorted((ROOT / "briefings").glob("20*/*.yml"))]


def with_tabs(lines: list[str], at: int, random: Random) -> None:
    """Put tabs in place of the indents of some lines."""
    width = random.choice((2, 4, 8))
    for number in range(at, min(at + random.randint(1, 4), len(lines))):
        if lines[number].startswith(" "):
            text = lines[number].lstrip(" ")
            lines[number] = "\t" * max(1, (len(lines[number]) - len(text)) // width) + text


def with_another_dash(lines: list[str], at: int, random: Random) -> None:
    """Put something else in place of a hyphen."""
    lines[at] = lines[at].replace("- ", random.choice(("-", "– ", "•", "-\u00a0")), 1)


def without_a_space(lines: list[str], at: int, random: Random) -> None:
    """Leave out the space behind a colon, or put another one there."""
    lines[at] = re.sub(r"^( *(?:- )?\w+:) ", random.choice((r"\1", "\\1\u00a0")), lines[at])


def indented_otherwise(lines: list[str], at: int, random: Random) -> None:
    """Indent a line by more or less than it was."""
    text = lines[at].lstrip(" ")
    lines[at] = " " * random.randint(1, len(lines[at]) - len(text) + 1) + text


@pytest.mark.parametrize(
    "slip", [with_tabs, with_another_dash, without_a_space, indented_otherwise]
)
def test_a_slip_is_mended_to_what_it_was_or_not_at_all(slip: Any) -> None:
    mended = 0
    for seed in range(120):
        random = Random(seed)
        text = random.choice(TEXTS)
        lines = text.split("\n")
        slip(lines, random.choice([n for n, line in enumerate(lines) if line[:1] == " "]), random)
        source = SourceText("a.yml", "\n".join(lines))
        document, findings = parse(source)
        if document:
            findings += validate(document, Briefing)[1]
        if edits := safe_edits(findings):
            mended += 1
            assert values(edited(source.text, edits)) == values(text), f"the slip of seed {seed}"
    assert mended


def values(text: str) -> Any:
    """What a text says."""
    document, _ = parse(SourceText("a.yml", text))
    assert document
    return document.plain()
