"""What a later briefing leaves out still stands on every page that says how things stand."""

from __future__ import annotations

from functools import cache

from generator.rendering.edition import Edition
from generator.rendering.pages import render_pages
from tests.markup import read_html
from tests.writing import briefing, linked

FIRST = briefing(
    date="2026-03-02",
    thread="strike",
    language="fr",
    demands={
        "pay": {
            "by": "union",
            "of": "port",
            "text": "More pay.",
            "kind": "payment",
            "red_line": True,
            "deadline": "2026-05-01",
        }
    },
    risks={
        "ruin": {
            "event": "The port fails",
            "given": "The talks fail",
            "likelihood": "likely",
            "confidence": "low",
            "basis": "One source.",
            "impact": "high",
            "horizon": "2026-12-31",
            "affects": ["port"],
        }
    },
)
LATER = briefing(
    date="2026-03-03",
    thread="strike",
    scale="phia",
    demands={"pay": {"by": "union", "text": "More pay.", "status": "deferred"}},
    risks={
        "ruin": {
            "event": "The port fails",
            "indicators": [{"text": "Ships leave", "seen": "2026-03-03"}],
        }
    },
)
ENDED = briefing(
    date="2026-04-01",
    thread="strike",
    risks={
        "ruin": {
            "event": "The port fails",
            "resolution": {"outcome": "did-not-occur", "date": "2026-03-31"},
        }
    },
)


@cache
def pages(*, is_ended: bool = False) -> dict[str, str]:
    corpus = linked({"a": FIRST, "b": LATER, **({"c": ENDED} if is_ended else {})})
    return {page.uri: page.markdown for page in render_pages(corpus, Edition())}


def test_the_register_keeps_the_level_the_likelihood_and_all_that_stands() -> None:
    page = pages()["risks/index.md"]
    words = read_html(page).words
    for told in ("moderate risk", "likely (55–80 %)", "by 31 December 2026", "impact high"):
        assert told in words
    assert "Given that The talks fail" in words
    assert '<span lang="fr" dir="auto">The talks fail</span>' in page, "in the words of then"
    assert "Confidence in this judgement is low." in words
    assert "affects Port of Aldmoor" in words
    assert "no likelihood given" not in words
    assert "no level" not in words
    for fact in ("level", "actor", "horizon", "likelihood"):
        assert f" data-{fact}=" in page
    assert "<svg" in page, "the matrix"


def test_the_ledger_keeps_of_whom_and_by_when() -> None:
    page = pages()["demands/index.md"]
    words = read_html(page).words
    for told in ("Port of Aldmoor", "deferred", "red line", "payment", "by 1 May 2026"):
        assert told in words
    assert ' data-actor="union port"' in page
    assert ' data-deadline="2026-05-01"' in page


def test_front_page_thread_and_dossier_say_the_same() -> None:
    for uri in ("index.md", "threads/strike.md", "actors/port.md"):
        words = read_html(pages()[uri]).words
        assert "likely (55–80 %)" in words, uri
        assert "no likelihood given" not in words, uri
        assert "by 1 May 2026" in words, uri


def test_a_resolved_risk_keeps_its_last_judgement() -> None:
    words = read_html(pages(is_ended=True)["risks/index.md"]).words
    for told in ("did not occur", "likely (55–80 %)", "Given that The talks fail", "impact high"):
        assert told in words
    assert "did not occur" in read_html(pages(is_ended=True)["actors/port.md"]).words


def test_a_briefing_says_no_more_than_it_said() -> None:
    words = read_html(pages()["briefings/b.md"]).words
    assert "likely (55–80 %)" not in words
    assert "by 1 May 2026" not in words
