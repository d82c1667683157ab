"""FollowTheMoney: who the actors are and what ties them, as its own library reads it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.exporting.ftm import SCHEMATA, entities, ftm_body
from generator.exporting.stix import bundle_of
from generator.linking.corpus import Corpus
from generator.linking.link import link
from generator.model.vocabulary import ActorKind
from generator.reading.folder import read_folder
from generator.rendering.edition import Edition
from generator.rendering.pages.site import View, site_of
from tests.naughty import ANYWHERE, IN_PLAIN
from tests.pictures import ROOT
from tests.writing import briefing, linked

# It stands on ICU, which no wheel brings: installed by hand, see CONTRIBUTING.md.
model: Any = pytest.importorskip("followthemoney").model
Proxy = Any
"""An entity as the library has it."""

HERE = Edition(site_name="Desk", site_url="https://desk.example/news/")


def body(corpus: Corpus, edition: Edition = HERE) -> bytes:
    return ftm_body(entities(corpus, edition, corpus.actors))


def read(corpus: Corpus, edition: Edition = HERE) -> list[Proxy]:
    """What the library reads, once it has found each entity valid and nothing of it strange."""
    found = []
    for line in body(corpus, edition).splitlines():
        data = json.loads(line)
        proxy = model.get_proxy(data)
        proxy.schema.validate(data)
        assert {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()} == {
            name: sorted(values) for name, values in data["properties"].items()
        }
        found.append(proxy)
    return found


def actors(proxies: list[Proxy]) -> dict[str, Proxy]:
    """The entities that are no ties, by name."""
    return {proxy.caption: proxy for proxy in proxies if not proxy.schema.edge}


def ties(proxies: list[Proxy]) -> set[tuple[str, str, str]]:
    """Each tie as its schema and the names of both ends."""
    names = {proxy.id: proxy.caption for proxy in proxies if not proxy.schema.edge}
    return {
        (proxy.schema.name, names[start], names[end])
        for proxy in proxies
        if proxy.schema.edge
        for start, end in proxy.edgepairs()
    }


@pytest.fixture(scope="module")
def real() -> Corpus:
    return link(read_folder(ROOT / "briefings"))


def test_the_library_reads_every_actor_as_the_desk_knows_it(real: Corpus) -> None:
    found = actors(read(real))
    assert len(found) == len(real.known) > 30
    for known in real.known.values():
        proxy, who = found[known.name], known.identity
        assert proxy.schema.name == (SCHEMATA[who.kind] if who.kind else "LegalEntity")
        assert set(proxy.get("alias")) == set(who.aliases)
        assert proxy.get("wikidataId") == ([who.wikidata] if who.wikidata else [])
        assert proxy.get("website") == ([who.url] if who.url else [])
        office = "position" if who.kind is ActorKind.PERSON else "summary"
        assert proxy.get(office) == ([who.office] if who.office else [])
        assert proxy.get("sourceUrl") == [f"https://desk.example/news/actors/{known.id}/"]


def test_the_library_reads_every_tie(real: Corpus) -> None:
    called = {id_: known.name for id_, known in real.known.items()}
    parts = {
        (called[id_], called[known.identity.part_of])
        for id_, known in real.known.items()
        if known.identity.part_of
    }
    spoken = {
        (called[actor.key], called[actor.speaks_for])
        for ref in real.refs
        for actor in ref.outline.actors
        if actor.speaks_for
    }
    found = ties(read(real))
    assert {(start, end) for schema, start, end in found if schema == "Membership"} == parts
    assert {(start, end) for schema, start, end in found if schema == "Representation"} == spoken
    assert len(parts) > 15
    assert len(spoken) > 5


def test_both_ends_of_a_tie_are_what_its_schema_takes() -> None:
    """Each kind of actor as a part of each other kind, and speaking for it."""
    kinds = [str(kind) for kind in ActorKind]
    known: dict[str, Any] = {
        f"{part}-of-{whole}": {
            "name": f"{part} of {whole}",
            "kind": part,
            "part_of": whole,
            "speaks_for": whole,
        }
        for part in kinds
        for whole in kinds
    }
    known |= {kind: {"name": kind, "kind": kind} for kind in kinds}
    known |= {"unsaid": {"name": "unsaid"}, "part": {"name": "part", "part_of": "unsaid"}}
    proxies = read(linked({"a": briefing(actors=known)}))
    by_id = {proxy.id: proxy for proxy in proxies}
    for proxy in proxies:
        for prop in proxy.iterprops():
            for value in proxy.get(prop) if prop.range else ():
                assert by_id[value].schema.is_a(prop.range)
    found = ties(proxies)
    assert len(found) == 2 * len(kinds) ** 2 + 1
    assert ("Membership", "person of company", "company") in found
    assert ("UnknownLink", "group of person", "person") in found
    assert ("UnknownLink", "part", "unsaid") in found
    assert ("Representation", "person of country", "country") in found


def test_of_an_unknown_whole_only_the_id_is_told() -> None:
    """A subset of the actors, as in one file of several, names others by id alone."""
    told = {
        "boss": {"name": "Boss", "kind": "person", "part_of": "port"},
        "port": {"name": "Port", "kind": "company"},
    }
    corpus = linked({"a": briefing(actors=told)})
    some = list(entities(corpus, HERE, ["boss"]))
    every = {entity["id"]: entity for entity in entities(corpus, HERE, ["boss", "port"])}
    assert [entity["schema"] for entity in some] == ["Person", "Membership"]
    assert every[some[1]["properties"]["organization"][0]]["properties"]["name"] == ["Port"]


LONGEST = 350
"""Characters of a name that the library calls valid, and some for what stands around it."""


@pytest.mark.parametrize("text", [*ANYWHERE, *IN_PLAIN, "=1+1", "‏name‎", "🚢"])
def test_hostile_text_is_read_as_typed(text: str) -> None:
    told = {"name": f"a {text} z", "aliases": [f"b {text} z"], "office": f"c {text} z"}
    who = {"a": told | {"kind": "person"}, "b": told | {"kind": "group", "part_of": "a"}}
    corpus = linked({"a": briefing(actors=who)})
    told_of = [
        each for each in entities(corpus, HERE, ["a", "b"]) if each["schema"] != "UnknownLink"
    ]
    assert [each["schema"] for each in told_of] == ["Person", "Organization"]
    for entity in told_of:
        line = ftm_body([entity])
        data = json.loads(line)["properties"]
        assert data["name"] == [f"a {text} z"]
        assert data["alias"] == [f"b {text} z"]
        assert data.get("position", data.get("summary")) == [f"c {text} z"]
        assert line.count(b"\n") == 1
        if len(text) < LONGEST:
            model.get_proxy(json.loads(line)).schema.validate(json.loads(line))


def test_a_line_has_no_line_end_but_its_own(real: Corpus) -> None:
    who = {"a": {"name": "one\u2028two\u0085three\nfour"}}
    lines = body(linked({"a": briefing(actors=who)})).split(b"\n")
    assert len(lines) == 2
    assert json.loads(lines[0])["properties"]["name"] == ["one\u2028two\u0085three\nfour"]


def test_files_may_be_put_one_behind_the_other(real: Corpus) -> None:
    ids = list(real.actors)
    halves = [ftm_body(entities(real, HERE, half)) for half in (ids[:9], ids[9:])]
    assert b"".join(halves) == body(real) == body(link(read_folder(ROOT / "briefings")))


def test_no_id_is_given_twice_and_another_desk_gives_others(real: Corpus) -> None:
    ids = [proxy.id for proxy in read(real)]
    assert len(ids) == len(set(ids))
    elsewhere = {proxy.id for proxy in read(real, Edition(site_url="https://other.example/"))}
    assert not elsewhere & set(ids)


def test_an_actor_has_the_id_that_it_has_in_a_stix_bundle(real: Corpus) -> None:
    view = View(site_of(real, HERE), "data", set())
    objects = bundle_of(view, real.refs[0])["objects"]
    stix = {each["name"]: each["id"] for each in objects if each["type"] == "identity"}
    found = actors(read(real))
    shared = stix.keys() & found.keys()
    assert len(shared) > 8
    assert all(stix[name] == f"identity--{found[name].id}" for name in shared)


def test_without_an_address_there_is_no_link_to_a_dossier(real: Corpus) -> None:
    assert not any(proxy.get("sourceUrl") for proxy in read(real, Edition(site_name="Desk")))
