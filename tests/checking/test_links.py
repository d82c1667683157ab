"""A link in prose that makes none is a warning at its address, and no other text is."""

from __future__ import annotations

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from generator.model.text import Prose
from generator.rendering.escape import inline
from tests.filling import text_fields
from tests.hostile import hostile_briefing
from tests.markup import read_html
from tests.naughty import texts
from tests.told import LEAST, findings_in
from tests.writing import as_yaml, briefing


def refused(summary: str) -> list[tuple[str, str]]:
    """The addresses that are named of a summary, each with what is marked."""
    return [
        (found.headline, found.place.source.text[found.place.start : found.place.end])
        for found in findings_in(as_yaml(briefing(summary=summary)))
        if found.code == "bad-link"
    ]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://a.example/",
        "//a.example/",
        "tel:1",
        "x:y",
        "www.example.org/x",
        "WWW.example.org",
        "example.org",
        "news.example.co.uk/x?y#z",
        "example.org?x",
        "https:/example.org",
        "https:example.org",
        "https:///x",
        "http//example.org",
        "xn--e1afmkfd.xn--p1ai/x",
    ],
)
def test_an_address_that_makes_no_link_is_named_where_it_stands(address: str) -> None:
    assert refused(f"See [this]({address}).") == [
        (f"“{address}” cannot be used as a link", address)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "See [this](https://a.example/), [that](mailto:a@a.example) and [more](../union/#x).",
        "See [a](../../data/all.json), [b](/union/), [c](#x), [d](?q=a.org), [e](../v1.2/x/).",
        "See [a](union.md#x), [b](union.html), [c](feed.xml), [d](./example.org/), [e](v1.2/).",
        "See [a](report.zip), [b](rows.jsonl), [c](graph.graphml.gz), [d](logo.webp).",
        "`[x](javascript:1)`",
        "\\[x](javascript:1)",
        "[x] (javascript:1)",
        "tickets [3] and [4]",
    ],
)
def test_what_makes_a_link_or_looks_like_none_is_not_named(text: str) -> None:
    assert refused(text) == []


@pytest.mark.parametrize(
    "address", ["&#106;avascript:1", "java&Tab;script:1", "<javascript:1>", "javascript&colon;1"]
)
def test_an_address_in_disguise_is_named_too(address: str) -> None:
    assert len(refused(f"See [this]({address}).")) == 1


def test_every_field_of_prose_is_looked_at_and_no_plain_one() -> None:
    made, _ = hostile_briefing()
    found = [each for each in findings_in(as_yaml(made)) if each.code == "bad-link"]
    starts = {each.place.source.text[: each.place.start].count("\n") for each in found}
    assert len(starts) == sum(is_prose for _, is_prose in text_fields())


def test_a_title_with_brackets_is_no_link() -> None:
    title = "'[The port](ftp://x.example/)'"
    assert findings_in(LEAST.replace("The port stands still", title)) == ()


addresses = st.builds(
    "{}{}".format,
    st.sampled_from(["http:", "//", "https://a.example", "MAILTO:", "java", "data:", "ftp:", "./"]),
    st.text("as:/.&#;?%+-@", max_size=8),
)
links = st.builds("[port]({})".format, addresses)


@settings(max_examples=200)
@given(texts | links)
def test_what_the_page_shows_and_what_is_named_agree(text: str) -> None:
    made = [address for tag, address in read_html(inline(Prose(text))).addresses if tag == "a"]
    event("a link" if made else "none")
    for address in made:
        scheme, colon, _ = address.partition("/")[0].partition(":")
        assert not colon or scheme.lower() in ("http", "https", "mailto")
    if text.startswith("[port]("):
        assert len(made) + len(refused(f"x {text} x")) == 1
