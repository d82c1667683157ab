"""Every value here is typed from the source that it stands in, never taken from the code."""

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.model.scales import (
    ICD203,
    LIKELIHOOD_WORDS,
    PHIA,
    SCALES,
    LikelihoodWord,
    Scale,
    ScaleName,
    risk_level,
)
from generator.model.vocabulary import Level

# ICD 203 (2015), D.6.e(2)(a); STIX 2.1, appendix A, for the last column.
ICD203_TABLE = [
    (("almost no chance", "remote"), "1–5", 1, 5, 5),
    (("very unlikely", "highly improbable"), "5–20", 5, 20, 15),
    (("unlikely", "improbable"), "20–45", 20, 45, 30),
    (("roughly even chance", "roughly even odds"), "45–55", 45, 55, 50),
    (("likely", "probable"), "55–80", 55, 80, 70),
    (("very likely", "highly probable"), "80–95", 80, 95, 85),
    (("almost certain", "nearly certain"), "95–99", 95, 99, 95),
]

# The probability yardstick of the Professional Head of Intelligence Assessment (2025).
PHIA_TABLE = [
    (("remote chance",), ">0–≈5", 0, 5, 5),
    (("highly unlikely",), "≈10–≈20", 10, 20, 15),
    (("unlikely",), "≈25–≈35", 25, 35, 30),
    (("realistic possibility",), "≈40–<50", 40, 50, 50),
    (("likely", "probable"), "≈55–≈75", 55, 75, 70),
    (("highly likely",), "≈80–≈90", 80, 90, 85),
    (("almost certain",), "≈95–<100", 95, 100, 95),
]

# NIST SP 800-30 rev. 1, table I-2. Each likelihood by a word whose band falls into its row.
IMPACTS = ("very-low", "low", "moderate", "high", "very-high")
RISK_TABLE = {
    "almost certain": ("very-low", "low", "moderate", "high", "very-high"),
    "very likely": ("very-low", "low", "moderate", "high", "very-high"),
    "roughly even chance": ("very-low", "low", "moderate", "moderate", "high"),
    "very unlikely": ("very-low", "low", "low", "low", "moderate"),
    "remote": ("very-low", "very-low", "very-low", "low", "low"),
}
CELLS = [
    (word, impact, level)
    for word, levels in RISK_TABLE.items()
    for impact, level in zip(IMPACTS, levels, strict=True)
]


@pytest.mark.parametrize(("word", "impact", "level"), CELLS)
def test_the_level_of_a_risk_is_the_cell_of_the_nist_table(
    word: str, impact: str, level: str
) -> None:
    assert risk_level(ICD203.step(word), Level(impact)) == level


def test_the_nist_table_has_25_cells() -> None:
    assert len(CELLS) == 25


@pytest.mark.parametrize(
    ("word", "level"),
    [
        ("remote", "very-low"),
        ("very unlikely", "low"),
        ("unlikely", "moderate"),
        ("roughly even chance", "moderate"),
        ("likely", "moderate"),
        ("very likely", "high"),
        ("almost certain", "very-high"),
    ],
)
def test_a_word_belongs_to_the_row_that_its_band_falls_into(word: str, level: str) -> None:
    assert ICD203.step(word).level == level


@pytest.mark.parametrize("number", range(7))
def test_the_nth_steps_of_both_scales_belong_to_one_row(number: int) -> None:
    assert ICD203.steps[number].level == PHIA.steps[number].level


@pytest.mark.parametrize(
    ("scale", "number", "row"),
    [
        *((ICD203, number, row) for number, row in enumerate(ICD203_TABLE)),
        *((PHIA, number, row) for number, row in enumerate(PHIA_TABLE)),
    ],
)
def test_each_step_has_the_words_and_the_band_of_its_source(
    scale: Scale, number: int, row: tuple[tuple[str, ...], str, int, int, int]
) -> None:
    step = scale.steps[number]
    assert (step.words, step.band, step.low, step.high, step.stix) == row


@pytest.mark.parametrize("scale", [ICD203, PHIA])
def test_a_scale_has_seven_steps_from_low_to_high(scale: Scale) -> None:
    bands = [(step.low, step.high) for step in scale.steps]
    assert len(bands) == 7
    assert bands == sorted(bands)
    assert all(low < high for low, high in bands)


@pytest.mark.parametrize("scale", [ICD203, PHIA])
def test_no_two_steps_of_a_scale_share_a_word(scale: Scale) -> None:
    assert len(scale.words) == len(set(scale.words))


def test_a_word_of_another_scale_is_none_of_this_one() -> None:
    with pytest.raises(KeyError):
        ICD203.step("realistic possibility")


def test_every_name_of_a_scale_has_its_scale() -> None:
    assert {name: scale.name for name, scale in SCALES.items()} == {n: n for n in ScaleName}


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("likely", "likely"),
        ("Very Likely", "very likely"),
        ("roughly  even   chance", "roughly even chance"),
        ("realistic possibility", "realistic possibility"),
    ],
)
def test_capitals_and_spaces_do_not_change_a_word_of_likelihood(typed: str, word: str) -> None:
    assert TypeAdapter(LikelihoodWord).validate_python(typed) == word


@pytest.mark.parametrize("typed", ["maybe", "likely-ish", "50 %", "chance"])
def test_any_other_word_is_refused_with_the_words_to_choose_from(typed: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(LikelihoodWord).validate_python(typed)
    (detail,) = caught.value.errors()
    assert detail["type"] == "unknown-word"
    assert detail["ctx"]["words"] == list(LIKELIHOOD_WORDS)
