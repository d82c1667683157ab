import pytest

from generator.model import vocabulary
from generator.model.scales import ScaleName
from generator.model.vocabulary import Word

# As the format's description lists them.
WORDS = {
    "Status": "draft review published",
    "ActorKind": "person government organization group company country other",
    "DemandKind": "commitment withdrawal access payment release talks halt other",
    "DemandStatus": "open deferred partly-met met rejected withdrawn lapsed",
    "Answer": "accepted partly-accepted countered deferred rejected",
    "Reliability": "A B C D E F",
    "Credibility": "1 2 3 4 5 6",
    "Confidence": "low moderate high",
    "Level": "very-low low moderate high very-high",
    "Outcome": "occurred did-not-occur unclear",
}
LISTS: list[type[Word]] = [
    item
    for item in vars(vocabulary).values()
    if isinstance(item, type) and issubclass(item, Word) and item is not Word
]


@pytest.mark.parametrize(("name", "words"), WORDS.items())
def test_each_list_holds_the_words_of_the_format_in_their_order(name: str, words: str) -> None:
    assert [word.value for word in getattr(vocabulary, name)] == words.split()


def test_there_is_no_list_beside_these() -> None:
    assert {each.__name__ for each in LISTS} == WORDS.keys()


@pytest.mark.parametrize("words", [*LISTS, ScaleName])
def test_every_word_carries_its_meaning(words: type[Word]) -> None:
    assert all(word.meaning for word in words)


@pytest.mark.parametrize("words", LISTS)
def test_a_word_is_its_text(words: type[Word]) -> None:
    assert all(f"{word}" == word.value == word for word in words)


@pytest.mark.parametrize(
    ("letter", "meaning"),
    [
        ("A", "completely reliable"),
        ("B", "usually reliable"),
        ("C", "fairly reliable"),
        ("D", "not usually reliable"),
        ("E", "unreliable"),
        ("F", "reliability cannot be judged"),
    ],
)
def test_a_letter_of_the_admiralty_code_says_how_reliable_a_source_is(
    letter: str, meaning: str
) -> None:
    assert vocabulary.Reliability(letter).meaning == meaning


@pytest.mark.parametrize(
    ("digit", "meaning"),
    [
        ("1", "confirmed by other sources"),
        ("2", "probably true"),
        ("3", "possibly true"),
        ("4", "doubtful"),
        ("5", "improbable"),
        ("6", "truth cannot be judged"),
    ],
)
def test_a_digit_of_the_admiralty_code_says_how_credible_an_item_is(
    digit: str, meaning: str
) -> None:
    assert vocabulary.Credibility(digit).meaning == meaning
