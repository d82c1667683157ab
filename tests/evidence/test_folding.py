"""What typesetting changes is folded away, and nothing else; offsets lead back to the original."""

from __future__ import annotations

import unicodedata
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.evidence.folding import fold
from generator.evidence.pieces import core
from tests.evidence.texts import SCRIPTS, text_of, typeset

SAME = [
    ("“Red line”", '"Red line"'),
    ("«\u00a0Red line\u00a0»", "„Red line“"),
    ("»Nein«, sagte er", "„Nein“, sagte er"),
    ("Russia’s ‘own’", "Russia`s 'own'"),
    ("large—scale", "large - scale"),
    ("large‐scale", "large-scale"),
    ("war -- and peace", "war–and peace"),
    ("at −5 degrees", "at -5 degrees"),
    ("a\r\n\r\n b\u00a0c\u3000d", "a b c d"),
    ("esca\u00adlation", "escalation"),
    ("esca\u00ad\r\n  lation of the war\u00ad\n", "escalation of the war "),
    ("zero\u200bwidth\ufeff", "zerowidth"),
    ("ﬁrst oﬀer, eﬃcient, ﬅ", "first offer, efficient, st"),
    ("Well… no", "Well. . . no"),
    ("Ångström café", "A\u030angstro\u0308m cafe\u0301"),
    ("e\u00ad\u0301", "é"),
    ("ﬁ\u0308", "fï"),
    ("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
    ("கொள்கை", unicodedata.normalize("NFD", "கொள்கை")),
    ("ﷲ", "الله"),
    ("الـــسلام", "السلام"),
    ("می\u200cخواهم", "میخواهم"),
    ("צה״ל", 'צה"ל'),
    ("北约\n东扩", "北约东扩"),
    ("在 2021 年", "在2021年"),
    ("「赤線」と", "“赤線”と"),
    ("สงคราม โลก", "สงครามโลก"),
    ("❤️", "❤"),
    ("👩‍🚀", "👩🚀"),
]
NOT_THE_SAME = [
    ("war\u00ad\n2021", "war2021"),
    ("the", "The"),
    ("café", "cafe"),
    ("94,300", "94.300"),
    ("94,300", "94300"),
    ("war, peace", "war peace"),
    ("war.", "war!"),
    ("$5", "€5"),
    ("its", "it's"),
    ("re-sign", "resign"),
    ("not able", "notable"),
    ("мир", "мiр"),
    ("北约", "北約"),
    ("½", "1/2"),
    ("🔥", "💧"),
    ("x²", "x2"),
]
WORDS = [
    ("NATO's army", ["NATO's", "army"]),
    ("94,300 troops", ["94,300", "troops"]),
    ("1.5m at 12:30, v1.10.", ["1.5m", "at", "12:30", "v1.10"]),
    ("in 2014, 2015", ["in", "2014", "2015"]),
    ("former-Soviet", ["former", "Soviet"]),
    ("“rock ’n’ roll”", ["rock", "n", "roll"]),
    ("up 5% to $7", ["up", "5", "%", "to", "$", "7"]),
    ("हिन्दी में", ["हिन्दी", "में"]),
    ("x\u0302y z\u0323", ["x\u0302y", "ẓ"]),
    ("北约2021年", ["北", "约", "2021", "年"]),
    ("ไม่ใช่", ["ไ", "ม่", "ใ", "ช่"]),
    ("٩٤٬٣٠٠ جندي", ["٩٤٬٣٠٠", "جندي"]),
    ("ូក x.\u0301a", ["ូ", "ក", "x", "\u0301", "a"]),
    ("so 🔥🔥 hot", ["so", "🔥🔥", "hot"]),
    ("?!… —", []),
    ("", []),
]

scripts = st.sampled_from(SCRIPTS)
seeds = st.integers(0, 2**32).map(Random)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_typesetting_changes_is_folded_away(one: str, other: str) -> None:
    assert fold(one).text.strip() == fold(other).text.strip()


@pytest.mark.parametrize(("one", "other"), NOT_THE_SAME)
def test_what_typesetting_does_not_change_is_kept(one: str, other: str) -> None:
    assert core(fold(one)) != core(fold(other)) or fold(one).text != fold(other).text


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_words_are_what_a_reader_would_not_cut_in_two(text: str, words: list[str]) -> None:
    folded = fold(text)
    assert [folded.word(index) for index in range(folded.count)] == words


@given(scripts, seeds)
def test_a_text_that_was_typeset_anew_folds_the_same(script: str, rng: Random) -> None:
    text = text_of(rng, script, 30)
    assert core(fold(typeset(rng, text))) == core(fold(text))


@given(st.text(max_size=60))
@example("e\u00ad\u0301")
@example("\u0301a")
@example("か \u3099")
@example("…\u0301…")
@example("a\u200b-\u200b'\u200bb")
def test_the_original_of_any_words_folds_to_the_same_words(text: str) -> None:
    folded = fold(text)
    for first, (start, _) in enumerate(folded.words):
        for _, end in folded.words[first : first + 4]:
            begin, stop = folded.original(start, end)
            assert core(fold(text[begin:stop])) == folded.text[start:end]


@given(st.text(max_size=60))
def test_offsets_stay_within_the_original_and_in_order(text: str) -> None:
    folded = fold(text)
    begins = [folded.original(at, at)[0] for at in range(len(folded.text) + 1)]
    assert begins == sorted(begins)
    assert begins[-1] <= len(text)
    for at in range(len(folded.text)):
        start, end = folded.original(at, at + 1)
        assert 0 <= start < end <= len(text)


@given(scripts, seeds)
def test_offsets_are_those_of_the_characters_where_nothing_is_folded(
    script: str, rng: Random
) -> None:
    text = unicodedata.normalize("NFC", text_of(rng, script, 20).replace("\u200c", ""))
    plain = " ".join("".join(c if c.isalpha() else " " for c in text).split())
    folded = fold(plain)
    if folded.text == plain:
        assert all(folded.original(at, at + 1) == (at, at + 1) for at in range(len(plain)))


@given(scripts, seeds)
def test_a_folded_text_is_folded_already(script: str, rng: Random) -> None:

    text = fold(text_of(rng, script, 60)).text
    assert fold(text).text == text
