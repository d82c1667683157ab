"""Find invisible characters, which make a text mean something else to a program than to a reader.

Some change the order in which a text is shown (“Trojan Source”, CVE-2021-42574). Others make two
words differ that look the same. Those that end a line for YAML, but not in an editor, can hide a
key in what looks like a comment.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from generator.diagnostics.finding import Edit, Finding, Fix, Place
from generator.reading.inside import inside
from generator.reading.nodes import Document, Mapping, Node, Scalar

_LINE_ENDS = "\x85\u2028\u2029"
_DIRECTIONS = "\u061c\u200e\u200f"
"""Marks of a direction. A text from right to left needs them at its signs, numbers and ends."""
_MARKS = f"\u200c\u200d{_DIRECTIONS}"
"""Joiners, and marks of the direction of the letters beside them."""
_UNSEEN = (
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f" + _LINE_ENDS
)
"""Characters that reverse the order of a text, end a line, or have neither shape nor width."""
_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"
"""The flag of a part of a country, whose letters are invisible."""
_SCRIPTS = "\u0590-\u1cff\ua000-\udfff\ufb1d-\ufdff\ufe70-\ufefc"
_PICTURES = "\u2190-\u2bff\ufe0f\U00010000-\U0003ffff"
_NEEDING = f"[{_SCRIPTS}{_PICTURES}]"
"""Characters that may need one of `_MARKS` next to them."""
_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17b3\u17b6-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]"
"""Thai, Lao, Burmese and Khmer, whose words a zero-width space may separate."""
_MONGOLIAN = "[\u1820-\u18af]"
"""Mongolian letters; U+180E separates a vowel from its word without a space."""
_HIDDEN = re.compile(
    f"{_FLAG}|(?P<hidden>[{_UNSEEN}]|(?<!{_NEEDING})[{_MARKS}](?!{_NEEDING})"
    f"|(?<!{_UNSPACED})\u200b(?!{_UNSPACED})|(?<!{_MONGOLIAN})\u180e(?!{_MONGOLIAN}))"
)
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""A letter or mark of a script written from right to left."""
_PERHAPS = re.compile(f"[{_MARKS}{_UNSEEN}\u180e\u200b]")
"""The same without a look at neighbouring characters, in a tenth of the time."""


def hidden_characters(document: Document) -> Iterator[Finding]:
    """Name each character of a file that nobody sees, typed or written as an escape."""
    source = document.source
    if source.text.isascii() and "\\" not in source.text:
        return
    hidden = list(_hidden(source.text))
    needed = _needed(document, [each.start() for each in hidden if each["hidden"] in _DIRECTIONS])
    found = {
        match.start(): (Place(source, *match.span()), match["hidden"])
        for match in hidden
        if match.start() not in needed
    }
    for scalar in _scalars(document.root) if "\\" in source.text else ():
        value = (scalar.value or "").strip()
        if source.text.startswith('"', scalar.start) and not value.isascii():
            whole = Place(source, scalar.start, scalar.end)
            needed_here = _DIRECTIONS if _RIGHT_TO_LEFT.search(value) else ""
            for match in _hidden(value):
                if match["hidden"] in needed_here:
                    continue
                place = inside(whole, value, *match.span())
                found.setdefault(place.start, (place, match["hidden"]))
    for start in sorted(found):
        yield _finding(*found[start])


def _needed(document: Document, offsets: Sequence[int]) -> set[int]:
    """Which marks of direction stand in a value, or else a line, that is from right to left.

    Each is looked into once, however many marks are in it.
    """
    source = document.source
    texts = sorted(_scalars(document.root), key=attrgetter("start")) if offsets else []
    needed: set[int] = set()
    end, is_needed = 0, False
    for offset in offsets:
        if offset >= end:
            index = bisect_right(texts, offset, key=attrgetter("start"))
            around = texts[index - 1] if index else None
            if around and offset < around.end:
                end, text = around.end, around.value or ""
            else:
                line = source.position(offset).line
                text = source.line(line)
                following = (each.start for each in texts[index : index + 1])
                end = min((source.start_of(line + 1), *following))
            is_needed = _RIGHT_TO_LEFT.search(text) is not None
        if is_needed:
            needed.add(offset)
    return needed


def _hidden(text: str) -> Iterator[re.Match[str]]:
    every = _HIDDEN.finditer(text) if _PERHAPS.search(text) else ()
    return (match for match in every if match["hidden"])


def _scalars(node: Node) -> Iterator[Scalar]:
    """All keys and values in a node."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping):
        for key, value in node.items.values():
            yield key
            yield from _scalars(value)
    else:
        for item in node.items:
            yield from _scalars(item)


def _finding(place: Place, character: str) -> Finding:
    name = unicodedata.name(character, "a line end" if character in _LINE_ENDS else "no name")
    typed = place.source.text[place.start : place.end]
    # A line end may separate two keys; a character typed in any other form may be intended.
    can_go = character not in _LINE_ENDS and (typed == character or typed[:1] == "\\")
    edit = Edit(place.start, place.end, "")
    return Finding(
        "hidden-character",
        f"an invisible character: U+{ord(character):04X} {name.lower()}",
        place,
        help="delete it; it probably comes from copying and pasting, and may be there to mislead",
        fix=Fix("delete it", (edit,)) if can_go else None,
    )
