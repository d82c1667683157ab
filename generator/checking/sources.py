"""Rules about sources: that evidence says where it is from."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics.finding import Finding, Place
from generator.diagnostics.nearest import choice, did_you_mean, nearest, replacement
from generator.model.briefing import Briefing, Evidence
from generator.model.text import is_identifier
from generator.reading.folder import ReadBriefing
from generator.reading.nodes import Mapping
from generator.reading.walk import gives, named, walk


def unknown_sources(read: ReadBriefing) -> Iterator[Finding]:
    """Every source that evidence names is listed in the same briefing."""
    listed = _source_ids(read)
    if read.document.unread & {"sources", ""} or not listed:
        return
    known = {id_: None for id_ in listed if is_identifier(id_)}
    misspelt = [id_ for id_ in listed if id_ not in known]
    for _, id_, node in named(read.document, Briefing, "source"):
        if id_ in known or not is_identifier(id_):
            continue
        if not nearest(id_, misspelt):
            place = Place(read.document.source, node.start, node.end)
            yield Finding(
                "unknown-source",
                f"the briefing lists no source “{id_}”",
                place,
                help=did_you_mean(id_, known, f"its sources are {choice(known)}"),
                fix=replacement(id_, known, place, safe=False),
            )


def unnamed_sources(read: ReadBriefing) -> Iterator[Finding]:
    """Evidence says which source it is from, wherever there is more than one."""
    known = _source_ids(read)
    if len(known) < 2:
        return
    for path, model, node in walk(read.document, Briefing):
        if model is Evidence and not gives(node, Evidence, "source"):
            yield Finding(
                "unnamed-source",
                "this evidence does not say which source it is from",
                read.document.head_place(path),
                help=f"add `source: …`, one of {choice(known)}",
            )


def _source_ids(read: ReadBriefing) -> list[str]:
    _, sources = read.document.root.items.get("sources", (None, None))
    return sorted(sources.items) if isinstance(sources, Mapping) else []
