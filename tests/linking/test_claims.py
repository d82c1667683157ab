"""A claim knows what was found for its quote, and the counts of a page are of such checks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.evidence.proof import State
from generator.linking.corpus import Corpus
from generator.rendering.pages import render_pages
from tests.desks import HEAD, NAME, TEXT, claim, corpus_at, desk, sealed, with_radio
from tests.markup import read_html
from tests.writing import briefing, linked

PROVEN = "two night shifts a week at most"
ALTERED = "two night shifts every week"
ABSENT = "better hours for all who sort mail"


def evidence(*items: str) -> str:
    """An event that stands on some evidence, each item as it would be typed."""
    listed = "".join(f"      - {item}\n" for item in items)
    return f"events:\n  - date: 2021\n    text: They met.\n    evidence:\n{listed}"


def words_of(corpus: Corpus, uri: str) -> str:
    (page,) = (page for page in render_pages(corpus) if page.uri == uri)
    return " ".join(read_html(page.markdown).words.split())


# What a claim knows


def test_every_claim_knows_its_state(tmp_path: Path) -> None:
    made = corpus_at(desk(tmp_path, HEAD + claim(PROVEN, ALTERED, ABSENT), {NAME: TEXT}))
    assert [item.proof.state for item in made.claims] == ["proven", "altered", "absent"]


def test_a_claim_by_seal_is_sealed_and_one_without_anything_unchecked(tmp_path: Path) -> None:
    text = with_radio(HEAD) + evidence(
        f"{{source: gazette, quote: {PROVEN}}}",
        "{source: radio, quote: It rained}",
        "{source: radio}",
    )
    made = corpus_at(sealed(desk(tmp_path, text, {NAME: TEXT})))
    assert [item.proof.state for item in made.claims] == ["sealed", "unchecked", "cited"]


def test_evidence_that_names_no_source_is_looked_up_in_the_only_one(tmp_path: Path) -> None:
    made = corpus_at(desk(tmp_path, HEAD + claim(PROVEN), {NAME: TEXT}))
    (item,) = made.claims
    assert (item.evidence.source, item.source_key) == (None, "gazette")
    assert item.source.title == "Cranes at rest in Aldmoor"
    assert item.proof.state is State.PROVEN


def test_a_claim_leads_into_the_page_of_its_source(tmp_path: Path) -> None:
    text = with_radio(HEAD) + evidence(
        "{source: gazette, quote: what the port can bear.”}",
        "{source: gazette}",
        "{source: radio, quote: It rained}",
    )
    made = corpus_at(desk(tmp_path, text, {NAME: TEXT}))
    assert [item.address for item in made.claims] == [
        "https://gazette.example/cranes#:~:text=beyond-,what%20the%20port%20can%20bear",
        "https://gazette.example/cranes",
        "",
    ]


def test_words_that_are_not_there_are_not_looked_for_there(tmp_path: Path) -> None:
    made = corpus_at(desk(tmp_path, HEAD + claim(ALTERED, ABSENT), {NAME: TEXT}))
    assert {item.address for item in made.claims} == {"https://gazette.example/cranes"}


def test_a_claim_knows_where_it_stands() -> None:
    said: dict[str, Any] = {
        "events": [{"date": "2021", "text": "x"}, {"date": "2022", "text": "y", "evidence": [{}]}],
        "demands": {"pay": {"by": "union", "text": "More.", "evidence": [{}]}},
    }
    claims = linked({"x": briefing(**said)}).claims
    assert [(item.kind, item.key, item.anchor, item.text) for item in claims] == [
        ("demand", "pay", "demand-pay", "More."),
        ("event", "2", "event-2", "y"),
    ]


# Counting


def test_states_are_counted_best_first_and_none_is_left_out(tmp_path: Path) -> None:
    text = with_radio(HEAD) + evidence(
        "{source: radio}",
        f"{{source: gazette, quote: {PROVEN}}}",
        "{source: radio, quote: It rained}",
        f"{{source: gazette, quote: {PROVEN}}}",
    )
    counts = corpus_at(desk(tmp_path, text, {NAME: TEXT})).states
    assert list(counts) == list(State)
    assert counts == dict.fromkeys(State, 0) | {"proven": 2, "cited": 1, "unchecked": 1}


def test_no_evidence_never_looks_like_success() -> None:
    corpus = linked({"x": briefing()})
    assert sum(corpus.states.values()) == 0
    for uri in ("index.md", "briefings/x.md", "sources/x--gazette.md", "sources/index.md"):
        (page,) = (page for page in render_pages(corpus) if page.uri == uri)
        assert "No evidence is given." in page.markdown, uri
        assert "bf-bar" not in page.markdown
        assert "bf-state-proven" not in page.markdown


def test_evidence_that_was_not_checked_is_not_shown_as_proven() -> None:
    said = {"events": [{"date": "2021", "text": "x", "evidence": [{"quote": "It rained"}]}]}
    corpus = linked({"x": briefing(**said)})
    for page in render_pages(corpus):
        assert "bf-state-proven" not in page.markdown
        assert "bf-state-sealed" not in page.markdown
    assert "1 unchecked" in words_of(corpus, "index.md")


@pytest.mark.parametrize(
    ("uri", "told"),
    [
        ("index.md", "2 proven 1 cited 1 unchecked"),
        ("sources/index.md", "2 proven 1 cited 1 unchecked"),
        ("briefings/strike.md", "2 sources2 proven 1 cited 1 unchecked"),
        ("sources/strike--gazette.md", "2 claims from it2 proven"),
        ("sources/strike--radio.md", "2 claims from it1 cited 1 unchecked"),
    ],
)
def test_each_page_counts_the_checks_of_what_stands_on_it(
    tmp_path: Path, uri: str, told: str
) -> None:
    text = with_radio(HEAD) + evidence(
        "{source: radio}",
        f"{{source: gazette, quote: {PROVEN}}}",
        "{source: radio, quote: It rained}",
        f"{{source: gazette, quote: {PROVEN}}}",
    )
    words = words_of(corpus_at(desk(tmp_path, text, {NAME: TEXT})), uri)
    assert told.replace(" ", "") in words.replace(" ", "")


# Origins


@pytest.mark.parametrize(
    ("relayed", "told"),
    [
        (("wire", "wire", None), ["Evidence from 3 sources of 2 origins", "2 outlets, one origin"]),
        (("wire", "wire", "wire"), ["3 sources of 1 origin", "3 outlets, one origin"]),
        ((None, None, None), ["Evidence from 3 sources"]),
        (("wire", "one", "two"), ["Evidence from 3 sources"]),
        (("b", None, None), ["Evidence from 3 sources of 2 origins", "A and B: 2 outlets"]),
    ],
)
def test_sources_that_relay_one_origin_count_once_on_the_page(
    relayed: tuple[str | None, ...], told: list[str]
) -> None:
    known = {
        key: {"title": key.upper()} | ({"origin": origin} if origin else {})
        for key, origin in zip("abc", relayed, strict=True)
    }
    words = words_of(linked({"x": briefing(sources=known)}), "briefings/x.md")
    assert all(part in words for part in told)
    assert ("one origin" in words) == (len(told) > 1)
