"""Writing a text so that YAML reads it back as it was."""

from __future__ import annotations

import re
import unicodedata

import yaml

_SAFE_START = re.compile(r"[\w“‘«„¿¡(€£$]")
_UNSAFE = re.compile(r":(?=\s|$)|\s#|[^\S ]")
"""What ends a plain value of a line, or is white space other than a blank."""
_UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}:]")
_KEPT = "\u200c\u200d\u00ad"
"""Joiners and soft hyphens: part of the spelling, and harmless."""


def as_yaml(text: str, *, flow: bool = False) -> str:
    """Write a text as one YAML value on one line, in quotes only where it needs them.

    `flow`: to stand between brackets or braces.
    """
    if any(_is_hidden(letter) for letter in text):
        return '"' + "".join(_escaped(letter) for letter in text) + '"'
    if _is_plain(text) and not (flow and _UNSAFE_IN_FLOW.search(text)):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def one_line(text: str) -> str:
    """A text as a comment can hold it: on one line, every character visible."""
    return "".join(" " if _is_hidden(letter) else letter for letter in " ".join(text.split()))


def _is_plain(text: str) -> bool:
    """Whether a text means itself without quotes, for readers of YAML 1.1 and 1.2 alike."""
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
