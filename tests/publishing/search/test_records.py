"""Records: every claim of every briefing with its address, its words and what it is narrowed by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.linking.corpus import Corpus
from generator.publishing.search.guide import guide_records
from generator.publishing.search.records import TYPES, Record, Records, page_of, records_of
from generator.publishing.search.words import fold, words
from generator.rendering.addresses import Links
from generator.rendering.edition import Edition
from tests.filling import ACTOR, BOARD, SOURCE, filled_briefing
from tests.writing import briefing, linked

ENGLISH = Edition()
EVIDENCE = {"quote": "We stop", "speaker": "union", "note": "Shouted."}


def told(corpus: Corpus, edition: Edition = ENGLISH) -> dict[str, Record]:
    """The records of a corpus by their addresses, which are all different."""
    records = list(records_of(corpus, edition))
    found = {record.address: record for record in records}
    assert len(found) == len(records)
    return found


def one(type_: str, edition: Edition = ENGLISH, **said: Any) -> Record:
    """The only record of its type, where one briefing says this."""
    found = told(linked({"strike": briefing(**said)}, drafts=True), edition)
    (record,) = (record for record in found.values() if record.type == type_)
    return record


def facets(record: Record) -> dict[str, tuple[str, ...]]:
    found = dict(record.facets)
    assert len(found) == len(record.facets)
    assert all(found.values())
    return found


def words_in(record: Record) -> set[str]:
    """All by which a record is found."""
    texts = (record.title, *record.names, record.chip[1], *record.facts, record.text)
    return {fold(word) for text in texts for word in words(text)}


# Types, addresses and anchors


def whole() -> Corpus:
    """A briefing with an entry of each kind."""
    return linked(
        {
            "strike": briefing(
                demands={"pay": {"by": "union", "text": "More pay."}},
                risks={"ruin": {"event": "The port fails."}},
                events=[{"date": "2021-02", "text": "They met."}, {"date": "2021", "text": "Hm."}],
                figures=[{"measure": "Dockers", "value": "1200"}],
            )
        }
    )


def test_every_claim_leads_to_its_place_on_its_page() -> None:
    assert {address: record.type for address, record in told(whole()).items()} == {
        "briefings/strike/": "briefing",
        "briefings/strike/#demand-pay": "demand",
        "briefings/strike/#risk-ruin": "risk",
        "briefings/strike/#event-1": "event",
        "briefings/strike/#event-2": "event",
        "briefings/strike/#figure-1": "figure",
        "actors/port/": "actor",
        "actors/union/": "actor",
        "sources/strike--gazette/": "source",
    }


def test_addresses_are_those_of_the_edition() -> None:
    found = told(whole(), Edition(Links.FILES))
    assert "briefings/strike.html" in found
    assert "briefings/strike.html#demand-pay" in found
    assert "actors/union.html" in found


def test_the_type_is_a_facet_of_each_record() -> None:
    for record in told(whole()).values():
        assert facets(record)["type"] == (record.type,)
        assert record.type in TYPES


def test_drafts_are_left_out_unless_they_are_asked_for() -> None:
    told_of = {"strike": briefing(), "idea": briefing(status="draft", date="2021-03-02")}
    assert "briefings/idea/" not in told(linked(told_of))
    found = told(linked(told_of, drafts=True))
    assert found["briefings/idea/"].chip == ("bf-draft", "draft")
    assert found["briefings/strike/"].chip == ("", "")


# Briefings


def test_a_briefing_is_found_by_what_it_says_apart_from_its_claims() -> None:
    record = one(
        "briefing",
        title="Dockers *stop* work",
        summary="The port **stands** still.",
        thread="strike",
        tags=["Arms control", "port"],
        author="Mia",
        language="en-GB",
        actors={"union": {"name": "Union", "role": "the strikers", "note": "Wants `pay`."}},
        demands={"pay": {"by": "union", "text": "Elsewhere."}},
        assumptions=[{"text": "It is winter."}],
        gaps=[{"text": "Who pays?"}],
    )
    assert record.title == "Dockers *stop* work", "a title has no marks"
    assert record.text == "\n".join(
        [
            "The port stands still.",
            "Union, the strikers",
            "Wants pay.",
            "It is winter.",
            "Who pays?",
            "Mia",
            "Arms control, port",
        ]
    )
    assert (record.day, record.when) == (date(2021, 3, 1), "1 March 2021")
    assert record.language == "en-GB"
    assert record.subject == ""
    assert facets(record) == {
        "type": ("briefing",),
        "actor": ("union",),
        "thread": ("strike",),
        "tag": ("arms-control", "port"),
        "source": ("strike--gazette",),
    }


def test_every_word_of_a_briefing_is_in_some_record() -> None:
    marks: dict[str, str] = {}

    def mark(path: str, is_prose: bool) -> str:
        marks[path] = f"marker{len(marks)}"
        return f"**{marks[path]}**" if is_prose else marks[path]

    found = told(linked({"strike": filled_briefing(mark)}))
    findable = set().union(*map(words_in, found.values()))
    missing = [path for path, marker in marks.items() if marker not in findable]
    assert not missing, ", ".join(missing)


def test_no_mark_of_prose_is_left_in_a_record() -> None:
    found = told(
        linked({"strike": filled_briefing(lambda _, is_prose: "**b** `c`" if is_prose else "d")})
    )
    for record in found.values():
        shown = (record.title, record.text, *record.facts)
        assert not any(mark in text for text in shown for mark in "*`"), record


# Demands


def test_a_demand_has_who_wants_it_of_whom_and_how_it_stands() -> None:
    record = one(
        "demand",
        thread="strike",
        demands={
            "pay": {
                "by": ["union", "port"],
                "of": "port",
                "text": "*More* pay.",
                "deadline": "2021-04",
                "status": "partly-met",
                "note": "Asked twice.",
                "evidence": [EVIDENCE],
                "responses": [
                    {"by": "port", "answer": "deferred", "text": "Later."},
                ],
            }
        },
    )
    assert record.title == "More pay."
    assert record.facts == (
        "Union of Dockers and Port of Aldmoor → Port of Aldmoor",
        "by April 2021",
        "Strike",
    )
    assert record.text == "Asked twice.\nLater.\n“We stop”\nShouted."
    assert record.chip == ("bf-status-partly-met", "partly met")
    assert record.subject == "demand strike pay"
    assert facets(record) == {
        "type": ("demand",),
        "actor": ("union", "port"),
        "thread": ("strike",),
        "source": ("strike--gazette",),
        "status": ("partly-met",),
    }


def test_a_demand_of_nobody_in_no_thread_has_no_empty_facts() -> None:
    record = one("demand", demands={"pay": {"by": "union", "text": "More pay."}})
    assert record.facts == ("Union of Dockers",)
    assert record.text == ""
    assert facets(record)["status"] == ("open",)
    assert "thread" not in facets(record)


def test_what_several_briefings_of_a_thread_tell_of_is_one_subject() -> None:
    said: dict[str, Any] = {
        "demands": {"pay": {"by": "union", "text": "More pay."}},
        "risks": {"pay": {"event": "No pay."}},
        "events": [{"date": "2021-02-01", "text": "They  met."}],
        "figures": [{"measure": "Dockers", "value": "1200", "as_of": "2021-02-01"}],
    }
    again = said | {"events": [{"date": "2021-02-01", "text": "they met."}]}
    found = told(
        linked(
            {
                "a": briefing(thread="strike", **said),
                "b": briefing(thread="strike", date="2021-03-02", **again),
                "c": briefing(thread="other", **said),
                "d": briefing(**said),
                "e": briefing(**said),
            }
        )
    )
    for anchor in ("demand-pay", "risk-pay", "event-1", "figure-1"):
        subjects = [found[f"briefings/{id_}/#{anchor}"].subject for id_ in "abcde"]
        assert subjects[0] == subjects[1]
        assert len(set(subjects)) == 4
    every = {record.subject for record in found.values()} - {""}
    assert len(every) == 16, "a demand and a risk of one key are two"


@pytest.mark.parametrize(
    "other",
    [
        {"measure": "Ships"},
        {"value": "1201"},
        {"value": "1200~"},
        {"claimed_by": "port"},
        {"as_of": "2021-02-02"},
    ],
)
def test_another_figure_is_another_subject(other: dict[str, str]) -> None:
    figure = {"measure": "Dockers", "value": "1200", "claimed_by": "union", "as_of": "2021-02-01"}
    found = told(linked({"a": briefing(thread="strike", figures=[figure, figure | other])}))
    assert found["briefings/a/#figure-1"].subject != found["briefings/a/#figure-2"].subject


# Risks

RISK = {"event": "The port *fails*.", "likelihood": "unlikely", "impact": "high"}


@pytest.mark.parametrize(
    ("said", "chip", "status"),
    [
        ({}, ("bf-level-moderate", "moderate risk"), "open"),
        (
            {"impact": "very-high", "likelihood": "almost certain"},
            ("bf-level-very-high", "very high risk"),
            "open",
        ),
        (
            {"resolution": {"outcome": "occurred", "text": "It did."}},
            ("bf-outcome-occurred", "occurred"),
            "occurred",
        ),
        (
            {"resolution": {"outcome": "did-not-occur"}},
            ("bf-outcome-did-not-occur", "did not occur"),
            "did-not-occur",
        ),
    ],
)
def test_a_risk_stands_at_its_level_until_its_outcome_is_known(
    said: dict[str, Any], chip: tuple[str, str], status: str
) -> None:
    record = one("risk", risks={"ruin": RISK | said})
    assert record.chip == chip
    assert facets(record)["status"] == (status,)


def test_a_risk_has_its_likelihood_with_the_band() -> None:
    record = one(
        "risk",
        risks={
            "ruin": RISK
            | {
                "given": "Nobody pays.",
                "horizon": "2021-06",
                "affects": ["port"],
                "basis": "Past strikes.",
                "note": "Grave.",
                "indicators": [{"text": "Empty quays."}],
                "resolution": {"outcome": "occurred", "text": "It did."},
            }
        },
    )
    assert record.title == "The port fails."
    assert record.facts == ("unlikely (20–45 %)", "by June 2021")
    assert record.text.split("\n") == [
        "Nobody pays.",
        "Past strikes.",
        "Grave.",
        "Empty quays.",
        "It did.",
    ]
    assert facets(record) == {
        "type": ("risk",),
        "actor": ("port",),
        "status": ("occurred",),
        "likelihood": ("unlikely",),
        "impact": ("high",),
    }


def test_a_risk_that_nobody_judged_has_no_standing() -> None:
    record = one("risk", risks={"ruin": {"event": "The port fails."}})
    assert (record.chip, record.facts) == (("", ""), ())
    assert not {"likelihood", "impact"} & set(facets(record))


# Events and figures


@pytest.mark.parametrize(
    ("typed", "day", "when"),
    [
        ("2021-02-03", date(2021, 2, 3), "3 February 2021"),
        ("2021-02", date(2021, 2, 1), "February 2021"),
        ("2021", date(2021, 1, 1), "2021"),
        ("2021-02-03/2021-02-05", date(2021, 2, 3), None),
        ("2021-02-03/..", date(2021, 2, 3), None),
        ("../2021-02-03", date(2021, 2, 3), None),
    ],
)
def test_an_event_is_ordered_by_the_day_it_happened(
    typed: str, day: date, when: str | None
) -> None:
    record = one("event", events=[{"date": typed, "text": "They met."}])
    assert record.day == day
    assert record.when == when or (when is None and "February 2021" in record.when)


def test_an_event_has_who_took_part_and_who_tells_it() -> None:
    record = one(
        "event",
        events=[{"date": "2021", "text": "They *met*.", "actors": ["port"], "claimed_by": "union"}],
    )
    assert record.title == "They met."
    assert record.facts == ("claimed by Union of Dockers",)
    assert facets(record)["actor"] == ("port", "union")


@pytest.mark.parametrize(
    ("typed", "shown", "names"),
    [
        ("94300", "94,300", "94300"),
        ("70000~", "70,000", "70000"),
        ("169000/190000", "169,000", "169000 190000"),
        ("5000/..", "5,000", "5000"),
        ("../5000", "5,000", "5000"),
        ("1.50", "1.5", "1.50"),
    ],
)
def test_a_figure_is_found_by_its_plain_number(typed: str, shown: str, names: str) -> None:
    record = one("figure", figures=[{"measure": "Troops", "value": typed, "unit": "soldiers"}])
    assert record.title.startswith("Troops: ")
    assert shown in record.title
    assert record.title.endswith(" soldiers")
    assert record.names == tuple(names.split())


def test_a_figure_is_ordered_by_the_day_it_is_for_or_that_of_its_briefing() -> None:
    figure = {"measure": "Troops", "value": "1", "claimed_by": "union", "note": "All *of* them."}
    record = one("figure", figures=[figure])
    assert (record.day, record.when) == (date(2021, 3, 1), "1 March 2021")
    assert record.facts == ("claimed by Union of Dockers",)
    assert record.text == "All of them."
    later = one("figure", figures=[figure | {"as_of": "2021-02"}])
    assert (later.day, later.when) == (date(2021, 2, 1), "February 2021")


# Actors and sources


def test_an_actor_is_found_by_its_aliases_and_shown_with_what_it_is() -> None:
    record = one(
        "actor",
        tags=["port"],
        thread="strike",
        actors={
            "union": {
                "name": "Union",
                "kind": "group",
                "aliases": ["Dockers’ league", "DL"],
                "office": "Guild",
            }
        },
    )
    assert (record.title, record.names) == ("Union", ("Dockers’ league", "DL"))
    assert record.text == "Also: Dockers’ league, DL"
    assert record.facts == ("group", "Guild")
    assert (record.day, record.when, record.language) == (None, "", "en")
    assert facets(record) == {
        "type": ("actor",),
        "actor": ("union",),
        "thread": ("strike",),
        "tag": ("port",),
    }


def test_an_actor_has_the_wholes_it_is_part_of_and_the_threads_of_all_its_briefings() -> None:
    crew = {"crew": {"name": "Crew", "part_of": "union"}, "union": {"name": "Union"}}
    found = told(
        linked(
            {
                "a": briefing(actors=crew, thread="strike"),
                "b": briefing(actors=crew, thread="budget", date="2021-03-02"),
            }
        )
    )
    assert found["actors/crew/"].facts == ("Union",)
    assert set(facets(found["actors/crew/"])["thread"]) == {"budget", "strike"}


def test_a_source_that_two_briefings_cite_is_one_record_with_all_notes() -> None:
    source = {
        "title": "Cranes at rest",
        "url": "https://gazette.example/cranes",
        "publisher": "Gazette",
        "author": "Ada Brandt",
        "published": "2021-02-27",
    }
    found = told(
        linked(
            {
                "a": briefing(sources={"x": source | {"note": "Seen *once*."}}, tags=["port"]),
                "b": briefing(sources={"y": source | {"note": "Seen twice."}}, date="2021-03-02"),
            }
        )
    )
    (record,) = (record for record in found.values() if record.type == "source")
    assert record.title == "Cranes at rest"
    assert record.facts == ("Gazette", "Ada Brandt")
    assert sorted(record.text.split("\n")) == ["Seen once.", "Seen twice."]
    assert (record.day, record.when) == (date(2021, 2, 27), "27 February 2021")
    assert facets(record)["tag"] == ("port",)
    (id_,) = facets(record)["source"]
    assert record.address == f"sources/{id_}/"
    for name in "ab":
        assert facets(found[f"briefings/{name}/"])["source"] == (id_,)


def test_a_source_without_a_date_is_ordered_by_a_briefing_that_cites_it() -> None:
    record = one("source")
    assert (record.day, record.when) == (date(2021, 3, 1), "")


def test_a_claim_is_narrowed_down_by_what_its_evidence_is_from_and_who_says_it() -> None:
    two = {"gazette": {"title": "Cranes at rest"}, "wire": {"title": "Strike"}}
    record = one(
        "event",
        sources=two,
        events=[
            {
                "date": "2021",
                "text": "They met.",
                "evidence": [{"source": "wire", "quote": "met", "speaker": "port"}],
            }
        ],
    )
    assert facets(record)["source"] == ("strike--wire",)
    assert facets(record)["actor"] == ("port",)


def test_records_speak_the_language_of_the_edition_and_are_of_that_of_their_briefing() -> None:
    german = Edition(language="de")
    said = {
        "demands": {"pay": {"by": "union", "text": "More pay.", "deadline": "2021-04"}},
        "figures": [{"measure": "Truppen", "value": "94300"}],
    }
    record = one("demand", german, language="en", **said)
    assert record.chip == ("bf-status-open", "offen")
    assert record.when == "1. März 2021"
    assert record.language == "en"
    figure = one("figure", german, **said)
    assert figure.title == "Truppen: 94.300"
    assert figure.language == "de"
    assert one("actor", german, actors={"union": {"name": "Union"}}).language == "de"


def test_the_facets_of_a_filled_briefing_name_what_there_is() -> None:
    corpus = linked({"strike": filled_briefing(lambda path, _: path)})
    for record in told(corpus).values():
        found = facets(record)
        assert set(found.get("actor", ())) <= {ACTOR, BOARD}
        assert set(found.get("source", ())) <= {f"strike--{SOURCE}"}
        assert set(found.get("thread", ())) <= set(corpus.threads)
        assert set(found.get("tag", ())) <= set(corpus.tags)


# Pages written by hand

Section = tuple[str, str, str]
"""Address, title and text."""


def sections(html: str) -> list[Section]:
    found = list(guide_records(html, "guide/", "The guide", "en"))
    return [(record.address, record.title, record.text) for record in found]


LINK = '<a class="headerlink" href="#x" title="Permanent link">¶</a>'


def test_each_section_of_a_page_is_a_record_that_names_its_page() -> None:
    html = f"""<h1 id="guide">Read a briefing{LINK}</h1><p>Begin here.</p>
        <h2 id="likely">How likely{LINK}</h2><p>In words.</p>
        <h3 id="bands">Bands{LINK}</h3><ul><li>one</li><li>two</li></ul>
        <h4 id="odds">Odds{LINK}</h4>"""
    found = list(guide_records(html, "guide/", "The guide", "de"))
    assert [(record.address, record.title, record.text, record.facts) for record in found] == [
        ("guide/", "Read a briefing", "Begin here.", ()),
        ("guide/#likely", "How likely", "In words.", ("The guide",)),
        ("guide/#bands", "Bands", "one two", ("The guide",)),
        ("guide/#odds", "Odds", "", ("The guide",)),
    ]
    for record in found:
        assert (record.type, record.day, record.language) == ("guide", None, "de")
        assert facets(record) == {"type": ("guide",)}


def test_a_page_without_a_heading_has_its_own_title() -> None:
    assert sections("<p>Words.</p>") == [("guide/", "The guide", "Words.")]
    assert sections('<h2 id="a">A</h2>') == [("guide/#a", "A", "")]
    assert sections("") == []


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>A <em>very <strong>deep</strong></em> word</p>", "A very deep word"),
        ("<p>One</p><p>Two</p>", "One Two"),
        ("<p>One<p>Two", "One Two"),
        ("<p>One<br>Two<br/>Three</p>", "One Two Three"),
        ("<table><tr><td>One</td><td>Two</td></tr></table>", "One Two"),
        ("<pre><code>key:\n  value</code></pre>", "key: value"),
        ("<p>A &amp; B &lt;c&gt; &#x41; &eacute;</p>", "A & B <c> A é"),
        ("<div><div>One</div></div><section>Two</section>", "One Two"),
        ("One <!-- comment --> Two", "One Two"),
        ("One<script>let x = '<p>no</p>';</script> Two", "One Two"),
        ("One<style>p { color: red }</style> Two", "One Two"),
        ("One<svg><title>Icon</title><path d='M0'/><svg></svg>no</svg> Two", "One Two"),
        ("One<template><p>no <b>no</b></p></template> Two", "One Two"),
        (f"One {LINK} Two", "One Two"),
        ('One <a class="big headerlink"><span>no</span></a>Two', "One Two"),
        ("<h5>One</h5><p>Two</p><h6 id='x'>Three</h6>", "One Two Three"),
        ("One <img alt='no' src='x.png'> Two", "One Two"),
    ],
)
def test_the_text_of_a_section_is_what_a_reader_sees(html: str, text: str) -> None:
    assert sections(html) == [("guide/", "The guide", text)]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>The <code>title</code>, then</p>", "The title, then"),
        ("<p>(<em>once</em>)</p>", "(once)"),
        ("<p><strong>N</strong>ATO</p>", "NATO"),
        ('<p>See <a href="x">there</a>.</p>', "See there."),
        ("<p>H<sub>2</sub>O and <span>un</span>heard</p>", "H2O and unheard"),
    ],
)
def test_marks_within_a_sentence_part_no_words(html: str, text: str) -> None:
    assert sections(html) == [("guide/", "The guide", text)]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("The <code>title</code> key", "The title key"),
        ("<code>title</code>, <em>summary</em>", "title, summary"),
        ("What  is\n it?", "What is it?"),
        ('<a href="x">A <b>link</b></a>', "A link"),
        (f"A{LINK}", "A"),
    ],
)
def test_a_heading_is_shown_without_its_marks(heading: str, title: str) -> None:
    assert sections(f'<h2 id="a">{heading}</h2>') == [("guide/#a", title, "")]


@pytest.mark.parametrize("tag", ["h1", "h2", "h3", "h4"])
def test_a_heading_that_nothing_can_lead_to_is_text_of_the_section_it_stands_in(tag: str) -> None:
    html = f'<h2 id="a">First</h2><p>one</p><{tag}>Second</{tag}><p>two</p>'
    assert sections(html) == [("guide/#a", "First", "one Second two")]


def test_a_heading_that_is_not_shown_begins_no_section() -> None:
    html = '<p>One</p><template><h2 id="x">no</h2></template><p>Two</p>'
    assert sections(html) == [("guide/", "The guide", "One Two")]


def test_an_anchor_that_stands_twice_makes_one_record() -> None:
    """An author can write it so; a browser goes to the first."""
    found = sections('<h2 id="x">A</h2><p>one</p><h2 id="x">B</h2><p>two</p>')
    assert [address for address, *_ in found] == ["guide/#x"]
    assert "two" in found[0][2]


HTML = (
    "<h2 id=a> </h2> <h3> </h3> <p> <script> </script> <!-- --> <![ ]]> <? <! &#xD800; & <svg /> a"
)


@given(st.lists(st.sampled_from([*HTML.split(), " ", "<", ">", LINK])))
def test_any_html_is_read(parts: Iterable[str]) -> None:
    for record in guide_records("".join(parts), "guide/", "The guide", "en"):
        assert record.title
        assert record.address in ("guide/", "guide/#a")


# Unit by unit


def test_the_records_of_a_unit_are_those_that_all_records_have_on_its_page() -> None:
    corpus = linked(
        {
            "strike": briefing(thread="port", demands={"pay": {"by": "union", "text": "More."}}),
            "later": briefing(
                thread="port",
                date="2021-03-09",
                demands={
                    "pay": {"by": "union", "text": "Less."},
                    "rest": {"by": "union", "text": "Rest."},
                },
            ),
        }
    )
    every = list(records_of(corpus, ENGLISH))
    records = Records(corpus, ENGLISH)
    units = list(records.units())
    assert len(units) == len(set(units))
    assert {unit.partition(":")[0] for unit in units} == {"briefing", "actor", "source"}
    for unit in reversed(units):
        page = page_of(unit, ENGLISH)
        assert [each for each in every if each.page == page] == list(records.of(unit)) != []
    assert sum(len(records.of(unit)) for unit in units) == len(every)


@pytest.mark.parametrize("unit", ["briefing:x", "actor:x", "source:x"])
def test_of_a_unit_that_is_no_more_there_are_no_records_but_its_page_is_known(unit: str) -> None:
    assert list(Records(whole(), ENGLISH).of(unit)) == []
    assert page_of(unit, ENGLISH) == f"{unit.replace(':', 's/')}/"


# What a later briefing leaves out


def test_the_newest_record_says_how_a_risk_stands_and_older_ones_what_they_said() -> None:
    judged = {
        "event": "The port fails",
        "likelihood": "likely",
        "impact": "high",
        "horizon": "2021-12-31",
        "affects": "port",
    }
    noted = {"event": "The port fails", "note": "They talk."}
    found = told(
        linked(
            {
                "a": briefing(thread="strike", risks={"ruin": judged}),
                "b": briefing(
                    date="2021-03-02", thread="strike", scale="phia", risks={"ruin": noted}
                ),
            }
        )
    )
    older, newest = (found[f"briefings/{id_}/#risk-ruin"] for id_ in "ab")
    assert newest.facts == older.facts == ("likely (55–80 %)", "by 31 December 2021", "Strike")
    assert newest.chip == older.chip
    assert facets(newest) == facets(older) | {
        "status": ("open",),
        "likelihood": ("likely",),
        "impact": ("high",),
    }


def test_the_newest_record_says_of_whom_a_demand_is() -> None:
    asked = {"by": "union", "text": "More pay."}
    found = told(
        linked(
            {
                "a": briefing(
                    thread="strike", demands={"pay": asked | {"of": "port", "deadline": "2021-05"}}
                ),
                "b": briefing(date="2021-03-02", thread="strike", demands={"pay": asked}),
            }
        )
    )
    newest = found["briefings/b/#demand-pay"]
    assert newest.facts == ("Union of Dockers → Port of Aldmoor", "by May 2021", "Strike")
    assert facets(newest)["actor"] == ("union", "port")
