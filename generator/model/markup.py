"""The marks of prose: emphasis, code and links within a line, and where a link may lead."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from markdown_it import MarkdownIt

_RULES = ("emphasis", "backticks", "link", "escape")
_WEB = ("http", "https")
_SCHEMES = (*_WEB, "mailto")
_HOST = re.compile(r"(?:[\w%-]+\.)+(?:[a-z]{2,24}|xn--[\w-]+)", re.IGNORECASE)
_FILE = re.compile(
    r"\.(?:md|html?|xml|jsonl?|ya?ml|csv|tsv|txt|pdf|epub|svg|png|jpe?g|gif|webp|avif|mp[34]|webm|ogg"
    r"|css|js|zip|gz|parquet|graphml|geojson|docx?|odt|xlsx?|ods|pptx?|odp)$",
    re.IGNORECASE,
)
"""Endings of what a site may hold beside its pages."""


def prose_parser(may_link: Callable[[str], bool]) -> MarkdownIt:
    """A parser that knows the marks of prose and no others.

    A link to an address that `may_link` refuses stays text.
    """
    parser = MarkdownIt("zero").enable(list(_RULES))
    parser.validateLink = may_link  # type: ignore[method-assign,assignment]
    return parser


def is_allowed(url: str) -> bool:
    """Only web, mail and relative addresses make a link.

    None is a web address that lacks a part: a browser would look for it below the page.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    if parts.scheme in _WEB:
        return bool(parts.hostname)
    if parts.scheme:
        return parts.scheme in _SCHEMES
    if url.startswith(("//", "\\")) or ":" in url.split("/", 1)[0]:
        return False
    first, _, rest = parts.path.partition("/")
    return not _is_host(first) and not (first.lower() in _WEB and rest.startswith("/"))


def _is_host(segment: str) -> bool:
    """Whether a segment of a path looks like a host, and not like a file."""
    return segment.lower().startswith("www.") or (
        _HOST.fullmatch(segment) is not None and not _FILE.search(segment)
    )
