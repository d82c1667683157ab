"""The objects of a STIX bundle: their ids, times, names and references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import UUID, uuid5

from generator.exporting.model import claims_at
from generator.exporting.stix.terms import EXTENSION, STANDING, TLP_CLEAR, Object
from generator.linking.about import Claim
from generator.linking.identities import Known
from generator.linking.sightings import Content, Ref, Sighting
from generator.model.briefing import Demand, Identity
from generator.rendering.edition import Edition
from generator.rendering.pages.site import View, briefing_uri

_NAMESPACE = UUID("d5cc1041-3aae-4a64-906a-5944560fd7a4")
"""Of all ids made here. The standard's own namespace is only for observables (section 2.9)."""

_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def made_uuid(edition: Edition, *names: str) -> str:
    """The UUID (version 5, RFC 9562) that a desk always gives to the same thing.

    A desk is identified by its address, or else by its name: desks with neither share their ids.
    """
    desk = edition.site_url.rstrip("/") or edition.site_name
    return _uuid("\n".join((desk, *names)))


@lru_cache(maxsize=10_000)  # an actor is named again and again
def _uuid(name: str) -> str:
    return str(uuid5(_NAMESPACE, name))


@dataclass(frozen=True)
class Objects:
    """Makes the objects of one bundle; names that they take are noted in `view`."""

    view: View
    ref: Ref
    content: Content
    """Held here, or each use of the briefing might load it again."""

    @cached_property
    def actors(self) -> dict[str, Known]:
        """All actors that the briefing mentions anywhere, and what each is part of."""
        ids = list(self.ref.outline.mentioned)
        found: dict[str, Known] = {}
        for id_ in ids:
            nobody = Known(id_, Identity())
            found[id_] = known = self.view.actors.get(id_, nobody)
            if (whole := known.identity.part_of) and whole not in ids:
                ids.append(whole)
        return found

    @cached_property
    def _claims(self) -> dict[tuple[str | int, ...], Claim]:
        return claims_at(self.ref)

    @cached_property
    def times(self) -> tuple[str, str]:
        """When the briefing was made, and when it was last corrected."""
        corrected = (each.date for each in self.content.briefing.corrections)
        return _time(self.ref.date), _time(max((self.ref.date, *corrected)))

    @property
    def language(self) -> str:
        """The language of the briefing's words."""
        return self.content.briefing.language or self.view.site.edition.language

    @property
    def site_name(self) -> str:
        """What the desk is called; never empty."""
        edition = self.view.site.edition
        return edition.site_name or edition.site_url or "Briefings"

    # Objects

    def own(self, kind: str, names: Iterable[str], **said: Any) -> Object:
        """An object that belongs only to this briefing, without empty properties."""
        created, modified = self.times
        head = {
            "type": kind,
            "spec_version": "2.1",
            "id": self.id(kind, *names),
            "created_by_ref": self.id("identity", "desk"),
            "created": created,
            "modified": modified,
        }
        return given({**head, **said, "object_marking_refs": [TLP_CLEAR]})

    def standing(self, kind: str, names: Iterable[str], **said: Any) -> Object:
        """An object that is the same in every bundle."""
        times = {"created": STANDING, "modified": max(STANDING, self.times[1])}
        return self.own(kind, names, **times, **said)

    def tie(self, verb: str, start: str, end: str) -> Object:
        """What `own` or `standing` needs to make a relationship between two actors."""
        names = (verb, start, end) if verb == "part-of" else (self.ref.id, verb, start, end)
        return {
            "kind": "relationship",
            "names": names,
            "relationship_type": verb,
            "source_ref": self.actor_id(start),
            "target_ref": self.actor_id(end),
        }

    # Ids

    def id(self, kind: str, *names: str) -> str:
        """The id of an object: the same in every bundle for the same kind and names."""
        return f"{kind}--{made_uuid(self.view.site.edition, kind, *names)}"

    def actor_id(self, id_: str) -> str:
        """The id of an actor's identity."""
        return self.id("identity", "actor", id_)

    def actor_ids(self, ids: Iterable[str]) -> list[str]:
        """The same for several actors."""
        return [self.actor_id(id_) for id_ in ids]

    # References

    def page(self, uri: str, id_: str, anchor: str = "") -> Object:
        """A reference to a place on the site."""
        url = self.view.site.edition.permalink(uri)
        return reference(self.site_name, id_=id_, url=f"{url}{anchor}" if url else None)

    def references(self, sighting: Sighting[Any], *path: str | int) -> list[Object]:
        """References to an entry's place on the site, and to the evidence at or below a path."""
        page = self.page(briefing_uri(self.ref.id), sighting.key, f"#{sighting.anchor}")
        found = (claim for at, claim in self._claims.items() if at[: len(path)] == path)
        return [page, *map(self._evidence, found)]

    def _evidence(self, claim: Claim) -> Object:
        """A source, with the quoted words and what was found for them."""
        source, said = claim.source, claim.evidence.quote
        state = self.view.site.words.word(claim.state)
        return reference(
            source.publisher or source.title,
            id_=claim.source_key,
            description=f"“{said}” ({state})" if said else source.title,
            url=claim.address,
        )


def pairs(sighting: Sighting[Demand]) -> Iterator[tuple[str, str]]:
    """Each pair of someone who demands and someone of whom it is demanded."""
    gist = sighting.gist
    return ((by, of) for by in dict.fromkeys(gist.by) for of in dict.fromkeys(gist.of))


def given(said: Object) -> Object:
    """The same without empty properties."""
    return {name: value for name, value in said.items() if value not in (None, "", [], ())}


def facts(**said: Any) -> Object:
    """Facts in the form of our extension, with dates as they were typed."""
    found = {name: _plain(value) for name, value in given(said).items()}
    return {EXTENSION: {"extension_type": "property-extension", **found}}


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return list(value)
    return value if isinstance(value, int) else str(value)


def reference(
    source: str, *, id_: str | None = None, description: str | None = None, url: str | None = None
) -> Object:
    """A reference to something that is not STIX (section 2.5)."""
    uri = _uri(url) if url else None
    said = {"source_name": source, "description": description, "url": uri, "external_id": id_}
    return given(said)


def _uri(url: str) -> str:
    """An address as a URI (RFC 3986), with whatever a URI cannot hold percent-encoded."""
    end = url.find("//") + 2 + len(urlsplit(url).netloc)
    rest, mark, fragment = _BARE_PERCENT.sub("%25", url[end:]).partition("#")
    marks = "%/:?@!$&'()*+,;=~"
    return f"{quote(url[:end], marks + '[]')}{quote(rest, marks)}{mark}{quote(fragment, marks)}"


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00.000Z"
