"""Update a corpus after an edit that only changed wording, without linking it from scratch.

Most edits are of this kind. All look-ups by id stay the same, and wherever a briefing is listed,
its new version replaces the old: far less work than to link ten thousand briefings again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from generator.linking.claims import document_of
from generator.linking.corpus import Corpus
from generator.linking.sightings import Ref, sources_in
from generator.linking.stories import Story

_WITHOUT_REFS = ("source_ids", "states")
"""What a corpus computes from outlines that refers to no briefings, so stays as it is."""


def reworded(before: Corpus, refs: Collection[Ref]) -> Corpus | None:
    """The corpus of `refs`, in any order, made from the previous one.

    `None` if more than wording changed; `before` itself if nothing did.
    """
    new = {ref.name: ref for ref in set(refs).difference(before.refs)}
    gone = set(before.refs).difference(refs)
    now = {ref: new[ref.name] for ref in gone if ref.name in new}
    if len(now) == len(gone) == len(new) and all(map(_is_like, now, now.values())):
        return _exchanged(before, now) if now else before
    return None


def _is_like(old: Ref, new: Ref) -> bool:
    return old.id == new.id and old.outline.is_like(new.outline)


def _exchanged(before: Corpus, now: Mapping[Ref, Ref]) -> Corpus:
    """A corpus with some briefings replaced, and all that was computed before and still holds."""
    made, known = Corpus(_in(before.refs, now), before.as_of, before.register), vars(before)
    stories = {scope: before.stories[scope] for scope in {ref.scope for ref in now}}
    # Every comparison needs these from both corpora.
    kept: dict[str, Any] = {
        "known": before.known,
        "by_id": {**before.by_id, **{ref.id: ref for ref in now.values()}},
        "stories": {
            **before.stories,
            **{scope: Story(_in(story.refs, now)) for scope, story in stories.items()},
        },
        **{name: known[name] for name in _WITHOUT_REFS if name in known},
    }
    if "mentions" in known:
        ids = {id_ for ref in now for id_ in ref.outline.mentioned}
        there = {id_: list(_in(before.mentions[id_], now)) for id_ in ids}
        kept["mentions"] = {**before.mentions, **there}
    if "cited" in known:
        names = {document_of(sighting) for ref in now for sighting in sources_in(ref)}
        found = {
            name: [replace(each, ref=now.get(each.ref, each.ref)) for each in before.cited[name]]
            for name in names
        }
        kept["cited"] = {**before.cited, **found}
    vars(made).update(kept)
    return made


def _in(refs: Iterable[Ref], now: Mapping[Ref, Ref]) -> tuple[Ref, ...]:
    return tuple(now.get(ref, ref) for ref in refs)
