"""Forms of a word: which belong together, and which ending stands in for which."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publishing.search.forms import endings, stem
from generator.publishing.search.words import fold, words

ENGLISH = (
    ("demand", "demanded", "demanding", "demands"),
    ("sanction", "sanctioned", "sanctioning", "sanctions"),
    ("vote", "voted", "votes", "voting"),
    ("strike", "strikes", "striking"),
)


# Which forms belong together


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", "negotiate negotiated negotiating negotiation negotiations Negotiator"),
        ("en", "troop Troops TROOPS"),
        ("en-GB", "demand demands demanded demanding"),
        ("EN", "sanction sanctions sanctioned"),
        ("de", "Verhandlung Verhandlungen"),
        ("de", "Truppe Truppen"),
        ("de", "Land Länder Landes"),
        ("de-CH", "Haus Häuser Häusern"),
        ("fr", "négocier négocié négociation négociations"),
        ("fr", "exigence exigences"),
        ("fr-CA", "État états"),
        ("pt-BR", "negociação negociações"),
        ("ru", "переговоры переговоров переговорам Переговорами"),
        ("ru", "войска войск войсками"),
        ("ru", "ёлка елка ёлки"),
        ("sr-Latn", "pregovori pregovora"),
        ("el", "διαπραγμάτευση διαπραγματεύσεις"),
        ("nb", "havn havnen havner"),
    ],
)
def test_forms_of_one_word_have_one_stem(language: str, forms: str) -> None:
    assert len({stem(form, language) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("language", "others"),
    [
        ("en", "port part party"),
        ("en", "nation notion"),
        ("de", "Krieg Kreis"),
        ("fr", "port porc"),
        ("ru", "мир море"),
    ],
)
def test_other_words_have_other_stems(language: str, others: str) -> None:
    assert len({stem(other, language) for other in others.split()}) == len(others.split())


@pytest.mark.parametrize(
    ("language", "form"),
    [
        ("fr", "négociations"),
        ("de", "Häuser"),
        ("ru", "войсками"),
        ("ru", "ёлки"),
        ("es", "años"),
        ("zh", "négociations"),
    ],
)
def test_the_stem_does_not_depend_on_how_a_word_is_composed(language: str, form: str) -> None:
    assert stem(unicodedata.normalize("NFD", form), language) == stem(form, language)


@pytest.mark.parametrize("language", ["zh", "uk", "he", "xx", "zxx", "", "no such language", "-"])
def test_in_a_language_without_a_stemmer_each_word_is_its_own(language: str) -> None:
    assert stem("Demands", language) == "demands"
    assert stem("Démands", language) == fold("Démands")
    assert stem("北约", language) == "北约"


@pytest.mark.parametrize(
    "language", ["en-gb", "en-001", "en-Latn-GB-boont", "en-GB-oed", "de-1996", "zh-Hant-HK"]
)
def test_any_tag_that_a_briefing_may_have_is_taken_for_its_language(language: str) -> None:
    assert stem("demands", language) == stem("demands", language[:2])


@given(
    st.text(max_size=12), st.sampled_from(["en", "de", "fr", "ru", "ar", "tr", "hi", "hu", "pl"])
)
def test_a_word_of_which_something_is_left_has_a_stem(text: str, language: str) -> None:
    for word in words(text):
        assert stem(word, language) or not fold(word)


# Endings


def test_endings_stand_in_for_those_of_other_forms_as_often_as_they_do() -> None:
    assert endings([("talk", "talks"), ("port", "ports", "ported")]) == {
        "": {"s": 2, "ed": 1},
        "ed": {"": 1, "s": 1},
        "s": {"": 2, "ed": 1},
    }
    assert endings([("goose", "geese"), ("child", "children")]) == {"": {"ren": 1}, "ren": {"": 1}}


@pytest.mark.parametrize(
    ("groups", "found"),
    [
        ([("do", "done"), ("go", "gone")], {}),
        ([("any", "anyxyxyxyx"), ("all", "allxyxyxyx")], {"": {"xyxyxyx": 2}}),
        ([("anyone", "anyxyxyxyx"), ("allone", "allxyxyxyx")], {"one": {"xyxyxyx": 2}}),
        ([("any", "anyxyxyxyxy"), ("all", "allxyxyxyxy")], {}),
        ([("anyone", "anyxyxyxyxy"), ("allone", "allxyxyxyxy")], {}),
    ],
)
def test_an_ending_has_seven_letters_at_most_and_leaves_three(
    groups: list[tuple[str, ...]], found: dict[str, dict[str, int]]
) -> None:
    made = endings(groups)
    assert {ending: made[ending] for ending in found} == found
    assert bool(made) == bool(found)


def test_a_stem_with_too_many_forms_teaches_nothing() -> None:
    many = [[f"stem{chr(97 + one)}{chr(97 + other)}" for one in range(9) for other in range(5)]] * 2
    assert endings(many) == {}


@given(st.lists(st.lists(st.text("abcd", min_size=1, max_size=9), max_size=4), max_size=6))
def test_endings_do_not_depend_on_the_order_in_which_words_come(groups: list[list[str]]) -> None:
    turned = [group[::-1] for group in groups[::-1]]
    made = endings(groups)
    assert endings(turned) == made
    assert list(endings(turned).items()) == list(made.items())
    for ending, partners in made.items():
        assert ending not in partners
        assert all(made[partner][ending] == count for partner, count in partners.items())
