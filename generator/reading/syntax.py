"""From text to a document: what is not YAML is explained, and reading goes on behind it.

A fault of syntax ends YAML's own reading. So the top-level entry that holds the fault is
blanked out, offsets kept, and the rest is read again: one run shows every fault of a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import yaml

from generator.diagnostics.finding import Edit, Finding, Fix, Place, SourceText
from generator.reading.composing import Refused, compose
from generator.reading.limits import MAX_FAULTS, MAX_FINDINGS, MAX_REREAD
from generator.reading.nodes import Document, Mapping, Scalar, is_unread
from generator.reading.text import CONTROL

_BREAKS = "\r\n\x85\u2028\u2029"
"""What ends a line in YAML."""
_TOP_LEVEL_KEY = re.compile(rf"(?:\A|(?<=[{_BREAKS}]))(?:([A-Za-z0-9_][\w-]*)[ \t]*:(?=\s|\Z)|---)")
_BLANKED = re.compile(f"[^{_BREAKS}]")
_NO_WORDS = rf"(?:[ \t]*#[^{_BREAKS}]*|%[^{_BREAKS}]*|---|[ \t]*)[{_BREAKS}]"
_FIRST_WORDS = re.compile(rf"(?:{_NO_WORDS})*[ \t]*(?P<words>[^{_BREAKS}]+)")
_TABS = re.compile(rf"(?<=[{_BREAKS}])\t+")
_INDENTED_BY_TAB = re.compile(r"[ ]*\t\s*")

_TOO_DEEP = "exceeded maximum nesting depth"
"""What libyaml says from 0.2.6 on of a thousand levels inside one another."""
_QUOTE_HELP = "put the text in quotes: 'like this', or on lines of its own after `>`"
_MENDED_BY_QUOTES = (
    "mapping values are not allowed",
    "found character that cannot start any token",
)
_PLAIN_VALUE = re.compile(
    r"""\s*(?:- +)*[\w-]+:[ ]+(?P<value>[^\s'"\[{|>#&*!][^#]*)(?:(?<=\s)#.*)?"""
)
_ADVICE = (
    ("mapping values are not allowed", "a colon and a space stand inside a value", _QUOTE_HELP),
    (
        "found character that cannot start any token",
        "a value cannot start with this character",
        _QUOTE_HELP,
    ),
    (
        "did not find expected hexdecimal number",
        "there is no such escape",
        "use single quotes, in which \\ is an ordinary character",
    ),
    (
        "found unknown escape character",
        "there is no such escape",
        "use single quotes, in which \\ is an ordinary character",
    ),
    (
        "did not find expected ',' or ']'",
        "this list is never closed by ], or a comma is missing",
        "close it, or separate its items by commas",
    ),
    (
        "did not find expected ',' or '}'",
        "this mapping is never closed by }, or a comma is missing",
        "close it, or put text that holds a comma or a brace in quotes",
    ),
    (
        "found unexpected end of stream",
        "this quote is never closed",
        "close it; inside single quotes a ' is written twice",
    ),
    ("found unexpected document indicator", "this quote is never closed", "close it"),
    (
        "did not find expected key",
        "the line fits neither the lines above nor a key",
        "indent it like its neighbours; text behind a closing quote belongs inside the quotes",
    ),
    (
        "did not find expected '-' indicator",
        "a list ends without a reason that can be seen",
        "indent each item like the first, and start it by `- `",
    ),
    (
        "did not find expected node content",
        "a value is expected here",
        "write one, or put text that holds brackets or commas in quotes",
    ),
    (
        "expected alphabetic or numeric character",
        "a value cannot start with & or *",
        _QUOTE_HELP,
    ),
    (
        "block sequence entries are not allowed",
        "a list starts behind its key",
        f"start it on the next line; if it is no list, {_QUOTE_HELP}",
    ),
    (
        "did not find expected <document start>",
        "the line starts further left than the first one",
        "start all top-level keys in the first column",
    ),
    (
        "could not find expected ':'",
        "a key without its colon",
        "write `key: value`; text that goes on on the next line is indented further",
    ),
)


def parse(source: SourceText) -> tuple[Document | None, list[Finding]]:
    """Read a file's text into a document.

    Returns None, and at least one finding, where nothing of it can be read.
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
                # The parser looks ahead, and fails before it has told of the first level too many.
                text = text[: deep.index]
                continue
            fault, at = _stray_start(source, text, error) or _explain(source, text, error)
            faults.append(fault)
            blanked, key = _without_entry(text, at)
            reread += at
            if blanked == text or len(faults) >= MAX_FAULTS or reread > MAX_REREAD:
                return None, faults
            text = blanked
            unread.add(key)
        except yaml.YAMLError as error:
            fault = Finding("bad-yaml", f"this is not YAML: {error}", source.place(0))
            return None, [*faults, fault]
    if root is None:
        if not faults and not findings:
            faults.append(
                Finding(
                    "empty-file",
                    "the file holds nothing",
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
            f"the file holds {what}, not keys with values",
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
    first = next((match for match in _TOP_LEVEL_KEY.finditer(text) if match[1]), None)
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


def _explain(source: SourceText, text: str, error: yaml.MarkedYAMLError) -> tuple[Finding, int]:
    """Say what a fault of YAML is in a writer's words, and where the entry with it starts."""
    problem = error.problem or "it cannot be read"
    at = error.problem_mark.index if error.problem_mark else 0
    context = error.context or ""
    opened = at
    if error.context_mark and any(word in context for word in ("scanning", "quoted", "flow")):
        opened = error.context_mark.index
    line_start = _line_start(text, at)
    tab = _INDENTED_BY_TAB.match(text, line_start)
    if tab and tab.end() >= at:
        start = text.index("\t", line_start)
        place = Place(source, start, start + 1)
        indent = tab.group().rstrip("\r\n")
        spaces = Edit(line_start, line_start + len(indent), indent.replace("\t", "  "))
        others = islice(_tabs(text, spaces.end), MAX_FINDINGS)
        finding = Finding(
            "tab-indentation",
            "the line is indented by a tab",
            place,
            help="use spaces, two for each level",
            fix=Fix("indent by spaces", (spaces, *others)),
        )
        return finding, at
    place = source.place(at if context == "while parsing a quoted scalar" else opened)
    for words, headline, advice in _ADVICE:
        if words in problem:
            fix = _quoted(text, at) if words in _MENDED_BY_QUOTES else None
            return Finding("bad-yaml", headline, place, help=advice, fix=fix), opened
    return Finding("bad-yaml", f"this is not YAML: {problem}", place), opened


def _tabs(text: str, start: int) -> Iterator[Edit]:
    """Edits for all further tabs that lines start with, up to the next top-level entry."""
    following = _TOP_LEVEL_KEY.search(text, start)
    end = following.start() if following else len(text)
    for match in _TABS.finditer(text, start, end):
        yield Edit(match.start(), match.end(), match.group().replace("\t", "  "))


def _quoted(text: str, at: int) -> Fix | None:
    """The fix that puts the plain value of a line in quotes, where it fills one line alone."""
    start = _line_start(text, at)
    line = re.split(f"[{_BREAKS}]", text[start:], maxsplit=1)[0]
    match = _PLAIN_VALUE.fullmatch(line)
    if not match or at < (at_value := start + match.start("value")):
        return None
    value = match["value"].rstrip()
    quoted = "'" + value.replace("'", "''") + "'"
    edit = Edit(at_value, at_value + len(value), quoted)
    return Fix("put the text in quotes", (edit,))


def _line_start(text: str, at: int) -> int:
    return max(text.rfind(end, 0, at) for end in _BREAKS) + 1


def _without_entry(text: str, at: int) -> tuple[str, str]:
    """Blank out the top-level entry around an offset; return its key too, "" for none."""
    start, end, key = 0, len(text), ""
    for match in _TOP_LEVEL_KEY.finditer(text):
        if match.start() > at:
            end = match.start()
            break
        start, key = match.start(), match[1] or ""
    return text[:start] + _BLANKED.sub(" ", text[start:end]) + text[end:], key
