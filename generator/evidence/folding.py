# ruff: noqa: RUF001 - the shapes that typesetting gives to quotes and dashes are the matter here
"""Fold texts for comparison: remove what typesetting changes, and nothing else.

White space, the shapes of quotes and dashes, ligatures, ellipses, invisible characters and the
composition of characters change as words travel from one publisher to another. Letters,
capitals, digits, signs and punctuation do not, so they are kept.

Decisions that could have gone a different way:

- A dash is a hyphen, however long and with or without space around it: `large — scale` and
  `large-scale` are the same. A minus sign is a dash too.
- White space around a double quotation mark and beside a character of a script without spaces
  (Chinese, Japanese, Thai, Lao, Khmer, Burmese) is typesetting: it is dropped.
- A word keeps its apostrophes, and a number its points, commas and colons: `NATO` is not found
  in `NATO's`, nor `94` in `94,300` or `94.3m`. A hyphen separates words: `Soviet` is found in
  `former-Soviet`.
- A sign that means something by itself (`$`, `%`, `°`, an emoji) is a word: `$5` is not `€5`.
  Dashes are not, so `5` is found in `-5`, just as `true` is found in `not true`.
- In a script without spaces each character, with its marks, is a word.

What a letter is and how it is composed comes from Python's Unicode tables. These grow, so that a
text with characters younger than the oldest Python in use may fold differently there.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain

Span = tuple[int, int]
"""Start and end; the end is exclusive."""
Edit = tuple[int, int, str]
"""Start, end and what is put there."""

_SHAPES = {
    **dict.fromkeys("“”„‟«»〝〞〟＂″״「」『』｢｣﹁﹂﹃﹄❝❞", '"'),
    **dict.fromkeys("‘’‚‛‹›′`´ʼ＇׳❛❜\u1fbd\u1fbf\u1fef\u1ffd", "'"),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－⸺⸻־", "-"),
    "…": "...",
}
_INVISIBLE = (
    "\u00ad\u034f\u061c\u0640\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
)
"""Soft hyphens, joiners, marks of direction, choices of glyph; and what stretches Arabic words."""
_LIGATURES = "\ufb00-\ufdff\ufe70-\ufefc"
_BREAK = r"(?:(?<=[^\W\d_])|(?<=[\u0300-\u036f]))\u00ad[ \t]*\r?\n\s*(?=[^\W\d_])"
"""A soft hyphen inside a word at the end of a line, the only place where it is visible."""
_SHAPE = re.compile(
    rf"(?P<shape>[{''.join(_SHAPES)}])|(?P<ligature>[{_LIGATURES}])|{_BREAK}|[{_INVISIBLE}]"
)
_ASCII_SHAPE = re.compile("`")
"""The same for texts of ASCII characters alone."""

WITHOUT_SPACES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3001-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00016fe0-\U00018dff\U0001aff0-\U0001b16f"
    "\U00020000-\U0003ffff"
)
"""Blocks of the scripts without spaces."""
_TIGHT = rf"[{WITHOUT_SPACES}\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
"""Their characters, and punctuation as wide as these."""
_LOOSE = r"""(?=[\s".-])(?:
      (?P<dash>\s*-[-\s]*)
    | (?P<quote>\s*"\s*)
    | (?P<dots>\.\s*\.[\s.]*\.)
    | (?P<nothing>(?<={tight})\s+|\s+(?={tight}))
    | (?P<space>[ ]\s+|[^\S ]\s*)
    )"""
_SPACING = re.compile(_LOOSE.format(tight=_TIGHT), re.VERBOSE)
_ASCII_SPACING = re.compile(_LOOSE.format(tight="(?!)"), re.VERBOSE)
"""The same for texts that have no such scripts; four times as fast."""
_SPACED = {"dash": "-", "quote": '"', "dots": "...", "nothing": "", "space": " "}

_COMPOSABLE = re.compile(r"(?s).?[\u0300-\U0010ffff]+")
"""A stretch that no character outside it composes with."""

_SIGNS = "#%&@§‰"
"""What counts as a sign although Unicode calls it punctuation."""
_WORD = re.compile(r"[om]m*|s[sm]*|[a0][a0m]*(?:(?:(?<=0),(?=0)|'(?=[a0]))[a0m]+)*")
"""A word, in kinds of characters."""


@dataclass(frozen=True)
class Folded:
    """A text folded for comparison, which knows where each character came from."""

    text: str
    _passes: tuple[_Pass, ...] = field(default=(), repr=False)

    @cached_property
    def _bounds(self) -> array[int]:
        spans = map(re.Match.span, _WORD.finditer(self.text.translate(_KINDS)))
        return array("q", chain.from_iterable(spans))

    @cached_property
    def starts(self) -> array[int]:
        """Where each word starts, in folded characters."""
        return self._bounds[::2]

    @cached_property
    def ends(self) -> array[int]:
        """Where each word ends, in folded characters."""
        return self._bounds[1::2]

    @cached_property
    def words(self) -> list[Span]:
        """Start and end of each word, in folded characters."""
        return list(zip(self.starts, self.ends, strict=True))

    @property
    def count(self) -> int:
        """How many words there are."""
        return len(self.starts)

    def word(self, index: int) -> str:
        """The characters of a word."""
        return self.text[self.starts[index] : self.ends[index]]

    def original(self, start: int, end: int) -> Span:
        """Turn a folded stretch into one of the original text."""
        for one in reversed(self._passes):
            start, end = one.back(start, end)
        return start, end

    def edited(self, edits: Iterable[Edit]) -> Folded:
        """The text with stretches of it replaced; edits are in order and do not overlap."""
        parts: list[str] = []
        moved = array("q")
        at = length = 0
        for start, end, put in edits:
            parts += (self.text[at:start], put)
            length += start - at
            if end - start != len(put):
                moved.extend((start, end, length, length + len(put)))
            length += len(put)
            at = end
        if not parts:
            return self
        text = "".join((*parts, self.text[at:]))
        return Folded(text, (*self._passes, _Pass(moved)) if moved else self._passes)

    def spaced(self) -> Folded:
        """The text with its white space as it is compared."""
        return self.edited(_spacing(self.text))

    def trimmed(self, start: int, end: int) -> Folded:
        """One word or more, without the punctuation around them; `end` is exclusive."""
        first, last = self.starts[start], self.ends[end - 1]
        made = self.edited([(0, first, ""), (last, len(self.text), "")])
        # The words are the same: they need not be looked for again.
        bounds = self._bounds[2 * start : 2 * end]
        made.__dict__["_bounds"] = array("q", (at - first for at in bounds))
        return made


class _Pass:
    """What one pass over a text replaced by something longer or shorter."""

    def __init__(self, moved: array[int]) -> None:
        self._starts, self._ends = moved[::4], moved[1::4]
        self._new_starts, self._new_ends = moved[2::4], moved[3::4]

    def back(self, start: int, end: int) -> Span:
        """Turn a stretch of the text after the pass into one of the text before it.

        A replacement is never split: a stretch that begins or ends in one includes all of it.
        """
        index = bisect_right(self._new_starts, start) - 1
        if index < 0:
            first = start
        elif start < self._new_ends[index]:
            first = self._starts[index]
        else:
            first = self._ends[index] + start - self._new_ends[index]
        if start >= end:
            return first, first
        index = bisect_right(self._new_starts, end - 1) - 1
        if index < 0:
            return first, end
        return first, self._ends[index] + max(end - self._new_ends[index], 0)


@lru_cache(maxsize=4)
def fold(text: str) -> Folded:
    """Fold a text. The last few are kept: one quote is looked at from several sides."""
    # One character for one, so that no pass has to be kept for it.
    folded = Folded(text.replace("\n", " ")).edited(_shapes(text)).spaced()
    if unicodedata.is_normalized("NFC", folded.text):
        return folded
    return folded.edited(_compositions(folded.text))


def _shapes(text: str) -> Iterator[Edit]:
    for match in (_ASCII_SHAPE if text.isascii() else _SHAPE).finditer(text):
        put = _SHAPES.get(match.group(), "")
        if match.lastgroup == "ligature":
            put = unicodedata.normalize("NFKC", match.group())
        yield *match.span(), put


def _compositions(text: str) -> Iterator[Edit]:
    """Each character that is not composed (NFC), with the marks after it."""
    for match in _COMPOSABLE.finditer(text):
        start, stop = match.span()
        if unicodedata.is_normalized("NFC", match.group()):
            continue
        while start < stop:
            end = start + 1
            while end < stop and _joins(text[end]):
                end += 1
            part = text[start:end]
            composed = unicodedata.normalize("NFC", part)
            if composed != part:
                yield start, end, composed
            start = end


def _joins(char: str) -> bool:
    """Whether a character may compose with the one before: a mark, or a part of a syllable."""
    return unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff"


def _spacing(text: str) -> Iterator[Edit]:
    pattern = _ASCII_SPACING if text.isascii() else _SPACING
    for match in pattern.finditer(text):
        put = _SPACED[match.lastgroup or "space"]
        if put != match.group():
            yield *match.span(), put


class _Kinds(dict[int, str]):
    """For each character, its kind: one of `a0osm,'`, or a space for what is in no word.

    These are: letter, digit, letter of a script without spaces, sign, mark, what joins digits,
    what joins letters.
    """

    _without_spaces = re.compile(f"[{WITHOUT_SPACES}]")

    def __missing__(self, code: int) -> str:
        self[code] = kind = self._kind(chr(code))
        return kind

    def _kind(self, char: str) -> str:
        category = unicodedata.category(char)
        if char in ".,:\u066b\u066c":
            return ","
        if char in _SIGNS or category[0] == "S":
            return "s"
        if category == "Nd":
            return "0"
        if category[0] == "M":
            return "m"
        if category[0] in "LN":
            return "o" if self._without_spaces.match(char) else "a"
        return "'" if char == "'" else " "


_KINDS = _Kinds()
