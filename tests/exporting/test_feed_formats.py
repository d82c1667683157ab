"""Atom and JSON Feed as their readers read them: valid, and with the facts of the model."""

from __future__ import annotations

import json
import re
from calendar import timegm
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree

import feedparser
import jsonschema
import pytest

from generator.exporting.atom import atom
from generator.exporting.entries import Entry
from generator.exporting.feeds import Feed
from generator.exporting.jsonfeed import json_feed
from generator.linking.corpus import Corpus
from generator.linking.link import link
from generator.reading.folder import read_folder
from generator.rendering.edition import Edition
from tests.exporting.feeding import AT, ATOM, JSON_FEED, NOWHERE, faults_of, feed_at, feeds_of
from tests.hostile import hostile_briefing
from tests.markup import read_html, squeezed
from tests.pictures import ROOT
from tests.stress import stress_briefings, stress_register
from tests.writing import briefing, linked

ELEMENTS = {"a", "br", "h3", "li", "p", "span", "strong", "ul"}
"""Those that a full text is made of."""


def hostile() -> tuple[Corpus, dict[str, str], dict[str, str]]:
    """Two days of one thread with hostile text in every field, and what was typed on each."""
    first, typed = hostile_briefing("one-", language="en")
    second, retyped = hostile_briefing("two-", date="2021-03-02")
    second["risks"]["ruin"] |= {"likelihood": "unlikely"}
    return linked({"one": first, "two": second}), typed, retyped


@pytest.fixture(scope="module", params=["real", "stress", "hostile"])
def corpus(request: pytest.FixtureRequest) -> Corpus:
    if request.param == "real":
        return link(read_folder(ROOT / "briefings"))
    if request.param == "stress":
        return linked(stress_briefings(), stress_register())
    return hostile()[0]


@pytest.fixture(params=[AT, NOWHERE], ids=["at", "nowhere"])
def edition(request: pytest.FixtureRequest) -> Edition:
    found: Edition = request.param
    return found


def facts(feed: Feed) -> list[tuple[Any, ...]]:
    """What a feed says of each entry; `None` stands for what it does not say itself."""
    return [_facts(entry, feed) for entry in feed.entries]


def _facts(entry: Entry, feed: Feed) -> tuple[Any, ...]:
    return (
        *(entry.id, entry.address, entry.title, entry.summary, entry.html),
        *(entry.published, entry.updated, entry.author or feed.author, entry.tags),
        entry.language,
    )


def as_read(document: bytes) -> list[tuple[Any, ...]]:
    """The same of an Atom document, by feedparser."""
    read = feedparser.parse(document, sanitize_html=False, resolve_relative_uris=False)
    assert (read.bozo, read.version) == (0, "atom10")
    return [
        (
            *(e.id, e.link, e.title, e.summary, e.content[0].value),
            *(_day(e.published_parsed), _day(e.updated_parsed)),
            e.get("author", read.feed.author),
            tuple(tag.term for tag in e.get("tags", ())),
            e.content[0].language,
        )
        for e in read.entries
    ]


def _day(moment: Any) -> date:
    return datetime.fromtimestamp(timegm(moment), UTC).date()


def trimmed(found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Facts as far as feedparser keeps them: it takes white space off, and gives some C1 controls
    as what Windows-1252 has in their places.
    """
    return [
        tuple(f.strip().replace("\x85", "…") if isinstance(f, str) else f for f in each)
        for each in found
    ]


def test_every_atom_feed_keeps_the_rules(corpus: Corpus, edition: Edition) -> None:
    for feed, _ in feeds_of(corpus, edition).values():
        assert faults_of(atom(feed), is_placed=edition is AT) == [], feed.stem


def test_feedparser_reads_the_facts_of_every_feed(corpus: Corpus, edition: Edition) -> None:
    for feed, _ in feeds_of(corpus, edition).values():
        assert trimmed(as_read(atom(feed))) == trimmed(facts(feed))


def test_a_feed_says_what_it_is(edition: Edition) -> None:
    corpus = linked({"b1": briefing(thread="strike")})
    feed = feed_at(corpus, "feeds/threads/strike", edition)
    read = feedparser.parse(atom(feed), resolve_relative_uris=False).feed
    as_json = json.loads(json_feed(feed))
    assert read.title == as_json["title"] == "Strike – The Desk"
    assert read.subtitle == as_json["description"] == "How this story has developed: Strike."
    assert read.updated == "2021-03-01T00:00:00Z"
    assert read.link == as_json["home_page_url"] == feed.page
    assert read.author == as_json["authors"][0]["name"] == "The Desk"
    own = [link.href for link in read.links if link.rel == "self"]
    if edition is AT:
        assert own == ["https://desk.example/news/feeds/threads/strike.xml"]
        assert as_json["feed_url"] == "https://desk.example/news/feeds/threads/strike.json"
        assert "user_comment" not in as_json
    else:
        assert (own, "feed_url" in as_json) == ([], False)
        assert feed.note == as_json["user_comment"] != ""
        assert f"<!--{feed.note}-->" in atom(feed).decode()


def test_every_json_feed_is_valid_and_says_the_same(corpus: Corpus, edition: Edition) -> None:
    check = jsonschema.Draft202012Validator(JSON_FEED)
    for feed, _ in feeds_of(corpus, edition).values():
        read = json.loads(json_feed(feed))
        check.validate(read)
        found = [
            (
                *(i["id"], i["url"], i["title"], i.get("summary", ""), i["content_html"]),
                *(date.fromisoformat(i[f"date_{when}"][:10]) for when in ("published", "modified")),
                i.get("authors", read["authors"])[0]["name"],
                tuple(i.get("tags", ())),
                i.get("language", read["language"]),
            )
            for i in read["items"]
        ]
        assert found == facts(feed)
        assert len({item["id"] for item in read["items"]}) == len(read["items"])


def test_hostile_text_is_text_in_every_field_and_nothing_becomes_an_element() -> None:
    corpus, first, second = hostile()
    typed = first | {f"two {path}": text for path, text in second.items()}
    told = set()
    for feed, _ in feeds_of(corpus).values():
        root = ElementTree.fromstring(atom(feed))
        parts = [read_html(e.text or "") for e in root.iter(f"{ATOM}content")]
        assert {tag for part in parts for tag in part.tags} <= ELEMENTS
        assert all(a.startswith("https://desk.example/") for p in parts for _, a in p.addresses)
        bare = [e.text or "" for e in root.iter() if e.tag != f"{ATOM}content"]
        texts = [*(part.words for part in parts), *bare]
        texts += [value for e in root.iter() for value in e.attrib.values()]
        for path, text in typed.items():
            end = squeezed(text.split()[-1])
            for found in map(squeezed, texts):
                # A sentence takes the full stop off what it tells of; these have none.
                assert found.count(squeezed(text)) == found.count(end), (feed.stem, path)
                if end in found:
                    told.add(path.removeprefix("two "))
    assert told == {
        *("title", "summary", "author", "tags", "actors.name", "corrections.text", "gaps.text"),
        *("demands.text", "demands.responses.text", "events.text", "figures.measure"),
        *("figures.unit", "risks.event", "risks.given", "risks.indicators.text"),
        "risks.resolution.text",
    }


def test_titles_and_summaries_come_through_unchanged_character_by_character() -> None:
    corpus, typed, _ = hostile()
    feed = feed_at(corpus, "feed")
    root = ElementTree.fromstring(atom(feed))
    titles = [e.findtext(f"{ATOM}title") for e in root.iter(f"{ATOM}entry")]
    items = json.loads(json_feed(feed))["items"]
    assert typed["title"] in titles
    assert titles == [item["title"] for item in items]
    summaries = [e.findtext(f"{ATOM}summary") for e in root.iter(f"{ATOM}entry")]
    assert typed["summary"] in summaries
    assert summaries == [item["summary"] for item in items]


def strange(text: str) -> Feed:
    """A feed whose every text is one that no file can hold."""
    day = date(2021, 3, 1)
    entry = Entry(
        "urn:x:1", "https://desk.example/", text, text, text, day, day, text, (text,), "en"
    )
    return Feed(
        "urn:x:2",
        text,
        text,
        "feed",
        "https://desk.example/",
        "https://desk.example/",
        text,
        "en",
        (entry,),
    )


def test_what_no_format_can_hold_is_replaced_in_xml_and_escaped_in_json() -> None:
    text = "a\x00\x08\x0b\x1f\ud800\udc00\ufffe\r\tz"
    root = ElementTree.fromstring(atom(strange(text)))
    held = "a" + 7 * "\ufffd" + "\r\tz"
    names = ("title", "summary", "content", "author/{*}name")
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    assert [entry.findtext(ATOM + name) for name in names] == [held] * 4
    assert entry.find(f"{ATOM}category").get("term") == held  # type: ignore[union-attr]
    data = json_feed(strange("a\x00\ud800z 🚢"))
    assert b"\\ud800" in data
    assert "🚢".encode() in data
    assert json.loads(data)["items"][0]["title"] == "a\x00\ud800z 🚢"


BROKEN: dict[str, Callable[[str], str]] = {
    "no id": lambda text: re.sub("<id>.*</id>", "", text, count=1),
    "the id": lambda text: text.replace("02:briefings/b2<", "01:briefings/b1<"),
    "is no absolute IRI": lambda text: text.replace("<id>tag:", "<id>", 1),
    "updated is no date": lambda text: text.replace("02T00:00:00Z</updated>", "02</updated>"),
    "published is no date": lambda text: text.replace(
        "-03-02T00:00:00Z</pub", "-02-30T00:00:00Z</pub"
    ),
    "no base": lambda text: text.replace('href="https://desk.example/news/b', 'href="b'),
    "has an author": lambda text: re.sub("<author>.*?</author>", "", text, flags=re.DOTALL),
    "one name": lambda text: text.replace("<name>The Desk</name>", "<name> </name>"),
    "without a term": lambda text: text.replace('term="port"', ""),
    "is no text": lambda text: text.replace("<title>", '<title type="text/plain">', 1),
    "two alternates": lambda text: text.replace(
        'rel="self" type="application/atom+xml"', 'type="text/html"'
    ),
    "was not updated": lambda text: text.replace("2021-03-02T", "2021-03-03T", 1),
    "unknown element": lambda text: text.replace("summary>", "teaser>"),
    "is no language": lambda text: text.replace('xml:lang="en"', 'xml:lang="en_GB!"'),
    "says its own address": lambda text: re.sub('<link rel="self"[^>]*>', "", text),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_the_rules_find_what_is_broken(fault: str) -> None:
    days = {f"b{n}": briefing(date=f"2021-03-0{n}", tags=["port"]) for n in (1, 2)}
    good = atom(feed_at(linked(days), "feed")).decode()
    assert faults_of(good.encode()) == []
    broken = BROKEN[fault](good)
    assert broken != good
    assert any(fault in found for found in faults_of(broken.encode()))
