"""Read text into a document: faults of YAML are explained, and reading goes on after them.

A YAML parser stops at a fault of syntax. So the top-level entry with the fault is blanked out,
which keeps all offsets, and the rest is read again: one run shows every fault of a file.
"""

from __future__ import annotations

import re

import yaml
from pydantic import BaseModel

from generator.diagnostics.finding import Finding, Place, SourceText
from generator.model.briefing import Briefing
from generator.reading.composing import Refused, compose
from generator.reading.faults import explain
from generator.reading.limits import MAX_FAULTS, MAX_REREAD
from generator.reading.lines import BREAKS, TOP_LEVEL_KEY, line_start
from generator.reading.nodes import Document, Mapping, Scalar, is_unread
from generator.reading.slips import conflict, slip
from generator.reading.text import CONTROL

_BLANKED = re.compile(f"[^{BREAKS}]")
_NO_WORDS = rf"(?:[ \t]*#[^{BREAKS}]*|%[^{BREAKS}]*|---|[ \t]*)[{BREAKS}]"
_FIRST_WORDS = re.compile(rf"(?:{_NO_WORDS})*[ \t]*(?P<words>[^{BREAKS}]+)")

_TOO_DEEP = "exceeded maximum nesting depth"
"""What libyaml, from 0.2.6, says about a thousand nested levels."""


def parse(
    source: SourceText, model: type[BaseModel] = Briefing
) -> tuple[Document | None, list[Finding]]:
    """Read a file's text into a document; fixes for its faults have to fit `model`.

    Returns None, and at least one finding, if nothing of it can be read.
    """
    text = CONTROL.sub(" ", source.text)
    faults: list[Finding] = []
    unread: set[str] = set()
    reread = 0
    while True:
        try:
            root, findings = compose(source, text)
            break
        except Refused as refused:
            return None, [*faults, refused.finding]
        except yaml.MarkedYAMLError as error:
            if _TOO_DEEP in (error.problem or "") and (deep := error.problem_mark):
                # The parser looks ahead: it fails before it gives us the first level too many.
                text = text[: deep.index]
                continue
            if not faults and (unmerged := conflict(source)):
                return None, [unmerged]
            fault, at = (
                slip(source, text, error, model)
                or _stray_start(source, text, error)
                or explain(source, text, error, model)
            )
            faults.append(fault)
            blanked, key = _without_entry(text, at)
            reread += at
            if blanked == text or len(faults) >= MAX_FAULTS or reread > MAX_REREAD:
                return None, faults
            unread.add(key)
            if _is_keyless(text, at):
                unread.add("")
            text = blanked
        except yaml.YAMLError as error:
            fault = Finding("bad-yaml", f"this is not YAML: {error}", source.place(0))
            return None, [*faults, fault]
    if root is None:
        if not faults and not findings:
            faults.append(
                Finding(
                    "empty-file",
                    "the file is empty",
                    Place(source, 0, 0),
                    help="a briefing starts with a title and a date",
                )
            )
        return None, [*faults, *findings]
    if not isinstance(root, Mapping):
        what = "text" if isinstance(root, Scalar) else "a list"
        place = source.place(root.start, root.end)
        finding = Finding(
            "wrong-kind",
            f"the file contains {what}, not keys with values",
            place,
            help="start each line with a key and a colon, such as `title: …`",
        )
        return None, [*faults, *findings, finding]
    if findings:
        unread |= {key for key, (_, value) in root.items.items() if is_unread(value)}
    if root.unread:
        unread.add("")
    return Document(source, root, frozenset(unread)), [*faults, *findings]


def _stray_start(
    source: SourceText, text: str, error: yaml.MarkedYAMLError
) -> tuple[Finding, int] | None:
    """Say that a file starts with something that has no key, if that is the fault.

    YAML finds fault only with the first key below, and again with every further one.
    """
    first = next((match for match in TOP_LEVEL_KEY.finditer(text) if match[1]), None)
    at = error.problem_mark.index if error.problem_mark else -1
    if first is None or at not in (first.start(), first.end() - 1):
        return None
    stray = _FIRST_WORDS.match(text)
    if stray is None or stray.start("words") >= first.start():
        return None
    start = stray.start("words")
    finding = Finding(
        "bad-yaml",
        "the file starts with something that has no key",
        source.place(start, stray.end("words")),
        help="start each line with a key, a colon and a space, such as `title: …`",
    )
    return finding, start


def _is_keyless(text: str, at: int) -> bool:
    """Whether a line starts here in the first column, and YAML finds no key in it."""
    first = at == line_start(text, at) and not text[at : at + 1].isspace()
    return first and TOP_LEVEL_KEY.match(text, at) is None


def _without_entry(text: str, at: int) -> tuple[str, str]:
    """Blank out the top-level entry around an offset; return its key too, "" for none."""
    start, end, key = 0, len(text), ""
    for match in TOP_LEVEL_KEY.finditer(text):
        if match.start() > at:
            end = match.start()
            break
        start, key = match.start(), match[1] or ""
    return text[:start] + _BLANKED.sub(" ", text[start:end]) + text[end:], key
