"""Sources as nodes: what briefings cite."""

from __future__ import annotations

from generator.linking.about import SourceRecord
from generator.model.briefing import Source
from generator.rendering.pages.linked.dates import exact
from generator.rendering.pages.linked.graph import Node, filled
from generator.rendering.pages.site import View, source_uri


def source(view: View, id_: str, cited: Source) -> Node:
    """A document, whatever it is: a briefing does not say whether it is news, or a treaty."""
    return filled(
        {
            "@type": "CreativeWork",
            "@id": place_of(view, id_),
            "name": cited.title,
            "url": cited.url,
            "author": {"@type": "Person", "name": cited.author} if cited.author else None,
            "publisher": {"@type": "Organization", "name": cited.publisher}
            if cited.publisher
            else None,
            "datePublished": exact(cited.published),
        }
    )


def record(view: View, found: SourceRecord) -> Node:
    """What the page of a source says."""
    return {"@type": "WebPage", "mainEntity": source(view, found.id, found.source)}


def part(view: View, found: SourceRecord) -> Node:
    """What a part of a long page of a source says."""
    named = {"@type": "CreativeWork", "@id": place_of(view, found.id), "name": found.gist.title}
    return {"about": named}


def place_of(view: View, id_: str) -> str:
    """What names a document: a place on the page that gathers what the briefings draw from it."""
    return view.name(source_uri(id_), "source")
