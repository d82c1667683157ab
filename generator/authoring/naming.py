"""Make the id of a new briefing from its date and its title."""

from __future__ import annotations

import datetime
import re
import unicodedata

from generator.model.text import ID_MAX

_LATIN = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "\u0131": "i",
    }
)
"""Latin letters that are not just a plain letter with a diacritic."""
_INSIDE_WORDS = re.compile(
    r"['’`\u02bc\u00b4]|(?<=\b\w)\.(?=\w\b)|(?<=\d)[,\u2009\u202f\xa0](?=\d{3})"
)
"""Characters that are dropped without splitting a word: NATO's, U.S., 94,300."""
_OTHER = re.compile(r"[^a-z0-9]+")
_LOOSE_END = re.compile(
    "-(a|an|and|as|at|by|for|from|in|into|its|of|on|or|over|that|the|their|to|with)$"
)
"""Words that a shortened title must not end in."""


def words_of(title: str) -> str:
    """The words of a title as an id: `nato-refuses`; empty if none are in Latin script.

    Letters lose their diacritics; other scripts are left out, never transliterated.
    """
    text = _INSIDE_WORDS.sub("", title.casefold().translate(_LATIN))
    letters = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _OTHER.sub("-", plain.translate(_LATIN)).strip("-")


def briefing_id(day: datetime.date, words: str) -> str:
    """The id of a briefing: its date and its words, cut after a word if they are too long."""
    date = day.isoformat()
    room = ID_MAX - len(date) - 1
    if len(words) > room:
        words = words[: room + 1].rpartition("-")[0] or words[:room]
        while end := _LOOSE_END.search(words):
            words = words[: end.start()]
    return f"{date}-{words}" if words else date
