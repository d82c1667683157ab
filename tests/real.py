"""The briefings of this repository."""

from __future__ import annotations

from functools import cache

from generator.evidence.archive import Archive
from generator.evidence.proofs import prove
from generator.linking.corpus import Corpus
from generator.linking.link import link
from generator.reading.folder import Folder, read_folder
from tests.pictures import ROOT

REAL = ROOT / "briefings"


@cache
def real_folder() -> Folder:
    """All that is written in them, read once."""
    return read_folder(REAL)


@cache
def real_corpus() -> Corpus:
    """They with what was found for their quotes, linked once. Nobody changes it."""
    return link(real_folder(), prove(real_folder(), Archive(REAL)))
