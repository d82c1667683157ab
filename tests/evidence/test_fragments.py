"""Links into the page of a source: what they hold, and where a real browser goes by them."""

from __future__ import annotations

import html
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from generator.evidence.fragments import address, fragment_in, fragment_of
from generator.evidence.searching import SearchText

URL = "https://gazette.example/cranes"


def fragment(text: str, words: str, *, occurrence: int = 1) -> str:
    """The fragment for some words of a text, decoded where they stand alone."""
    at = -1
    for _ in range(occurrence):
        at = text.index(words, at + 1)
    return fragment_in(text, at, at + len(words))


# What a link holds


@pytest.mark.parametrize(
    ("words", "encoded"),
    [
        ("the cranes", "the%20cranes"),
        ("Soviet-era cranes", "Soviet%2Dera%20cranes"),
        ("1,200 men, women & children", "1%2C200%20men%2C%20women%20%26%20children"),
        ("Überfahrt nach Ærø", "%C3%9Cberfahrt%20nach%20%C3%86r%C3%B8"),
        ("港の外", "%E6%B8%AF%E3%81%AE%E5%A4%96"),
        ("east—which did not", "east%E2%80%94which%20did%20not"),
        ("100% #1 (sic) a/b?", "100%25%20%231%20%28sic%29%20a%2Fb%3F"),
        ("the 🏗 cranes", "the%20%F0%9F%8F%97%20cranes"),
    ],
)
def test_every_character_that_means_something_in_an_address_is_encoded(
    words: str, encoded: str
) -> None:
    text = f"Before it. {words} Behind it."
    assert fragment(text, words) == encoded


def test_a_short_passage_stands_as_a_whole_and_a_long_one_by_its_ends() -> None:
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    eight, nine = " ".join(words[:8]), " ".join(words)
    text = f"Start. {' '.join(words)}. End."
    assert unquote(fragment(text, eight)) == eight
    assert fragment(text, nine) == "one%20two%20three%20four,six%20seven%20eight%20nine"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", "\n \n"])
def test_a_passage_over_the_end_of_a_line_stands_by_its_ends(end: str) -> None:
    text = f"We will stop{end}the cranes tomorrow."
    assert fragment(text, f"stop{end}the cranes") == "stop,the%20cranes"


@pytest.mark.parametrize(
    ("text", "words", "occurrence", "expected"),
    [
        ("The cranes stand. All cranes stand still.", "All cranes", 1, "All%20cranes"),
        ("Old cranes, new cranes.", "cranes", 1, "Old-,cranes"),
        ("Old cranes, new cranes.", "cranes", 2, "new-,cranes"),
        ("cranes stand and cranes fall", "cranes", 1, "cranes,-stand"),
        ("the cranes, the cranes", "the cranes", 2, "cranes%2C-,the%20cranes"),
        (
            "He said “no cranes” and she “no cranes” too.",
            "no cranes",
            2,
            "she%20%E2%80%9C-,no%20cranes",
        ),
        ("Cranes stand.\n\nCranes fall.", "Cranes", 2, "stand.-,Cranes"),
        ("THE CRANES stand; the cranes fall.", "the cranes", 1, "stand%3B-,the%20cranes"),
        ("A café stands. The cafe falls.", "cafe", 1, "The-,cafe"),
        ("A café stands. The cafe falls.", "café", 1, "A-,caf%C3%A9"),
        ("Cranesbill and cranes and incranes", "cranes", 1, "cranes"),
    ],
)
def test_words_around_come_along_only_where_the_passage_is_not_the_only_one(
    text: str, words: str, occurrence: int, expected: str
) -> None:
    assert fragment(text, words, occurrence=occurrence) == expected


def test_where_only_both_sides_tell_two_places_apart_both_come_along() -> None:
    text = "red cranes fall. red cranes rise. old cranes rise."
    assert fragment(text, "cranes", occurrence=2) == "red-,cranes,-rise."


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "the two sides of it met again at the gate of the port",
            "the two sides of it met again,gate of the port",
        ),
        (
            "the two sides of it met at noon today",
            "the two sides of it met at noon today",
        ),
    ],
)
def test_a_long_passage_gives_more_of_its_own_words_before_any_around_it(
    words: str, expected: str
) -> None:
    text = f"They said the two sides of it met. Later {words}. So it was."
    assert unquote(fragment(text, words)) == expected


def test_of_a_passage_over_two_lines_the_second_may_stand_for_both() -> None:
    line = "Once more they all met there."
    text = f"{line}\n{line}\nAll was settled. {line}"
    start, end = text.rindex("met there.\nAll"), text.index(". Once")
    assert unquote(fragment_in(text, start, end)) == "All was settled"
    text = text.replace("Once", "Twice", 1).replace("\nOnce", "\nThrice")
    start, end = text.rindex("met there.\nAll"), text.index(". Once")
    found = unquote(fragment_in(text, start, end))
    assert found == "Thrice more they all-,met there.,All was settled"


def test_a_text_of_one_word_over_and_over_ends_with_what_can_be_had() -> None:
    text = "no " * 5_000
    assert fragment(text, "no", occurrence=2_500).count("no") == 9


@pytest.mark.parametrize("text", ["no more " * 5_000, "x" * 200_000, "[ " * 10_000])
def test_a_passage_of_any_length_takes_no_more_room_than_some_copies_of_it(text: str) -> None:
    # All the ways to say a passage at once would take gigabytes.
    tracemalloc.start()
    try:
        fragment_in(text, 0, len(text) // 2)
        fragment_of(text)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 200 * len(text)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("the cranes stand", "the cranes stand"),
        ("“The cranes stand,”", "“The cranes stand,”"),
        ("the cranes stand, and none will move.", "the cranes stand, and none will move"),
        ("the cranes – all seven of them – stand", "all seven of them"),
        ("the cranes of old […] will never move", "the cranes of old,will never move"),
        ("the cranes of old ... will never move", "the cranes of old,will never move"),
        ("[T]he cranes of old will stand", "cranes of old will stand"),
        ("the cranes of[ the old][ port]s will never stand", "will never stand"),
        ("the cranes [of the port] will never stand", "will never stand"),
        ("Soviet-era cranes stand", "Soviet-era cranes stand"),
        ("one two three four five six seven eight nine", "one two three four,six seven eight nine"),
        ("[…]", ""),
        ("…", ""),
    ],
)
def test_without_the_text_only_words_that_surely_stand_there_are_looked_for(
    quote: str, expected: str
) -> None:
    assert unquote(fragment_of(quote)) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (URL, f"{URL}#:~:text=a%20b"),
        (f"{URL}?page=2", f"{URL}?page=2#:~:text=a%20b"),
        (f"{URL}#part-2", f"{URL}#part-2:~:text=a%20b"),
        (f"{URL}#", f"{URL}#:~:text=a%20b"),
        (f"{URL}#:~:text=other", f"{URL}#:~:text=a%20b"),
        (f"{URL}#part-2:~:text=other&text=x", f"{URL}#part-2:~:text=a%20b"),
    ],
)
def test_an_address_keeps_its_fragment_and_gets_one_text(url: str, expected: str) -> None:
    assert address(url, "a%20b") == expected


def test_an_address_without_words_is_left_alone() -> None:
    assert address(f"{URL}#part-2", "") == f"{URL}#part-2"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.data())
def test_any_passage_makes_a_fragment_of_safe_characters_in_bounded_length(
    text: str, data: st.DataObject
) -> None:
    text = text.encode("utf-8", "ignore").decode()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for made in (fragment_in(text, start, end), fragment_of(text)):
        assert not set(made) - set("%,-._~") - {c for c in made if c.isascii() and c.isalnum()}
        assert made.count(",") <= 3
        assert urlsplit(address(URL, made)).path == "/cranes"


# Where a browser goes

REFRAIN = "No ship will leave the harbour before Thursday"
PARAGRAPHS = [
    f"Part {number}: the port of Aldmoor had {number * 37} cranes—none of which moved in week "
    f"{number}—and the dockers’ “line number {number}” stood at the old harbour, some "
    f"{number},{number}00 of them, as the Soviet-era clock struck {number % 12 + 1}."
    for number in range(1, 31)
]
PARAGRAPHS[7] += f" {REFRAIN}, said the pilots’ office; nobody believed it."
PARAGRAPHS[21] += f" {REFRAIN}, the minister repeated, and this time it was true."
PARAGRAPHS[12] += " Naïve visitors ate ﬁsh in the café and paid 14\u00a0000 crowns & a smile."
PARAGRAPHS[17] += " Министр заявил вчера, что гарантий не будет. 外務省は東京で方針を発表した。"
ARTICLE = "\n\n".join(PARAGRAPHS)

QUOTES: list[tuple[str, int]] = [
    ("the port of Aldmoor had 37 cranes", 1),
    ("had 111 cranes—none of which moved", 3),
    ("had 148 cranes - none of which moved in week 4 - and the dockers' \"line", 4),
    ("moved in week 5", 5),
    ('the dockers\' "line number 6"', 6),
    ("“line number 7” stood", 7),
    ("said the pilots' office", 8),
    (f"{REFRAIN}, said", 8),
    (f"{REFRAIN}, the minister repeated", 22),
    ("before Thursday, the minister", 22),
    ("some 9,900 of them", 9),
    ("Part 10: the port [...] week 10—and the dockers' “line number 10” stood", 10),
    ("paid 14 000 crowns & a smile", 13),
    ("ate fish in the café", 13),
    ("Naïve visitors", 13),
    ("заявил вчера, что гарантий", 18),
    ("外務省は東京で方針を発表した", 18),
    ("24,2400 of them, as the Soviet-era clock struck 1", 24),
    ("struck 2.\n\nPart 26: the port", 26),
    ("had 1110 cranes—none of which moved in week 30—and the dockers’ “line number 30” stood", 30),
]


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> str:
    """The address of a page that holds the article, each paragraph a screen from the next."""
    folder = tmp_path_factory.mktemp("article")
    paragraphs = (
        f"<p id=p{number}>{html.escape(text)}</p>" for number, text in enumerate(PARAGRAPHS, 1)
    )
    style = "<meta charset=utf-8><style>p{margin:1500px 0}</style>"
    page = f"<!doctype html>{style}{''.join(paragraphs)}"
    (folder / "index.html").write_text(page, encoding="utf-8")
    return serve_folder(folder)


def paragraphs_in_view(page: Page, link: str) -> list[str]:
    """Open a link and see which paragraphs the browser has scrolled to."""
    page.goto("about:blank")
    page.goto(link)
    assert page.evaluate("'fragmentDirective' in document")
    page.wait_for_function("scrollY > 0")
    return list(
        page.evaluate(
            "[...document.querySelectorAll('p')].filter(p => {"
            "const box = p.getBoundingClientRect();"
            "return box.bottom > 0 && box.top < innerHeight}).map(p => p.id)"
        )
    )


@pytest.mark.browser
def test_a_browser_goes_to_the_words_of_each_quote(page: Page, article: str) -> None:
    search = SearchText(ARTICLE)
    assert len(QUOTES) == 20
    for quote, number in QUOTES:
        passage = search.find(quote)
        assert passage is not None, quote
        link = address(article, fragment_in(ARTICLE, passage.start, passage.end))
        assert f"p{number}" in paragraphs_in_view(page, link), (quote, link)


@pytest.mark.browser
def test_a_browser_finds_most_quotes_whose_text_is_not_at_hand(page: Page, article: str) -> None:
    for quote, number in QUOTES:
        if REFRAIN not in quote and "\n" not in quote:
            link = address(article, fragment_of(quote))
            assert f"p{number}" in paragraphs_in_view(page, link), (quote, link)


@pytest.mark.browser
def test_a_browser_that_does_not_find_the_words_stays_at_the_top(page: Page, article: str) -> None:
    page.goto(address(article, "no%20such%20words"))
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") == 0
