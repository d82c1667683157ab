"""From bytes to text that YAML can read."""

from __future__ import annotations

import codecs
import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from generator.diagnostics.finding import Edit, Finding, Fix, Place, SourceText
from generator.reading.limits import MAX_BYTES
from generator.reading.paths import SOURCES_NAME

CONTROL = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that YAML does not allow in a file, and that no value may hold as an escape."""

UNREADABLE = ("unreadable-file", "not-utf8", "too-large")
"""Codes of findings after which nothing else in a file is read."""

_BOM = "\ufeff"
_USUAL_BYTES = 32_768
"""More than nearly every briefing has."""


def read_text(path: Path, shown: str, home: Path) -> tuple[SourceText, list[Finding]]:
    """Read a file as UTF-8; `shown` is the path that findings name.

    A link that leads out of the folder `home`, or to its archived texts, is not followed, because
    findings quote the file and may end up in public logs.
    """
    try:
        data = _bytes_of(path, home)
    except OSError as error:
        source = SourceText(shown, "")
        reason = error.strerror or str(error)
        return source, [
            Finding(
                "unreadable-file",
                f"the file cannot be opened: {reason}",
                Place(source, 0, 0),
                help="make sure that the file exists and that you may read it",
            )
        ]
    if len(data) > MAX_BYTES:
        source = SourceText(shown, "")
        return source, [_too_large(source)]
    if encoding := _two_bytes(data):
        source = SourceText(shown, data.decode(encoding, errors="replace").lstrip(_BOM))
        return source, [
            Finding(
                "not-utf8",
                "the file is UTF-16, not UTF-8",
                source.place(0),
                help="save the file with the encoding UTF-8",
            )
        ]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error, shown)
    return checked_text(text, shown)


def _two_bytes(data: bytes) -> str:
    """The encoding of bytes that are UTF-16, as editors on Windows write it; empty for others."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    zeros = "".join("0" if byte == 0 else "x" for byte in data[:4])
    return {"x0x0": "utf-16-le", "0x0x": "utf-16-be"}.get(zeros, "")


def may_be_read(path: Path, home: Path) -> bool:
    """Whether a file is not a link that leads out of the folder `home`, or to its `sources`."""
    if not path.is_symlink():
        return True
    there, inside = (Path(os.path.realpath(each)) for each in (path, home))
    return there.is_relative_to(inside) and there.relative_to(inside).parts[:1] != (SOURCES_NAME,)


def digest_of(source: SourceText, findings: Iterable[Finding]) -> str:
    """A hash of the result of `read_text`; `findings` may also have later ones, about the text.

    Empty if the file could not be opened, because the cause may go away unnoticed.
    """
    told = [source.text]
    for finding in findings:
        if finding.code == "unreadable-file":
            return ""
        # A file too large to be read must not count as an empty one.
        if finding.code == "not-utf8" or (finding.code == "too-large" and not source.text):
            told.append(finding.headline)
    return hashlib.sha256("\0".join(told).encode("utf-8", "surrogatepass")).hexdigest()


def _bytes_of(path: Path, home: Path) -> bytes:
    """The bytes of a file, one more than are allowed at most. Raises `OSError`."""
    if not stat.S_ISREG(path.stat().st_mode):
        # Opening a pipe would wait for a writer, and some devices never end.
        raise OSError(errno.EINVAL, "it is not an ordinary file")
    if not may_be_read(path, home):
        raise OSError(errno.EPERM, "it is a link that leads out of the folder of briefings")
    with path.open("rb") as stream:
        # A buffer for the largest file allowed takes longer to make than most files to read.
        data = stream.read(_USUAL_BYTES)
        return data if len(data) < _USUAL_BYTES else data + stream.read(MAX_BYTES + 1 - len(data))


def checked_text(text: str, shown: str) -> tuple[SourceText, list[Finding]]:
    """Look for characters that YAML refuses; a finding names each, up to a hundred.

    Byte-order marks are removed: YAML skips them, so every offset would be one too small.
    """
    source = SourceText(shown, text.lstrip(_BOM))
    if len(text) > MAX_BYTES:
        return source, [_too_large(source)]
    return source, [
        Finding(
            "bad-character",
            f"a character that YAML does not allow: U+{ord(match.group()):04X}",
            Place(source, match.start(), match.end()),
            help="delete it; it is usually invisible and comes from copying and pasting",
            fix=Fix("delete it", (Edit(match.start(), match.end(), ""),)),
        )
        for match in islice(CONTROL.finditer(source.text), 100)
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
    source = SourceText(shown, data.decode("utf-8", errors="replace").lstrip(_BOM))
    start = len(data[: error.start].decode("utf-8").lstrip(_BOM))
    return source, [
        Finding(
            "not-utf8",
            f"the file is not UTF-8: byte 0x{data[error.start]:02X} is not allowed here",
            source.place(start),
            help="save the file with the encoding UTF-8",
        )
    ]
