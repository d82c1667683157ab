"""Rules about quotes: their words have to be in their sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from generator.diagnostics.finding import Edit, Finding, Fix, Place
from generator.evidence.archive import Archive, ArchivedText
from generator.evidence.folding import Span, fold
from generator.evidence.pieces import insertions, pieces_of
from generator.evidence.proof import MAX_QUOTE_CHARACTERS, MAX_REFUTED, Proof, State
from generator.evidence.proofs import Quoted, quotes_in, source_nodes, text_names
from generator.evidence.searching import Difference, Nearest
from generator.model.briefing import Source
from generator.reading import nodes
from generator.reading.folder import ReadBriefing
from generator.reading.inside import inside
from generator.reading.paths import SOURCES_NAME
from generator.reading.text import CONTROL
from generator.reading.walk import gives

_WORD = re.compile(r"\S+")
_OTHERS = 20
"""Other sources of a briefing whose texts are searched for a quote at most."""
_OMISSION = " […]"
_MOST_REPLACING = 3
"""Brackets of a quote for which it is asked whether they replace words of the source."""
_MOST_ASKED = 10
"""Wrong quotes of a file for which that is asked: each time costs several searches."""
_MOST_REPLACED = 12
"""Words that one of them may replace: nobody means to replace more."""


def check_quotes(read: ReadBriefing, archive: Archive) -> Iterator[Finding]:
    """What is wrong with the quotes of a file and with the texts that they are looked up in."""
    texts = {source: archive.text(name) for source, name in text_names(read).items()}
    refuted = 0
    unchecked: Counter[str] = Counter()
    unsealed: Counter[str] = Counter()
    for quoted in quotes_in(read):
        if found := _unfit(quoted):
            yield found
            continue
        text = texts.get(quoted.source)
        proof = archive.look_up(text.name if text else None, quoted.text)
        if proof.state in (State.ALTERED, State.ABSENT):
            refuted += 1
            if refuted > MAX_REFUTED:
                yield _too_many(quoted)
                break
            if other := _elsewhere(quoted, texts):
                place = read.document.place((*quoted.path, "source"))
                yield _of_another(quoted, proof, other, place)
            else:
                yield _refuted(quoted, proof, text if refuted <= _MOST_ASKED else None)
        elif proof.state is State.UNCHECKED:
            unchecked[quoted.source] += 1
        elif text and text.seal and not text.seal.proves(quoted.text):
            unsealed[quoted.source] += 1
    for source, node in source_nodes(read).items():
        text = texts.get(source)
        if text:
            place = read.document.place(("sources", source, "text"))
            yield from _about_text(text, unsealed[source], place)
        if unchecked[source] and not _is_told_of(text, node):
            place = read.document.key_place(("sources", source))
            yield _unchecked(unchecked[source], text, place)


def _is_told_of(text: ArchivedText | None, node: nodes.Node) -> bool:
    """Whether there is a finding already that says why there is no text to look quotes up in."""
    if text:
        return bool(text.trouble or text.seal_trouble)
    return isinstance(node, nodes.Mapping) and gives(node, Source, "text")


def _too_many(quoted: Quoted) -> Finding:
    """Say that further quotes are not looked up: each wrong one costs a long search."""
    return Finding(
        "too-large",
        f"more than {MAX_REFUTED} quotes are wrong; the rest are not looked up",
        quoted.place,
        help="fix the first ones, then check again",
    )


def _unfit(quoted: Quoted) -> Finding | None:
    """Say why a quote cannot be looked up at all."""
    if len(quoted.text) > MAX_QUOTE_CHARACTERS:
        return Finding(
            "bad-quote",
            f"the quote has {len(quoted.text):,} characters; the limit is {MAX_QUOTE_CHARACTERS:,}",
            quoted.place,
            help="quote only the words that the claim needs, as several items if they lie apart",
        )
    if not fold(quoted.text).count:
        return Finding(
            "bad-quote",
            "the quote contains no words",
            quoted.place,
            help="quote some words of the source, or leave `quote` out to cite it as a whole",
        )
    return None


def _elsewhere(quoted: Quoted, texts: Mapping[str, ArchivedText]) -> str | None:
    """The other source whose text has a quote's words, if there is one."""
    others = ((source, text.search) for source, text in texts.items() if source != quoted.source)
    found = (
        source for source, search in islice(others, _OTHERS) if search and search.find(quoted.text)
    )
    return next(found, None)


def _of_another(quoted: Quoted, proof: Proof, other: str, place: Place) -> Finding:
    """Say that the words are in a different source."""
    return Finding(
        "absent-quote" if proof.state is State.ABSENT else "altered-quote",
        f"these words are in the source “{other}”, not in “{quoted.source}”",
        quoted.place,
        (replace(place, label="the source named here"),),
        help=f"write `source: {other}`",
        fix=Fix(f"write `{other}`", (Edit(place.start, place.end, other),), safe=False),
    )


def _refuted(quoted: Quoted, proof: Proof, text: ArchivedText | None) -> Finding:
    """Say that a source does not have a quote's words, and which ones it has instead."""
    nearest = proof.nearest
    if text and (brackets := _replacing(quoted.text, text)):
        return _unmarked(quoted, proof, brackets)
    if nearest is None:
        is_absent = proof.state is State.ABSENT
        return Finding(
            "absent-quote" if is_absent else "altered-quote",
            "these words are not in the source"
            if is_absent
            else "the source does not have these words in a row",
            quoted.place if proof.parts_at is None else _part(quoted, proof.parts_at),
            help="copy the words from the source, or leave `quote` out to cite it as a whole",
        )
    difference = nearest.difference
    return Finding(
        "altered-quote",
        _difference(difference),
        _part(quoted, difference.at, len(difference.quoted)),
        help=_both(quoted, nearest),
        fix=_as_in_source(quoted, nearest.text),
    )


def _difference(difference: Difference) -> str:
    there, said = _one_line(difference.found), _one_line(difference.quoted)
    if there and said:
        return f"the source says “{there}”, not “{said}”"
    if there:
        return f"the source has “{there}” here, which the quote leaves out"
    return f"the source does not have “{said}”"


def _both(quoted: Quoted, nearest: Nearest) -> str:
    return f"quoted: {_one_line(quoted.text)}\nsource: {_one_line(nearest.text)}"


def _replacing(quote: str, text: ArchivedText) -> list[Span]:
    """The brackets of a quote that its source has other words for, if that is all that is wrong.

    What shows it is that the quote stands there once each of them omits a few words.
    """
    brackets = insertions(quote)
    if not 0 < len(brackets) <= _MOST_REPLACING or not _stands(quote, brackets, text):
        return []
    for one in tuple(brackets):
        fewer = [each for each in brackets if each != one]
        if fewer and _stands(quote, fewer, text):
            brackets = fewer
    return brackets


def _stands(quote: str, brackets: list[Span], text: ArchivedText) -> bool:
    """Whether a quote stands in a text, or in its seal, if some of its brackets omit words."""
    marked = quote
    for _, end in reversed(brackets):
        marked = marked[:end] + _OMISSION + marked[end:]
    if text.search is None:
        return text.seal is not None and text.seal.proves(marked)
    passage = text.search.find(marked)
    if passage is None:
        return False
    found = fold(text.search.original[passage.start : passage.end]).count
    own = sum(piece.readings[0].count for piece in pieces_of(marked))
    return found - own <= _MOST_REPLACED * len(brackets)


def _unmarked(quoted: Quoted, proof: Proof, brackets: list[Span]) -> Finding:
    """Say that brackets stand in place of words of the source, which no omission marks."""
    named = " and ".join(f"“{_one_line(quoted.text[start:end])}”" for start, end in brackets)
    if len(brackets) == 1:
        advice = f"if {named} replaces words of the source, add{_OMISSION} after it"
    else:
        advice = f"if {named} replace words of the source, add{_OMISSION} after each"
    if proof.nearest:
        advice = f"{advice}\n{_both(quoted, proof.nearest)}"
    places = [inside(quoted.place, quoted.text, start, end) for start, end in brackets]
    edits = tuple(Edit(place.end, place.end, _OMISSION) for place in places)
    return Finding(
        "altered-quote",
        f"the source has other words where the quote has {named}",
        places[0],
        help=advice,
        fix=None if quoted.place in places else Fix("mark what is left out", edits, safe=False),
    )


def _part(quoted: Quoted, at: int, length: int = 0) -> Place:
    """The part of a quote that differs; without a length, the word there, or else the last one."""
    if length:
        return inside(quoted.place, quoted.text, at, at + length)
    words = list(_WORD.finditer(quoted.text))
    word = next((word for word in words if word.end() > at), words[-1])
    return inside(quoted.place, quoted.text, *word.span())


def _as_in_source(quoted: Quoted, text: str) -> Fix | None:
    """The fix that takes the source's wording; never made without asking.

    A quote with omissions gets none: only its writer knows what else belongs in it.
    """
    words = _one_line(text)
    if CONTROL.search(words) or len(pieces_of(quoted.text)) != 1:
        return None
    typed = quoted.place.source.text[quoted.place.start : quoted.place.end].rstrip()
    written = "'" + words.replace("'", "''") + "'"
    edit = Edit(quoted.place.start, quoted.place.start + len(typed), written)
    return Fix("quote the source's own words", (edit,), safe=False)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _unchecked(count: int, text: ArchivedText | None, place: Place) -> Finding:
    """Say that quotes of a source could not be looked up."""
    what = f"{count} quotes are" if count > 1 else "a quote is"
    if text is None:
        why = "the source names no archived text"
        advice = "archive its text and name the file in `text`, or cite it without quoting"
    elif text.seal is None:
        why = "neither the archived text nor its seal is here"
        place_of = f"{SOURCES_NAME}/{text.name}"
        advice = f"put the text in `{place_of}`, or have its owner run `briefing seal`"
        _, folder, name = f"/{text.name}".partition(f"/{SOURCES_NAME}/")
        if folder:
            advice = f"if the text is in `{SOURCES_NAME}/{name}`, write `text: {name}`"
    else:
        why = "the seal has no record of so short a quote"
        advice = "have the text's owner run `briefing seal`"
    return Finding("unchecked-quote", f"{what} unchecked: {why}", place, help=advice)


def _about_text(text: ArchivedText, unsealed: int, place: Place) -> Iterator[Finding]:
    """Say what is wrong with a source's text and its seal."""
    if text.trouble:
        advice = f"name a text file in UTF-8 below `{SOURCES_NAME}/`, such as 2021-12-03-agency.txt"
        yield Finding("bad-source-text", text.trouble, place, help=advice)
    if text.seal_trouble:
        advice = "write it again with `briefing seal`"
        yield Finding("bad-seal", text.seal_trouble, place, help=advice)
    if text.is_stale:
        yield Finding(
            "stale-seal",
            "the text has changed since it was sealed",
            place,
            help="look at what changed, then run `briefing seal`",
        )
    elif unsealed:
        what = f"{unsealed} quotes" if unsealed > 1 else "a quote"
        yield Finding(
            "stale-seal",
            f"the seal does not prove {what} that the text proves",
            place,
            help="run `briefing seal`",
        )
