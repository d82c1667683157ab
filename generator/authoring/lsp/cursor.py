"""Find where in a briefing a writer is typing, from the lines before the cursor.

A line that is being typed is seldom valid YAML yet, so this reads indentation, dashes, brackets and
quotes itself. It recovers from mistakes further up at the next line that can only be a key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.authoring.lsp.brackets import STRING, TOKEN, Brackets
from generator.model.references import Path

LONGEST_ENTRY = 100_000
"""Characters of a top-level entry that are read at most: far more than any briefing has."""

_TOP_LEVEL = re.compile(r"^[A-Za-z0-9_][\w-]*[ \t]*:(?=\s|\Z)", re.MULTILINE)
_LINE_END = re.compile(r"\r\n|\r|\n")
_KEY = re.compile(
    r"""(?:"([^"\r\n]*)"|'([^'\r\n]*)'|(\w[^:#"'\[\]{},]{0,80}?))[ \t]{0,8}:(?=\s|\Z)[ \t]*"""
)
_DASH = re.compile(r"-(?:[ \t]+|\Z)")
_SURE_KEY = re.compile(r"(?:- +)*[\w-]+[ \t]*:(?=\s|\Z)")
"""A line of this shape starts something new; it cannot continue a text."""
_NEXT_ENTRY = re.compile(r"(?:\r\n|\r|\n)(?P<indent> *)(?:- |[\w-]+[ \t]*:\s)")
_BLOCK_TEXT = re.compile(r"[|>][-+0-9]*[ \t]*(?:#.*)?\Z")


@dataclass(frozen=True, slots=True)
class Typing:
    """A word that is being typed."""

    path: Path
    """Leads to what the word is in: a value, or an entry that may get it as its next key."""
    is_value: bool
    """Whether it cannot be a key: it is after one, or in a list in brackets."""
    start: int
    """Where the word begins."""
    word: str
    """The word up to the cursor."""
    quote: str = ""
    """The quotation mark that it is inside of, if any."""
    in_brackets: bool = False


def typing_at(text: str, at: int) -> Typing | None:
    """Find what is being typed at an offset; None inside a comment or a longer text."""
    starts = [match.start() for match in _TOP_LEVEL.finditer(text, 0, at)]
    begin = starts[-1] if starts else 0
    if at - begin > LONGEST_ENTRY:
        return None
    return _Reader(text[begin:at], begin).read()


class _Reader:
    """Reads the lines of one top-level entry up to the cursor."""

    def __init__(self, text: str, offset: int) -> None:
        self.text = text
        self.offset = offset
        self.around: list[tuple[int, str | int]] = []
        """Indentation and step of everything that encloses the line, the outermost first."""
        self.found: Typing | None = None
        """What is being typed, if the text ends with this line."""
        self.next_entries: dict[int, int | None] = {}
        """By indentation: the start of the next entry that is indented no further."""

    def read(self) -> Typing | None:
        """Read all lines."""
        start: int | None = 0
        while start is not None:
            self.found = None
            start = self._line(start)
        return self.found

    def _line(self, start: int) -> int | None:
        """Read a line; return the start of the next line to read, None after the last."""
        end = self._end_of_line(start)
        rest = self.text[start:end].lstrip(" ")
        indent = end - start - len(rest)
        if not rest:
            self.found = self._typing(end, "", is_value=False, indent=indent)
        if not rest or rest.startswith("#"):
            return self._next_line(end)
        while (dash := _DASH.match(rest)) and len(dash.group()) > 1:
            self.around.append((indent, self._leave(indent, for_item=True)))
            indent += dash.end()
            rest = rest[dash.end() :]
        if dash or not rest:
            self.found = None if dash else self._typing(end, "", is_value=False)
            return self._next_line(end)
        key = _KEY.match(rest)
        if key is None:
            return self._scalar(end - len(rest), end, indent)
        self._leave(indent)
        self.around.append((indent, next(name for name in key.groups() if name is not None)))
        if key.end() < len(rest):
            return self._scalar(end - len(rest) + key.end(), end, None)
        if key.group().endswith((" ", "\t")):
            self.found = self._typing(end, "", is_value=True)
        return self._next_line(end)

    def _leave(self, indent: int, *, for_item: bool = False) -> int:
        """Leave everything that a line of this indentation ends; return the index of its item."""
        while self.around and self.around[-1][0] >= indent:
            outer, step = self.around[-1]
            if for_item and outer == indent and isinstance(step, int):
                self.around.pop()
                return step + 1
            if for_item and outer == indent:
                break
            self.around.pop()
        return 0

    def _scalar(self, start: int, end: int, indent: int | None) -> int | None:
        """Read a value from its start; `indent` is given if it may turn out to be a key."""
        text = self.text[start:end]
        is_value = indent is None
        around = [at for at, _ in self.around if indent is None or at < indent]
        outer = around[-1] if around else -1
        if _BLOCK_TEXT.match(text):
            return self._behind_text(end, outer, is_plain=False)
        if text[0] in "[{":
            return self._brackets(start, outer)
        if text[0] in "\"'":
            return self._quoted(start, outer, is_value=is_value)
        if text[0] == "#":
            return self._next_line(end)
        if " #" not in text:
            self.found = self._typing(start, text, is_value=is_value, indent=indent)
        found = self.found
        following = self._behind_text(end, outer, is_plain=True)
        if following is None and end == len(self.text):
            self.found = found
        return following

    def _behind_text(self, end: int, outer: int, *, is_plain: bool) -> int | None:
        """Skip the lines that continue a text: those indented further."""
        while (start := self._next_line(end)) is not None:
            end = self._end_of_line(start)
            rest = self.text[start:end].lstrip(" ")
            indent = end - start - len(rest)
            is_last = end == len(self.text)
            goes_on = indent > outer if rest or is_last else True
            if not goes_on or (is_plain and _SURE_KEY.match(rest)):
                return start
            self.found = None
        return None

    def _quoted(self, start: int, outer: int, *, is_value: bool) -> int | None:
        following = self._unclosed_before(start, outer)
        limit = len(self.text) if following is None else following
        if closed := STRING.match(self.text, start, limit):
            return self._next_line(self._end_of_line(closed.end()))
        if following is None and not _LINE_END.search(self.text, start):
            word = self.text[start + 1 :]
            self.found = self._typing(start + 1, word, is_value=is_value, quote=self.text[start])
        return following

    def _brackets(self, start: int, outer: int) -> int | None:
        following = self._unclosed_before(start, outer)
        limit = len(self.text) if following is None else following
        brackets = Brackets()
        for token in TOKEN.finditer(self.text, start, limit):
            brackets.take(token)
            if not brackets.open:
                return self._next_line(self._end_of_line(token.end()))
        if following is None and brackets.last is not None:
            self.found = self._in_brackets(brackets, brackets.last)
        return following

    def _in_brackets(self, brackets: Brackets, last: re.Match[str]) -> Typing | None:
        word, quote = "", ""
        if last.lastgroup == "word":
            word = last.group()
        elif last.lastgroup == "string" and not STRING.fullmatch(last.group()):
            quote, word = last.group()[0], last.group()[1:]
        elif last.lastgroup in ("comment", "colon", "string", "other"):
            return None
        if _LINE_END.search(word):
            return None
        steps = tuple(step for _, step in brackets.open if step is not None)
        found = self._typing(
            len(self.text) - len(word), word, is_value=brackets.is_value, quote=quote
        )
        return Typing(
            (*found.path, *steps), found.is_value, found.start, word, quote, in_brackets=True
        )

    def _unclosed_before(self, start: int, outer: int) -> int | None:
        """The start of a line that shows that a quote or bracket before it was never closed."""
        found = self.next_entries.get(outer, -1)
        if found is not None and found < start:
            after = (
                match.start("indent")
                for match in _NEXT_ENTRY.finditer(self.text, start)
                if len(match["indent"]) <= outer
            )
            found = next(after, None)
            self.next_entries[outer] = found
        return found

    def _typing(
        self, start: int, word: str, *, is_value: bool, quote: str = "", indent: int | None = None
    ) -> Typing:
        """What is being typed in the innermost entry, or in the one that `indent` leads to."""
        path = tuple(step for at, step in self.around if indent is None or at < indent)
        return Typing(path, is_value, start + self.offset, word, quote)

    def _end_of_line(self, start: int) -> int:
        match = _LINE_END.search(self.text, start)
        return match.start() if match else len(self.text)

    def _next_line(self, end: int) -> int | None:
        match = _LINE_END.match(self.text, end)
        return match.end() if match else None
