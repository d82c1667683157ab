"""Explain slips within a line for which YAML blames the line below."""

from __future__ import annotations

import re
from functools import cache

import yaml
from pydantic import BaseModel

from generator.diagnostics.finding import Edit, Finding, Fix, Place, SourceText
from generator.model.references import entries_of
from generator.reading.lines import line_above, line_at, line_start
from generator.reading.trial import fits

ODD_SPACE = "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
DASHES = "\u2010-\u2015\u2022\u2212\u00b7"
"""What word processors make of a hyphen, and their bullets."""
_ITEM = re.compile(
    rf" *(?:- +)*(?P<dash>[-{DASHES}])(?P<gap>(?: |{ODD_SPACE})*)(?P<key>\w+):(?=\s|\Z)"
)
_GLUED = re.compile(
    rf" *(?:- +)*(?P<key>\w+):(?P<odd>(?:{ODD_SPACE}(?: |{ODD_SPACE})*)?)(?P<value>\S.*)"
)
_CONFLICT = re.compile(r"^<{7} .*$", re.MULTILINE)
_SHOWN_BELOW = (
    "mapping values are not allowed",
    "could not find expected ':'",
    "did not find expected key",
    "did not find expected '-' indicator",
)
_LONGEST = 40
"""Characters of a value that are repeated in an advice."""


def slip(
    source: SourceText, text: str, error: yaml.MarkedYAMLError, model: type[BaseModel]
) -> tuple[Finding, int] | None:
    """Say that a line lacks a space, or has one that YAML does not know, and where it starts.

    YAML takes such a line for text that continues, and finds fault only with the next one.
    """
    if error.problem_mark is None or not any(w in (error.problem or "") for w in _SHOWN_BELOW):
        return None
    at = error.problem_mark.index
    opened = error.context_mark if "simple key" in (error.context or "") else None
    starts = [line_start(text, mark.index) for mark in (error.problem_mark, opened) if mark]
    if (above := line_above(text, at)) is not None:
        starts.append(above)
    for start in starts:
        if finding := _item_in(source, text, start, model) or _glued_in(source, text, start, model):
            return finding, start
    return None


def conflict(source: SourceText) -> Finding | None:
    """Say that a file holds two versions of some lines, between the marks of a merge."""
    match = _CONFLICT.search(source.text)
    if match is None:
        return None
    return Finding(
        "bad-yaml",
        "two versions of these lines are still to be merged",
        source.place(*match.span()),
        help="keep one of them, and delete the lines with <<<<<<<, ======= and >>>>>>>",
    )


def indented_oddly(source: SourceText, start: int, end: int) -> Finding:
    """Say that a line is indented by spaces that YAML does not accept.

    They come from copying a page, and look like ordinary ones.
    """
    return Finding(
        "bad-yaml",
        "the line is indented by a space that YAML does not accept: "
        f"U+{ord(source.text[start]):04X}",
        Place(source, start, end),
        help="use ordinary spaces, two for each level",
        # Not safe: some of these spaces are two wide and some have no width.
        fix=Fix("use ordinary spaces", (Edit(start, end, " " * (end - start)),), safe=False),
    )


def _item_in(source: SourceText, text: str, start: int, model: type[BaseModel]) -> Finding | None:
    match = _ITEM.match(text, start)
    if match is None or match["key"] not in _keys(model):
        return None
    dash, gap = match["dash"], match["gap"]
    if dash == "-" and gap.strip(" ") == "" and gap:
        return None
    edits = (Edit(match.start("dash"), match.end("gap"), "- "),)
    fix = Fix("start the item with `- `", edits) if fits(text, edits, model) else None
    if dash == "-" and gap:
        odd = match.start("gap") + len(gap) - len(gap.lstrip(" "))
        return _oddly_spaced(Place(source, odd, match.end("gap")), "-", fix)
    key = match["key"]
    return Finding(
        "bad-yaml",
        f"there is no space between `-` and `{key}:`"
        if dash == "-"
        else f"a list item starts with a hyphen, not with “{dash}”",
        Place(source, match.start("dash"), match.end("key") + 1),
        help=f"write `- {key}: …`",
        fix=fix,
    )


def _glued_in(source: SourceText, text: str, start: int, model: type[BaseModel]) -> Finding | None:
    match = _GLUED.fullmatch(line_at(text, start))
    if match is None or match["key"] not in _keys(model):
        return None
    key, value = match["key"], match["value"]
    colon, behind = start + match.end("key") + 1, start + match.start("value")
    edits = (Edit(colon, behind, " "),)
    fix = Fix("put a space after the colon", edits) if fits(text, edits, model) else None
    if match["odd"]:
        return _oddly_spaced(Place(source, colon, behind), f"{key}:", fix)
    shown = value if len(value) <= _LONGEST else "…"
    return Finding(
        "bad-yaml",
        f"there is no space between `{key}:` and its value",
        Place(source, start + match.start("key"), colon),
        help=f"write `{key}: {shown}`",
        fix=fix,
    )


def _oddly_spaced(place: Place, before: str, fix: Fix | None) -> Finding:
    return Finding(
        "bad-yaml",
        f"`{before}` is followed by a space that YAML does not accept: "
        f"U+{ord(place.source.text[place.start]):04X}",
        place,
        help="use an ordinary space",
        fix=fix,
    )


@cache
def _keys(model: type[BaseModel]) -> frozenset[str]:
    """The keys of all entries that a file may hold."""
    return frozenset(key for entry in entries_of(model) for key in entry.model_fields)
