"""Briefings as nodes: an analysis with its claims, and the pages that collect several."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from generator.linking.sightings import Ref, events_in
from generator.rendering.escape import plain
from generator.rendering.pages.linked.actors import actor
from generator.rendering.pages.linked.claims import claims, event, place_of
from generator.rendering.pages.linked.graph import Node, publisher, website
from generator.rendering.pages.linked.sources import source
from generator.rendering.pages.site import View, thread_uri

MOST = 50
"""The most claims, events, sources and actors, each, in a page's JSON-LD: the first ones. The page
itself shows all of them, as do the site's tables and files."""
ARTICLE = "AnalysisNewsArticle"
"""An article that rests on facts and draws conclusions, which a `Report` need not do."""


def analysis(view: View, ref: Ref) -> Node:
    """The node of a published briefing's page."""
    briefing, outline = ref.briefing, ref.outline
    every = dict.fromkeys((*(each.key for each in outline.actors), *outline.mentioned))
    shown = list(islice(every, MOST))
    taking_part = {each.key for each in outline.actors}
    corrected = max((each.date for each in briefing.corrections), default=None)
    desk = publisher(view)
    # An author may be a person or a desk; briefings do not say which.
    author = {"@type": "Organization", "name": briefing.author} if briefing.author else desk
    ids = view.site.corpus.source_ids
    parts = [website(view)]
    if outline.thread:
        name = view.threads[outline.thread].name
        at = view.name(thread_uri(outline.thread))
        parts.append({"@type": "CollectionPage", "@id": at, "name": name})
    return {
        "@type": ARTICLE,
        "headline": ref.title,
        "datePublished": ref.date.isoformat(),
        "dateModified": corrected.isoformat() if corrected else None,
        "inLanguage": ref.language or view.site.edition.language,
        "author": author,
        "publisher": desk,
        "isPartOf": parts,
        "keywords": list(briefing.tags),
        "about": [actor(view, id_) for id_ in shown if id_ in taking_part],
        "mentions": [
            *(actor(view, id_) for id_ in shown if id_ not in taking_part),
            *(event(view, each) for each in events_in(ref)[:MOST]),
        ],
        "citation": [
            source(view, ids[ref.id, key], cited)
            for key, cited in islice(briefing.sources.items(), MOST)
        ],
        "hasPart": list(islice(claims(view, ref, author), MOST)),
        "correction": [
            {
                "@type": "CorrectionComment",
                "datePublished": each.date.isoformat(),
                "text": plain(each.text),
            }
            for each in briefing.corrections
        ],
    }


def collection(view: View, refs: Iterable[Ref]) -> Node:
    """The node of a thread's or a tag's page: the published briefings that it collects."""
    published = (ref for ref in refs if not ref.is_draft)
    return {"hasPart": [_headline(view, ref) for ref in islice(published, MOST)]}


def _headline(view: View, ref: Ref) -> Node:
    return {
        "@type": ARTICLE,
        "@id": place_of(view, ref),
        "headline": ref.title,
        "datePublished": ref.date.isoformat(),
    }
