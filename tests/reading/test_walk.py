"""A walk over the entries of a document that need not be valid."""

from generator.diagnostics.finding import SourceText
from generator.model.briefing import Briefing, Evidence, Register
from generator.reading.nodes import Document
from generator.reading.syntax import parse
from generator.reading.walk import gives, references, text_at, walk

TEXT = """\
title: [not a title]
sources: {herald: {title: T}}
actors:
  putin: {part_of: russia, evidence: [{speaker: peskov, source: herald}]}
  nobody: just text
demands:
  pay: {by: [dockers, union], of: port, responses: [{by: port, answer: rejected}]}
risks:
  ruin: {affects: port, resolution: {evidence: [{source: gazette}]}}
events:
  - {actors: [dockers], claimed_by: herald}
  - not an event
figures: {claimed_by: lost}
unknown: {by: lost}
"""


def document(text: str) -> Document:
    made, _ = parse(SourceText("a.yml", text))
    assert made
    return made


def test_every_entry_is_met_with_its_path_whatever_is_wrong_elsewhere() -> None:
    met = [
        ("/".join(map(str, path)), model.__name__)
        for path, model, _ in walk(document(TEXT), Briefing)
    ]
    assert met == [
        ("", "Briefing"),
        ("sources/herald", "Source"),
        ("actors/putin", "Actor"),
        ("actors/putin/evidence/0", "Evidence"),
        ("demands/pay", "Demand"),
        ("demands/pay/responses/0", "Response"),
        ("risks/ruin", "Risk"),
        ("risks/ruin/resolution", "Resolution"),
        ("risks/ruin/resolution/evidence/0", "Evidence"),
        ("events/0", "Event"),
    ]


def test_every_id_that_names_an_entry_is_found_at_its_place() -> None:
    found = list(references(document(TEXT), Briefing))
    assert [(at.position.line, kind, id_) for kind, id_, at in found] == [
        (4, "actor", "russia"),
        (4, "actor", "peskov"),
        (4, "source", "herald"),
        (7, "actor", "dockers"),
        (7, "actor", "union"),
        (7, "actor", "port"),
        (7, "actor", "port"),
        (9, "actor", "port"),
        (9, "source", "gazette"),
        (11, "actor", "dockers"),
        (11, "actor", "herald"),
    ]
    assert [TEXT[at.start : at.end] for _, _, at in found] == [id_ for _, id_, _ in found]


def test_a_register_is_walked_by_its_ids() -> None:
    text = "putin: {part_of: russia}\nrussia: {name: Russia}\n"
    assert [path for path, _, _ in walk(document(text), Register)] == [("putin",), ("russia",)]
    assert [id_ for _, id_, _ in references(document(text), Register)] == ["russia"]


def test_the_text_behind_a_key_is_there_or_not() -> None:
    root = document("a: x\nb:\nc: [x]\nd: ''\n").root
    assert [text_at(root, key) for key in "abcd"] == ["x", None, None, ""]
    assert text_at(root, "e") is None


def test_an_entry_gives_a_key_even_if_it_is_misspelt_or_wrong() -> None:
    for text in ("source: x", "sorce: x", "source: [x]", "source: ''", "source: *x", "<<: {}"):
        assert gives(document(text).root, Evidence, "source"), text
    for text in ("quote: x", "source:", "note: sources"):
        assert not gives(document(text).root, Evidence, "source"), text
