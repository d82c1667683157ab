"""Tags: the words by which writers group their briefings."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from generator.linking.sightings import Ref

_PARTS = re.compile(r"[\s_-]+")
_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
_LONGEST = 50


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, however its writers spell it: `Arms control` and `arms-control` are one."""

    id: str
    name: str
    """The spelling that most briefings use; among equals, the first in order."""
    refs: tuple[Ref, ...]
    """Newest first."""


def tags_of(refs: Iterable[Ref]) -> dict[str, Tag]:
    """Every tag by its id, in the order of their names; `refs` are newest first."""
    found: dict[str, list[Ref]] = defaultdict(list)
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    for ref in refs:
        for id_, name in {tag_id(tag): tag for tag in ref.outline.tags}.items():
            found[id_].append(ref)
            spelt[id_][name] += 1
    tags = (
        Tag(id_, min(spelt[id_], key=lambda name: (-spelt[id_][name], name)), tuple(found[id_]))
        for id_ in found
    )
    return {tag.id: tag for tag in sorted(tags, key=lambda tag: (tag.name.casefold(), tag.id))}


@lru_cache(maxsize=20_000)
def tag_id(tag: str) -> str:
    """The id of a tag, for addresses: its letters, plus a hash if not all of them could be kept.

    It depends on the tag alone, so a new tag cannot change the address of an existing one.
    """
    same = "-".join(filter(None, _PARTS.split(unicodedata.normalize("NFC", tag).casefold())))
    bare = "".join(c for c in unicodedata.normalize("NFKD", same) if c.isascii())
    id_ = _NOT_IN_IDS.sub("-", bare)[:_LONGEST].strip("-")
    if id_ and id_ == same:
        return id_
    return "-".join(filter(None, [id_, hashlib.sha256(same.encode()).hexdigest()[:8]]))
