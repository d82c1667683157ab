"""Rules about quotes: that their words stand in their sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from generator.diagnostics.finding import Edit, Finding, Fix, Place
from generator.evidence.archive import Archive, ArchivedText
from generator.evidence.folding import fold
from generator.evidence.pieces import pieces_of
from generator.evidence.proof import MAX_QUOTE_CHARACTERS, MAX_REFUTED, Proof, State
from generator.evidence.proofs import Quoted, quotes_in, source_nodes, text_names
from generator.model.briefing import Source
from generator.reading import nodes
from generator.reading.folder import ReadBriefing
from generator.reading.inside import inside
from generator.reading.paths import SOURCES_NAME
from generator.reading.text import CONTROL
from generator.reading.walk import gives

_WORD = re.compile(r"\S+")
_OTHERS = 20
"""Other sources of a briefing whose texts are looked into for a quote."""


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
                yield _refuted(quoted, proof)
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
    """Whether another finding says why there is no text to look quotes up in."""
    if text:
        return bool(text.trouble or text.seal_trouble)
    return isinstance(node, nodes.Mapping) and gives(node, Source, "text")


def _too_many(quoted: Quoted) -> Finding:
    """Say that further quotes are not looked up: each that is wrong costs a search."""
    return Finding(
        "too-large",
        f"more than {MAX_REFUTED} quotes are wrong; they are not looked up from here on",
        quoted.place,
        help="mend the first ones, and check again",
    )


def _unfit(quoted: Quoted) -> Finding | None:
    """Say why a quote cannot be looked up at all."""
    if len(quoted.text) > MAX_QUOTE_CHARACTERS:
        return Finding(
            "bad-quote",
            f"the quote has {len(quoted.text):,} characters; {MAX_QUOTE_CHARACTERS:,} is the most",
            quoted.place,
            help="quote the words that the claim needs, in several items if they stand apart",
        )
    if not fold(quoted.text).count:
        return Finding(
            "bad-quote",
            "the quote holds no word",
            quoted.place,
            help="quote some words of the source, or leave `quote` out to cite it",
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
    """Say that the words stand in another source."""
    return Finding(
        "absent-quote" if proof.state is State.ABSENT else "altered-quote",
        f"these words stand in the source “{other}”, not in “{quoted.source}”",
        quoted.place,
        (replace(place, label="the source that is named"),),
        help=f"write `source: {other}`",
        fix=Fix(f"write `{other}`", (Edit(place.start, place.end, other),), safe=False),
    )


def _refuted(quoted: Quoted, proof: Proof) -> Finding:
    """Say that a source does not have a quote's words, and which it has."""
    nearest = proof.nearest
    if nearest is None:
        is_absent = proof.state is State.ABSENT
        return Finding(
            "absent-quote" if is_absent else "altered-quote",
            "these words do not stand in the source"
            if is_absent
            else "the source does not have these words in a row",
            quoted.place if proof.parts_at is None else _part(quoted, proof.parts_at),
            help="copy the words from the source, or leave `quote` out and cite it",
        )
    there, said = map(_one_line, (nearest.difference.found, nearest.difference.quoted))
    if there and said:
        headline = f"the source says “{there}”, not “{said}”"
    elif there:
        headline = f"the source has “{there}” here, which the quote leaves out"
    else:
        headline = f"the source does not have “{said}”"
    return Finding(
        "altered-quote",
        headline,
        _part(quoted, nearest.difference.at, len(nearest.difference.quoted)),
        help=f"quoted: {_one_line(quoted.text)}\nsource: {_one_line(nearest.text)}",
        fix=_as_in_source(quoted, nearest.text),
    )


def _part(quoted: Quoted, at: int, length: int = 0) -> Place:
    """The part of a quote that differs, or without a length the word there, or else the last."""
    if length:
        return inside(quoted.place, quoted.text, at, at + length)
    words = list(_WORD.finditer(quoted.text))
    word = next((word for word in words if word.end() > at), words[-1])
    return inside(quoted.place, quoted.text, *word.span())


def _as_in_source(quoted: Quoted, text: str) -> Fix | None:
    """The fix that takes the source's wording; never made without asking.

    There is none for a quote with omissions: only its writer knows what else belongs into it.
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
        advice = f"put the text into `{place_of}`, or have its owner run `briefing seal`"
        _, folder, name = f"/{text.name}".partition(f"/{SOURCES_NAME}/")
        if folder:
            advice = f"if the text lies in `{SOURCES_NAME}/{name}`, write `text: {name}`"
    else:
        why = "the seal records no proof of so few words"
        advice = "have the text's owner run `briefing seal`"
    return Finding("unchecked-quote", f"{what} unchecked: {why}", place, help=advice)


def _about_text(text: ArchivedText, unsealed: int, place: Place) -> Iterator[Finding]:
    """Say what is wrong with a source's text and its seal."""
    if text.trouble:
        advice = f"name a text file in UTF-8 below `{SOURCES_NAME}/`, such as 2021-12-03-agency.txt"
        yield Finding("bad-source-text", text.trouble, place, help=advice)
    if text.seal_trouble:
        advice = "write it anew with `briefing seal`"
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
