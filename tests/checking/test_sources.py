"""Evidence says which source it is from, and the briefing lists that source."""

import pytest

from tests.told import LEAST, advice, findings_in, told

TWO = LEAST.replace("actors:", "  gazette:\n    title: Cranes at rest\nactors:")


def claim(evidence: str) -> str:
    return f"events:\n  - date: 2014\n    text: x\n    evidence: [{evidence}]\n"


@pytest.mark.parametrize(
    ("source", "help_"),
    [
        ("gazete", "did you mean `gazette`?"),
        ("times", "its sources are gazette, herald"),
        ("dockers", "its sources are gazette, herald"),
    ],
)
def test_a_source_that_the_briefing_does_not_list_is_a_mistake(source: str, help_: str) -> None:
    text = TWO + claim(f"{{source: {source}}}")
    assert told(text) == [f"15:25 unknown-source: the briefing lists no source “{source}”"]
    assert advice(text) == [help_]


def test_the_sources_of_another_briefing_do_not_count() -> None:
    files = {"a.yml": TWO, "b.yml": LEAST + claim("{source: gazette}")}
    assert told(files) == ["b.yml:13:25 unknown-source: the briefing lists no source “gazette”"]


def test_where_there_is_one_source_evidence_need_not_name_it() -> None:
    assert told(LEAST + claim("{note: Seen by all.}")) == []
    assert told(LEAST + claim("{source: herald}")) == []


@pytest.mark.parametrize(
    ("evidence", "place"),
    [("{note: Seen.}", "15:17"), ("{}", "15:16"), ("{note: Seen., source: }", "15:17")],
)
def test_where_there_are_more_evidence_names_its_source(evidence: str, place: str) -> None:
    text = TWO + claim(evidence)
    assert told(text) == [
        f"{place} unnamed-source: this evidence does not say which source it is from"
    ]
    assert advice(text) == ["add `source: …`, one of gazette, herald"]


@pytest.mark.parametrize(
    "owner",
    [
        "actors:\n  port: {name: Port, evidence: [{source: times}]}\n",
        "demands:\n  d: {by: dockers, text: x, evidence: [{source: times}]}\n",
        "demands:\n  d: {by: dockers, text: x, responses: "
        "[{by: dockers, answer: rejected, evidence: [{source: times}]}]}\n",
        "risks:\n  r: {event: e, evidence: [{source: times}]}\n",
        "risks:\n  r: {event: e, indicators: [{text: i, evidence: [{source: times}]}]}\n",
        "risks:\n  r: {event: e, resolution: {outcome: unclear, evidence: [{source: times}]}}\n",
        "figures:\n  - {measure: m, value: 1, evidence: [{source: times}]}\n",
    ],
)
def test_all_evidence_is_looked_at_wherever_it_stands(owner: str) -> None:
    actors = "actors:\n  dockers:\n    name: Dockers\n"
    text = LEAST + (owner if not owner.startswith("actors") else owner.removeprefix("actors:\n"))
    assert actors in text
    assert [finding.code for finding in findings_in(text)] == ["unknown-source"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TWO.replace("sources:", "source:"), "unknown-key"),
        (TWO.replace("sources:", "origins:"), "unknown-key"),
        (TWO.replace("    title: Cranes", "    title: Cranes: "), "bad-yaml"),
        (TWO.replace("    title: Cranes", "\ttitle: Cranes"), "tab-indentation"),
        (TWO.replace("  gazette:\n", "  Gazette:\n"), "bad-id"),
        (LEAST + "sources: {gazette: {title: Cranes at rest}}\n", "duplicate-key"),
        (LEAST.replace("  herald:\n    title: Dockers walk out\n", ""), "empty-value"),
        (LEAST.replace("\n  herald:\n    title: Dockers walk out\n", " gazette\n"), "wrong-kind"),
    ],
)
def test_a_mistake_in_the_sources_is_one_mistake_however_often_they_are_named(
    text: str, code: str
) -> None:
    found = findings_in(text + claim("{source: gazette}"))
    codes = [finding.code for finding in found]
    assert codes == ([code] if "origins" not in text else ["missing-key", code])


@pytest.mark.parametrize(
    ("evidence", "code"),
    [
        ("{sorce: gazette}", "unknown-key"),
        ("{source: [gazette]}", "wrong-kind"),
        ("{source: ''}", "empty-value"),
        ("{source: The Gazette}", "bad-id"),
        ("{source: *g}", "unsupported-yaml"),
    ],
)
def test_a_source_that_is_named_wrongly_is_one_mistake(evidence: str, code: str) -> None:
    assert [finding.code for finding in findings_in(TWO + claim(evidence))] == [code]
