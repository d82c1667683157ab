"""What the records of one briefing need to know about others, looked up when it is needed.

Nothing here goes through a whole corpus for the sake of one briefing; what is asked of the corpus,
it works out from the outlines of its briefings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, TypeVar

from generator.linking.about import Claim, SourceRecord
from generator.linking.claims import claims_of
from generator.linking.corpus import Corpus
from generator.linking.lines import Line
from generator.linking.sightings import Ref, Sighting
from generator.model.briefing import Entry
from generator.model.references import entries

E = TypeVar("E", bound=Entry)

_CLAIMS = {"demands": "demand", "risks": "risk", "events": "event", "figures": "figure"}
"""Fields of a briefing whose entries are records, each with the prefix of their anchors."""


class Facts:
    """Looks up what a corpus knows."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._standing: dict[str, dict[tuple[str, str], Sighting[Any]]] = {}
        self._claims: tuple[str, Mapping[str, Sequence[Claim]]] = ("", {})
        self._reasons: tuple[str, Mapping[str, Sequence[str]]] = ("", {})

    def ref(self, id_: str) -> Ref | None:
        """The briefing with an id."""
        return self.corpus.by_id.get(id_)

    def source(self, id_: str) -> SourceRecord | None:
        """The source with an id."""
        return self.corpus.records.get(id_)

    def name(self, actor: str) -> str:
        """What an actor is called."""
        found = self.corpus.known.get(actor)
        return found.name if found else actor

    def thread(self, ref: Ref) -> str:
        """What the thread of a briefing is called; empty if it belongs to none."""
        found = self.corpus.threads.get(ref.scope)
        return found.name if found else ""

    def claims(self, ref: Ref, anchor: str) -> Sequence[Claim]:
        """The evidence under one entry of a briefing."""
        if self._claims[0] != ref.id:
            found: dict[str, list[Claim]] = defaultdict(list)
            for claim in claims_of(ref):
                found[claim.anchor].append(claim)
            self._claims = (ref.id, found)
        return self._claims[1].get(anchor, ())

    def reasons(self, ref: Ref, anchor: str) -> Sequence[str]:
        """Why warnings about an entry are accepted."""
        if self._reasons[0] != ref.id:
            found: dict[str, list[str]] = defaultdict(list)
            for where, reason in _reasons(ref):
                found[where].append(reason)
            self._reasons = (ref.id, found)
        return self._reasons[1].get(anchor, ())

    def standing(self, sighting: Sighting[E]) -> Sighting[E] | None:
        """How a demand or a risk stands, if no later briefing of the thread has it."""
        scope = sighting.ref.scope
        if scope not in self._standing:
            story = self.corpus.stories[scope]
            lines: Iterable[Line[Any]] = chain(story.demands, story.risks)
            self._standing[scope] = {
                (line.latest.ref.id, line.latest.anchor): line.standing for line in lines
            }
        return self._standing[scope].get((sighting.ref.id, sighting.anchor))

    def actors(self, ref: Ref) -> list[str]:
        """The known actors that a briefing mentions anywhere."""
        return [id_ for id_ in ref.outline.mentioned if id_ in self.corpus.known]

    def source_id(self, ref: Ref, key: str) -> str:
        """The desk's id for a source of a briefing: all sources with the same address share one."""
        return self.corpus.source_ids[ref.id, key]


def _reasons(ref: Ref) -> Iterator[tuple[str, str]]:
    """Why warnings are accepted, each with the anchor of the claim that it is about."""
    for path, entry in entries(ref.briefing):
        if isinstance(entry, Entry) and entry.accept:
            kind = _CLAIMS.get(str(path[0])) if path else None
            key = path[1] + 1 if kind and isinstance(path[1], int) else path[1] if kind else ""
            for reason in entry.accept.values():
                yield (f"{kind}-{key}" if kind else ""), reason
