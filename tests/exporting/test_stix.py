"""STIX 2.1: a bundle that the standard's own tools take, with the facts of the briefing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import stix2
from stix2.confidence import scales
from stix2validator import (
    ValidationOptions,
    validate_instance,
)

from generator.evidence.archive import Archive
from generator.evidence.proofs import prove
from generator.exporting.stix import (
    CONFIDENCE,
    CREDIBILITY,
    EXTENSION,
    FACTS,
    STANDING,
    TLP_CLEAR,
    Object,
    bundle_of,
    made_uuid,
    stix,
)
from generator.linking.corpus import Corpus
from generator.linking.link import link
from generator.linking.sightings import Ref, assess, demands_in, risks_in
from generator.model.scales import ICD203, SCALES
from generator.model.vocabulary import ActorKind, Confidence, Credibility
from generator.reading.folder import read_folder
from generator.rendering.edition import Edition
from generator.rendering.pages.site import View, site_of
from tests.desks import HEAD, TEXT, claim, desk
from tests.hostile import hostile_briefing
from tests.pictures import ROOT
from tests.writing import Keys, briefing, linked

HERE = Edition(site_name="Desk", site_url="https://desk.example/news/")
PAGES = "https://desk.example/news"

JUDGED = {
    "103": "a random UUID (version 4) is better: ids are to stay the same (section 2.9 allows it)",
    "202": "a verb of ours for a relationship, which section 5.1 allows",
    "302": "no hash beside an address: pages on the web change",
}
"""Warnings of the validator that are meant."""


def made(corpus: Corpus, ref: Ref, edition: Edition = HERE) -> tuple[Object, View]:
    """A bundle, and what its maker looked up."""
    view = View(site_of(corpus, edition), f"data/stix/{ref.id}", {f"briefing:{ref.id}"})
    return bundle_of(view, ref), view


def bundles(corpus: Corpus, edition: Edition = HERE) -> dict[str, bytes]:
    return {ref.id: stix(made(corpus, ref, edition)[0]) for ref in corpus.refs}


def bundle(typed: Keys, edition: Edition = HERE, register: Keys | None = None) -> list[Object]:
    """The objects of a bundle of one made-up briefing."""
    corpus = linked({"strike": typed}, register)
    objects: list[Object] = checked(stix(made(corpus, corpus.refs[0], edition)[0]))["objects"]
    return objects


def checked(data: bytes) -> Object:
    """A bundle as it is read, once the tools of the standard have found nothing wrong with it."""
    read: Object = json.loads(data)
    parsed = stix2.parse(read, allow_custom=False, version="2.1")
    # It writes thousandths of a second only where they are not nought.
    kept = json.loads(parsed.serialize().replace(".000Z", "Z"))
    assert kept == json.loads(data.replace(b".000Z", b"Z")), "the library loses something"
    found = validate_instance(json.loads(data), ValidationOptions(version="2.1"))
    assert [str(error) for error in found.errors] == []
    codes = {str(warning).partition("{")[2][:3] for warning in found.warnings}
    assert codes <= JUDGED.keys()
    return read


def of(objects: list[Object], kind: str, subject: str = "") -> list[Object]:
    found = [each for each in objects if each["type"] == kind]
    return [each for each in found if not subject or facts(each).get("subject") == subject]


def facts(each: Object) -> Object:
    found: Object = each.get("extensions", {}).get(EXTENSION, {})
    return found


def refs_in(value: Any, name: str = "") -> Iterator[str]:
    """Every id that something refers to."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from refs_in(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from refs_in(item, name)
    elif name.endswith(("_ref", "_refs")):
        yield value


def who(*ids: str) -> list[str]:
    return [f"identity--{made_uuid(HERE, 'identity', 'actor', id_)}" for id_ in ids]


@pytest.fixture(scope="module")
def real() -> Corpus:
    folder = read_folder(ROOT / "briefings")
    return link(folder, prove(folder, Archive(folder.path)))


@pytest.fixture(scope="module")
def read(real: Corpus) -> dict[str, list[Object]]:
    """The objects of each real bundle."""
    return {id_: checked(data)["objects"] for id_, data in bundles(real).items()}


# As the standard has it


def test_the_tools_of_the_standard_take_each_real_bundle(read: dict[str, list[Object]]) -> None:
    assert len(read) == 5


def test_all_that_a_bundle_refers_to_is_in_it_once(read: dict[str, list[Object]]) -> None:
    for objects in read.values():
        ids = [each["id"] for each in objects]
        assert len(ids) == len(set(ids))
        assert set(refs_in(objects)) <= set(ids)
        told = [
            each["id"] for each in objects if each["id"] in of(objects, "report")[0]["object_refs"]
        ]
        rest = {each["type"] for each in objects if each["id"] not in told}
        assert rest == {"marking-definition", "extension-definition", "identity", "report"}


def test_everybody_may_read_it(read: dict[str, list[Object]]) -> None:
    assert stix2.TLP_WHITE.id == TLP_CLEAR
    for objects in read.values():
        marking, *rest = objects
        assert marking == json.loads(stix2.TLP_WHITE.serialize())
        assert all(each["object_marking_refs"] == [TLP_CLEAR] for each in rest)


def test_the_numbers_of_confidence_are_those_of_the_standard() -> None:
    assert {
        Confidence.LOW: scales.none_low_med_high_to_value("Low"),
        Confidence.MODERATE: scales.none_low_med_high_to_value("Med"),
        Confidence.HIGH: scales.none_low_med_high_to_value("High"),
    } == CONFIDENCE
    for number in range(101):
        word = scales.value_to_admiralty_credibility(number)
        for digit, value in CREDIBILITY.items():
            assert value != number or word.startswith(f"{digit} - ")
    assert CREDIBILITY.keys() == set(Credibility) - {Credibility.UNKNOWN}
    for step in ICD203.steps:
        told = " / ".join(word.title() for word in step.words)
        assert scales.value_to_dni(step.stix).lower() == told.lower()


def test_what_its_extension_says_is_defined_and_nothing_else() -> None:
    typed, _ = hostile_briefing()
    objects = bundle(typed)
    (definition,) = of(objects, "extension-definition")
    assert definition["id"] == EXTENSION
    assert [line.partition(":")[0] for line in definition["schema"].splitlines()] == list(FACTS)
    used = {name for each in objects for name in facts(each)}
    assert used - {"extension_type"} == FACTS.keys()


def test_each_kind_of_actor_has_a_class_of_the_vocabulary() -> None:
    known = {str(kind): {"name": str(kind), "kind": str(kind)} for kind in ActorKind}
    objects = bundle(briefing(actors=known | {"unsaid": {"name": "unsaid"}}))
    assert {each["name"]: each["identity_class"] for each in of(objects, "identity", "actor")} == {
        "person": "individual",
        "government": "organization",
        "organization": "organization",
        "group": "group",
        "company": "organization",
        "country": "organization",
        "other": "unknown",
        "unsaid": "unknown",
    }


# The facts of a briefing


def test_a_report_is_the_briefing(real: Corpus, read: dict[str, list[Object]]) -> None:
    for ref in real.refs:
        told, objects = ref.briefing, read[ref.id]
        (report,) = of(objects, "report")
        day = f"{told.date}T00:00:00.000Z"
        assert (report["name"], report["description"]) == (told.title, told.summary)
        assert report["published"] == report["created"] == day
        assert report["labels"] == list(told.tags)
        assert report["lang"] == told.language == "en"
        assert facts(report)["key"] == ref.id
        assert facts(report)["thread"] == told.thread
        page, *sources = report["external_references"]
        assert page == {
            "source_name": "Desk",
            "url": f"{PAGES}/briefings/{ref.id}/",
            "external_id": ref.id,
        }
        assert [(each["external_id"], each["description"], each["url"]) for each in sources] == [
            (key, source.title, source.url) for key, source in told.sources.items()
        ]
        (by,) = [each for each in objects if each["id"] == report["created_by_ref"]]
        assert (by["type"], by["name"]) == ("identity", "Desk")


def test_an_identity_is_the_actor(real: Corpus, read: dict[str, list[Object]]) -> None:
    for ref in real.refs:
        found = {facts(each)["key"]: each for each in of(read[ref.id], "identity", "actor")}
        assert found.keys() >= set(ref.outline.mentioned)
        for id_, each in found.items():
            identity = real.known[id_].identity
            assert each["name"] == identity.name
            assert facts(each).get("kind") == identity.kind
            assert facts(each).get("aliases", []) == list(identity.aliases)
            assert each.get("roles", []) == ([identity.office] if identity.office else [])
            links = {each["source_name"]: each for each in each["external_references"]}
            assert links["Desk"]["url"] == f"{PAGES}/actors/{id_}/"
            assert links.get("Wikidata", {}).get("external_id") == identity.wikidata


def test_relationships_are_the_ties(real: Corpus, read: dict[str, list[Object]]) -> None:
    verbs = set()
    for ref in real.refs:
        objects = read[ref.id]
        keys = {each["id"]: facts(each).get("key") for each in of(objects, "identity")}
        found = {
            (each["relationship_type"], keys[each["source_ref"]], keys[each["target_ref"]])
            for each in of(objects, "relationship")
        }
        parts = {("part-of", id_, real.known[id_].identity.part_of) for id_ in keys.values() if id_}
        assert found == {
            *(part for part in parts if part[2]),
            *(
                ("speaks-for", id_, actor.speaks_for)
                for id_, actor in ref.briefing.actors.items()
                if actor.speaks_for
            ),
            *(
                ("demands-of", by, asked)
                for demand in ref.briefing.demands.values()
                for by in demand.by
                for asked in demand.of
            ),
        }
        verbs |= {verb for verb, _, _ in found}
    assert verbs == {"part-of", "speaks-for", "demands-of"}


def test_a_note_is_the_demand_and_one_more_each_answer(
    real: Corpus, read: dict[str, list[Object]]
) -> None:
    answers = 0
    for ref in real.refs:
        objects = read[ref.id]
        notes = {facts(each)["key"]: each for each in of(objects, "note", "demand")}
        assert notes.keys() == ref.briefing.demands.keys()
        told = of(objects, "note", "answer")
        for sighting in demands_in(ref):
            demand, note = sighting.entry, notes[sighting.key]
            said = facts(note)
            assert note["abstract"] == demand.text
            assert note["authors"] == ["Desk"]
            assert note["content"].startswith(f"{demand.text}\n")
            assert (demand.note or "") in note["content"]
            assert said["by_refs"] == who(*demand.by)
            assert said.get("of_refs", []) == who(*demand.of)
            assert set(note["object_refs"]) >= {*who(*demand.by), *who(*demand.of)}
            assert said["status"] == demand.status
            assert said.get("kind") == demand.kind
            assert said["red_line"] is demand.red_line
            assert said.get("deadline") == (str(demand.deadline) if demand.deadline else None)
            assert note.get("confidence") == CREDIBILITY.get(
                demand.credibility or Credibility.UNKNOWN
            )
            page, *evidence = note["external_references"]
            assert page["url"] == f"{PAGES}/briefings/{ref.id}/#{sighting.anchor}"
            assert len(evidence) == len(demand.evidence)
            mine = [each for each in told if note["id"] in each["object_refs"]]
            for each, answer in zip(mine, demand.responses, strict=True):
                assert facts(each)["answer"] == answer.answer
                assert facts(each).get("date") == (str(answer.date) if answer.date else None)
                assert facts(each)["by_refs"] == who(answer.by)
                assert each["object_refs"] == [note["id"], *who(answer.by)]
                assert (answer.text or "") in each["content"]
                assert len(each["external_references"]) == 1 + len(answer.evidence)
                answers += 1
        assert len(told) == sum(len(each.responses) for each in ref.briefing.demands.values())
    assert answers > 5


def test_a_note_is_the_risk(real: Corpus, read: dict[str, list[Object]]) -> None:
    resolved = 0
    for ref in real.refs:
        notes = {facts(each)["key"]: each for each in of(read[ref.id], "note", "risk")}
        assert notes.keys() == ref.briefing.risks.keys()
        for sighting in risks_in(ref):
            risk, note, judged = sighting.entry, notes[sighting.key], assess(sighting)
            said, step, end = facts(note), judged.likelihood, risk.resolution
            assert note["abstract"] == risk.event
            for text in (risk.given, risk.basis, risk.note, end and end.text):
                assert (text or "") in note["content"]
            assert all(sign.text in note["content"] for sign in risk.indicators)
            assert note.get("confidence") == (
                CONFIDENCE[risk.confidence] if risk.confidence else None
            )
            assert said.get("likelihood") == risk.likelihood
            numbers = [said.get(f"likelihood_{name}") for name in ("value", "low", "high")]
            assert numbers == ([step.stix, step.low, step.high] if step else [None] * 3)
            assert said.get("level") == judged.level
            assert said.get("impact") == risk.impact
            assert said.get("horizon") == (str(risk.horizon) if risk.horizon else None)
            assert said.get("affects_refs", []) == who(*risk.affects)
            assert note["object_refs"] == who(*dict.fromkeys(risk.affects))
            assert said.get("outcome") == (end.outcome if end else None)
            assert said.get("date") == (str(end.date) if end and end.date else None)
            resolved += end is not None
    assert resolved > 1


@pytest.mark.parametrize("scale", SCALES.values(), ids=[str(name) for name in SCALES])
def test_a_likelihood_is_told_with_its_band_and_apart_from_the_confidence(scale: Any) -> None:
    risks = {
        f"r{number}": {
            "event": "The port fails",
            "horizon": "2021-06-30",
            "likelihood": step.words[0],
            "confidence": "high",
            "basis": "They said so.",
        }
        for number, step in enumerate(scale.steps)
    }
    notes = of(bundle(briefing(scale=str(scale.name), risks=risks)), "note")
    for note, step in zip(notes, scale.steps, strict=True):
        lines = note["content"].splitlines()
        (likely,) = [line for line in lines if step.words[0] in line]
        assert f"({step.band}\u00a0%)" in likely
        (sure,) = [line for line in lines if "high" in line and "Confidence" in line]
        assert sure != likely
        assert note["confidence"] == 85
        assert facts(note)["scale"] == str(scale.name)


def test_a_risk_that_affects_nobody_is_a_note_on_the_report() -> None:
    objects = bundle(briefing(risks={"ruin": {"event": "The port fails"}}))
    (note,), (report,) = of(objects, "note"), of(objects, "report")
    assert note["object_refs"] == [report["id"]]
    assert note["content"] == "The port fails\nno likelihood given"
    assert "confidence" not in note


def test_what_an_actor_is_part_of_is_told_though_the_briefing_does_not_name_it() -> None:
    register = {"firm": {"name": "The firm"}, "port": {"part_of": "firm"}}
    objects = bundle(briefing(actors={"port": {"name": "Port"}}), register=register)
    assert {each["name"] for each in of(objects, "identity", "actor")} == {"Port", "The firm"}


def test_evidence_is_told_with_its_words_and_their_proof_but_no_more(tmp_path: Any) -> None:
    quote = "no ship will leave the harbour,"
    typed = HEAD + claim(quote).replace(
        "events:\n  - date: 2021\n    text: They met.",
        ("demands:\n  pay:\n    by: dockers\n    text: More pay."),
    )
    folder = read_folder(desk(tmp_path, typed, {"gazette.txt": TEXT}))
    corpus = link(folder, prove(folder, Archive(folder.path)))
    data = stix(made(corpus, corpus.refs[0])[0])
    (note,) = of(checked(data)["objects"], "note")
    _, found = note["external_references"]
    assert found["description"] == f"“{quote}” (proven)"
    assert found["url"].startswith("https://gazette.example/cranes#:~:text=")
    assert found["external_id"] == "gazette"
    assert "two night shifts" in TEXT
    assert b"two night shifts" not in data
    assert b"gazette.txt" not in data


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("https://e.example/a?b=c%20d&e[]=1#f", "https://e.example/a?b=c%20d&e%5B%5D=1#f"),
        ("https://é.example/ü?ß#é", "https://%C3%A9.example/%C3%BC?%C3%9F#%C3%A9"),
        ("http://[::1]:80/[a]", "http://[::1]:80/%5Ba%5D"),
        ("https://e.example/100%/%zz#a#b", "https://e.example/100%25/%25zz#a%23b"),
        ("HTTPS://me@e.example?", "HTTPS://me@e.example?"),
    ],
)
def test_an_address_becomes_a_uri(typed: str, found: str) -> None:
    sources = {"a": {"title": "A", "url": typed}}
    (report,) = of(bundle(briefing(sources=sources)), "report")
    assert report["external_references"][1]["url"] == found


def test_its_words_are_those_of_the_site_and_its_language_the_writers() -> None:
    edition = Edition(language="de", site_name="Tisch")
    demands = {"pay": {"by": "union", "text": "Mehr Lohn.", "status": "rejected"}}
    (note,) = of(bundle(briefing(language="nl", demands=demands), edition), "note")
    assert note["lang"] == "nl"
    assert note["content"] == "Mehr Lohn.\nabgelehnt"
    (note,) = of(bundle(briefing(demands=demands), edition), "note")
    assert note["lang"] == "de"


# Hostile text


def test_hostile_text_is_told_as_typed_and_the_rest_is_left_out_knowingly() -> None:
    typed, texts = hostile_briefing()
    objects = bundle(typed)
    told = json.dumps(objects, ensure_ascii=False)
    missing = {
        path
        for path, text in texts.items()
        if json.dumps(text, ensure_ascii=False)[1:-1] not in told
    }
    left = {
        "reviewed_by",
        "assumptions.text",
        "alternatives.text",
        "gaps.text",
        "corrections.text",
        "sources.author",
        "sources.note",
        "actors.role",
        "actors.side",
        "actors.note",
        "events.text",
        "figures.measure",
        "figures.unit",
        "figures.note",
    }
    evidence = {path for path in texts if path.endswith("evidence.note")}
    elsewhere = ("actors.evidence", "events.evidence", "figures.evidence")
    quotes = {path for path in texts if path.startswith(elsewhere)}
    accepted = {path for path in texts if path.endswith("accept")}
    assert missing == left | evidence | quotes | accepted


# Always the same


def test_the_same_briefings_give_the_same_bytes(real: Corpus) -> None:
    folder = read_folder(ROOT / "briefings")
    assert bundles(link(folder, prove(folder, Archive(folder.path)))) == bundles(real)


def test_what_two_bundles_share_is_the_same_thing(read: dict[str, list[Object]]) -> None:
    """No tool may find one version of an object with two contents, or an object made twice."""
    versions: dict[tuple[str, str], Object] = {}
    created: dict[str, str] = {}
    shared = set()
    for each in (each for objects in read.values() for each in objects):
        shared |= {each["type"]} if each["id"] in created else set()
        assert versions.setdefault((each["id"], each.get("modified", "")), each) == each
        assert created.setdefault(each["id"], each["created"]) == each["created"]
    assert shared == {"marking-definition", "extension-definition", "identity", "relationship"}


def test_another_desk_gives_other_ids(real: Corpus, read: dict[str, list[Object]]) -> None:
    ids = {each["id"] for objects in read.values() for each in objects}
    other = bundles(real, Edition(site_name="Desk", site_url="https://other.example/"))
    found = {each["id"] for data in other.values() for each in json.loads(data)["objects"]}
    maker = {
        each["id"]
        for each in next(iter(read.values()))
        if each["created"] == "2026-11-25T00:00:00.000Z"
    }
    assert len(maker) == 2
    assert ids & found == {TLP_CLEAR, *maker}


def test_the_address_may_be_written_with_a_slash_or_without(real: Corpus) -> None:
    bare = Edition(site_name="Desk", site_url="https://desk.example/news")
    ids = {json.loads(data)["id"] for data in bundles(real, bare).values()}
    assert ids == {json.loads(data)["id"] for data in bundles(real).values()}


def test_a_correction_makes_a_later_version() -> None:
    pay = {"pay": {"by": "union", "text": "More pay."}}
    before = bundle(briefing(demands=pay))
    corrections = [{"date": day, "text": "Wrong."} for day in ("2021-04-02", "2021-03-09")]
    after = bundle(briefing(demands=pay, corrections=corrections))
    assert [each["id"] for each in before] == [each["id"] for each in after]
    for old, new in zip(before[3:], after[3:], strict=True):
        assert old["created"] == new["created"] <= old["modified"]
        assert old["modified"] == "2021-03-01T00:00:00.000Z"
        assert new["modified"] == "2021-04-02T00:00:00.000Z"


def test_a_briefing_of_long_ago_is_no_older_than_its_actors() -> None:
    objects = bundle(briefing(date="1914-07-28"))
    assert of(objects, "report")[0]["created"] == "1914-07-28T00:00:00.000Z"
    assert {each["modified"] for each in of(objects, "identity", "actor")} == {STANDING}


def told_on(**names: str) -> Corpus:
    """Two briefings with one actor in common, whose name the register has."""
    known = {id_: {"name": name} for id_, name in names.items()}
    return linked(
        {
            "first": briefing(actors={"port": {}, "union": {}}),
            "second": briefing(date="2021-03-02", actors={"port": {}, "crew": {}}),
            "third": briefing(date="2021-03-03", actors={"mayor": {}}),
        },
        known,
    )


NAMES = {"port": "Port", "union": "Union", "crew": "Crew", "mayor": "Mayor"}


@pytest.mark.parametrize("renamed", NAMES)
def test_a_new_name_changes_the_bundles_that_noted_the_actor_and_no_other(renamed: str) -> None:
    before, after = told_on(**NAMES), told_on(**NAMES | {renamed: "Another"})
    noted = {ref.id for ref in before.refs if f"actor:{renamed}" in made(before, ref)[1].uses}
    old, new = bundles(before), bundles(after)
    assert {id_ for id_ in old if old[id_] != new[id_]} == noted
    assert noted


def test_an_edited_briefing_changes_its_own_bundle_alone(real: Corpus) -> None:
    typed = {id_: briefing(date=f"2021-03-0{n}", thread="strike") for n, id_ in enumerate("abc", 1)}
    edited = typed | {"b": {**typed["b"], "summary": "Work goes on.", "tags": ["port"]}}
    old, new = bundles(linked(typed)), bundles(linked(edited))
    assert {id_ for id_ in old if old[id_] != new[id_]} == {"b"}
    fewer = bundles(linked({id_: typed[id_] for id_ in "bc"}))
    # Who the actors are is told by the first that defines them; here all tell the same.
    assert fewer == {id_: old[id_] for id_ in "bc"}


def test_every_actor_is_among_what_a_bundle_takes(real: Corpus) -> None:
    for ref in real.refs:
        found, view = made(real, ref)
        keys = [facts(each)["key"] for each in of(found["objects"], "identity", "actor")]
        assert view.uses == {f"briefing:{ref.id}", *(f"actor:{key}" for key in keys)}
