"""Who wants what from whom as a graph, for Gephi, networkx and others (GraphML).

Nodes are actors and demands. Directed edges say who makes a demand, who is asked, who answered, who
is part of whom and who speaks for whom. A demand of a thread is one node, however many briefings
report it, and has the status that the latest of them gives. A file is a head, bodies and a tail,
one after the other: the head holds the actors and the ties between them, so that each is in the
file once, and a body holds demands with all of their edges. A file of only some demands, such as
those of a year, has a head with the actors that `named_in` finds in them. The format is described
at graphdrawing.org.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from generator.exporting.xml import DECLARATION, xml_bytes, xml_text
from generator.linking.corpus import Corpus
from generator.linking.identities import Known
from generator.linking.lines import Line
from generator.linking.standing import answers
from generator.model.briefing import Demand
from generator.rendering.edition import Edition
from generator.rendering.pages.site import actor_uri, briefing_uri

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_TAIL = b"</graph></graphml>"

_NODE_KEYS = {
    "label": "Name of an actor, or text of a demand.",
    "what": "actor or demand.",
    "kind": "What the actor is, or what the demand asks for.",
    "page": "Its place on the site.",
    "url": "The actor's own page on the web.",
    "wikidata": "The actor's item of Wikidata.",
    "thread": "Id of the running story that the demand belongs to.",
    "status": "Where the demand stands, as the latest briefing says that tells of it.",
    "first": "Day of the first briefing that tells of the demand.",
    "last": "Day of the latest briefing that tells of the demand.",
    "deadline": "By when the demand is to be met, as typed (EDTF, ISO 8601-2).",
}
_EDGE_KEYS = {
    "tie": (
        "demands (actor to demand), asked-of (demand to actor), answered (actor to demand), "
        "part-of or speaks-for (actor to actor)."
    ),
    "answer": "The kind of answer.",
    "date": "When it was answered, as typed (EDTF, ISO 8601-2).",
}


class ActorNode(NamedTuple):
    """An actor, and whom it speaks for in any briefing."""

    known: Known
    speaks_for: tuple[str, ...]
    """Ids, the newest briefing's first."""


def actor_nodes(corpus: Corpus) -> list[ActorNode]:
    """The nodes of all actors of a published corpus, in the order of their ids."""
    speaks_for: Mapping[str, dict[str, None]] = defaultdict(dict)
    for ref in corpus.refs:
        for actor in ref.outline.actors:
            if actor.speaks_for:
                speaks_for[actor.key][actor.speaks_for] = None
    known = sorted(corpus.known.items())
    return [ActorNode(actor, tuple(speaks_for[id_])) for id_, actor in known]


def named_in(lines: Iterable[Line[Demand]]) -> set[str]:
    """Ids of the actors at the other ends of some demands' edges."""
    named: set[str] = set()
    for line in lines:
        gist = line.standing.gist
        named.update(gist.by, gist.of, (reply.gist.by for reply in answers(line)))
    return named


def graph_head(nodes: Iterable[ActorNode], edition: Edition) -> bytes:
    """The start of a file: its keys, the actors, and the ties between those that are in it."""
    every = list(nodes)
    there = {node.known.id for node in every}
    actors = (_actor(node.known, edition) for node in every)
    ties = (
        _edge(_actor_id(node.known.id), _actor_id(other), tie)
        for node in every
        for tie, other in _above(node)
        if other in there
    )
    return DECLARATION + _start() + _joined((*actors, *ties))


def graph_body(lines: Iterable[Line[Demand]], edition: Edition) -> bytes:
    """Some demands with their edges; all actors that `named_in` finds in them are in the head."""
    return _joined(element for line in lines for element in _demand(line, edition))


def graph_tail() -> bytes:
    """The end of a file."""
    return _TAIL + b"\n"


def _start() -> bytes:
    root = Element("graphml", {"xmlns": NAMESPACE})
    for tag, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, description in keys.items():
            key = {"id": f"{tag}.{name}", "for": tag, "attr.name": name, "attr.type": "string"}
            SubElement(SubElement(root, "key", key), "desc").text = description
    graph = SubElement(root, "graph", {"id": "demands", "edgedefault": "directed"})
    graph.text = "\n"  # so that it gets a closing tag
    return xml_bytes(root).removesuffix(_TAIL)


def _actor(known: Known, edition: Edition) -> Element:
    identity = known.identity
    return _element(
        "node",
        {"id": _actor_id(known.id)},
        label=known.name,
        what="actor",
        kind=identity.kind,
        page=edition.permalink(actor_uri(known.id)),
        url=identity.url,
        wikidata=identity.wikidata,
    )


def _above(node: ActorNode) -> Iterator[tuple[str, str]]:
    if node.known.identity.part_of:
        yield "part-of", node.known.identity.part_of
    for principal in node.speaks_for:
        yield "speaks-for", principal


def _demand(line: Line[Demand], edition: Edition) -> Iterator[Element]:
    """The node of a demand, and its edges: by whom, of whom, and each answer once."""
    ref, demand = line.latest.ref, line.standing.entry
    page = edition.permalink(briefing_uri(ref.id))
    here = f"demand:{line.scope}:{line.key}"
    yield _element(
        "node",
        {"id": here},
        label=demand.text,
        what="demand",
        kind=demand.kind,
        page=page and f"{page}#{line.latest.anchor}",
        thread=ref.outline.thread,
        status=demand.status,
        first=line.first.ref.date.isoformat(),
        last=ref.date.isoformat(),
        deadline=str(demand.deadline or ""),
    )
    for actor in demand.by:
        yield _edge(_actor_id(actor), here, "demands")
    for actor in demand.of:
        yield _edge(here, _actor_id(actor), "asked-of")
    for given in (reply.gist for reply in answers(line)):
        source = _actor_id(given.by)
        yield _edge(source, here, "answered", answer=given.answer, date=given.date_text)


def _actor_id(id_: str) -> str:
    return f"actor:{id_}"


def _edge(source: str, target: str, tie: str, **told: str | None) -> Element:
    return _element("edge", {"source": source, "target": target}, tie=tie, **told)


def _element(tag: str, attributes: dict[str, str], **told: str | None) -> Element:
    """A node or an edge with its data; what is not said is left out."""
    element = Element(tag, attributes)
    for name, value in told.items():
        if value:
            SubElement(element, "data", {"key": f"{tag}.{name}"}).text = xml_text(value)
    return element


def _joined(elements: Iterable[Element]) -> bytes:
    return b"".join(xml_bytes(element) + b"\n" for element in elements)
