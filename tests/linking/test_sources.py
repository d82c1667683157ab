"""One document is one source, with the claims that stand on it."""

from __future__ import annotations

from typing import Any

from tests.writing import briefing, linked

URL = "https://gazette.example/cranes"


def test_sources_with_one_address_are_one_record() -> None:
    corpus = linked(
        {
            "first": briefing(sources={"gazette": {"title": "Cranes at rest", "url": URL}}),
            "second": briefing(
                date="2021-03-02",
                sources={"paper": {"title": "Cranes at rest (corrected)", "url": URL}},
            ),
        }
    )
    (record,) = corpus.sources
    assert record.source.title == "Cranes at rest (corrected)", "the newest briefing knows best"
    assert [(s.ref.id, s.key) for s in record.sightings] == [
        ("second", "paper"),
        ("first", "gazette"),
    ]
    assert record.id == "first--gazette", "an address that later briefings leave alone"


def test_sources_without_an_address_are_each_their_own() -> None:
    corpus = linked({"a": briefing(), "b": briefing(date="2021-03-02")})
    assert [record.id for record in corpus.sources] == ["a--gazette", "b--gazette"]


def test_sources_with_different_addresses_are_two_even_of_one_title() -> None:
    two = {"a": {"title": "T", "url": URL}, "b": {"title": "T", "url": URL + "?page=2"}}
    assert len(linked({"x": briefing(sources=two)}).sources) == 2


def test_two_names_for_one_address_in_a_briefing_are_one_record_with_both_ones_claims() -> None:
    said: dict[str, Any] = {
        "sources": {"a": {"title": "T", "url": URL}, "b": {"title": "T", "url": URL}},
        "events": [
            {"date": "2021", "text": "A fire.", "evidence": [{"source": "a"}]},
            {"date": "2022", "text": "A flood.", "evidence": [{"source": "b"}]},
        ],
    }
    (record,) = linked({"x": briefing(**said)}).sources
    assert [claim.text for claim in record.claims] == ["A fire.", "A flood."]


def test_every_kind_of_claim_stands_under_its_source_in_its_own_words() -> None:
    evidence = [{"source": "gazette"}]
    said: dict[str, Any] = {
        "sources": {"gazette": {"title": "Cranes at rest"}, "letter": {"title": "A letter"}},
        "actors": {
            "port": {"name": "Port of Aldmoor", "evidence": evidence},
            "union": {"name": "Union", "role": "Stops work", "evidence": evidence},
            "mayor": {"name": "M", "role": "R", "note": "Mediates", "evidence": evidence},
        },
        "demands": {
            "pay": {
                "by": "union",
                "text": "More pay.",
                "evidence": evidence,
                "responses": [{"by": "port", "answer": "rejected", "evidence": evidence}],
            }
        },
        "risks": {
            "ruin": {
                "event": "The port fails",
                "evidence": evidence,
                "indicators": [{"text": "Ships leave", "evidence": evidence}],
                "resolution": {"outcome": "occurred", "evidence": evidence},
            }
        },
        "events": [{"date": "2021", "text": "A walk-out.", "evidence": evidence}],
        "figures": [{"measure": "Ships", "value": "3~", "evidence": evidence}],
    }
    corpus = linked({"x": briefing(**said)})
    claims = {record.id: record.claims for record in corpus.sources}
    assert [(claim.kind, claim.anchor, claim.text) for claim in claims["x--gazette"]] == [
        ("actor", "actor-port", "Port of Aldmoor"),
        ("actor", "actor-union", "Stops work"),
        ("actor", "actor-mayor", "Mediates"),
        ("demand", "demand-pay", "More pay."),
        ("demand", "demand-pay", "More pay."),
        ("risk", "risk-ruin", "The port fails"),
        ("risk", "risk-ruin", "The port fails"),
        ("risk", "risk-ruin", "The port fails"),
        ("event", "event-1", "A walk-out."),
        ("figure", "figure-1", "Ships: 3~"),
    ]
    assert claims["x--letter"] == ()


def test_evidence_that_names_no_source_stands_on_the_only_one() -> None:
    said = {"events": [{"date": "2021", "text": "A fire.", "evidence": [{"quote": "It burnt"}]}]}
    (record,) = linked({"x": briefing(**said)}).sources
    (claim,) = record.claims
    assert (claim.source_key, claim.evidence.quote) == ("gazette", "It burnt")


def test_claims_of_one_document_come_from_all_its_briefings_newest_first() -> None:
    def telling(date: str, text: str) -> dict[str, Any]:
        return briefing(
            date=date,
            sources={"gazette": {"title": "T", "url": URL}},
            events=[{"date": "2021", "text": text, "evidence": [{"note": "p. 3"}]}],
        )

    corpus = linked({"a": telling("2021-03-01", "Old."), "b": telling("2021-03-02", "New.")})
    assert [claim.text for claim in corpus.sources[0].claims] == ["New.", "Old."]
