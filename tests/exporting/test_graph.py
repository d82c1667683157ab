"""The graph says who wants what of whom, and every reader of GraphML takes it."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

from generator.exporting.graph import (
    NAMESPACE,
    actor_nodes,
    graph_body,
    graph_head,
    graph_tail,
    named_in,
)
from generator.exporting.xml import xml_text
from generator.linking.corpus import Corpus
from generator.linking.lines import Line
from generator.linking.link import link
from generator.linking.standing import answers
from generator.model.briefing import Demand
from generator.reading.folder import read_folder
from generator.rendering.edition import Edition
from tests.exporting.tabled import HOSTILE, LONE, hostile
from tests.pictures import ROOT
from tests.seeds import told_by_each_order
from tests.writing import briefing, linked

SITE = "https://desk.example/news/"
EDITION = Edition(site_name="Desk", site_url=SITE)
N = f"{{{NAMESPACE}}}"


def graph(corpus: Corpus, edition: Edition = EDITION) -> bytes:
    """The file of a whole corpus, its demands in two bodies."""
    first, rest = corpus.demands[:2], corpus.demands[2:]
    bodies = graph_body(first, edition) + graph_body(rest, edition)
    return graph_head(actor_nodes(corpus), edition) + bodies + graph_tail()


def real() -> Corpus:
    return link(read_folder(ROOT / "briefings"))


def evil() -> Corpus:
    return hostile(*HOSTILE, LONE)


def nothing() -> Corpus:
    return linked({})


def story() -> Corpus:
    """A demand over two briefings, answered thrice, one answer told twice."""
    actors = {
        "port": {
            "name": "Port",
            "kind": "company",
            "part_of": "city",
            "url": "https://port.example/",
        },
        "union": {"name": "Union", "wikidata": "Q42"},
        "city": {"name": "City"},
        "clerk": {"name": "Clerk", "speaks_for": "union", "part_of": "union"},
    }
    refused = {"by": "port", "date": "2021-03~", "answer": "rejected"}
    pay = {"by": ["union", "clerk"], "of": "port", "text": "More pay.", "kind": "payment"}
    first = pay | {"responses": [refused], "deadline": "2021-04"}
    then = pay | {
        "text": "Much more pay.",
        "status": "partly-met",
        "deadline": "2021-05/..",
        "responses": [
            refused,
            {"by": "port", "date": "2021-04-02", "answer": "countered"},
            {"by": "city", "answer": "deferred"},
        ],
    }
    later = {"actors": actors | {"clerk": {"speaks_for": "port"}}, "date": "2021-04-03"}
    return linked(
        {
            "one": briefing(thread="strike", actors=actors, demands={"pay": first}),
            "two": briefing(thread="strike", demands={"pay": then}, **later),
            "alone": briefing(demands={"pay": {"by": "union", "text": "Rest."}}),
        }
    )


def read(content: bytes) -> Any:
    return nx.read_graphml(io.BytesIO(content), force_multigraph=True)


def ties(graph: Any) -> Counter[tuple[str, ...]]:
    return Counter(
        (source, data["tie"], target, data.get("answer", ""), data.get("date", ""))
        for source, target, data in graph.edges(data=True)
    )


def wanted_ties(corpus: Corpus, lines: Iterable[Line[Demand]]) -> Counter[tuple[str, ...]]:
    found: Counter[tuple[str, ...]] = Counter()
    for line in lines:
        demand, here = line.standing.entry, f"demand:{line.scope}:{line.key}"
        found.update((f"actor:{actor}", "demands", here, "", "") for actor in demand.by)
        found.update((here, "asked-of", f"actor:{actor}", "", "") for actor in demand.of)
        told = {
            (r.by, r.answer.value, str(r.date or ""))
            for sighting in line.sightings
            for r in sighting.entry.responses
        }
        found.update((f"actor:{by}", "answered", here, answer, day) for by, answer, day in told)
    for id_, known in corpus.known.items():
        if known.identity.part_of:
            found[f"actor:{id_}", "part-of", f"actor:{known.identity.part_of}", "", ""] += 1
    for speaker, principal in {
        (id_, actor.speaks_for)
        for ref in corpus.refs
        for id_, actor in ref.briefing.actors.items()
        if actor.speaks_for
    }:
        found[f"actor:{speaker}", "speaks-for", f"actor:{principal}", "", ""] += 1
    return found


@pytest.mark.parametrize("make", [real, story])
def test_networkx_reads_what_the_model_says(make: Callable[[], Corpus]) -> None:
    corpus = make()
    found = read(graph(corpus))
    assert found.is_directed()
    actors = {f"actor:{id_}": known for id_, known in corpus.known.items()}
    lines = {f"demand:{line.scope}:{line.key}": line for line in corpus.demands}
    assert set(found.nodes) == actors.keys() | lines.keys()
    for id_, known in actors.items():
        identity = known.identity
        assert found.nodes[id_] == without_nothing(
            label=known.name,
            what="actor",
            kind=identity.kind,
            page=f"{SITE}actors/{known.id}/",
            url=identity.url,
            wikidata=identity.wikidata,
        )
    for id_, line in lines.items():
        demand = line.standing.entry
        assert found.nodes[id_] == without_nothing(
            label=demand.text,
            what="demand",
            kind=demand.kind,
            page=f"{SITE}briefings/{line.latest.ref.id}/#demand-{line.key}",
            thread=line.latest.ref.briefing.thread,
            status=demand.status,
            first=str(min(ref.date for ref in line.refs)),
            last=str(max(ref.date for ref in line.refs)),
            deadline=demand.deadline and str(demand.deadline),
        )
    assert ties(found) == wanted_ties(corpus, corpus.demands)


def without_nothing(**told: Any) -> dict[str, str]:
    return {name: str(value) for name, value in told.items() if value}


def test_a_demand_keeps_of_whom_it_is_and_by_when_where_a_later_briefing_does_not_say() -> None:
    asked = {"by": "union", "text": "More pay."}
    first = asked | {"of": "port", "deadline": "2021-04-01", "kind": "payment"}
    corpus = linked(
        {
            "a": briefing(thread="strike", demands={"pay": first}),
            "b": briefing(
                date="2021-03-02", thread="strike", demands={"pay": asked | {"status": "met"}}
            ),
        }
    )
    assert named_in(corpus.demands) == {"union", "port"}
    found = read(graph(corpus))
    here = "demand:strike:pay"
    told = {name: found.nodes[here][name] for name in ("kind", "deadline", "status")}
    assert told == {"kind": "payment", "deadline": "2021-04-01", "status": "met"}
    assert ties(found)[here, "asked-of", "actor:port", "", ""] == 1


def test_an_answer_that_two_briefings_report_is_one_edge() -> None:
    found = ties(read(graph(story())))
    answered = {tie: count for tie, count in found.items() if tie[1] == "answered"}
    assert answered == {
        ("actor:port", "answered", "demand:strike:pay", "rejected", "2021-03~"): 1,
        ("actor:port", "answered", "demand:strike:pay", "countered", "2021-04-02"): 1,
        ("actor:city", "answered", "demand:strike:pay", "deferred", ""): 1,
    }


@pytest.mark.parametrize("make", [real, story, evil, nothing])
def test_a_file_is_built_as_graphml_wants_it(make: Callable[[], Corpus]) -> None:
    """Nodes once, edges between nodes that are there, data of keys that are declared for them."""
    root = ElementTree.fromstring(graph(make()))
    assert root.tag == f"{N}graphml"
    *keys, only = root
    assert only.tag == f"{N}graph"
    assert only.get("edgedefault") == "directed"
    declared = {}
    for key in keys:
        assert key.tag == f"{N}key"
        assert key.get("attr.type") == "string"
        assert key.get("attr.name")
        assert key.findtext(f"{N}desc")
        declared[key.get("id")] = key.get("for")
    assert len(declared) == len(keys)
    nodes = [node.get("id") for node in only.iter(f"{N}node")]
    assert len(nodes) == len(set(nodes))
    for element in only:
        assert element.tag in (f"{N}node", f"{N}edge")
        if element.tag == f"{N}edge":
            assert {element.get("source"), element.get("target")} <= set(nodes)
        used = [data.get("key") for data in element]
        assert len(used) == len(set(used))
        assert {f"{N}{declared[key]}" for key in used} <= {element.tag}
        assert all(data.text and not len(data) for data in element)


def test_hostile_text_is_text_and_survives_as_xml_can_hold_it() -> None:
    corpus = evil()
    found = read(graph(corpus))
    for line in corpus.demands:
        label = found.nodes[f"demand:{line.scope}:{line.key}"]["label"]
        assert label == xml_text(line.latest.entry.text)
    texts = {line.latest.entry.text for line in corpus.demands}
    assert texts == {*HOSTILE, LONE}
    assert sum(xml_text(text) == text for text in texts) == len(texts) - 2


def test_a_file_of_some_demands_takes_the_actors_that_they_name() -> None:
    corpus = story()
    lines = [line for line in corpus.demands if line.scope == "strike"]
    named = named_in(lines)
    assert named == {"union", "clerk", "port", "city"}
    alone = [line for line in corpus.demands if line.scope != "strike"]
    wanted = named_in(alone)
    head = graph_head((n for n in actor_nodes(corpus) if n.known.id in wanted), EDITION)
    found = read(head + graph_body(alone, EDITION) + graph_tail())
    assert set(found.nodes) == {"actor:union", "demand:briefing:alone:pay"}
    assert list(ties(found)) == [("actor:union", "demands", "demand:briefing:alone:pay", "", "")]


def test_all_that_named_in_finds_is_needed() -> None:
    for line in real().demands:
        gist = line.standing.gist
        replies = {reply.gist.by for reply in answers(line)}
        assert named_in([line]) == {*gist.by, *gist.of, *replies}


def test_an_edit_of_another_story_changes_no_body() -> None:
    before, after = story(), linked({"other": briefing(demands={"pay": {"by": "x", "text": "y"}})})
    kept = Corpus((*before.refs, *after.refs), before.as_of)
    for scope in ("strike", "briefing:alone"):
        one, other = (
            graph_body([line for line in corpus.demands if line.scope == scope], EDITION)
            for corpus in (before, kept)
        )
        assert one == other


def test_without_an_address_of_the_site_no_node_has_one() -> None:
    found = read(graph(story(), Edition()))
    assert not [node for node, data in found.nodes(data=True) if "page" in data]


def test_the_same_briefings_give_the_same_bytes_in_any_order_of_sets() -> None:
    program = "from tests.exporting.test_graph import *; print(graph(story()), graph(evil()))"
    assert len(told_by_each_order(program)) == 1
