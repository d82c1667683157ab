import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics.finding import Edit, Fix, Place, SourceText
from generator.diagnostics.nearest import did_you_mean, is_slip, nearest, replacement, the_nearest

KEYS = ["title", "date", "summary", "status", "sources", "actors", "demands", "risks"]


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("titel", "title"),
        ("sumary", "summary"),
        ("Summary", "summary"),
        ("source", "sources"),
        ("actor", "actors"),
        ("demand", "demands"),
        ("staus", "status"),
    ],
)
def test_the_nearest_name_to_a_misspelt_one_is_found(word: str, near: str) -> None:
    assert nearest(word, KEYS) == [near]


@pytest.mark.parametrize("word", ["", "x", "headline", "мандат", "12", "x" * 1_000_000])
def test_nothing_is_near_to_a_word_that_is_quite_another(word: str) -> None:
    assert nearest(word, KEYS) == []


def test_the_likeliest_comes_first() -> None:
    assert nearest("no-expansion", ["no-expansions-east", "no-expansio"], most=2) == [
        "no-expansio",
        "no-expansions-east",
    ]


def test_of_two_names_that_are_equally_near_none_is_the_one() -> None:
    assert the_nearest("nato-x", ["nato-a", "nato-b"]) is None
    assert the_nearest("putn", ["putin", "biden"]) == "putin"


def test_a_name_that_differs_by_hyphens_and_spaces_alone_is_the_one() -> None:
    assert the_nearest("very-likely", ["very likely", "very unlikely"]) == "very likely"
    assert the_nearest("verylikely", ["very likely", "very unlikely"]) == "very likely"
    assert the_nearest("a b", ["a-b", "ab"]) is None


def test_a_help_names_the_nearest_or_else_what_there_is() -> None:
    assert did_you_mean("titel", KEYS, "choose") == "did you mean `title`?"
    assert did_you_mean("xyz", KEYS, "choose") == "choose"


def test_the_fix_puts_the_nearest_name_in_the_place_of_the_word() -> None:
    place = Place(SourceText("a.yml", "titel: x\n"), 0, 5)
    assert replacement("titel", KEYS, place) == Fix("write `title`", (Edit(0, 5, "title"),))
    assert replacement("xyz", KEYS, place) is None


@given(st.text(max_size=20), st.lists(st.text(max_size=20), unique=True, max_size=6))
def test_what_is_near_is_always_one_of_the_known_names(word: str, known: list[str]) -> None:
    assert set(nearest(word, known, most=3)) <= set(known)


@given(st.lists(st.text("abcdefghijkl-", min_size=3, max_size=20), unique=True, min_size=1))
def test_the_order_of_the_known_names_does_not_matter(known: list[str]) -> None:
    assert nearest(known[0], known) == nearest(known[0], known[::-1])


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("goverment", "government"),
        ("Published", "published"),
        ("partly met", "partly-met"),
        ("icd-203", "icd203"),
        ("unlikley", "unlikely"),
        ("a", "A"),
    ],
)
def test_a_slip_of_the_pen_is_told_from_another_word(word: str, name: str) -> None:
    assert is_slip(word, name)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("quite likely", "unlikely"),
        ("did-occur", "did-not-occur"),
        ("unmet", "met"),
        ("not-rejected", "rejected"),
        ("G", "F"),
        ("7", "1"),
    ],
)
def test_a_word_that_may_mean_something_else_is_no_slip(word: str, name: str) -> None:
    assert not is_slip(word, name)
