"""Apply the safe fixes of findings to the files that they are in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from generator.authoring.replacing import put
from generator.diagnostics.finding import Finding, SourceText
from generator.diagnostics.fixing import edited, safe_edits

_BOM = "\ufeff".encode()


def mend(findings: Iterable[Finding]) -> int:
    """Apply safe fixes in place, and return how many edits were made.

    Every byte outside an edit stays as it was, including byte-order mark and line ends. A file that
    has changed since it was read is left alone. Of overlapping fixes, some need a second call.
    """
    by_source: dict[SourceText, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_source[finding.place.source].append(finding)
    made = 0
    for source, found in by_source.items():
        edits = safe_edits(found)
        if edits and rewrite(Path(source.path), source.text, edited(source.text, edits)):
            made += len(edits)
    return made


def rewrite(path: Path, old: str, new: str) -> bool:
    """Replace a file's text in one step, and return whether it was: not if the file has changed."""
    data = path.read_bytes()
    mark = _BOM if data.startswith(_BOM) else b""
    if data != mark + old.encode():
        return False
    target = path.resolve()
    put(target, mark + new.encode(), target.stat().st_mode)
    return True
