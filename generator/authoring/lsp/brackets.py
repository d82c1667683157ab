"""Find the brackets that are open at the end of a text, token by token."""

from __future__ import annotations

import re

STRING = re.compile(r""" "(?:[^"\\]|\\.)*" | '(?:[^']|'')*' """, re.VERBOSE | re.DOTALL)
TOKEN = re.compile(
    r"""
    (?P<space> \s+ )
    | (?P<comment> (?<!\S)\#[^\r\n]* )
    | (?P<open> [\[{] )
    | (?P<close> [\]}] )
    | (?P<comma> , )
    | (?P<colon> :(?=[\s,\[\]{}]|\Z) )
    | (?P<string> "(?:[^"\\]|\\.)*(?:"|\Z) | '(?:[^']|'')*(?:'|\Z) )
    | (?P<word> [^\s,\[\]{}"'\#] (?: [^,\[\]{}:\#\r\n] | :(?![\s,\[\]{}]|\Z) | (?<=\S)\# )* )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)


class Brackets:
    """The open brackets, each with the position in its list, or the current key."""

    def __init__(self) -> None:
        self.open: list[tuple[str, str | int | None]] = []
        self.last: re.Match[str] | None = None
        self._scalar = ""

    @property
    def is_value(self) -> bool:
        """Whether what comes next cannot be a key."""
        return bool(self.open) and self.open[-1][1] is not None

    def take(self, token: re.Match[str]) -> None:
        """Read one token."""
        self.last = token
        kind, text = token.lastgroup, token.group()
        if kind == "open":
            self.open.append((text, 0 if text == "[" else None))
        elif kind == "close" and self.open:
            self.open.pop()
        elif kind == "comma" and self.open:
            bracket, step = self.open[-1]
            self.open[-1] = (bracket, step + 1 if isinstance(step, int) else None)
        elif kind == "colon" and self.open and self.open[-1] == ("{", None):
            self.open[-1] = ("{", self._scalar)
        if kind in ("word", "string"):
            self._scalar = text.strip().strip("\"'")
        elif kind not in ("space", "comment"):
            self._scalar = ""
