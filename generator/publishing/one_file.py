"""Read one file for the state: check it, prove its quotes, and outline its briefing."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path, PurePath

from generator.checking import check_file
from generator.checking.facts import Facts, facts_of
from generator.checking.kept import facts_to_json
from generator.diagnostics.finding import Finding
from generator.diagnostics.kept import findings_to_json
from generator.evidence.archive import Archive, paths_of
from generator.evidence.proofs import prove_briefing, text_names
from generator.keeping.database import text_of
from generator.keeping.stamps import Stamp, settled, stamp_of
from generator.linking.outline import outline_of
from generator.linking.storing import content_to_json, outline_to_json
from generator.model.briefing import Evidence
from generator.model.references import entries
from generator.publishing.state import Kept
from generator.reading.collecting import no_collecting
from generator.reading.folder import ReadBriefing, read_briefing


def read_batch(folder: Path, files: Sequence[tuple[Path, Collection[str]]]) -> list[Kept]:
    """Read some files, each with its known hashes; for a file that has one of these, no facts."""
    archive = Archive(folder)
    with no_collecting():
        return [_read(folder, path, hashes, archive) for path, hashes in files]


def _read(folder: Path, path: Path, known: Collection[str], archive: Archive) -> Kept:
    now = time.time_ns()
    key = text_of(str(path.relative_to(folder)))
    stamp = settled(stamp_of(path), now)
    read, findings = read_briefing(folder, path)
    texts = {name: stamps_of_text(folder, name) for name in set(text_names(read).values())}
    stamps = json.dumps(
        [stamp, {name: [settled(each, now) for each in found] for name, found in texts.items()}]
    )
    hash_ = _hash(read, findings, archive, texts)
    id_ = PurePath(key).stem  # as SQLite can hold it
    if hash_ in known:
        return Kept(key, id_, stamps, hash_, b"", b"", "", None, None, None)
    findings = [*findings, *check_file(read, archive)]
    facts = facts_of(read)
    outline = content = None
    if read.briefing:
        proven = dict(prove_briefing(read, archive))
        # A file may have its keys in any order; a briefing has its evidence in a fixed one.
        every = entries(read.briefing)
        proofs = [proven[where] for where, entry in every if type(entry) is Evidence]
        content = content_to_json(read.document.plain(), proofs)
        outline = outline_to_json(outline_of(read.briefing, proofs))
    return Kept(
        key,
        id_,
        stamps,
        hash_,
        findings_to_json(findings),
        facts_to_json(facts),
        facts.defines,
        scope_of(facts),
        outline,
        content,
    )


def scope_of(facts: Facts) -> str | None:
    """The thread of a file, or the briefing if it stands alone; None if that is not known."""
    return None if facts.thread is None else facts.thread or f"briefing:{text_of(facts.id)}"


def stamps_of_text(folder: Path, name: str) -> list[Stamp]:
    """The stamps of an archived text and of its seal."""
    return [stamp_of(f"{folder}{os.sep}{path}") for path in paths_of(name)]


def _hash(
    read: ReadBriefing, findings: Iterable[Finding], archive: Archive, texts: Iterable[str]
) -> str:
    """A hash of all that is read, and of findings: an unreadable file may become readable."""
    found = [read.document.source.text, *(finding.headline for finding in findings)]
    for name in sorted(texts):
        found += [name, archive.text(name).digest]
    return _digest("\0".join(found))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
