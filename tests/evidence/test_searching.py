"""A quote is proven if its words stand in the text, and only then."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.evidence.folding import fold
from generator.evidence.ordering import MAX_GAP
from generator.evidence.pieces import core
from generator.evidence.proof import State, proof_by_text
from generator.evidence.searching import SearchText
from tests.evidence.texts import (
    ALPHABETS,
    SCRIPTS,
    altered,
    distinct_words,
    passage_of,
    stands_in,
    text_of,
    typeset,
)

TEXT = (
    "Putin [Vladimir] said on Friday, “NATO's army of 94,300 ... will leave.” "
    "The call (see below) was – he said – a ‘red line’, and the US[-led] force of 1.5m men "
    "threatens no one. Well… no. Any presence of NATO soldiers would be a threat, Russia said."
)

PROVEN = [
    # as it stands
    ("the quote as it stands", "NATO's army of 94,300", None),
    ("its own quotation marks", "“NATO's army”", "NATO's army"),
    ("its own full stop", "threatens no one.", "threatens no one"),
    ("an omission mark of the source", "94,300 ... will leave", None),
    ("brackets of the source", "Putin [Vladimir] said", None),
    ("brackets of the source within a word", "the US[-led] force", None),
    ("the source's own round brackets", "The call (see below) was", None),
    ("a part of a compound", "led", "led"),
    # omissions
    ("[…]", "Any presence […] would be a threat", "Any presence … a threat"),
    ("[...]", "Any presence [...] would be a threat", "Any presence … a threat"),
    ("[ . . . ]", "Any presence [ . . . ] would be a threat", "Any presence … a threat"),
    ("(…)", "Any presence (…) would be a threat", "Any presence … a threat"),
    ("...", "Any presence ... would be a threat", "Any presence … a threat"),
    ("… without spaces", "Any presence…would be a threat", "Any presence … a threat"),
    ("four dots", "Putin .... NATO's army", "Putin … NATO's army"),
    ("several omissions", "Any … NATO … threat […] said", "Any … said"),
    ("an omission of nothing", "Any presence … of NATO", "Any presence of NATO"),
    ("an omission at the start", "… of NATO soldiers", "of NATO soldiers"),
    ("an omission at the end", "of NATO soldiers […]", "of NATO soldiers"),
    ("an omission of the source's own dots", "army of 94,300 […] will leave", "army … will leave"),
    ("an omission with a word in it", "Any presence [… there] would be", "Any presence … be"),
    # insertions
    ("an inserted word", "Any presence of [foreign] NATO soldiers", "Any … soldiers"),
    ("inserted words in a row", "Any [more] [of the] presence of NATO", "Any presence of NATO"),
    ("an insertion before a comma", "a threat [to it], Russia said", "a threat, Russia said"),
    ("an insertion in round brackets", "The call ([please] see below) was", "The call … was"),
    ("an insertion at the start", "[The] presence of NATO", "presence of NATO"),
    ("an insertion at the end", "presence of NATO [troops]", "presence of NATO"),
    ("an inserted full stop", "would be a threat[.]", "would be a threat"),
    (
        "an insertion beside the source's own",
        "Putin [Vladimir] said on [a] Friday",
        "Putin … Friday",
    ),
    ("a capital made small", "[a]ny presence of NATO", "Any presence of NATO"),
    ("a small letter made a capital", "[P]resence of NATO", "presence of NATO"),
    ("a letter that was given already", "[A]ny presence of NATO", "Any presence of NATO"),
    ("an ending added", "threatens no one[self]", "threatens no one"),
    (
        "an insertion and an omission",
        "[t]he call [then] (see below) … a ‘red line’",
        "The call … red line",
    ),
    ("an insertion next to an omission", "[A]ny [such] … would be", "Any … would be"),
]

NOT_PROVEN = [
    "army of 94",
    "300",
    "NATO soldier",
    "NATO army",
    "of 1.5",
    "Any presence … Putin",
    "a threat … Any presence",
    "Any presence of … presence of NATO",
    "soldiers would … would be",
    "[S]he call",
    "[T]his call",
    "threat[en] no one",
    "Any presence soldiers",
    "Any presence [of soldiers",
    "of NATO soldiers could be",
    "any presence",
    "",
    " ",
    "…",
    "[…]",
    "[Putin]",
    "[Putin]",
    "[Putin] […] [Russia]",
    "?!",
    "— “” ... [] () […] [a]",
    "\u200b\u00ad",
    "\x00\x07\ue000",
    "\udc80",
]


@pytest.mark.parametrize(
    ("quote", "found"), [case[1:] for case in PROVEN], ids=[c[0] for c in PROVEN]
)
def test_a_quote_is_proven_whose_words_stand_in_the_text(quote: str, found: str | None) -> None:
    passage = SearchText(TEXT).find(quote)
    assert passage
    start, _, end = (found or quote).partition(" … ")
    words = TEXT[passage.start : passage.end]
    assert words.startswith(start)
    assert words.endswith(end or start)


@pytest.mark.parametrize("quote", NOT_PROVEN)
def test_a_quote_is_not_proven_whose_words_do_not_stand_in_the_text(quote: str) -> None:
    assert SearchText(TEXT).find(quote) is None
    assert proof_by_text(quote, SearchText(TEXT)).state in (State.ALTERED, State.ABSENT)


NUMBERS = (
    "Kyiv counts 94\u00a0300 men, 12\u202f500\u2009000 rounds, and 3 200 tanks since 2021\u00a0100."
)


@pytest.mark.parametrize(
    ("quote", "whole"),
    [
        ("300 men", "94\u00a0300 men"),
        ("Kyiv counts 94", "Kyiv counts 94\u00a0300"),
        ("500 000 rounds", "12\u202f500\u2009000 rounds"),
        ("men, 12 500", "men, 12\u202f500\u2009000"),
        ("Kyiv counts 94 … rounds", "Kyiv counts 94\u00a0300"),
    ],
)
def test_a_part_of_a_number_is_no_quote_of_it(quote: str, whole: str) -> None:
    proof = proof_by_text(quote, SearchText(NUMBERS))
    assert proof.state is State.ALTERED
    assert proof.nearest
    assert proof.nearest.text == whole


@pytest.mark.parametrize(
    "quote",
    ["94 300 men", "12 500 000", "200 tanks", "100", "2021"],
)
def test_a_whole_number_is_and_what_may_be_two(quote: str) -> None:
    assert SearchText(NUMBERS).find(quote)


OMITTING = re.compile(r"[…\[\]]|\.\.\.")
scripts = st.sampled_from(SCRIPTS)
scripts_of_many_words = st.sampled_from([*ALPHABETS, "Chinese", "Japanese"])
seeds = st.integers(0, 2**32).map(Random)


@settings(max_examples=200)
@given(scripts, st.sampled_from((0, 0, 3, 12)), seeds)
def test_any_passage_is_proven_and_again_after_typesetting(
    script: str, few: int, rng: Random
) -> None:
    text = text_of(rng, script, rng.choice((5, 70, 150)), few)
    quote = passage_of(rng, text)
    for set_text, set_quote in (
        (text, quote),
        (text, typeset(rng, quote)),
        (typeset(rng, text), quote),
    ):
        passage = SearchText(set_text).find(set_quote)
        assert passage
        found = set_text[passage.start : passage.end]
        assert core(fold(found)) == core(fold(quote))


@settings(max_examples=200)
@given(scripts, st.sampled_from((0, 0, 4, 15)), seeds)
def test_a_quote_with_a_word_changed_is_never_proven(script: str, few: int, rng: Random) -> None:
    text = text_of(rng, script, 60, few)
    search = SearchText(text)
    for _ in range(5):
        quote = passage_of(rng, text, 12)
        other = passage_of(rng, text, 1) if rng.random() < 0.5 else "zebra"
        wrong = altered(rng, quote, other).text
        if not stands_in(wrong, text, script) and not OMITTING.search(wrong):
            assert proof_by_text(wrong, search).state in (State.ALTERED, State.ABSENT)


@settings(max_examples=200)
@given(scripts_of_many_words, seeds)
def test_a_quote_with_a_word_changed_is_altered_at_that_word(script: str, rng: Random) -> None:
    known = distinct_words(rng, script, 42)
    *words, other = known
    text = "".join(word + rng.choice((" ", " ", " ", ", ", " – ", "\n")) for word in words)
    search = SearchText(text)
    for _ in range(5):
        wrong = altered(rng, passage_of(rng, text, 30, shortest=4), other)
        proof = proof_by_text(wrong.text, search)
        assert proof.state is State.ALTERED, wrong
        assert proof.parts_at in (wrong.at, wrong.also_at), wrong
        assert proof.nearest
        difference = proof.nearest.difference
        assert wrong.text.startswith(difference.quoted, difference.at)
        assert difference.found in proof.nearest.text
        start, end = proof.nearest.passage.start, proof.nearest.passage.end
        assert text[start:end] == proof.nearest.text


DIFFERENCES = [
    ("NATO's army of 94,301", "94,301", "94,300"),
    ("Nato's army of 94,300", "Nato's", "NATO's"),
    ("Any presence of soldiers would be", "", "NATO"),
    ("Any presence of many NATO soldiers", "many", ""),
    ("Any presence NATO of soldiers would be", "", "of"),
    ("a threat Russia said", "threat", "threat,"),
    ("a threat,Russia said", "threat,Russia", "threat, Russia"),
    ("presence of NATO sol-diers would be", "sol-diers", "soldiers"),
    ("NATO’d army of 94,300", "NATO’d", "NATO's"),
    ("force of 1.5 m men threatens", "1.5 m", "1.5m"),
    ("The call (see below) is – he said", "is", "was"),
    ("[t]he call (see below) was – she said", "she", "he"),
    ("Putin [Vladimir] said on Monday", "Monday", "Friday"),
    ("Any presence of NATO it", "it", "soldiers"),
    ("is no one. Well", "is", "threatens"),
    ("Any presence […] will be a threat", "will", "would"),
    ("Any presence of [those] NATO soldiers will be", "will", "would"),
    ("Any presence … would be a treat", "treat", "threat"),
    ("would be a threat … Any presence of NATO", "Any presence of NATO", ""),
    ("Any presence of NATO soldiers … utterly", "utterly", ""),
    ("Wherever … Any presence of NATO soldiers", "Wherever", ""),
]


@pytest.mark.parametrize(("quote", "quoted", "found"), DIFFERENCES)
def test_the_first_difference_is_told_in_the_words_of_both(
    quote: str, quoted: str, found: str
) -> None:
    nearest = SearchText(TEXT).nearest(quote)
    assert nearest
    assert (nearest.difference.quoted, nearest.difference.found) == (quoted, found)
    assert quote.startswith(quoted, nearest.difference.at)


@pytest.mark.parametrize(
    "quote",
    [
        "colourless green ideas sleep furiously",
        "a spokesman for the ministry of defence",
        "zebras",
        "soldier",
        "zebra … zebra",
        "Any … herd of zebras in the wild",
    ],
)
def test_words_that_are_nowhere_near_are_absent(quote: str) -> None:
    assert proof_by_text(quote, SearchText(TEXT)).state is State.ABSENT


@pytest.mark.parametrize(("skipped", "is_proven"), [(MAX_GAP, True), (MAX_GAP + 1, False)])
def test_an_omission_skips_no_more_than_a_bounded_number_of_words(
    skipped: int, is_proven: bool
) -> None:
    text = "no " * 50 + "alpha " + "word " * skipped + "omega beta"
    assert (SearchText(text).find("alpha … omega") is not None) == is_proven
    assert (SearchText(text).find("no alpha [...] omega beta") is not None) == is_proven


def test_of_several_places_the_pieces_are_taken_that_lie_within_reach() -> None:
    far = "word " * (MAX_GAP + 1)
    text = f"alpha one {far}alpha two {far}alpha three beta {far}gamma"
    passage = SearchText(text).find("alpha … beta")
    assert passage
    assert text[passage.start : passage.end] == "alpha three beta"


def test_a_passage_with_an_omission_is_as_short_as_can_be() -> None:
    text = "the men and the women and the call of the wild"
    passage = SearchText(text).find("the … call … the")
    assert passage
    assert text[passage.start : passage.end] == "the call of the"


@settings(max_examples=150)
@given(scripts_of_many_words, seeds)
def test_a_quote_with_words_left_out_or_inserted_is_proven_in_this_order_only(
    script: str, rng: Random
) -> None:
    words = distinct_words(rng, script, 60)
    search = SearchText(" ".join(words))
    cuts = sorted(rng.sample(range(1, 60), rng.choice((3, 5, 7))))
    pieces = [" ".join(words[one:two]) for one, two in zip(cuts[::2], cuts[1::2], strict=False)]
    mark = rng.choice((" … ", " [...] ", "... ", " (…) ", "…"))
    quote = mark.join(pieces)
    passage = search.find(quote)
    assert passage
    assert core(fold(search.original[passage.start : passage.end])).startswith(
        core(fold(pieces[0]))
    )
    inserted = quote.replace(" ", " [sic] ", 1)
    assert search.find(inserted) == passage
    if len(pieces) > 1:
        assert search.find(mark.join(reversed(pieces))) is None
        assert search.find(" ".join(pieces)) is None or cuts[1] == cuts[2]


@settings(max_examples=150)
@given(st.text(max_size=80), st.text(max_size=200))
def test_no_text_and_no_quote_raises_an_error(quote: str, text: str) -> None:
    for some in (quote, f"[{quote}]", f"{quote}…{quote}", text[:20], f"[a]{text[5:30]}"):
        proof = proof_by_text(some, SearchText(text))
        if not fold(some).count:
            assert proof.state is State.ABSENT


@settings(max_examples=100)
@given(st.text("[]().… aä'-\u0301", max_size=40), st.text("[]().… aä'-", max_size=60))
def test_no_mixture_of_marks_raises_an_error(quote: str, text: str) -> None:
    proof = proof_by_text(quote, SearchText(text))
    if proof.passage:
        assert 0 <= proof.passage.start < proof.passage.end <= len(text)
