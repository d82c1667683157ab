"""Links that open a page at a quote's words: text fragments (WICG draft, `#:~:text=`).

A browser looks for whole words within one block of the page. Capitals, accents, ligatures and
the shapes of quotation marks make no difference to it, those of dashes do. So words go into a link
as they are in the archived text. If that text is not here, only those words of the quote go in
that are certain to be adjacent in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import quote as percent_encoded

MOST_WHOLE = 8
"""A stretch of up to so many words goes into a link whole."""
ENDS = 4
"""Words from the start and from the end of a longer stretch that go into a link instead."""
_MOST_STARTS = 64
"""Words of the start that are tried at most, if fewer do not tell a stretch from others."""
MOST_CONTEXT = 4
"""Words before, and after, that may tell a stretch from the same words elsewhere. A site shows
no more of a private text than its quotes and these."""
_FEWEST = 3
"""Words that a part of a broken quote must have to be looked for."""
_MOST_TRIES = 1_000
"""Places at most that are checked for whole words."""
_MOST_COMPARED = 1_000_000
"""Characters compared at those places at most, in total: fewer places for long words."""
_NEAR = 400
"""Characters before and after a stretch in which its context is looked for."""

_WORD = re.compile("[^\\s、。，；：！？]+[、。，；：！？]*")  # noqa: RUF001 - signs of Chinese
"""What is between white space, or between the punctuation of scripts without spaces."""
_INSIDE = r"(?:[^\s\[]|\[(?![^\[\]]*\]))*+"
"""What a word may hold besides an insertion in brackets."""
_BREAK = re.compile(
    # an omission, or the writer's own words and what they are part of
    rf"(?<!\S){_INSIDE}(?:\[[^\[\]]*\]{_INSIDE})+"
    r"|\(?(?:\.{3,}|…)\)?"
    r"|\s-\s|--+|[\u2012-\u2015\u2212]"  # dashes, whose shape typesetters choose
    r"|\n"
)
_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")
_EDGES = " \t,.;:!?"
_ALIKE = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00ad": ""})


def fragment_of(quote: str) -> str:
    """The fragment for a quote whose text is not here."""
    runs = [run.strip(_EDGES) for run in _BREAK.split(quote)]
    longest = max(runs, key=lambda run: len(_words(run)))
    long = [run for run in runs if len(_words(run)) >= _FEWEST] or [longest]
    return _fragment(next(_ways(long), []))


def fragment_in(text: str, start: int, end: int) -> str:
    """The fragment for a stretch of a text.

    It holds the stretch's words, or those at its ends if it is long. If they also occur elsewhere
    in the text, it holds more of them, or the fewest words around them that tell the two apart.
    """
    lines = [line for line in text[start:end].splitlines() if line.strip()]
    tried = [(way, "", "") for way in _ways(lines)]
    if tried:
        way = tried[0][0]
        contexts = _contexts(text, start, end if len(way) == 1 else None)
        tried += [(way, prefix, suffix) for prefix, suffix in contexts]
        most = tried[-1]
        tried += [(way, "", "") for way in _ways(lines[-1:])]
        for way, prefix, suffix in tried:
            if not _is_repeated(f"{prefix}{way[0]}{suffix}", text):
                return _fragment(way, prefix, suffix)
        return _fragment(*most)
    return ""


def address(url: str, fragment: str) -> str:
    """The address of a page at a fragment."""
    if not fragment:
        return url
    bare = url.partition(":~:")[0]
    return f"{bare}{'' if '#' in bare else '#'}:~:text={fragment}"


def _fragment(way: list[str], prefix: str = "", suffix: str = "") -> str:
    parts = list(map(_encoded, way))
    before = [f"{_encoded(prefix)}-"] if prefix else []
    behind = [f"-{_encoded(suffix)}"] if suffix else []
    return ",".join([*before, *parts, *behind])


def _ways(runs: list[str]) -> Iterator[list[str]]:
    """What a browser may look for, the shortest first: all words, or the first and the last."""
    first = _words(runs[0]) if runs else []
    is_one = len(runs) == 1
    if not first or (is_one and len(first) <= MOST_WHOLE):
        yield from [runs] if first else []
        return
    closing = runs[-1][_words(runs[-1])[-ENDS:][0].start() :]
    most = len(first) - (ENDS if is_one else 0)
    for count in range(ENDS, min(most, _MOST_STARTS) + 1):
        yield [runs[0][: first[count - 1].end()], closing]
    yield runs[:1] if is_one else [runs[0], closing]


def _contexts(text: str, start: int, end: int | None) -> Iterator[tuple[str, str]]:
    """Words that may go before and after a stretch: more and more of them."""
    befores = _before(text[max(start - _NEAR, 0) : start])
    behinds = [] if end is None else _behind(text[end : end + _NEAR])
    for count in range(MOST_CONTEXT):
        prefix = befores[min(count, len(befores) - 1)] if befores else ""
        suffix = behinds[min(count, len(behinds) - 1)] if behinds else ""
        yield prefix, ""
        yield "", suffix
        yield prefix, suffix


def _before(text: str) -> list[str]:
    """The last word of a text, the last two, and so on, as far as its last line goes."""
    line = text[text.rstrip().rfind("\n") + 1 :]
    return [line[word.start() :] for word in reversed(_words(line))]


def _behind(text: str) -> list[str]:
    """The first word of a text, the first two, and so on, as far as its first line goes."""
    line_end = text.find("\n", len(text) - len(text.lstrip()))
    line = text if line_end < 0 else text[:line_end]
    return [line[: word.end()] for word in _words(line)]


def _words(text: str) -> list[re.Match[str]]:
    return list(_WORD.finditer(text))


def _is_repeated(words: str, text: str) -> bool:
    """Whether a browser would find some words of a text in more than one place."""
    wanted, text = _as_compared(words), _as_compared(text)
    found, at = 0, -1
    for _ in range(min(_MOST_TRIES, 2 + _MOST_COMPARED // (len(wanted) or 1))):
        at = text.find(wanted, at + 1)
        if at < 0 or found > 1:
            return found > 1
        around = text[at - 1 : at] + text[at + len(wanted) : at + len(wanted) + 1]
        found += not any(map(str.isalnum, around))
    return True


@lru_cache(maxsize=8)
def _as_compared(text: str) -> str:
    """A text as a browser compares it."""
    plain = unicodedata.normalize("NFKD", text.translate(_ALIKE)).casefold()
    return " ".join(_BEYOND_ASCII.sub(_without_marks, plain).split())


def _without_marks(found: re.Match[str]) -> str:
    return "".join(c for c in found[0] if not unicodedata.combining(c))


def _encoded(text: str) -> str:
    # The dash and the comma part the fragment's own parts; quote() leaves the dash alone.
    return percent_encoded(" ".join(text.split()), safe="").replace("-", "%2D")
