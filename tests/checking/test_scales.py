import pytest

from generator.diagnostics.finding import errors_in
from tests.told import LEAST, findings_in

RISK = "risks:\n  strike:\n    event: A strike\n    horizon: 2022\n    basis: b\n    likelihood: "


def errors(text: str) -> list[tuple[str, str]]:
    """Every mistake's headline and advice, warnings left out."""
    return [(finding.headline, finding.help) for finding in errors_in(findings_in(text))]


@pytest.mark.parametrize(
    ("scale", "word"),
    [
        ("", "roughly even chance"),
        ("", "Very Likely"),
        ("scale: icd203\n", "nearly certain"),
        ("scale: phia\n", "realistic possibility"),
        ("scale: phia\n", "Highly  likely"),
        ("scale: phia\n", "unlikely"),
    ],
)
def test_a_likelihood_is_a_word_of_the_chosen_scale(scale: str, word: str) -> None:
    assert errors(f"{LEAST}{scale}{RISK}{word}\n") == []


@pytest.mark.parametrize(
    ("scale", "word", "headline", "advice"),
    [
        (
            "",
            "realistic possibility",
            "“realistic possibility” is not a word of the scale icd203",
            "choose from almost no chance, remote, very unlikely, highly improbable, unlikely, "
            "improbable, roughly even chance, roughly even odds, likely, probable, very likely, "
            "highly probable, almost certain, nearly certain; or say `scale: phia`, which has it",
        ),
        (
            "scale: icd203\n",
            "Realistic Possibility",
            "“realistic possibility” is not a word of the scale icd203",
            "choose from almost no chance, remote, very unlikely, highly improbable, unlikely, "
            "improbable, roughly even chance, roughly even odds, likely, probable, very likely, "
            "highly probable, almost certain, nearly certain; or say `scale: phia`, which has it",
        ),
        (
            "scale: phia\n",
            "roughly even chance",
            "“roughly even chance” is not a word of the scale phia",
            "choose from remote chance, highly unlikely, unlikely, realistic possibility, likely, "
            "probable, highly likely, almost certain; or say `scale: icd203`, which has it",
        ),
        (
            "scale: phia\n",
            "remote",
            "“remote” is not a word of the scale phia",
            "choose from remote chance, highly unlikely, unlikely, realistic possibility, likely, "
            "probable, highly likely, almost certain; or say `scale: icd203`, which has it",
        ),
    ],
)
def test_a_word_of_another_scale_is_a_mistake(
    scale: str, word: str, headline: str, advice: str
) -> None:
    text = f"{LEAST}{scale}{RISK}{word}\n"
    assert errors(text) == [(headline, advice)]
    (finding,) = errors_in(findings_in(text))
    assert text[finding.place.start : finding.place.end] == word


def test_where_the_scale_is_no_word_likelihoods_are_not_judged_by_it() -> None:
    found = errors(f"{LEAST}scale: nato\n{RISK}realistic possibility\n")
    assert [headline for headline, _ in found] == ["“nato” is not a word for `scale`"]
