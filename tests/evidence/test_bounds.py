"""No text and no quote takes long, however it is made."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from generator.evidence.seals import Seal, make_seal, read_seal, write_seal
from generator.evidence.searching import SearchText

SECONDS = 8.0
"""Of the processor; what is measured takes a quarter of it or less, also on a slow machine."""

TEXTS = {
    "one word": "war " * 1_250_000,
    "few words and brackets": ("[wa]r war [a] r, " * 24 + "peace ") * 3_000,
}
QUOTES = {
    "words that stand there often": "war war war war",
    "words that nearly stand there often": "war war war war peace war",
    "a part of a word": "wa",
    "many omissions": " … ".join(["war"] * 24),
    "many omissions and one wrong word": " … ".join(["war"] * 23 + ["truce"]),
    "omissions without end": " … ".join(["war"] * 10_000),
    "only omissions": "[...]" * 10_000,
    "dots": "." * 10_000,
    "dots and spaces": ". " * 10_000,
    "opening brackets": "[" * 10_000,
    "nested brackets": "[" * 5_000 + "war" + "]" * 5_000,
    "insertions": "[wa]r" * 5_000,
    "insertions between words": "war [a] " * 5_000,
    "insertions and omissions": " ... ".join(["[w]ar [a] war [a] war"] * 24),
    "opened omissions": "[..." * 5_000,
    "10,000 words": "war " * 10_000,
    "10,000 words and one wrong": "war " * 5_000 + "truce " + "war " * 5_000,
    "10,000 other words": " ".join(map(str, range(10_000))),
    "punctuation": "?!—“" * 10_000,
    "spaces": " \u3000\n" * 10_000,
    "one long word": "war" * 30_000,
    "marks": "\u0301" * 30_000,
    "what is no character": "\x00\ue000\udc80\uffff war " * 5_000,
}


def is_quick(work: Callable[[], object]) -> bool:
    start = time.process_time()
    work()
    return time.process_time() - start < SECONDS


@pytest.fixture(scope="module", params=TEXTS)
def search(request: pytest.FixtureRequest) -> SearchText:
    search = SearchText(TEXTS[request.param])
    search.find("war")
    return search


@pytest.fixture(scope="module")
def seal() -> Seal:
    return make_seal((("war " * 100 + "peace ") * 2_000).encode(), ())


@pytest.mark.parametrize("name", QUOTES)
def test_a_quote_is_looked_up_in_a_large_text_in_bounded_time(
    search: SearchText, name: str
) -> None:
    quote = QUOTES[name]
    assert is_quick(lambda: search.find(quote) or search.nearest(quote))


@pytest.mark.parametrize("name", QUOTES)
def test_a_quote_is_looked_up_in_a_large_seal_in_bounded_time(seal: Seal, name: str) -> None:
    quote = QUOTES[name]
    assert is_quick(lambda: seal.proves(quote) or seal.contradicts(quote))


def test_what_stands_in_a_large_text_is_found_in_spite_of_the_bounds() -> None:
    text = "war " * 50_000 + "war and peace"
    search = SearchText(text)
    for quote in ("war and peace", "war and … peace", "war … peace", "[w]ar and"):
        passage = search.find(quote)
        assert passage, quote
        assert text[passage.start : passage.end] in ("war and peace", "war and")
    nearest = search.nearest("war and piece")
    assert nearest
    assert nearest.text == "war and peace"


def test_a_long_quote_is_proven_and_told_where_it_is_wrong() -> None:
    words = [f"word{number}" for number in range(10_000)]
    text, search = " ".join(words), SearchText(" ".join(words))
    assert search.find(text)
    words[7_000] = "wrong"
    wrong = " ".join(words)
    nearest = search.nearest(wrong)
    assert nearest
    assert nearest.difference.at == wrong.index("wrong")
    contradiction = make_seal(text.encode(), ()).contradicts(wrong)
    assert contradiction
    assert contradiction.at == wrong.index("wrong")


def test_a_large_seal_is_written_and_read_in_bounded_time(seal: Seal) -> None:
    assert is_quick(lambda: read_seal(write_seal(seal)))
