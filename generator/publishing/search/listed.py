"""What search can find of an actor and of a source: what the page about each says."""

from __future__ import annotations

from collections.abc import Iterable

from generator.linking.about import Dossier, SourceRecord
from generator.linking.sightings import Ref
from generator.linking.tags import tag_id
from generator.publishing.search.facts import Facts
from generator.publishing.search.record import Record, facets, first_day
from generator.rendering.addresses import address
from generator.rendering.edition import Edition
from generator.rendering.escape import plain
from generator.rendering.pages.site import actor_uri, source_uri


class Listed:
    """Makes the records of actors and sources."""

    def __init__(self, edition: Edition, facts: Facts) -> None:
        self.edition = edition
        self.facts = facts
        self.words = edition.wording()

    def actor(self, dossier: Dossier) -> Record:
        """An actor, as described on the page of its dossier."""
        identity = dossier.identity
        kind = self.words.word(identity.kind) if identity.kind else ""
        aliases = ", ".join(identity.aliases)
        return Record(
            "actor",
            address(actor_uri(dossier.id), self.edition.links),
            dossier.name,
            text=self.words.gettext("Also: {names}", names=aliases) if aliases else "",
            facts=tuple(
                filter(None, [kind, identity.office, *map(self.facts.name, dossier.wholes)])
            ),
            names=identity.aliases,
            language=self.edition.language,
            facets=facets(type=["actor"], actor=[dossier.id], **_stories(dossier.refs)),
        )

    def source(self, record: SourceRecord) -> Record:
        """A source, as described on its page."""
        source = record.source
        refs = [sighting.ref for sighting in record.sightings]
        notes = dict.fromkeys(sighting.entry.note for sighting in record.sightings)
        return Record(
            "source",
            address(source_uri(record.id), self.edition.links),
            source.title,
            text="\n".join(plain(note) for note in notes if note),
            facts=tuple(filter(None, [source.publisher, source.author])),
            day=first_day(source.published) if source.published else refs[-1].date,
            when=self.words.date(source.published) if source.published else "",
            language=refs[-1].language or self.edition.language,
            facets=facets(type=["source"], source=[record.id], **_stories(refs)),
        )


def _stories(refs: Iterable[Ref]) -> dict[str, list[str | None]]:
    """The threads and tags of some briefings."""
    outlines = [ref.outline for ref in refs]
    return {
        "thread": [outline.thread for outline in outlines],
        "tag": [tag_id(tag) for outline in outlines for tag in outline.tags],
    }
