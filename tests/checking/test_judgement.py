"""The rules of tradecraft: when each speaks, when it is silent, and where it points."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checking.acceptance import acceptable
from generator.model.scales import ICD203, PHIA, Scale
from tests.desks import NAME, TEXT, desk, findings_at, sealed, words_at
from tests.told import findings_in

SOURCES = """\
title: The port stands still
date: 2021-12-03
summary: Dockers ask for fewer night shifts.
sources:
  gazette: {title: Cranes at rest, origin: wire}
  courier: {title: No cranes move, origin: wire}
  radio: {title: Midday news}
actors:
  dockers: {name: Dockers}
"""


def risk(*lines: str) -> str:
    """A risk that no rule speaks of, with lines in place of its own."""
    said = {
        "event": "The port closes",
        "horizon": "2021-12-31",
        "likelihood": "likely",
        "basis": "The vote was clear.",
    } | {line.partition(":")[0]: line.partition(": ")[2] for line in lines}
    body = "".join(f"    {key}: {value}\n" for key, value in said.items() if value)
    return f"{SOURCES}risks:\n  closure:\n{body}"


def spoken(text: str) -> list[tuple[str, str]]:
    """The code of each finding, with the words that it marks."""
    return [(found.code, words_at(found)) for found in findings_in(text)]


def test_a_sound_judgement_is_let_be() -> None:
    assert spoken(risk()) == []


# Horizon and basis


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (risk("horizon:"), [("no-horizon", "likely")]),
        (risk("horizon:", "likelihood:"), []),
        (risk("horizon: 2021-12/.."), []),
        (risk("basis:"), [("no-basis", "likely")]),
        (risk("basis:", "evidence: [{source: radio}]"), []),
        (risk("basis:", "likelihood:"), []),
        (risk("basis:", "horizon:"), [("no-horizon", "likely"), ("no-basis", "likely")]),
    ],
)
def test_a_likelihood_has_a_horizon_and_stands_on_something(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert sorted(spoken(text)) == sorted(expected)


# Hedges in events


@pytest.mark.parametrize(
    ("event", "word"),
    [
        ("The port may close", "may"),
        ("Dockers might strike again", "might"),
        ("The strike could spread", "could"),
        ("The mayor, who may resign, stays", "may"),
        ("The ministry might well step in", "might"),
        ("In May the port might close", "might"),
        ("The might of the union may fade", "may"),
        ("A strike that could not be foreseen comes", "could"),
        ("'“Enough,” they say, and may strike'", "may"),
        (">-\n      The port stands still,\n      and could stay so", "could"),
    ],
)
def test_an_event_that_hedges_is_marked_at_the_word(event: str, word: str) -> None:
    found = findings_in(risk(f"event: {event}"))
    assert [(each.code, words_at(each)) for each in found] == [("hedged-event", word)]
    text, at = found[0].place.source.text, found[0].place.start
    assert not text[at - 1].isalpha(), "a word of its own"


@pytest.mark.parametrize(
    "event",
    [
        "The port closes in May",
        "May Day passes without a strike",
        "The union shows its might",
        "The might of the union grows",
        "Russia's military might is broken",
        "The dockers' might, long doubted, decides the vote",
        "By all their might they hold the gate",
        "The mayor resigns",
        "Almighty prices fall",
        "'The minister says “the port may close”'",
        "'The minister says that \"it could\" close'",
        "‘The port may close’ is said",
        "The minister says ‘It’s the dockers who may strike’",
        "‚Der Hafen may close‘ is said",
    ],
)
def test_an_event_without_a_hedge_is_let_be(event: str) -> None:
    assert spoken(risk(f"event: {event}")) == []


# Words of likelihood


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("basis: A strike is highly likely.", "highly likely"),
        ("note: A realistic possibility remains.", "realistic possibility"),
        ("given: Rain is Highly Unlikely", "Highly Unlikely"),
        ("basis: >-\n      There is a remote\n      chance of rain.", "remote\n      chance"),
    ],
)
def test_a_likelihood_word_of_another_scale_is_marked(field: str, words: str) -> None:
    assert spoken(risk(field)) == [("foreign-likelihood", words)]


@pytest.mark.parametrize(
    "key", ["assumptions", "alternatives"], ids=["an assumption", "another reading"]
)
def test_a_foreign_word_is_marked_wherever_a_desk_judges(key: str) -> None:
    text = f"{risk()}{key}:\n  - text: A vote is highly likely.\n"
    assert spoken(text) == [("foreign-likelihood", "highly likely")]


@pytest.mark.parametrize(
    "said",
    [
        "“highly likely”",
        "‘highly likely’",
        "‘that’s highly likely’",
        "„highly likely“",
        "„highly likely”",
        "« highly likely »",
        "»highly likely«",
        "‚highly likely‘",
        "“no “highly likely”",
        "„no“ and “highly likely”",
        "«no» and »highly likely«",
    ],
)
def test_what_the_prose_quotes_is_let_be_in_whatever_quotation_marks(said: str) -> None:
    assert spoken(risk(f"basis: The minister called it {said}.")) == []


@pytest.mark.parametrize(
    "words",
    [
        "The dockers’ vote is highly likely, and so is the crews’ one.",
        "“No”, it is highly likely, “yes”.",
        "„No“, it is highly likely, „yes“.",
        "«No», it is highly likely, «yes».",
        "‘No’, it’s highly likely, ‘yes’.",
        "It is “highly likely.",
        "It’s highly likely, ‘no’.",
        "The ‘90s deal is highly likely, the unions’ lawyer says.",
        "No» it is highly likely «yes» then.",
    ],
)
def test_apostrophes_and_quotes_that_are_closed_hide_no_words(words: str) -> None:
    assert spoken(risk(f"basis: {words}")) == [("foreign-likelihood", "highly likely")]


def test_a_foreign_word_in_the_summary_is_marked() -> None:
    text = SOURCES.replace("Dockers ask", "It is highly likely that dockers ask")
    assert spoken(text) == [("foreign-likelihood", "highly likely")]


@pytest.mark.parametrize(
    "field",
    [
        "basis: A strike is very likely, an accord unlikely.",
        "basis: The likely place is the old harbour.",
        "note: The yard is remote.",
        "note: The minister called it “highly likely”.",
        "basis: Nearly certainly not a word of any scale.",
    ],
)
def test_words_of_the_scale_of_every_day_and_of_others_are_let_be(field: str) -> None:
    assert spoken(risk(field)) == []


def test_what_is_reported_may_use_what_words_it_likes() -> None:
    reported = "demands:\n  pay:\n    by: dockers\n    text: More, as is highly likely\n"
    assert spoken(SOURCES + reported) == []


@pytest.mark.parametrize(("scale", "other"), [(ICD203, PHIA), (PHIA, ICD203)])
def test_only_words_of_the_other_scale_are_foreign(scale: Scale, other: Scale) -> None:
    everyday = {"remote", "probable", "improbable", "likely", "unlikely"}
    for word in (*scale.words, *other.words):
        text = risk("likelihood:", f"basis: We hold that it is {word} to rain.")
        is_foreign = word not in everyday.union(scale.words)
        found = spoken(f"{text}scale: {scale.name}\n")
        assert found == [("foreign-likelihood", word)] * is_foreign


# Likelihood and confidence in one sentence


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("We judge with high confidence that a strike is likely.", "high confidence"),
        ("A strike is likely. With low confidence, calm is unlikely.", "low confidence"),
        ("Calm is very unlikely, and our confidence is moderate.", "confidence is moderate"),
        (
            "Confidence in this judgement is only low and peace remote.",
            "Confidence in this judgement is only low",
        ),
        ("It is likely (moderate-confidence judgement).", "moderate-confidence"),
    ],
)
def test_likelihood_and_confidence_in_one_sentence_are_marked(basis: str, words: str) -> None:
    assert spoken(risk(f"basis: {basis}")) == [("mixed-judgement", words)]


@pytest.mark.parametrize(
    "basis",
    [
        "A strike is likely. Our confidence is low.",
        "High confidence rests on two reports. A strike is likely!",
        "Confidence-building measures are likely.",
        "Further high confidence-building talk is likely.",
        "Likely talks are to build confidence.",
        "Consumer confidence is low and a recession likely.",
        "Public confidence is unlikely to return.",
        "The minister is “likely to resign, with high confidence”.",
    ],
)
def test_likelihood_and_confidence_apart_are_let_be(basis: str) -> None:
    assert spoken(risk(f"basis: {basis}")) == []


# High confidence


@pytest.mark.parametrize(
    ("evidence", "why"),
    [
        ("", "on no evidence"),
        ("[{source: radio}]", "on a single origin"),
        ("[{source: radio}, {source: radio}]", "on a single origin"),
        ("[{source: gazette}, {source: courier}]", "on a single origin"),
        ("[{source: radio, quote: a b}, {source: gazette, quote: c}]", "on unchecked quotes alone"),
    ],
)
def test_high_confidence_on_thin_evidence_is_marked(evidence: str, why: str) -> None:
    text = risk("confidence: high", f"evidence: {evidence}")
    (found,) = (each for each in findings_in(text) if each.code == "overconfident")
    assert (words_at(found), found.headline) == ("high", f"high confidence rests {why}")


@pytest.mark.parametrize(
    ("confidence", "evidence"),
    [
        ("high", "[{source: gazette}, {source: radio}]"),
        ("high", "[{source: gazette, quote: a b}, {source: radio}]"),
        ("moderate", "[{source: radio}]"),
        ("low", ""),
    ],
)
def test_confidence_that_its_evidence_bears_is_let_be(confidence: str, evidence: str) -> None:
    text = risk(f"confidence: {confidence}", f"evidence: {evidence}")
    assert "overconfident" not in [code for code, _ in spoken(text)]


@pytest.mark.parametrize("is_sealed", [False, True])
def test_high_confidence_on_proven_quotes_of_two_origins_is_let_be(
    tmp_path: Path, is_sealed: bool
) -> None:
    quotes = "[{source: gazette, quote: two night shifts a week at most}, {source: radio}]"
    text = risk("confidence: high", f"evidence: {quotes}")
    text = text.replace("title: Cranes at rest,", f"title: Cranes at rest, text: {NAME},")
    folder = desk(tmp_path, text, {NAME: TEXT})
    assert findings_at(sealed(folder) if is_sealed else folder) == ()


# Confirmed by other sources

ITEMS = {
    "a demand": "demands:\n  pay:\n    by: dockers\n    text: More",
    "an event": "events:\n  - date: 2021\n    text: They met.",
    "a figure": "figures:\n  - measure: Cranes\n    value: 7",
}


@pytest.mark.parametrize("item", ITEMS.values(), ids=list(ITEMS))
@pytest.mark.parametrize(
    ("evidence", "told"),
    [
        ("", "no evidence"),
        ("[{source: radio}]", "only one origin"),
        ("[{source: gazette}, {source: courier}]", "only one origin"),
    ],
)
def test_credibility_one_without_a_second_origin_is_marked(
    item: str, evidence: str, told: str
) -> None:
    (found,) = findings_in(f"{SOURCES}{item}\n    credibility: 1\n    evidence: {evidence}\n")
    assert (found.code, words_at(found)) == ("confirmed-by-one-origin", "1")
    assert found.headline.endswith(f"but there is {told}")


@pytest.mark.parametrize("item", ITEMS.values(), ids=list(ITEMS))
@pytest.mark.parametrize(
    ("credibility", "evidence"),
    [("1", "[{source: gazette}, {source: radio}]"), ("2", "[{source: radio}]"), ("6", "")],
)
def test_credibility_that_its_origins_bear_is_let_be(
    item: str, credibility: str, evidence: str
) -> None:
    text = f"{SOURCES}{item}\n    credibility: {credibility}\n    evidence: {evidence}\n"
    assert spoken(text) == []


# Whatever is written

PIECES = (
    *("may", "might", "could", "May", "highly likely", "likely", "remote", "chance", "the"),
    *("high confidence", "confidence", "is", "low", ".", "“", "”", '"', "it's"),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=20,
    )
)
def test_every_mark_stands_on_words_of_the_value(words: list[str]) -> None:
    text = "x " + " ".join(words).replace("'", "''")
    for found in findings_in(risk(f"event: '{text}'", f"basis: '{text}'", f"note: '{text}'")):
        assert found.code in acceptable()
        assert words_at(found).replace("''", "'") in text.replace("''", "'")
        assert len(words_at(found)) < 80


def test_a_briefing_with_mistakes_is_not_judged() -> None:
    assert spoken(risk("horizon:", "impact: huge")) == [("unknown-word", "huge")]
