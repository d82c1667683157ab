"""Rules about ids that name another entry."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from generator.checking.actors import definitions
from generator.diagnostics.finding import Finding
from generator.diagnostics.nearest import did_you_mean
from generator.model.briefing import Briefing, Evidence, Register
from generator.reading.folder import Folder, ReadBriefing
from generator.reading.nodes import Document, Mapping
from generator.reading.walk import references, walk


def unknown_actors(folder: Folder) -> Iterator[Finding]:
    """Every actor that is referred to is defined somewhere."""
    if folder.register_unread:
        return
    known = {definition.id for definition in definitions(folder)}
    read: list[tuple[Document, type[BaseModel]]] = [
        (each.document, Briefing) for each in folder.briefings if _is_read(each, "actors")
    ]
    if folder.register:
        read.insert(0, (folder.register.document, Register))
    for document, model in read:
        for kind, id_, place in references(document, model):
            if kind == "actor" and id_ not in known:
                yield Finding(
                    "unknown-actor",
                    f"the actor “{id_}” is defined nowhere",
                    place,
                    help=did_you_mean(id_, known, "add it to `actors:`, here or in the register"),
                )


def unknown_sources(folder: Folder) -> Iterator[Finding]:
    """Every source that evidence names is listed in the same briefing."""
    for read in folder.briefings:
        if not _is_read(read, "sources"):
            continue
        known = _source_ids(read)
        for kind, id_, place in references(read.document, Briefing):
            if kind == "source" and id_ not in known:
                yield Finding(
                    "unknown-source",
                    f"the briefing lists no source “{id_}”",
                    place,
                    help=did_you_mean(id_, known, f"its sources are {', '.join(known)}"),
                )


def unnamed_sources(folder: Folder) -> Iterator[Finding]:
    """Evidence says which source it is from, wherever there is more than one."""
    for read in folder.briefings:
        known = _source_ids(read)
        if len(known) < 2:
            continue
        for path, model, node in walk(read.document, Briefing):
            if model is Evidence and "source" not in node.items:
                yield Finding(
                    "unnamed-source",
                    "this evidence does not say which source it is from",
                    read.document.head_place(path),
                    help=f"add `source: …`, one of {', '.join(known)}",
                )


def _source_ids(read: ReadBriefing) -> list[str]:
    _, sources = read.document.root.items.get("sources", (None, None))
    return sorted(sources.items) if isinstance(sources, Mapping) else []


def _is_read(read: ReadBriefing, key: str) -> bool:
    """Whether a top-level key is not in a part of the file that is no YAML."""
    return not read.document.unread & {key, ""}
