"""From text to a document: what is not YAML is explained, and reading goes on behind it.

A fault of syntax ends YAML's own reading. So the top-level entry that holds the fault is
blanked out, offsets kept, and the rest is read again: one run shows every fault of a file.
"""

from __future__ import annotations

import re

import yaml

from generator.diagnostics.finding import Edit, Finding, Fix, Place, SourceText
from generator.reading.limits import MAX_FAULTS
from generator.reading.nodes import Document, Mapping, Refused, Scalar, build
from generator.reading.text import CONTROL

_TOP_LEVEL_KEY = re.compile(r"^(?:([A-Za-z0-9_][\w-]*)[ \t]*:(?=\s|$)|---)", re.MULTILINE)
_BLANKED = re.compile(r"[^\r\n]")
_INDENTED_BY_TAB = re.compile(r"[ ]*\t\s*")

_QUOTE_HELP = "put the text in quotes: 'like this', or on lines of its own after `>`"
_MENDED_BY_QUOTES = (
    "mapping values are not allowed",
    "found character that cannot start any token",
)
_PLAIN_VALUE = re.compile(r"""\s*(?:- +)*[\w-]+:[ ]+(?P<value>[^\s'"\[{|>#&*!][^#]*?)\s*""")
_ADVICE = (
    ("mapping values are not allowed", "a colon and a space stand inside a value", _QUOTE_HELP),
    (
        "found character that cannot start any token",
        "a value cannot start with this character",
        _QUOTE_HELP,
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
    while True:
        try:
            root, findings = build(source, text)
            break
        except Refused as refused:
            return None, [*faults, refused.finding]
        except yaml.MarkedYAMLError as error:
            fault, at = _explain(source, text, error)
            faults.append(fault)
            blanked, key = _without_entry(text, at)
            if blanked == text or len(faults) >= MAX_FAULTS:
                return None, faults
            text = blanked
            unread.add(key)
        except yaml.YAMLError as error:
            place = Place(source, 0, 1)
            return None, [*faults, Finding("bad-yaml", f"this is not YAML: {error}", place)]
    if root is None:
        if not faults:
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
        place = Place(source, root.start, max(root.end, root.start + 1))
        finding = Finding(
            "wrong-kind",
            f"the file holds {what}, not keys with values",
            place,
            help="start each line with a key and a colon, such as `title: …`",
        )
        return None, [*faults, *findings, finding]
    return Document(source, root, frozenset(unread)), [*faults, *findings]


def _explain(source: SourceText, text: str, error: yaml.MarkedYAMLError) -> tuple[Finding, int]:
    """Say what a fault of YAML is in a writer's words, and where the entry with it starts."""
    problem = error.problem or "it cannot be read"
    at = error.problem_mark.index if error.problem_mark else 0
    context = error.context or ""
    if error.context_mark and ("quoted scalar" in context or "flow" in context):
        opened = error.context_mark.index
    else:
        opened = at
    line_start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    tab = _INDENTED_BY_TAB.match(text, line_start)
    if tab and tab.end() >= at:
        start = text.index("\t", line_start)
        place = Place(source, start, start + 1)
        indent = tab.group().rstrip("\r\n")
        spaces = Edit(line_start, line_start + len(indent), indent.replace("\t", "  "))
        finding = Finding(
            "tab-indentation",
            "the line is indented by a tab",
            place,
            help="use spaces, two for each level",
            fix=Fix("indent it by spaces", (spaces,)),
        )
        return finding, at
    for words, headline, advice in _ADVICE:
        if words in problem:
            shown = opened if "never closed" in headline else at
            place = Place(source, shown, shown + 1)
            fix = _quoted(text, at) if words in _MENDED_BY_QUOTES else None
            return Finding("bad-yaml", headline, place, help=advice, fix=fix), opened
    place = Place(source, at, at + 1)
    return Finding("bad-yaml", f"this is not YAML: {problem}", place), opened


def _quoted(text: str, at: int) -> Fix | None:
    """The fix that puts the plain value of a line in quotes, where it fills one line alone."""
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    line = re.split(r"[\r\n]", text[start:], maxsplit=1)[0]
    match = _PLAIN_VALUE.fullmatch(line)
    if not match or at < start + match.start("value"):
        return None
    value = match["value"]
    quoted = "'" + value.replace("'", "''") + "'"
    edit = Edit(start + match.start("value"), start + match.end("value"), quoted)
    return Fix("put the text in quotes", (edit,))


def _without_entry(text: str, at: int) -> tuple[str, str]:
    """Blank out the top-level entry around an offset; return its key too, "" for none."""
    start, end, key = 0, len(text), ""
    for match in _TOP_LEVEL_KEY.finditer(text):
        if match.start() > at:
            end = match.start()
            break
        start, key = match.start(), match[1] or ""
    return text[:start] + _BLANKED.sub(" ", text[start:end]) + text[end:], key
