"""Words: what is one in each script, and which ones count as the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.publishing.search.words import fold, words

AROUND = "é"
"""A word that is not ASCII: with it a text is taken apart by the rules of all scripts."""


def folded(text: str) -> list[str]:
    return [fold(word) for word in words(text)]


# What is a word


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" \t\r\n\u00a0\u2028\u3000", []),
        ("NATO’s move, at last.", ["NATO", "s", "move", "at", "last"]),
        ("don't l'Europe O’Brien", ["don", "t", "l", "Europe", "O", "Brien"]),
        ("snake_case __init__", ["snake", "case", "init"]),
        ("e-mail rock–paper a/b", ["e", "mail", "rock", "paper", "a", "b"]),
        ("https://desk.example/x?y=z", ["https", "desk", "example", "x", "y", "z"]),
        ("S-400 B52 4x4", ["S", "400", "B52", "4x4"]),
        ("$5 10% #tag @desk C++", ["5", "10", "tag", "desk", "C"]),
        ("Straße Łódź", ["Straße", "Łódź"]),
        ("Київ, Москва", ["Київ", "Москва"]),
        ("so 🙂good👍🏽!", ["so", "good"]),
        ("1️⃣ ☂️", ["1\ufe0f\u20e3"]),
        ("a\x00b\x07c\x7fd\x85e", ["a", "b", "c", "d", "e"]),
        ("zero\u200bwidth soft\u00adhyphen", ["zero", "width", "soft\u00adhyphen"]),
        ("lone\ud800half\udfff", ["lone", "half"]),
        ("private\ue000use", ["private", "use"]),
        ("½ m² Ⅻ ٣٤", ["½", "m²", "Ⅻ", "٣٤"]),
    ],
)
def test_letters_numbers_and_marks_make_words_and_all_else_parts_them(
    text: str, found: list[str]
) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("94,300", ["94300"]),
        ("94.300", ["94300"]),
        ("94'300", ["94300"]),
        ("94’300", ["94300"]),
        ("1,234,567", ["1234567"]),
        ("1.234.567,89", ["1234567", "89"]),
        ("94300", ["94300"]),
        ("12,34", ["12", "34"]),
        ("94,3000", ["94", "3000"]),
        ("1,234,5678", ["1234", "5678"]),
        ("1234,567", ["1234", "567"]),
        ("94, 300", ["94", "300"]),
        ("94,,300", ["94", "300"]),
        ("94,300,", ["94300"]),
        ("94,300.", ["94300"]),
        ("(94,300)", ["94300"]),
        ("94,300km", ["94300", "km"]),
        ("S94,300", ["S94", "300"]),
        ("2021.123", ["2021", "123"]),
        ("0.5 3.14 1.10", ["0", "5", "3", "14", "1", "10"]),
        ("94\u202f300 94\u00a0300", ["94", "300", "94", "300"]),
    ],
)
def test_a_number_is_one_word_however_its_digits_are_grouped(text: str, found: list[str]) -> None:
    assert words(text) == found
    assert words(f"{AROUND} {text} {AROUND}") == [AROUND, *found, AROUND]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("约", ["约"]),
        ("北约", ["北约", "约"]),
        ("北约东扩", ["北约", "约东", "东扩", "扩"]),
        ("北约，东扩。", ["北约", "约", "东扩", "扩"]),
        ("北约NATO2021年", ["北约", "约", "NATO2021", "年"]),
        ("𠀀𠀁", ["𠀀𠀁", "𠀁"]),
        ("カメラ", ["カメ", "メラ", "ラ"]),
        ("ガス", ["ガス", "ス"]),
        ("ｶﾞｽ", ["ガス", "ス"]),
        ("コーヒー", ["コー", "ーヒ", "ヒー", "ー"]),
        ("時々", ["時々", "々"]),
        ("ひらがな・カタカナ", ["ひら", "らが", "がな", "な", "カタ", "タカ", "カナ", "ナ"]),
        ("대한민국", ["대한", "한민", "민국", "국"]),
        ("대한 민국", ["대한", "한", "민국", "국"]),
        ("ไทย", ["ไท", "ทย", "ย"]),
        ("ลาว", ["ลา", "าว", "ว"]),
        ("ລາວ", ["ລາ", "າວ", "ວ"]),
        ("မြန်", ["မြ", "ြန", "န်", "်"]),
        ("ខ្មែរ", ["ខ្", "្ម", "មែ", "ែរ", "រ"]),
        ("\uf900", ["\u8c48"]),
    ],
)
def test_in_a_script_without_spaces_each_character_begins_a_word(
    text: str, found: list[str]
) -> None:
    assert words(text) == found


@pytest.mark.parametrize("text", ["हिन्दी", "தமிழ்", "বাংলা", "ქართული", "አማርኛ", "Հայերեն", "ייִדיש"])
def test_marks_belong_to_the_word_they_stand_in(text: str) -> None:
    assert words(f"({text})") == [text]


@pytest.mark.parametrize(
    "text", ["が", "ガス", "パ", "대한민국", "각", "é", "Київ", "ệ", "קִ", "क़", "أ"]
)
def test_it_does_not_matter_how_a_text_is_composed(text: str) -> None:
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert folded(apart) == folded(composed)


# Which words are the same


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("NATO", "nato"),
        ("É", "e"),
        ("e\u0301", "e"),
        ("Ångström", "angstrom"),
        ("Müller", "muller"),
        ("çñžřů", "cnzru"),
        ("Việt", "viet"),
        ("Łódź", "lodz"),
        ("Ørsted", "orsted"),
        ("Đặng", "dang"),
        ("Þór", "thor"),
        ("Ægir", "aegir"),
        ("œuvre", "oeuvre"),
        ("Ħal", "hal"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("STRAẞE", "strasse"),
        ("ﬁﬂ", "fifl"),
        ("ſ", "s"),
        ("Ǆ", "dz"),
        ("ŉ", "ʼn"),
    ],
)
def test_latin_words_are_compared_without_case_and_diacritics(word: str, plain: str) -> None:
    assert fold(word) == plain


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("ΟΔΟΣ", "οδοσ"),
        ("οδος", "οδοσ"),
        ("όδός", "οδοσ"),
        ("ᾳ", "α"),
        ("ϐ", "β"),
        ("ΐ", "ι"),
        ("Й", "и"),
        ("и\u0306", "и"),
        ("Ёлка", "елка"),
        ("Їжак", "іжак"),
        ("Ґ", "ґ"),
        ("İstanbul", "istanbul"),
        ("ISPARTA", "isparta"),
        ("Isparta", "isparta"),
        ("ısparta", "isparta"),
        ("მხედრული", "მხედრული"),
        ("ᲛᲮᲔᲓᲠᲣᲚᲘ", "მხედრული"),
        ("Հայ", "հայ"),
        ("և", "եւ"),
    ],
)
def test_greek_cyrillic_turkish_and_caucasian_words_are_too(word: str, plain: str) -> None:
    assert fold(word) == plain


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("مُحَمَّد", "محمد"),
        ("محـــمد", "محمد"),
        ("أإآ", "ااا"),
        ("ﻣﺤﻤﺪ", "محمد"),
        ("שָׁלוֹם", "שלום"),
        ("שׁ", "ש"),
        ("ﬡ", "א"),
    ],
)
def test_arabic_and_hebrew_words_are_compared_without_points(word: str, plain: str) -> None:
    assert fold(word) == plain


@pytest.mark.parametrize("word", ["हिन्दी", "ไทย", "ที่", "தமிழ்", "မြန်မာ", "ខ្មែរ", "북", "が", "ー"])
def test_marks_of_other_scripts_are_letters(word: str) -> None:
    assert fold(word) == word


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("ＮＡＴＯ", "nato"),
        ("２０２１", "2021"),
        ("ｶﾀｶﾅ", "カタカナ"),
        ("ｶﾞ", "ガ"),
        ("m²", "m2"),
        ("Ⅻ", "xii"),
        ("𝐍𝐀𝐓𝐎", "nato"),
        ("\uf900", "\u8c48"),
        ("𝟗𝟒", "94"),
    ],
)
def test_compatibility_forms_count_as_what_they_stand_for(word: str, plain: str) -> None:
    assert fold(word) == plain


@pytest.mark.parametrize("mark", ["\u0301", "\u064e", "\u05b8", "\u0640"])
def test_of_a_mark_alone_nothing_is_left(mark: str) -> None:
    assert words(f" {mark} ") == [mark]
    assert fold(mark) == ""


# What always holds

any_text = st.text(
    st.one_of(
        st.characters(),
        st.characters(max_codepoint=0x7F),
        st.sampled_from("0123456789.,'’aé約北がㇰไ가ẞß\u0301\u064e"),
    )
)


@given(any_text)
def test_no_word_is_empty_or_holds_white_space(text: str) -> None:
    for word in words(text):
        assert word
        assert not any(map(str.isspace, word)), word


@given(any_text)
@example("ẞ")
@example("STRAẞE")
def test_a_folded_word_stays_as_it_is_when_it_is_folded_again(text: str) -> None:
    for word in words(text):
        assert fold(fold(word)) == fold(word), word


@given(any_text)
def test_case_does_not_matter(text: str) -> None:
    # A subscript iota is a letter of its own in capitals (Unicode, SpecialCasing.txt).
    plain = (sign for sign in text if "\u0345" not in unicodedata.normalize("NFKD", sign))
    for word in words("".join(plain)):
        assert fold(word.upper()) == fold(word.lower()) == fold(word), word


@given(st.text(st.characters(max_codepoint=0x7F)) | st.text("0123456789.,'a ", max_size=30))
def test_ascii_goes_a_shorter_way_to_the_same_words(text: str) -> None:
    assert words(f"{text} {AROUND}") == [*words(text), AROUND]
    for word in words(text):
        assert fold(f"{word}{AROUND}") == f"{fold(word)}e"


@given(any_text, any_text)
def test_what_stands_apart_is_taken_apart_by_itself(one: str, other: str) -> None:
    assert words(f"{one} {other}") == words(one) + words(other)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1))
def test_every_character_of_a_run_begins_exactly_one_word(run: str) -> None:
    found = words(run)
    assert "".join(word[0] for word in found) == run
    assert [len(word) for word in found] == [2] * (len(run) - 1) + [1]
