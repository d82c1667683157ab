"""Words in a reader's browser are those that the index was made of: in a real Chromium."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from random import Random

import pytest
from playwright.sync_api import Page

from generator.publishing.search.words import fold, words
from tests.pictures import ROOT

SCRIPT = ROOT / "generator" / "publishing" / "search" / "browser" / "words.js"

IN_BROWSER = """texts => {
    const pairs = letters => letters.map((_, at) => letters.slice(at, at + 2).join(""));
    const wordsIn = text => [...wordsOf(text.normalize("NFC"))].flatMap(
        ({ word, isRun }) => isRun ? pairs([...word]) : [word],
    );
    return JSON.stringify(JSON.parse(texts).map(wordsIn));
}"""

AT_ONCE = 20_000
STRINGS = 20_000
ASSIGNED = [
    chr(code)
    for code in range(sys.maxunicode + 1)
    if unicodedata.category(chr(code)) not in ("Cn", "Cs")
]
"""Every character that this Python knows. Of others a newer browser may know more."""
ALIKE = ("CJK UNIFIED IDEOGRAPH", "HANGUL SYLLABLE", "TANGUT IDEOGRAPH")
TOLD_APART = [
    letter
    for letter in ASSIGNED
    if unicodedata.category(letter) != "Co" and not unicodedata.name(letter, "").startswith(ALIKE)
]
"""Those that are not one of thousands of a kind."""
COMMON = "aZß0123456789.,'’ -\u0301\u0308\u064e\u05b8\u200d\ufe0f"
"""What changes the words around it: digits with what groups them, marks, joiners."""

InBrowser = Callable[[Sequence[str]], list[list[str]]]

pytestmark = pytest.mark.browser


@pytest.fixture
def in_browser(page: Page) -> InBrowser:
    """Gives the folded words of texts, pairs of characters where a script has no spaces."""
    page.add_script_tag(content=SCRIPT.read_text("utf-8"))

    def asked(texts: Sequence[str]) -> list[list[str]]:
        found: list[list[str]] = []
        for start in range(0, len(texts), AT_ONCE):
            some = json.dumps(texts[start : start + AT_ONCE])
            found += json.loads(page.evaluate(IN_BROWSER, some))
        return found

    return asked


def differences(texts: Sequence[str], in_browser: InBrowser) -> list[str]:
    """Each text whose words are others in the browser, with these and those."""
    return [
        f"{text!a}: {here!a} here, {there!a} in the browser"
        for text, there in zip(texts, in_browser(texts), strict=True)
        if (here := [fold(word) for word in words(text)]) != there
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "NATO’s 94,300 troops; 94.300, 12,34 and 94,3000",
        "Łódź Ørsted STRASSE Straße İstanbul ısparta",
        "ΟΔΟΣ οδος όδός Ёлка Київ",
        "مُحَمَّد שָׁלוֹם हिन्दी ไทย",
        "北约东扩，ｶﾞｽ カメラ 대한민국 𠀀𠀁",
        "ＮＡＴＯ２０２１ m² Ⅻ 🙂👍🏽 a\x00b",
    ],
)
def test_a_text_of_many_scripts_has_the_same_words(text: str, in_browser: InBrowser) -> None:
    assert differences([text], in_browser) == []


def test_every_character_between_two_letters_makes_the_same_words(in_browser: InBrowser) -> None:
    assert differences([f"a{letter}b" for letter in ASSIGNED], in_browser) == []


@pytest.mark.parametrize("around", ["{}", "北{}约", "1{}234", "Σ{}Σ"])
def test_what_is_around_a_character_makes_no_difference(around: str, in_browser: InBrowser) -> None:
    assert differences([around.format(letter) for letter in TOLD_APART], in_browser) == []


def test_strings_of_mixed_scripts_have_the_same_words(in_browser: InBrowser) -> None:
    assert differences(mixed(Random(14)), in_browser) == []


def mixed(chance: Random) -> list[str]:
    """Short strings, each of characters of some scripts and of what stands in all."""
    blocks: dict[int, list[str]] = defaultdict(list)
    for letter in TOLD_APART:
        blocks[ord(letter) >> 7].append(letter)
    blocks[-1], blocks[-2] = list("北约东扩山"), list("대한민국각")
    every = list(blocks.values())

    def one() -> str:
        some = [*chance.choices(every, k=chance.randint(1, 3)), list(COMMON)]
        return "".join(chance.choice(chance.choice(some)) for _ in range(chance.randint(1, 12)))

    return [one() for _ in range(STRINGS)]
