# ruff: noqa: RUF001 - letters of several scripts are the matter here
"""The words of a text, split alike on both sides of the search: here, and in `browser/words.js`.

Case, diacritics and the shapes of letters do not count. A number is one word however its digits are
grouped. In a script without spaces each pair of characters is a word, and so is the last character
of a stretch, so that each character begins exactly one word.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache

_UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e50-\u0e59\u0e81-\u0edf\u1000-\u1049\u1050-\u109d\u1780-\u17d3"
    "\u17dc\u17dd\u17e0-\u17e9\u3005-\u3007\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa"
    "\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, kana, Chinese characters, Hangul; without their punctuation."""
_UNSEEN = "\u00ad\u200c\u200d\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
"""What may be inside a word but is no letter: soft hyphens, joiners, choices of glyph."""
_DIACRITICS = re.compile(
    f"[{_UNSEEN} "
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]"
)
"""Of the Latin, Greek, Cyrillic, Hebrew and Arabic scripts; elsewhere marks are letters.

And the spaces that compatibility forms decompose into.
"""
_PLAIN = str.maketrans(
    {"ς": "σ", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h"}
)
"""Letters that Unicode does not decompose."""
_NUMBER = "[0-9]{1,3}(?:[.,'’][0-9]{3})+(?![0-9])"
_GROUPING = re.compile("[.,'’]")
_HAS_GROUPS = re.compile("[0-9][.,'’][0-9]")
_ASCII = re.compile(f"{_NUMBER}|[0-9A-Za-z]+")
_ASCII_WORDS = re.compile("[0-9A-Za-z]+")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")


def words(text: str) -> list[str]:
    """Split a text into words, as they are written: `NATO`, `94300`, `北约`, `约`."""
    if text.isascii():
        if not _HAS_GROUPS.search(text):
            return _ASCII_WORDS.findall(text)
        return [_grouped(word) for word in _ASCII.findall(text)]
    found: list[str] = []
    for word in _any_script().findall(unicodedata.normalize("NFC", text)):
        if _IS_UNSPACED.match(word):
            found.extend(_pairs(fold(word)))
        else:
            found.append(_grouped(word))
    return found


def fold(word: str) -> str:
    """Write a word in the form in which it is compared; of a lone mark nothing is left."""
    if word.isascii():
        return word.lower()
    bare = _DIACRITICS.sub("", unicodedata.normalize("NFKD", word))
    return unicodedata.normalize("NFC", bare.lower().upper().lower().translate(_PLAIN))


def _grouped(word: str) -> str:
    return _GROUPING.sub("", word)


def _pairs(run: str) -> Iterator[str]:
    return (run[at : at + 2] for at in range(len(run)))


@cache
def _any_script() -> re.Pattern[str]:
    others = re.compile(f"[{_UNSPACED}{_UNSEEN}]")
    letters = [
        code
        for code in range(0x20000)
        if unicodedata.category(chr(code))[0] in "LNM" and not others.match(chr(code))
    ]
    spaced = _ranges(letters)
    return re.compile(
        f"{_NUMBER}|[{_UNSPACED}][{_UNSPACED}{_UNSEEN}]*|[{spaced}][{spaced}{_UNSEEN}]*"
    )


def _ranges(codes: list[int]) -> str:
    """A set of characters as a regular expression writes it."""
    made, start = [], 0
    for at, code in enumerate(codes):
        if code + 1 != (codes[at + 1] if at + 1 < len(codes) else sys.maxunicode + 2):
            made.append(f"{chr(codes[start])}-{chr(code)}")
            start = at + 1
    return "".join(made)
