"""Link the briefings that were read into a corpus."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from generator.evidence.proof import unchecked
from generator.evidence.proofs import Proofs
from generator.linking.corpus import Corpus
from generator.linking.outline import outline_of
from generator.linking.rewording import reworded
from generator.linking.sightings import Content, Ref
from generator.model.briefing import Briefing, Evidence, Register
from generator.model.references import entries
from generator.reading.folder import Folder, ReadBriefing

_NO_PROOFS: Proofs = {}


def link(
    folder: Folder,
    proofs: Proofs = _NO_PROOFS,
    *,
    drafts: bool = False,
    as_of: date | None = None,
) -> Corpus:
    """Connect the briefings of a folder, and what was found for their quotes, into one corpus.

    Files with mistakes are left out; so are drafts, unless they are asked for, and briefings
    of a later day than the one asked for.
    """
    refs = [_ref(read, read.briefing, proofs) for read in folder.briefings if read.briefing]
    register = folder.register.register if folder.register else None
    return connect(refs, register, drafts=drafts, as_of=as_of)


@lru_cache(maxsize=2)
def published(corpus: Corpus) -> Corpus:
    """The corpus without its drafts; the corpus itself if it has none."""
    if not any(ref.is_draft for ref in corpus.refs):
        return corpus
    return connect(corpus.refs, corpus.register)


def connect(
    refs: Iterable[Ref],
    register: Register | None,
    *,
    drafts: bool = False,
    as_of: date | None = None,
    before: Corpus | None = None,
) -> Corpus:
    """Connect briefings into one corpus.

    If only wording differs from the previous corpus `before`, which was connected without `as_of`,
    the result reuses what that one has computed.
    """
    wanted = [
        ref for ref in refs if (drafts or not ref.is_draft) and (as_of is None or ref.date <= as_of)
    ]
    if before and as_of is None and before.register == register:
        made = reworded(before, wanted)
        if made:
            return made
    newest = sorted(wanted, key=lambda ref: ref.sort_key, reverse=True)
    day = as_of or (newest[0].date if newest else date.min)
    return Corpus(tuple(newest), day, register)


def _ref(read: ReadBriefing, briefing: Briefing, proofs: Proofs) -> Ref:
    content = Content(
        briefing,
        tuple(
            proofs.get((read.id, path)) or unchecked(entry.quote)
            for path, entry in entries(briefing)
            if isinstance(entry, Evidence)
        ),
    )
    return Ref(read.id, str(read.path), outline_of(briefing, content.proofs), lambda: content)
