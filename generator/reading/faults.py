"""Explain a fault of YAML in a writer's words: what it is, where it is, and what to do."""

from __future__ import annotations

import re
from itertools import islice

import yaml
from pydantic import BaseModel

from generator.diagnostics.finding import Edit, Finding, Fix, SourceText
from generator.reading.lines import (
    BREAKS,
    KEY_LINE,
    entry_start,
    line_above,
    line_at,
    line_end,
    line_start,
)
from generator.reading.mending import PLAIN_VALUE, quoted, spaces_for_tabs
from generator.reading.slips import ODD_SPACE, indented_oddly
from generator.reading.trial import fits, tried

_INDENTED_BY_TAB = re.compile(r"[ ]*\t\s*")
_INDENTED_ODDLY = re.compile(rf"(?:\A|(?<=[{BREAKS}])) *(?P<odd>{ODD_SPACE}(?: |{ODD_SPACE})*)")
_LAST_COLON = re.compile(rf"(?P<colon>:)[ \t]*(?=[{BREAKS}]|#|\Z)")
_COLON_INSIDE = re.compile(rf"[^,\[\]{{}}{BREAKS}]*(?P<colon>:)(?=[,\]}}])")
_ITEM_LINE = re.compile(r"(?P<lead> *(?:- +)+)(?P<key>[\w-]+):(?=\s|\Z)")

_HASH = re.compile(r"(?<=\S)[ \t]+(?P<hash>#)")
_MOST_HASHES = 3
"""Of a fault that are tried: each takes as long as reading the entry."""
_CLOSING = {"[": "]", "{": "}"}
_QUOTE_HELP = "put the text in quotes: 'like this', or on lines of its own after `>`"
_FLOW_HELP = "put the text in quotes: 'like this'"
_MENDED_BY_QUOTES = (
    "mapping values are not allowed",
    "found character that cannot start any token",
    "expected alphabetic or numeric character",
)
_NO_TEXT = {"[": "a list", "{": "a mapping", "*": "an alias", "&": "an anchor", "!": "a tag"}
"""What a value is to YAML, by how it starts."""
_ADVICE = (
    ("mapping values are not allowed", "a value contains a colon and a space", _QUOTE_HELP),
    (
        "found character that cannot start any token",
        "a value cannot start with this character",
        _QUOTE_HELP,
    ),
    (
        "did not find expected hexdecimal number",
        "there is no such escape sequence",
        "use single quotes, in which \\ is an ordinary character",
    ),
    (
        "found unknown escape character",
        "there is no such escape sequence",
        "use single quotes, in which \\ is an ordinary character",
    ),
    (
        "did not find expected ',' or ']'",
        "this list is never closed by ], or a comma is missing",
        "close it, or separate its items with commas",
    ),
    (
        "did not find expected ',' or '}'",
        "this mapping is never closed by }, or a comma is missing",
        "close it and each quote in it; put text that contains a comma or a brace in quotes",
    ),
    (
        "found unexpected end of stream",
        "this quote is never closed",
        "close it; inside single quotes a ' is written twice",
    ),
    ("found unexpected document indicator", "this quote is never closed", "close it"),
    (
        "did not find expected key",
        "the line does not fit the lines above it, and is not a key",
        "indent it like its neighbours; text after a closing quote belongs inside the quotes",
    ),
    (
        "did not find expected '-' indicator",
        "the line does not continue the list above it",
        "indent each item like the first, and start it with `- `",
    ),
    (
        "did not find expected node content",
        "a value is expected here",
        "write one, or put text that contains brackets or commas in quotes",
    ),
    (
        "expected alphabetic or numeric character",
        "a value cannot start with & or *",
        _QUOTE_HELP,
    ),
    (
        "block sequence entries are not allowed",
        "a list starts on the same line as its key",
        f"start it on the next line; if it is not a list, {_QUOTE_HELP}",
    ),
    (
        "did not find expected <document start>",
        "the line starts further left than the first one",
        "start all top-level keys in the first column",
    ),
    (
        "could not find expected ':'",
        "a key has no colon",
        "write `key: value`; text that continues on the next line is indented further",
    ),
)


def explain(
    source: SourceText, text: str, error: yaml.MarkedYAMLError, model: type[BaseModel]
) -> tuple[Finding, int]:
    """Say what a fault of YAML is in a writer's words, and where the entry with it starts.

    A fix is offered if its result fits the `model` of the file.
    """
    problem = error.problem or "it cannot be read"
    at = error.problem_mark.index if error.problem_mark else 0
    context = error.context or ""
    opened = at
    if error.context_mark and any(word in context for word in ("scanning", "quoted", "flow")):
        opened = error.context_mark.index
    if tab := _indented_by_tab(source, text, at, model):
        return tab, at
    if odd := _oddly_indented(source, text, at):
        return odd, at
    if cut := _cut_short(source, text, opened, at, model):
        return cut, opened
    if unfit := _unfit_line(source, text, at, problem, model):
        return unfit, opened
    if ends_in_colon := _ends_in_colon(source, text, at, problem, model):
        return ends_in_colon, opened
    if "flow" in context and text[at : at + 1] == ":" and at < line_end(text, opened):
        place = source.place(at)
        headline = "a value contains a colon and a space"
        return Finding("bad-yaml", headline, place, help=_FLOW_HELP), opened
    place = source.place(at if context == "while parsing a quoted scalar" else opened)
    for words, headline, advice in _ADVICE:
        if words in problem:
            fix = quoted(text, at, model) if words in _MENDED_BY_QUOTES else None
            return Finding("bad-yaml", headline, place, help=advice, fix=fix), opened
    return Finding("bad-yaml", f"this is not YAML: {problem}", place), opened


def _ends_in_colon(
    source: SourceText, text: str, at: int, problem: str, model: type[BaseModel]
) -> Finding | None:
    """Explain a text whose last character is a colon, which YAML takes for that of a key."""
    if "mapping values are not allowed" in problem:
        colon = _LAST_COLON.match(text, at)
        help_ = f"{_QUOTE_HELP}; if it is a key, start it on the next line, further indented"
        fix = quoted(text, at, model)
    elif "found unexpected ':'" in problem:  # inside brackets; the mark is where the text starts
        colon = _COLON_INSIDE.match(text, at)
        help_, fix = _FLOW_HELP, None
    else:
        return None
    if colon is None:
        return None
    place = source.place(colon.start("colon"))
    headline = "the text ends in a colon, which makes it a key to YAML"
    return Finding("bad-yaml", headline, place, help=help_, fix=fix)


def _indented_by_tab(
    source: SourceText, text: str, at: int, model: type[BaseModel]
) -> Finding | None:
    start = line_start(text, at)
    tab = _INDENTED_BY_TAB.match(text, start)
    if tab is None or tab.end() < at:
        return None
    place = source.place(text.index("\t", start))
    return Finding(
        "tab-indentation",
        "the line is indented by a tab",
        place,
        help="use spaces, two for each level",
        fix=spaces_for_tabs(text, start, model),
    )


def _oddly_indented(source: SourceText, text: str, at: int) -> Finding | None:
    """Say that a line of the entry with a fault is indented by spaces that YAML does not accept."""
    match = _INDENTED_ODDLY.search(text, entry_start(text, at), at + 1)
    return indented_oddly(source, *match.span("odd")) if match else None


def _cut_short(
    source: SourceText, text: str, opened: int, at: int, model: type[BaseModel]
) -> Finding | None:
    """Say that a # hides what a list, a mapping or a text of several lines goes on with.

    So it is where all would be YAML with another character in its place.
    """
    closing = _CLOSING.get(text[opened : opened + 1]) if opened < at else None
    start = opened if closing else line_above(text, at)
    found = _HASH.finditer(text, start, at) if start is not None else ()
    hashes = [match.start("hash") for match in islice(found, _MOST_HASHES)]
    # One alone may be at fault, or one and those that stand behind it.
    for some in (*((each,) for each in hashes), *(hashes[n:] for n in range(len(hashes) - 1))):
        end = text.find(closing, some[-1]) if closing else at
        if end < 0:
            continue
        edits, rest = tuple(Edit(each, each + 1, "x") for each in some), Edit(end, end, "")
        as_it_is = (Edit(some[0], some[0], ""), rest)
        if fits(text, (*edits, rest), model) and not fits(text, as_it_is, model):
            return Finding(
                "bad-yaml",
                "the text ends before this #, and the rest is a comment",
                source.place(some[0], line_end(text, some[0])),
                help="put the text in quotes, or the comment on a line above it",
            )
    return None


def _unfit_line(
    source: SourceText, text: str, at: int, problem: str, model: type[BaseModel]
) -> Finding | None:
    """Explain a line that does not fit those above it, if its indentation or a quote shows why."""
    start = line_start(text, at)
    line = KEY_LINE.match(text, start)
    if "mapping values are not allowed" in problem and line and line.end() == at + 1:
        return Finding(
            "bad-yaml",
            "the line is indented so far that it continues the value above it",
            source.place(start + len(line["indent"]), at + 1),
            help="indent a key like its neighbours; put text with a colon in quotes",
        )
    if "did not find expected '-' indicator" in problem and line:
        return _under_its_dash(source, text, start + len(line["indent"]), model)
    if "did not find expected key" not in problem:
        return None
    if more := _more_behind(source, text, at, model):
        return more
    before = text[start:at].rstrip(" ")
    if before.endswith(("'", '"')):
        mark = before[-1]
        again = {"'": "''", '"': '\\"'}[mark]
        return Finding(
            "bad-yaml",
            f"the text in {mark}quotes{mark} ends here, but more follows",
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
                f"the line is indented by {by} spaces, but none of the lines above it is",
                source.place(start, at),
                help=f"indent it like its neighbours, by {' or '.join(map(str, near))}",
            )
    return None


def _indents(text: str, at: int) -> set[int]:
    """By how much keys are indented between the start of the entry around an offset and there."""
    lines = re.split(f"[{BREAKS}]", text[entry_start(text, at) : at])[1:-1]
    return {len(line["indent"]) for line in map(KEY_LINE.match, lines) if line}


def _under_its_dash(
    source: SourceText, text: str, key: int, model: type[BaseModel]
) -> Finding | None:
    """Explain a key that is not indented like the first one of its item, which has the hyphen."""
    start, at = line_start(text, key), entry_start(text, key)
    items = [
        item
        for item in map(_ITEM_LINE.match, re.split(f"[{BREAKS}]", text[at:start]))
        if item and item["lead"].index("-") <= key - start < len(item["lead"])
    ]
    if not items:
        return None
    by, first = len(items[-1]["lead"]), items[-1]["key"]
    edits = (Edit(start, key, " " * by),)
    if not fits(text, edits, model):
        return None
    # If other keys of the item are indented like this one, the first may be the wrong one.
    is_alone = tried(text, edits, model, whole=True) is not None
    colon = text.index(":", key)
    return Finding(
        "bad-yaml",
        f"`{text[key:colon]}` is not indented like `{first}` in the same item",
        source.place(key, colon),
        help=f"indent it by {by} spaces",
        fix=Fix(f"indent it like `{first}`", edits) if is_alone else None,
    )


def _more_behind(source: SourceText, text: str, at: int, model: type[BaseModel]) -> Finding | None:
    """Explain a value that starts like a list or an alias, and goes on as text."""
    start = line_start(text, at)
    match = PLAIN_VALUE.fullmatch(line_at(text, at))
    if match is None or match["value"][0] not in _NO_TEXT or at <= start + match.start("value"):
        return None
    sign = match["value"][0]
    return Finding(
        "bad-yaml",
        f"a value that starts with {sign} is {_NO_TEXT[sign]}, and text follows it",
        source.place(start + match.start("value")),
        help=_QUOTE_HELP,
        fix=quoted(text, at, model),
    )
