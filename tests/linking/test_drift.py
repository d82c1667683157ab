"""One quote that two sources give in different words is shown with both wordings."""

from __future__ import annotations

from typing import Any

import pytest

from generator.linking.drift import MOST_COMPARED, drifts
from generator.rendering.pages import render_pages
from tests.writing import briefing, linked

ONE = "exclude any future expansion to the east"
OTHER = "exclude any further expansion to the east"


def quoting(*items: dict[str, str], **said: Any) -> dict[str, Any]:
    """A briefing of three sources whose one demand stands on quotes."""
    demand = {"by": "union", "text": "More.", "evidence": list(items)}
    sources = {key: {"title": key.capitalize()} for key in ("gazette", "radio", "courier")}
    return briefing(sources=sources, demands={"pay": demand}, **said)


def item(source: str, quote: str, speaker: str = "union") -> dict[str, str]:
    return {"source": source, "quote": quote, "speaker": speaker}


def found(*items: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """The sources of each pair, and the words that are marked in their quotes."""
    claims = linked({"x": quoting(*items)}).claims
    return [
        (
            drift.one.claim.source_key,
            drift.one.words,
            drift.other.claim.source_key,
            drift.other.words,
        )
        for drift in drifts(claims)
    ]


def test_two_wordings_of_one_quote_are_a_pair_with_the_first_difference() -> None:
    assert found(item("gazette", ONE), item("radio", OTHER)) == [
        ("gazette", "future", "radio", "further")
    ]


def test_three_wordings_make_three_pairs() -> None:
    third = item("courier", "exclude any more expansion to the east")
    assert [pair[::2] for pair in found(item("gazette", ONE), item("radio", OTHER), third)] == [
        ("gazette", "radio"),
        ("gazette", "courier"),
        ("radio", "courier"),
    ]


def test_words_that_one_leaves_out_are_marked_in_the_other_alone() -> None:
    shorter = "exclude any expansion to the east"
    assert found(item("gazette", ONE), item("radio", shorter)) == [
        ("gazette", "future", "radio", "")
    ]


@pytest.mark.parametrize(
    "items",
    [
        (item("gazette", ONE), item("gazette", OTHER)),
        (item("gazette", ONE), item("radio", ONE)),
        (item("gazette", ONE), item("radio", f"“{ONE}”, he said")),
        (item("gazette", ONE), item("radio", ONE.replace(" to", "\u00a0to"))),
        (item("gazette", ONE), item("radio", "any future expansion")),
        (item("gazette", ONE), item("radio", "we will never sit at that table")),
        (item("gazette", ONE), item("radio", OTHER, speaker="port")),
        (item("gazette", ONE), {"source": "radio"}),
    ],
    ids=[
        "one source",
        "one wording",
        "a longer quote",
        "another shape",
        "a part of it",
        "another quote",
        "another speaker",
        "no quote",
    ],
)
def test_other_pairs_have_not_drifted(items: tuple[dict[str, str], ...]) -> None:
    assert found(*items) == []


def test_quotes_of_two_claims_or_two_briefings_are_not_compared() -> None:
    events = [{"date": "2021", "text": "x", "evidence": [item("radio", OTHER)]}]
    first = quoting(item("gazette", ONE), events=events)
    second = quoting(item("radio", OTHER), date="2021-03-02")
    assert list(drifts(linked({"a": first, "b": second}).claims)) == []


def test_very_many_quotes_under_one_claim_are_compared_in_part() -> None:
    many = [item(("gazette", "radio")[n % 2], f"{ONE} by way {n}") for n in range(2_000)]
    pairs = found(*many)
    assert 0 < len(pairs) <= MOST_COMPARED**2 / 2


def test_the_page_shows_both_wordings_side_by_side_with_their_difference_marked() -> None:
    # The first “any” of each quote is the same: the mark stands on the second.
    one = item("gazette", "any port and any future pier")
    other = item("radio", "any port and some future pier")
    pages = render_pages(linked({"x": quoting(one, other)}))
    (page,) = (page for page in pages if page.uri == "briefings/x.md")
    assert "Where wordings differ" in page.markdown
    assert "<blockquote>any port and <mark>any</mark> future pier</blockquote>" in page.markdown
    assert "<blockquote>any port and <mark>some</mark> future pier</blockquote>" in page.markdown


def test_a_page_without_drift_has_no_such_part() -> None:
    pages = render_pages(linked({"x": quoting(item("gazette", ONE))}))
    assert not any("drifts" in page.markdown for page in pages if page.kind == "briefing")
