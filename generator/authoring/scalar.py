"""Write a text so that YAML reads it back unchanged."""

from __future__ import annotations

import re
import unicodedata

import yaml

_SAFE_START = re.compile(r"[\w“‘«„¿¡(€£$]")
_UNSAFE = re.compile(r":(?=\s|$)|\s#|[^\S ]")
"""What ends a plain value on a line, or is white space other than a space."""
_UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}:]")
_KEPT = "\u200c\u200d\u00ad"
"""Joiners and soft hyphens: part of the spelling, and harmless."""


def as_yaml(text: str, *, flow: bool = False) -> str:
    """Write a text as a YAML value on one line, in quotes only if it needs them.

    `flow` is whether it goes between brackets or braces.
    """
    if any(_is_hidden(letter) for letter in text):
        return '"' + "".join(_escaped(letter) for letter in text) + '"'
    if _is_plain(text) and not (flow and _UNSAFE_IN_FLOW.search(text)):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def one_line(text: str) -> str:
    """A text for a comment: on one line, with every hidden character as a space."""
    return "".join(" " if _is_hidden(letter) else letter for letter in " ".join(text.split()))


def _is_plain(text: str) -> bool:
    """Whether readers of YAML 1.1 and 1.2 alike take a text without quotes as that text."""
    if not _SAFE_START.match(text) or _UNSAFE.search(text) or text != text.strip():
        return False
    if text[0].isdigit() and " " not in text:
        return False
    try:
        return bool(yaml.safe_load(text) == text)
    except (yaml.YAMLError, ValueError):
        return False


def _is_hidden(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp") and letter not in _KEPT


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return "\\" + letter
    if letter == "\n":
        return "\\n"
    if not _is_hidden(letter):
        return letter
    code = ord(letter)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
