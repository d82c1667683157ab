"""Sources as nodes: what briefings cite."""

from __future__ import annotations

from generator.linking.about import SourceRecord
from generator.model.briefing import Source
from generator.rendering.pages.linked.dates import exact
from generator.rendering.pages.linked.graph import Node, filled
from generator.rendering.pages.site import View, source_uri


def source(view: View, id_: str, cited: Source) -> Node:
    """A document of any sort: a briefing does not say whether it is an article or a treaty."""
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
    """The node of a source's page."""
    return {"@type": "WebPage", "mainEntity": source(view, found.id, found.source)}


def part(view: View, found: SourceRecord) -> Node:
    """The node of a part of a source's long page."""
    named = {"@type": "CreativeWork", "@id": place_of(view, found.id), "name": found.gist.title}
    return {"about": named}


def place_of(view: View, id_: str) -> str:
    """The `@id` of a document: an anchor on the source's page."""
    return view.name(source_uri(id_), "source")
