"""What a fault of YAML is, in a writer's words: where it stands, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import yaml

from generator.diagnostics.finding import Edit, Finding, Fix, Place, SourceText
from generator.reading.limits import MAX_FINDINGS

BREAKS = "\r\n\x85\u2028\u2029"
"""What ends a line in YAML."""
TOP_LEVEL_KEY = re.compile(rf"(?:\A|(?<=[{BREAKS}]))(?:([A-Za-z0-9_][\w-]*)[ \t]*:(?=\s|\Z)|---)")
_TABS = re.compile(rf"(?<=[{BREAKS}])\t+")
_INDENTED_BY_TAB = re.compile(r"[ ]*\t\s*")
_ODD_SPACE = "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_INDENTED_ODDLY = re.compile(rf"(?:\A|(?<=[{BREAKS}])) *(?P<odd>{_ODD_SPACE}(?: |{_ODD_SPACE})*)")
_KEY_LINE = re.compile(r"(?P<indent> *)(?:- +)*[\w-]+:(?=\s|\Z)")


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
        "close it and each quote in it; put text that holds a comma or a brace in quotes",
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
        "the line does not go on with the list above it",
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


def explain(source: SourceText, text: str, error: yaml.MarkedYAMLError) -> tuple[Finding, int]:
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
    if odd := _oddly_indented(source, text, at):
        return odd, at
    if unfit := _unfit_line(source, text, at, problem):
        return unfit, opened
    place = source.place(at if context == "while parsing a quoted scalar" else opened)
    for words, headline, advice in _ADVICE:
        if words in problem:
            fix = _quoted(text, at) if words in _MENDED_BY_QUOTES else None
            return Finding("bad-yaml", headline, place, help=advice, fix=fix), opened
    return Finding("bad-yaml", f"this is not YAML: {problem}", place), opened


def _oddly_indented(source: SourceText, text: str, at: int) -> Finding | None:
    """Say that a line of the entry with a fault is indented by spaces that are none to YAML.

    They come in by copying from a page, and look like others.
    """
    match = _INDENTED_ODDLY.search(text, _entry_start(text, at), at + 1)
    if match is None:
        return None
    start, end = match.span("odd")
    return Finding(
        "bad-yaml",
        f"the line is indented by a space that YAML does not know: U+{ord(match['odd'][0]):04X}",
        Place(source, start, end),
        help="use ordinary spaces, two for each level",
        # How many are meant nobody knows: some of these spaces are two wide, and some are none.
        fix=Fix("use ordinary spaces", (Edit(start, end, " " * (end - start)),), safe=False),
    )


def _unfit_line(source: SourceText, text: str, at: int, problem: str) -> Finding | None:
    """Explain a line that does not fit those above it, where it shows by how much."""
    start = _line_start(text, at)
    line = _KEY_LINE.match(text, start)
    if "mapping values are not allowed" in problem and line and line.end() == at + 1:
        return Finding(
            "bad-yaml",
            "the line is indented so far that it goes on with the value above it",
            source.place(start + len(line["indent"]), at + 1),
            help="indent a key like its neighbours; put text with a colon in quotes",
        )
    if "did not find expected key" not in problem:
        return None
    before = text[start:at].rstrip(" ")
    if before.endswith(("'", '"')):
        mark = before[-1]
        again = {"'": "''", '"': '\\"'}[mark]
        return Finding(
            "bad-yaml",
            f"the text in {mark}quotes{mark} ends here, and more follows",
            source.place(start + len(before) - 1),
            help=f"write {again} for a {mark} inside them",
        )
    if line and at == start + len(line["indent"]) < line.end():
        by = at - start
        above = _indents(text, at)
        near = [*sorted(n for n in above if n < by)[-1:], *sorted(n for n in above if n > by)[:1]]
        if near and by not in above:
            return Finding(
                "bad-yaml",
                f"the line is indented by {by} spaces, and none of the lines above it is",
                source.place(start, at),
                help=f"indent it like its neighbours, by {' or '.join(map(str, near))}",
            )
    return None


def _indents(text: str, at: int) -> set[int]:
    """By how much keys are indented between the start of the entry around an offset and there."""
    lines = re.split(f"[{BREAKS}]", text[_entry_start(text, at) : at])[1:-1]
    return {len(line["indent"]) for line in map(_KEY_LINE.match, lines) if line}


def _entry_start(text: str, at: int) -> int:
    """Where the top-level entry around an offset starts."""
    return max((match.start() for match in TOP_LEVEL_KEY.finditer(text, 0, at)), default=0)


def _tabs(text: str, start: int) -> Iterator[Edit]:
    """Edits for all further tabs that lines start with, up to the next top-level entry."""
    following = TOP_LEVEL_KEY.search(text, start)
    end = following.start() if following else len(text)
    for match in _TABS.finditer(text, start, end):
        yield Edit(match.start(), match.end(), match.group().replace("\t", "  "))


def _quoted(text: str, at: int) -> Fix | None:
    """The fix that puts the plain value of a line in quotes, where it fills one line alone."""
    start = _line_start(text, at)
    line = re.split(f"[{BREAKS}]", text[start:], maxsplit=1)[0]
    match = _PLAIN_VALUE.fullmatch(line)
    if not match or at < (at_value := start + match.start("value")):
        return None
    value = match["value"].rstrip()
    quoted = "'" + value.replace("'", "''") + "'"
    edit = Edit(at_value, at_value + len(value), quoted)
    return Fix("put the text in quotes", (edit,))


def _line_start(text: str, at: int) -> int:
    return max(text.rfind(end, 0, at) for end in BREAKS) + 1
