"""Texts of many scripts to look quotes up in, and what may and may not happen to quotes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import zip_longest
from random import Random

from generator.evidence.folding import fold

ALPHABETS = {
    "English": "abcdefghijklmnopqrstuvwxyz",
    "French": "aàâbcçdeéèêfghiîïlmnoôprstuùûvœ",
    "Vietnamese": "aăâbcdđeêghiklmnoôơpqrstuưvxyấếộữự",
    "Russian": "абвгдежзийклмнопрстуфхцчшщыьэюя",
    "Greek": "αάβγδεέζηήθιίϊΐκλμνξοόπρστυύφχψωώ",
    "Arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "Persian": "اآبپتجچدرزسشفقکگلمنوهی\u200c",
    "Hebrew": "אבגדהוזחטיכלמנסעפצקרשת",
    "Hindi": "कखगघचछजटडतथदधनपबमयरलवशसहािीुूेो",
    "Tamil": "கஙசஞடணதநபமயரலவழளறனாிீுூெேைொோௌ",
    "Korean": "가각간갈감강개거건게고과관교구국군그기나다라마바사아자차카타파하한핵협",
    "Georgian": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
}
"""Letters of scripts that part words by spaces."""
UNPARTED = {
    "Chinese": "".join(map(chr, range(0x4E00, 0x5600))),
    "Japanese": "".join(map(chr, range(0x3041, 0x3097))) + "".join(map(chr, range(0x30A1, 0x30FB))),
    "Thai": "กขคงจฉชซญดตถทธนบปผฝพฟภมยรลวศษสหอฮะาิีึืุูเแโใไ็่้๊๋",
    "Khmer": "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអាិីឹឺុូួើ្",
}
"""Letters of scripts that do not."""
SCRIPTS = (*ALPHABETS, *UNPARTED)

_BETWEEN = (
    *(" " * 24),
    *(", ", ". ", "; ", ": ", "? ", "! ", "\n", "\r\n", "\n\n", "  ", "\u00a0", "\u202f"),
    *("-", " – ", "—", " -- ", " “", "” ", "’ ", " ‘", " «\u00a0", "\u00a0» ", ' "', '" '),
    *(
        " (",
        ") ",
        " [",
        "] ",
        " […] ",
        "... ",
        "…",
        " … ",
        "/",
        " & ",
        "%, ",
        " $",
        " 🔥 ",
        "👩‍🚀",
        "° ",
    ),
)
_BETWEEN_UNPARTED = (
    *("" for _ in range(24)),
    *"，。「」、（）…！？",
    "\n",
    "\u3000",
    "——",
    "⋯",
    "🔥",
)
_NUMBERS = ("94,300", "1.5", "12:30", "2014", "1.500,25", "3D", "٩٤٬٣٠٠", "१२", "½", "10m", "v1.10")


def word_of(rng: Random, script: str) -> str:
    """Make a word: of some letters, or a number, or with an apostrophe or a ligature in it."""
    if script in UNPARTED:
        marks = rng.choice(("", rng.choice(UNPARTED[script])))
        return rng.choice(_letters_in(UNPARTED[script])) + "".join(
            mark for mark in marks if unicodedata.category(mark)[0] == "M"
        )
    if rng.random() < 0.06:
        return rng.choice(_NUMBERS)
    alphabet = ALPHABETS[script]
    letters = rng.choice(_letters_in(alphabet))
    letters += "".join(rng.choices(alphabet, k=rng.choice((0, 1, 2, 3, 4, 5, 7, 10))))
    if rng.random() < 0.1:
        letters = letters.capitalize()
    if rng.random() < 0.05:
        letters += rng.choice(("'s", "’s", "ʼa"))
    if rng.random() < 0.03:
        letters += rng.choice(("ﬁ", "ﬄe", "ﬆ", "e\u0301", "x\u0302", "ẍ", "Å"))
    return letters


def _letters_in(alphabet: str) -> list[str]:
    """An alphabet without its marks, which start no word."""
    return [char for char in alphabet if unicodedata.category(char)[0] == "L"]


def text_of(rng: Random, script: str, count: int, few: int = 0) -> str:
    """Make a text of about so many words; `few` of them again and again, or ever new ones."""
    known = [word_of(rng, script) for _ in range(few)]
    between = _BETWEEN_UNPARTED if script in UNPARTED else _BETWEEN
    parts: list[str] = []
    for _ in range(count):
        parts += (rng.choice(known) if few else word_of(rng, script), rng.choice(between))
    return "".join(parts)


def distinct_words(rng: Random, script: str, count: int) -> list[str]:
    """Make words of which no two are alike."""
    if script in UNPARTED:
        return rng.sample(UNPARTED[script], count)
    letters = _letters_in(ALPHABETS[script])
    words: dict[str, None] = {}
    while len(words) < count:
        words["".join(rng.choices(letters, k=rng.randint(4, 9)))] = None
    return list(words)


def passage_of(rng: Random, text: str, longest: int = 60, shortest: int = 1) -> str:
    """Some words of a text, as they stand there."""
    folded = fold(text)
    count = min(rng.randint(shortest, longest), folded.count)
    first = rng.randrange(folded.count - count + 1)
    start, _ = folded.original(*folded.words[first])
    _, end = folded.original(*folded.words[first + count - 1])
    return text[start:end]


# What typesetting changes

_SPACES = (" ", "  ", "\n", "\r\n", "\t", "\u00a0", "\u2009", "\u3000", " \n ", "\u2028")
_DOUBLE = ('"', "“", "”", "„", "«", "»", "‟", "″", "＂")
_SINGLE = ("'", "‘", "’", "‚", "‛", "‹", "›", "ʼ", "`", "´")
_DASHES = ("-", "‐", "‑", "‒", "–", "—", "―", "−", " – ", " — ", "--", "---", " - ", "－")
_UNSEEN = ("\u200b", "\u2060", "\u200e", "\u200d", "\ufe0f", "\ufeff")
_WITHIN = (*_UNSEEN, "\u00ad", "\u00ad\n", "\u00ad \r\n  ")
"""What stands within a word alone."""
_PATTERN = re.compile(
    rf"(?P<space>\s+)|(?P<dash>[{''.join(_DASHES[:8])}]+)|(?P<double>[{''.join(_DOUBLE)}])"
    rf"|(?P<single>[{''.join(_SINGLE)}])|(?P<dots>…|\.\.\.)"
)
_SHAPES = {
    "space": _SPACES,
    "dash": _DASHES,
    "double": _DOUBLE,
    "single": _SINGLE,
    "dots": ("…", "...", ". . ."),
}


def typeset(rng: Random, text: str) -> str:
    """Change what typesetting changes, and nothing else."""

    def shape(match: re.Match[str]) -> str:
        return rng.choice(_SHAPES[match.lastgroup or ""])

    text = _PATTERN.sub(shape, text)
    text = unicodedata.normalize(rng.choice(("NFC", "NFD")), text)
    if rng.random() < 0.5:
        text = "".join(
            char + rng.choice(_WITHIN if (char + following).isalpha() else _UNSEEN)
            if char.isalnum() and rng.random() < 0.2
            else char
            for char, following in zip_longest(text, text[1:], fillvalue=" ")
        )
    return text


# What no typesetting does


@dataclass(frozen=True)
class Altered:
    """A quote with one thing wrong."""

    kind: str
    text: str
    at: int
    """Offset of what is wrong."""
    index: int
    """The same, in words."""
    also_at: int = -1
    """Offset of the second of two words that were swapped."""


def altered(rng: Random, quote: str, other: str) -> Altered:
    """Change, drop or swap a word of a quote, or add another one."""
    spans = [fold(quote).original(*span) for span in fold(quote).words]
    words = [quote[start:end] for start, end in spans]
    index = rng.randrange(len(words))
    start, end = spans[index]
    kind = rng.choice(("change", "misspell", "drop", "add", "swap"))
    if kind == "drop" and 0 < index < len(words) - 1:
        following = spans[index + 1][0]
        return Altered(kind, quote[:start] + quote[following:], start, index)
    if kind == "swap" and index + 1 < len(words) and words[index] != words[index + 1]:
        after, stop = spans[index + 1]
        text = quote[:start] + quote[after:stop] + quote[end:after] + quote[start:end]
        return Altered(kind, text + quote[stop:], start, index, start + stop - end)
    if kind == "add" and index:
        return Altered(kind, f"{quote[:start]}{other} {quote[start:]}", start, index)
    if kind == "misspell":
        other = _misspelt(rng, words[index], other)
    return Altered("change", quote[:start] + other + quote[end:], start, index)


def _misspelt(rng: Random, word: str, other: str) -> str:
    kinds = [word.swapcase(), word + word[-1], word[:-1], word[1:], word + "'s", word[::-1]]
    bare = "".join(
        char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char)
    )
    kinds = [kind for kind in (*kinds, bare) if fold(kind).text != fold(word).text and kind]
    return rng.choice([kind for kind in kinds if fold(kind).count == 1] or [other])


def stands_in(quote: str, text: str, script: str) -> bool:
    """Whether the words of a quote stand in a text in a row: slowly, by another way than ours."""
    wanted, there = _plain_words(quote), _plain_words(text)
    if script in UNPARTED:
        return "".join(wanted) in "".join(there)
    return any(there[at : at + len(wanted)] == wanted for at in range(len(there) - len(wanted) + 1))


def _plain_words(text: str) -> list[str]:
    return "".join(map(_plain, unicodedata.normalize("NFKD", text))).split()


def _plain(char: str) -> str:
    category = unicodedata.category(char)
    if category[0] in "LNM":
        return char
    if category[0] == "S" or char in "%&":
        return f" {char} "
    return "" if category == "Cf" else " "
