"""Small briefings that tests write: each test says only what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from generator.diagnostics.show import concise
from generator.linking.corpus import Corpus
from generator.linking.link import link
from generator.reading.folder import Folder, read_briefing, read_register
from generator.reading.paths import REGISTER_NAME

Keys = Mapping[str, Any]
"""A briefing or a part of one, as keys with values."""

HOME = Path("briefings")


def briefing(**said: Any) -> dict[str, Any]:
    """The least that a briefing needs, with what a test says in its place or beside it."""
    least = {
        "title": "Dockers stop work",
        "date": "2021-03-01",
        "summary": "The port stands still.",
        "sources": {"gazette": {"title": "Cranes at rest"}},
        "actors": {
            "port": {"name": "Port of Aldmoor"},
            "union": {"name": "Union of Dockers"},
        },
    }
    return least | said


def as_yaml(keys: Keys) -> str:
    """Keys and values as the text of a file: every scalar quoted, nothing folded."""
    return yaml.safe_dump(
        _typed(keys), default_style='"', sort_keys=False, width=1_000_000, allow_unicode=False
    )


def _typed(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _typed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_typed(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def written(folder: Path, briefings: Mapping[str, Keys], register: Keys | None = None) -> Path:
    """Write briefings, by id, and a register into a folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for id_, keys in briefings.items():
        (folder / f"{id_}.yml").write_text(as_yaml(keys), encoding="utf-8")
    if register:
        (folder / REGISTER_NAME).write_text(as_yaml(register), encoding="utf-8")
    return folder


def linked(
    briefings: Mapping[str, Keys],
    register: Keys | None = None,
    *,
    drafts: bool = False,
    as_of: date | None = None,
) -> Corpus:
    """The corpus of briefings, by id, and a register, without any file on the disk."""
    read = [
        read_briefing(HOME, HOME / f"{id_}.yml", as_yaml(keys)) for id_, keys in briefings.items()
    ]
    known, found = read_register(HOME, as_yaml(register)) if register else (None, [])
    findings = [*found, *(finding for _, each in read for finding in each)]
    mistakes = [concise(finding) for finding in findings]
    assert not mistakes, "\n".join(mistakes)
    folder = Folder(HOME, tuple(each for each, _ in read), known, ())
    return link(folder, drafts=drafts, as_of=as_of)
