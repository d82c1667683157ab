"""The marks of prose: emphasis, code and links within a line, and where a link may lead."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from markdown_it import MarkdownIt

_RULES = ("emphasis", "backticks", "link", "escape")
_SCHEMES = ("http", "https", "mailto")


def prose_parser(may_link: Callable[[str], bool]) -> MarkdownIt:
    """A parser that knows the marks of prose and no others.

    A link to an address that `may_link` refuses stays text.
    """
    parser = MarkdownIt("zero").enable(list(_RULES))
    parser.validateLink = may_link  # type: ignore[method-assign,assignment]
    return parser


def is_allowed(url: str) -> bool:
    """Only web, mail and relative addresses make a link."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    if parts.scheme:
        return parts.scheme.lower() in _SCHEMES
    return not url.startswith(("//", "\\")) and ":" not in url.split("/", 1)[0]
