"""What feeds tell, and of which days: briefings, what they change, and corrections."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.exporting import feeds
from generator.exporting.files import file_plans
from generator.linking.corpus import Corpus
from generator.rendering.addresses import Links
from generator.rendering.edition import Edition
from generator.rendering.pages.site import View, site_of
from tests.exporting.feeding import AT, NOWHERE, feed_at, feeds_of, told
from tests.markup import read_html
from tests.writing import briefing, linked

PAY = {"by": "union", "of": "port", "text": "More pay."}
RUIN = {"event": "The port fails", "likelihood": "unlikely", "impact": "high"}
LIKELIER = RUIN | {"likelihood": "likely"}
WRONG = {"date": "2021-04-01", "text": "The crane was not red."}


def strike(*days: dict[str, Any], **options: Any) -> Corpus:
    """A thread whose briefings are of 1 March, 2 March and so on."""
    return linked(
        {
            f"b{number}": briefing(
                thread="strike", title=f"Day {number}", date=f"2021-03-{number:02}"
            )
            | day
            for number, day in enumerate(days, start=1)
        },
        **options,
    )


def test_a_feed_tells_each_briefing_and_what_it_changes_newest_first() -> None:
    corpus = strike(
        {"risks": {"ruin": RUIN}}, {"risks": {"ruin": RUIN}}, {"risks": {"ruin": LIKELIER}}
    )
    for stem in ("feed", "feeds/threads/strike"):
        assert told(feed_at(corpus, stem)) == [
            "Day 3",
            "Strike: what changed, 3 March 2021",
            "Day 2",
            "Day 1",
        ]


def test_the_feed_of_an_actor_tells_what_became_of_a_risk_that_was_said_to_affect_it() -> None:
    corpus = strike(
        {"risks": {"ruin": RUIN | {"affects": "port"}}},
        {"risks": {"ruin": {"event": "The port fails", "resolution": {"outcome": "occurred"}}}},
        {},
    )
    changed = [title for title in told(feed_at(corpus, "feeds/actors/port")) if "changed" in title]
    assert changed == ["Strike: what changed, 2 March 2021"]


def test_a_change_is_told_in_sentences_and_leads_to_what_changed() -> None:
    corpus = strike({"risks": {"ruin": RUIN}}, {"risks": {"ruin": LIKELIER}})
    entry = feed_at(corpus, "feed").entries[1]
    sentence = "Likelihood raised from unlikely (20–45\u00a0%) to likely (55–80\u00a0%)."
    assert entry.summary == f"The port fails: {sentence}"
    assert f"The port fails: {sentence}" in read_html(entry.html).words
    assert entry.address == "https://desk.example/news/briefings/b2/#changes"
    assert ("a", "https://desk.example/news/briefings/b2/#risk-ruin") in read_html(
        entry.html
    ).addresses


def test_a_summary_tells_three_changes_and_how_many_more_there_are() -> None:
    risks = {f"r{number}": RUIN | {"event": f"Event {number}"} for number in range(5)}
    entry = feed_at(strike({}, {"risks": risks}), "feed").entries[1]
    assert entry.summary.count("New in this thread.") == 3
    assert entry.summary.endswith("(2 more changes)")
    assert read_html(entry.html).words.count("New in this thread.") == 5


def test_a_correction_is_news_of_its_own_day_and_brings_its_briefing_up_to_date() -> None:
    feed = feed_at(strike({"corrections": [WRONG]}, {}), "feed")
    assert told(feed) == ["Corrected: Day 1", "Day 2", "Day 1"]
    correction, _, corrected = feed.entries
    assert (correction.published, correction.updated) == (date(2021, 4, 1), date(2021, 4, 1))
    assert correction.summary == "The crane was not red."
    assert correction.address.endswith("/briefings/b1/#corrections")
    assert (corrected.published, corrected.updated) == (date(2021, 3, 1), date(2021, 4, 1))
    assert "Corrected on 1 April 2021: The crane was not red." in read_html(corrected.html).words
    assert feed.updated == date(2021, 4, 1)


def test_a_feed_of_an_actor_tells_only_what_concerns_it() -> None:
    ada = {"actors": {"ada": {"name": "Ada Brandt"}}}
    union = {"actors": {"union": {"name": "Union"}, "port": {"name": "Port"}}}
    corpus = strike(
        union | {"demands": {"pay": PAY}, "risks": {"ruin": RUIN | {"affects": "port"}}},
        union | {"demands": {"pay": PAY}, "risks": {"ruin": LIKELIER | {"affects": "port"}}},
        ada,
    )
    assert told(feed_at(corpus, "feeds/actors/ada")) == ["Day 3"]
    port = feed_at(corpus, "feeds/actors/port")
    gone, moved = (e for e in port.entries if "what changed" in e.title)
    # The third day does not name the port at all, which is news of it.
    assert read_html(gone.html).words.count("No longer mentioned") == 2
    assert "Likelihood raised" in moved.summary
    of_union = [e.summary for e in feed_at(corpus, "feeds/actors/union").entries]
    assert "More pay: No longer mentioned, without a reason given." in of_union
    assert not any("The port fails" in summary for summary in of_union)


def test_an_actor_that_answers_or_counts_is_told_of_it() -> None:
    said = {"by": "port", "answer": "rejected"}
    demand = {"by": "union", "text": "More pay."}
    count = {"measure": "Dockers", "value": "5", "claimed_by": "port"}
    corpus = strike(
        {"demands": {"pay": demand}},
        {"demands": {"pay": demand | {"responses": [said]}}, "figures": [count]},
    )
    entry = feed_at(corpus, "feeds/actors/port").entries[1]
    assert entry.summary == (
        "More pay: Port of Aldmoor refuses. Dockers: New: 5, by Port of Aldmoor."
    )
    assert "Dockers" not in feed_at(corpus, "feeds/actors/union").entries[1].summary


def test_a_full_text_has_the_word_and_the_band_and_who_wants_what() -> None:
    corpus = strike(
        {
            "demands": {
                "pay": PAY
                | {
                    "status": "partly-met",
                    "red_line": True,
                    "deadline": "2021-05",
                    "responses": [{"by": "port", "answer": "countered", "text": "Half of it."}],
                }
            },
            "risks": {"ruin": RUIN | {"horizon": "2021-12-31", "confidence": "low"}},
            "events": [{"date": "2021-02", "text": "They met.", "claimed_by": "port"}],
            "figures": [{"measure": "Dockers", "value": "70000~", "unit": "people"}],
            "gaps": [{"text": "Who pays."}],
        }
    )
    html = read_html(feed_at(corpus, "feed").entries[0].html)
    for words in (
        "The port stands still.",
        "Union of Dockers → Port of Aldmoor: More pay. · partly met · red line · deadline May 2021",
        "Port of Aldmoor · countered: Half of it.",
        "The port fails · unlikely (20–45\u00a0%) · by 31 December 2021 · impact high",
        "Confidence in this judgement is low.",
        "February 2021: They met. (according to Port of Aldmoor)",
        "Dockers: about 70,000 people",
        "Who pays.",
    ):
        assert words in html.words
    places = [place for _, _, place in (a.partition("#") for _, a in html.addresses)]
    assert places == ["demand-pay", "risk-ruin", "event-1", "figure-1"]


def test_marks_of_prose_are_left_out_and_make_no_link() -> None:
    prose = "*No* ship, says [the union](https://union.example/) of `cranes`."
    entry = feed_at(strike({"summary": prose, "gaps": [{"text": prose}]}), "feed").entries[0]
    assert entry.summary == "No ship, says the union of cranes."
    html = read_html(entry.html)
    assert html.words.count("No ship, says the union of cranes.") == 2
    assert html.addresses == []


def test_a_feed_holds_fifty_entries_at_most() -> None:
    days = {
        f"d{n}": briefing(title=f"{n}", date=f"2021-{n // 28 + 1:02}-{n % 28 + 1:02}")
        for n in range(60)
    }
    feed = feed_at(linked(days), "feed")
    assert told(feed) == [str(number) for number in range(59, 9, -1)]


def test_a_feed_of_very_long_briefings_holds_fewer_but_one(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = strike(*({"summary": "long " * 100} for _ in range(9)))
    monkeypatch.setattr(feeds, "ROOM", 2_000)
    assert told(feed_at(corpus, "feed")) == ["Day 9", "Day 8", "Day 7"]
    monkeypatch.setattr(feeds, "ROOM", 10)
    feed, view = feeds_of(corpus)["feed"]
    assert told(feed) == ["Day 9"]
    assert {use for use in view.uses if use.startswith("briefing:")} == {
        "briefing:b9",
        "briefing:b8",  # which may be shorter another time
    }


def ids(corpus: Corpus, edition: Edition = AT) -> list[str]:
    return [entry.id for entry in feed_at(corpus, "feed", edition).entries]


def test_ids_are_of_the_host_and_the_day_and_outlive_titles_and_paths() -> None:
    day = {"corrections": [WRONG], "risks": {"ruin": RUIN}}
    corpus = strike({}, day)
    assert ids(corpus) == [
        "tag:desk.example,2021-03-02:briefings/b2/corrections/2021-04-01/58cbcc03",
        "tag:desk.example,2021-03-02:briefings/b2",
        "tag:desk.example,2021-03-02:briefings/b2/changes",
        "tag:desk.example,2021-03-01:briefings/b1",
    ]
    moved = Edition(site_name="Another Name", site_url="http://desk.example:8080/elsewhere/x/")
    assert ids(strike({"title": "Another"}, day | {"title": "Title"}), moved) == ids(corpus)
    port = feed_at(corpus, "feeds/actors/port")
    assert (
        feed_at(
            corpus,
            "feeds/actors/port",
            Edition(site_name="The Desk", site_url="https://desk.example/"),
        ).id
        == port.id
    )


def test_what_an_actor_sees_of_changes_is_another_entry_than_all_of_them() -> None:
    corpus = strike({}, {"risks": {"a": RUIN | {"affects": "port"}, "b": RUIN}})
    assert feed_at(corpus, "feeds/actors/port").entries[1].id == (
        "tag:desk.example,2021-03-02:briefings/b2/changes/port"
    )


def told_by_id(corpus: Corpus) -> dict[str, str]:
    """What each entry of the feed of the site tells."""
    return {entry.id: entry.summary for entry in feed_at(corpus, "feed").entries}


def test_of_an_entry_that_nobody_would_read_only_the_opening_is_told() -> None:
    corpus = strike({"summary": "word " * 50_000})
    (entry,) = feed_at(corpus, "feed").entries
    assert len(entry.summary) <= 1_001
    assert entry.html == f"<p>{entry.summary}</p>\n"
    assert entry.summary.endswith("word…")


def test_the_same_correction_twice_has_two_ids() -> None:
    assert len(set(ids(strike({"corrections": [WRONG, WRONG]})))) == 3


def test_a_later_correction_leaves_the_ids_of_earlier_ones_alone() -> None:
    later = {"date": "2021-05-01", "text": "Nor blue."}
    again = {"date": "2021-04-01", "text": "Nor green."}
    first = told_by_id(strike({"corrections": [WRONG]}))
    for every in ([WRONG, later], [later, WRONG], [later, WRONG, again], [again, WRONG]):
        assert first.items() <= told_by_id(strike({"corrections": every})).items()


@pytest.mark.parametrize(
    ("site_url", "start"),
    [
        ("https://DESK.example:8080/a/", "tag:desk.example,2021-03-01:"),
        ("https://büro.example/", "tag:xn--bro-hoa.example,2021-03-01:"),
        ("http://127.0.0.1:8000/", "tag:127.0.0.1,2021-03-01:"),
        ("http://[::1]/", "urn:uuid:"),
        ("http://[/", "urn:uuid:"),
        ("https://a..b/", "urn:uuid:"),
        ("https://a_b/", "urn:uuid:"),
        ("", "urn:uuid:"),
    ],
)
def test_an_id_is_a_tag_where_the_site_has_a_name_of_dns(site_url: str, start: str) -> None:
    assert ids(strike({}), Edition(site_url=site_url))[0].startswith(start)


def test_without_an_address_ids_are_told_apart_by_the_name_of_the_site() -> None:
    corpus = strike({}, {})
    assert len({*ids(corpus, NOWHERE), *ids(corpus, Edition(site_name="Other"))}) == 4
    assert ids(corpus, NOWHERE) == ids(strike({"title": "New"}, {}), NOWHERE)


def test_a_feed_without_entries_is_one_all_the_same() -> None:
    corpus = linked({}, {"ada": {"name": "Ada Brandt"}})
    for stem in ("feed", "feeds/actors/ada"):
        feed = feed_at(corpus, stem)
        assert (feed.entries, feed.updated) == ((), date(1970, 1, 1))


@pytest.mark.parametrize("links", [Links.FOLDERS, Links.FILES, Links.MARKDOWN])
def test_links_are_the_permalinks_of_pages(links: Links) -> None:
    edition = Edition(links, site_url="https://desk.example/news")
    feed = feed_at(strike({"demands": {"pay": PAY}}), "feeds/threads/strike", edition)
    page = edition.permalink("briefings/b1.md")
    assert feed.page == edition.permalink("threads/strike.md")
    assert feed.entries[0].address == page
    assert read_html(feed.entries[0].html).addresses == [("a", f"{page}#demand-pay")]
    assert feed.address(".xml") == "https://desk.example/news/feeds/threads/strike.xml"


def test_each_language_is_named_where_it_is_spoken() -> None:
    corpus = strike({"risks": {"ruin": RUIN}}, {"language": "fr", "risks": {"ruin": LIKELIER}})
    feed = feed_at(corpus, "feed", Edition(language="de", site_name="Büro"))
    assert feed.language == "de"
    assert [entry.language for entry in feed.entries] == ["fr", "de", "de"]
    assert '<span lang="fr" dir="auto">The port fails</span>' in feed.entries[0].html
    assert "<h3>Risiken</h3>" in feed.entries[0].html


def test_authors_and_tags_are_those_of_the_briefing() -> None:
    feed = feed_at(strike({"author": "A. Writer", "tags": ["Port", "port life"]}, {}), "feed")
    assert feed.author == "The Desk"
    assert [(e.author, e.tags) for e in feed.entries] == [
        ("", ()),
        ("A. Writer", ("Port", "port life")),
    ]


def test_evidence_and_its_source_stay_out() -> None:
    said = [{"source": "gazette", "quote": "Never again.", "note": "Read at the kiosk."}]
    corpus = strike({"demands": {"pay": PAY | {"evidence": said}}})
    html = feed_at(corpus, "feed").entries[0].html
    assert not any(words in html for words in ("Never again", "kiosk", "Cranes"))


def test_a_feed_is_put_together_once_for_both_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def noted(view: View, id_: str) -> feeds.Feed:
        made.append(id_)
        return feeds.feed_of_thread(view, id_)

    monkeypatch.setattr("generator.exporting.files.feed_of_thread", noted)
    files = [plan.write() for plan in file_plans(site_of(strike({}), AT), "thread:strike")]
    assert [file.uri for file in files] == [
        f"feeds/threads/strike{end}" for end in (".xml", ".json")
    ]
    assert files[0].uses == files[1].uses
    assert made == ["strike"]
