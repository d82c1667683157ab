"""Lines, and the top-level entries that they belong to, of a text that may be no YAML."""

from __future__ import annotations

import re

BREAKS = "\r\n\x85\u2028\u2029"
"""What ends a line in YAML."""
TOP_LEVEL_KEY = re.compile(rf"(?:\A|(?<=[{BREAKS}]))(?:([A-Za-z0-9_][\w-]*)[ \t]*:(?=\s|\Z)|---)")
KEY_LINE = re.compile(r"(?P<indent> *)(?:- +)*(?P<key>[\w-]+):(?=\s|\Z)")
_BREAK = re.compile(f"[{BREAKS}]")


def line_start(text: str, at: int) -> int:
    """Where the line around an offset starts."""
    return max(text.rfind(end, 0, at) for end in BREAKS) + 1


def line_end(text: str, at: int) -> int:
    """Where the line around an offset ends, without what ends it."""
    found = _BREAK.search(text, at)
    return found.start() if found else len(text)


def line_at(text: str, at: int) -> str:
    """The line around an offset."""
    return text[line_start(text, at) : line_end(text, at)]


def line_above(text: str, at: int) -> int | None:
    """Where the last line above an offset's own starts that holds anything."""
    before = text[: line_start(text, at)].rstrip(f" \t{BREAKS}")
    return line_start(text, len(before)) if before else None


def top_level_entry(text: str, at: int) -> tuple[int, int]:
    """Where the top-level entry around an offset starts and ends."""
    following = TOP_LEVEL_KEY.search(text, at + 1)
    return entry_start(text, at), following.start() if following else len(text)


def entry_start(text: str, at: int) -> int:
    """Where the top-level entry around an offset starts."""
    return max((match.start() for match in TOP_LEVEL_KEY.finditer(text, 0, at)), default=0)
