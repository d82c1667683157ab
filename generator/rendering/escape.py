"""A writer's words as HTML that shows exactly what was typed.

The words of a briefing stand in blocks of raw HTML, which no Markdown engine and no extension
of one touches; the page around them is Markdown. What works on a page before its blocks are
found (template languages, snippets, fences, change marks) looks for braces, backticks, tildes
and angle brackets: those become character references, like HTML's own special characters.
A block ends at an empty line, so line ends do as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import markupsafe
from markdown_it import MarkdownIt
from markupsafe import Markup

from generator.model.markup import is_allowed, prose_parser
from generator.model.text import Prose

_SYNTAX = re.compile("[&<>\"'`{}~\\\\\t\n\r\x85\u2028\u2029]")
# HTML reads &#133; as “…”, and has no other way to write that line end.
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\x85": "&#10;"}
_MARKS = re.compile(r"[*_`\[\\]")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n\s*")
_OPENING = 1_000
"""Characters of prose that a card shows."""
_BREAK = "\\\n"
"""What Markdown takes for a line break. It is no mark of prose: it shows as typed."""


safe: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Takes HTML as it is, without asking first whether it is any: `Markup` would take longer."""


@lru_cache(maxsize=20_000)
def escape(text: str) -> Markup:
    """Make a plain text safe in the text and in the attributes of a page."""
    return safe(_SYNTAX.sub(_reference, text))


def _reference(match: re.Match[str]) -> str:
    return _NAMED.get(match.group()) or f"&#{ord(match.group())};"


@lru_cache(maxsize=10_000)
def inline(text: Prose) -> Markup:
    """Show the inline Markdown of prose: emphasis, code and links; all else as typed."""
    if not _MARKS.search(text):
        return escape(text)
    return safe(_markdown().renderInline(text))


def marked(text: str, words: str, start: int = 0) -> Markup:
    """Show a plain text with the first occurrence of some words, from a place on, marked."""
    at = text.find(words, start) if words else -1
    if at < 0:
        return escape(text)
    parts = (text[:at], words, text[at + len(words) :])
    before, found, after = map(escape, parts)
    return safe(f"{before}<mark>{found}</mark>{after}")


def paragraphs(text: Prose) -> Markup:
    """Show prose of several paragraphs, parted by empty lines."""
    parts = _PARAGRAPH_END.split(text)
    return safe("".join([f"<p>{inline(Prose(part))}</p>" for part in parts]))


@lru_cache(maxsize=10_000, typed=True)
def plain(text: str) -> str:
    """The words of prose without its marks, for a title or a description."""
    if not isinstance(text, Prose) or not _MARKS.search(text):
        return text
    tokens = _markdown().parseInline(text)[0].children or []
    return "".join(_BREAK if token.type == "hardbreak" else token.content for token in tokens)


def opening(text: str) -> str:
    """The words of prose as far as anyone reads them on a card, cut behind a word."""
    words = plain(text)
    if len(words) <= _OPENING:
        return words
    head, _, _ = words[:_OPENING].rpartition(" ")
    return f"{head or words[:_OPENING]}…"


def shown(value: Any) -> Any:
    """What a template prints for a value: every text is escaped, prose shows its marks."""
    kind = type(value)
    if kind is Markup:
        return value
    if kind is str:
        return escape(value)
    if kind is Prose:
        return inline(value)
    if kind is int or kind is float:
        return str(value)
    if isinstance(value, Prose):
        return inline(value)
    if isinstance(value, str) and not isinstance(value, Markup):
        return escape(str(value))
    return markupsafe.escape(value)


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    parser = prose_parser(is_allowed)
    # Plain text: to Markup, what a renderer has put together already would be text to escape.
    parser.add_render_rule("text", lambda self, tokens, i, *_: str(escape(tokens[i].content)))
    parser.add_render_rule(
        "text_special", lambda self, tokens, i, *_: str(escape(tokens[i].content))
    )
    parser.add_render_rule("hardbreak", lambda *_: str(escape(_BREAK)))
    parser.add_render_rule(
        "code_inline",
        lambda self, tokens, i, *_: f"<code>{escape(tokens[i].content)}</code>",
    )
    parser.add_render_rule("link_open", _link)
    return parser


def _link(self: Any, tokens: Any, index: int, *_: Any) -> str:
    href = escape(str(tokens[index].attrs["href"]))
    return f'<a href="{href}">'
