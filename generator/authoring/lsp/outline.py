"""What the server remembers about a file, besides its facts: enough to complete and to find."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel

from generator.diagnostics.finding import Place, SourceText
from generator.model.briefing import Actor, Briefing, Demand, Figure, Identity, Risk, Source
from generator.reading import nodes
from generator.reading.nodes import Document, Node, Scalar
from generator.reading.walk import text_at, walk

Field = tuple[type[BaseModel], str]

SHARED_WORDS: tuple[Field, ...] = (
    (Briefing, "thread"),
    (Briefing, "tags"),
    (Source, "origin"),
    (Actor, "side"),
    (Figure, "measure"),
)
"""Fields in which a word links entries, provided that it is written the same way."""


@dataclass(frozen=True, slots=True)
class Written:
    """A word and its place."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class SourceLine:
    """What is shown about a source."""

    place: Place
    """Of its key."""
    said: Mapping[str, str]
    """Its fields."""


@dataclass(frozen=True, slots=True)
class StoryLine:
    """What is shown about a demand or a risk."""

    place: Place
    """Of its key."""
    text: str
    """What is demanded, or what may happen."""
    state: str
    """The status of a demand, the likelihood of a risk."""
    by: tuple[str, ...] = ()
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """What all features except the checks need to know about a file."""

    source: SourceText
    title: str = ""
    date: str = ""
    thread: str = ""
    scale: str = ""
    sources: Mapping[str, SourceLine] = field(default_factory=dict)
    demands: Mapping[str, StoryLine] = field(default_factory=dict)
    risks: Mapping[str, StoryLine] = field(default_factory=dict)
    words: Mapping[Field, tuple[Written, ...]] = field(default_factory=dict)
    """The words of `SHARED_WORDS`."""
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Other names of actors, by id."""
    texts: frozenset[str] = frozenset()
    """Names of the archived texts of its sources."""


def outline_of(document: Document, model: type[BaseModel]) -> Outline:
    """Gather the outline of a briefing or a register, valid or not."""
    root = document.root
    words: dict[Field, list[Written]] = defaultdict(list)
    aliases: dict[str, tuple[str, ...]] = {}
    for entry in walk(document, model):
        if issubclass(entry.model, Identity) and "aliases" in entry.node.items:
            aliases[str(entry.path[-1])] = _listed(document, entry.node, "aliases")
        for shared in SHARED_WORDS:
            if entry.model is shared[0] and shared[1] in entry.node.items:
                words[shared] += _written(document, entry.node.items[shared[1]][1])
    if model is not Briefing:
        return Outline(document.source, aliases=aliases)
    sources = {
        id_: SourceLine(place, {name: _text(node, name) for name in node.items})
        for id_, place, node in _keyed(document, "sources")
    }
    return Outline(
        document.source,
        title=_text(root, "title"),
        date=_text(root, "date"),
        thread=_text(root, "thread"),
        scale=_text(root, "scale"),
        sources=sources,
        demands={
            id_: StoryLine(
                place,
                _text(node, "text"),
                _text(node, "status") or str(Demand.model_fields["status"].default),
                _listed(document, node, "by"),
                _listed(document, node, "of"),
            )
            for id_, place, node in _keyed(document, "demands")
        },
        risks={
            id_: StoryLine(place, _text(node, "event"), _text(node, "likelihood"))
            for id_, place, node in _keyed(document, "risks")
        },
        words={shared: tuple(found) for shared, found in words.items()},
        aliases=aliases,
        texts=frozenset(line.said["text"] for line in sources.values() if line.said.get("text")),
    )


def story_lines(outline: Outline, model: type[BaseModel]) -> Mapping[str, StoryLine]:
    """The demands or the risks of a briefing."""
    if model is Demand:
        return outline.demands
    return outline.risks if model is Risk else {}


def _text(node: nodes.Mapping, name: str) -> str:
    return " ".join((text_at(node, name) or "").split())


def _written(document: Document, node: Node) -> Iterator[Written]:
    for item in node.items if isinstance(node, nodes.Sequence) else (node,):
        if isinstance(item, Scalar) and item.value and item.value.strip():
            place = Place(document.source, item.start, item.end)
            yield Written(" ".join(item.value.split()), place)


def _listed(document: Document, node: nodes.Mapping, name: str) -> tuple[str, ...]:
    _, value = node.items.get(name, (None, None))
    return tuple(word.text for word in _written(document, value)) if value else ()


def _keyed(document: Document, name: str) -> Iterator[tuple[str, Place, nodes.Mapping]]:
    _, holder = document.root.items.get(name, (None, None))
    for id_, (key, node) in holder.items.items() if isinstance(holder, nodes.Mapping) else ():
        entry = node if isinstance(node, nodes.Mapping) else nodes.Mapping(node.start)
        yield id_, Place(document.source, key.start, key.end), entry
