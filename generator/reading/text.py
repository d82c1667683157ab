"""From bytes to text that YAML can read."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

from generator.diagnostics.finding import Edit, Finding, Fix, Place, SourceText
from generator.reading.limits import MAX_BYTES

CONTROL = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""Characters that YAML does not allow in a file, and no value may hold in any other way."""

UNREADABLE = ("unreadable-file", "not-utf8", "too-large")
"""Codes of findings behind which nothing of a file is read."""

_BOM = "\ufeff"


def read_text(path: Path, shown: str) -> tuple[SourceText, list[Finding]]:
    """Read a file as UTF-8; `shown` is the path that findings name.

    A byte-order mark is taken off.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else None
    except OSError as error:
        source = SourceText(shown, "")
        reason = error.strerror or str(error)
        return source, [
            Finding("unreadable-file", f"the file cannot be opened: {reason}", Place(source, 0, 0))
        ]
    if data is None:
        source = SourceText(shown, "")
        return source, [_too_large(source)]
    try:
        text = data.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        return _not_utf8(data, error, shown)
    return checked_text(text, shown)


def checked_text(text: str, shown: str) -> tuple[SourceText, list[Finding]]:
    """Look for characters that YAML refuses; a finding names each, up to a hundred."""
    source = SourceText(shown, text)
    if len(text) > MAX_BYTES:
        return source, [_too_large(source)]
    return source, [
        Finding(
            "bad-character",
            f"a character that YAML does not allow: U+{ord(match.group()):04X}",
            Place(source, match.start(), match.end()),
            help="delete it; it is usually invisible and came in by copying",
            fix=Fix("delete it", (Edit(match.start(), match.end(), ""),)),
        )
        for match in islice(CONTROL.finditer(text), 100)
    ]


def _too_large(source: SourceText) -> Finding:
    return Finding(
        "too-large",
        f"the file is larger than {MAX_BYTES:,} bytes",
        Place(source, 0, 0),
        help="split it: one article or one day of a story makes one briefing",
    )


def _not_utf8(
    data: bytes, error: UnicodeDecodeError, shown: str
) -> tuple[SourceText, list[Finding]]:
    source = SourceText(shown, data.decode("utf-8", errors="replace").removeprefix(_BOM))
    start = len(data[: error.start].decode("utf-8").removeprefix(_BOM))
    return source, [
        Finding(
            "not-utf8",
            f"the file is not UTF-8: byte 0x{data[error.start]:02X} cannot stand here",
            Place(source, start, start + 1),
            help="save the file with the encoding UTF-8",
        )
    ]
