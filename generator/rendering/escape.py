"""A writer's words as HTML that shows exactly what was typed.

Pages are Markdown, but the words of a briefing are in blocks of raw HTML, which Markdown engines
and their extensions leave alone. Some tools work on a page before its blocks are found: template
languages, snippets, fences, change marks. They look for braces, backticks, tildes and angle
brackets, so those become character references, like HTML's own special characters. Line ends do
too, because an empty line would end the block.
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
# HTML reads &#133; as “…” and has no other way to write NEL, so it becomes a line feed.
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\x85": "&#10;"}
_MARKS = re.compile(r"[*_`\[\\]")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n\s*")
_OPENING = 1_000
"""Characters of prose that a card shows at most."""
_BREAK = "\\\n"
"""Markdown's hard line break. Prose has no such mark, so it is shown as typed."""


safe: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Mark a string as HTML, without the checks that make `Markup(…)` slower."""


@lru_cache(maxsize=20_000)
def escape(text: str) -> Markup:
    """Make plain text safe for the text and the attributes of a page."""
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
    """Show plain text with the first occurrence of `words` at or after `start` marked."""
    at = text.find(words, start) if words else -1
    if at < 0:
        return escape(text)
    parts = (text[:at], words, text[at + len(words) :])
    before, found, after = map(escape, parts)
    return safe(f"{before}<mark>{found}</mark>{after}")


def paragraphs(text: Prose) -> Markup:
    """Show prose as paragraphs, which empty lines separate."""
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
    """The plain words of prose for a card, cut after a word if they are long."""
    words = plain(text)
    if len(words) <= _OPENING:
        return words
    head, _, _ = words[:_OPENING].rpartition(" ")
    return f"{head or words[:_OPENING]}…"


def shown(value: Any) -> Any:
    """What a template prints for a value: text is escaped, and prose is shown with its mark-up."""
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
    # The rules return `str`: added to Markup, what is rendered so far would be escaped once more.
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
