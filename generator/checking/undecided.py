"""Rules about what a draft leaves for its writer to decide."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from generator.checking.cut import scalars
from generator.diagnostics.finding import Finding, Place
from generator.model.placeholders import (
    MEASURE_TO_COME,
    NOBODY_YET,
    SUMMARY_TO_COME,
    TO_DECIDE,
)
from generator.model.vocabulary import Status
from generator.reading.folder import ReadBriefing
from generator.reading.walk import text_at

_MAY_BE_MISSING = ("thread", "author", "reviewed_by")
_NULLS = ("null", "~")
"""What programs write in YAML for nothing; people may be called Null."""
_COMMENT = re.compile(rf"^[ \t]*(?P<comment>{TO_DECIDE}[^\r\n]*)", re.MULTILINE)


def undecided(read: ReadBriefing) -> Iterator[Finding]:
    """Nothing is published while parts of it are still to be written or decided."""
    if read.briefing is None or read.briefing.status is not Status.PUBLISHED:
        return
    for place, what in _unwritten(read):
        yield Finding(
            "undecided",
            f"{what}, but the briefing is published",
            place,
            help="write it, or keep `status: draft` until it is written",
        )
    for place, typed in _nulls(read):
        yield Finding(
            "undecided",
            f"`{typed}` is text like any other, and the briefing is published",
            place,
            help="leave the key out, or put the text in quotes if it is one",
        )
    if comments := _comments(read):
        left = f"{len(comments)} comments say" if len(comments) > 1 else "a comment says"
        yield Finding(
            "undecided",
            f"{left} `{TO_DECIDE}`, but the briefing is published",
            comments[0],
            help="remove each comment once it is decided, or keep `status: draft` until then",
        )


def _unwritten(read: ReadBriefing) -> Iterator[tuple[Place, str]]:
    briefing, document = read.briefing, read.document
    assert briefing
    if briefing.summary == SUMMARY_TO_COME:
        yield document.place(("summary",)), "the summary is still to be written"
    if NOBODY_YET in briefing.actors:
        yield document.key_place(("actors", NOBODY_YET)), "who takes part is still to be written"
    for index, figure in enumerate(briefing.figures):
        if figure.measure == MEASURE_TO_COME:
            place = document.place(("figures", index, "measure"))
            yield place, "what is measured is still to be written"


def _nulls(read: ReadBriefing) -> Iterator[tuple[Place, str]]:
    """Where the head says by a word of YAML that it says nothing: a thread “Null” comes of it."""
    document = read.document
    for field in _MAY_BE_MISSING:
        typed, place = text_at(document.root, field), document.place((field,))
        # What stands in quotes begins otherwise.
        if typed in _NULLS and document.source.text.startswith(typed, place.start):
            yield place, typed


def _comments(read: ReadBriefing) -> list[Place]:
    source = read.document.source
    if TO_DECIDE not in source.text:
        return []
    texts = sorted((scalar.start, scalar.end) for scalar in scalars(read.document.root))
    return [
        Place(source, match.start("comment"), match.end("comment"))
        for match in _COMMENT.finditer(source.text)
        if not _is_inside(texts, match.start("comment"))
    ]


def _is_inside(texts: Sequence[tuple[int, int]], offset: int) -> bool:
    index = bisect_right(texts, offset, key=lambda text: text[0])
    return index > 0 and offset < texts[index - 1][1]
