"""Rules about tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics.finding import Edit, Finding, Fix, Place
from generator.reading.folder import ReadBriefing
from generator.reading.nodes import Scalar, Sequence

_BETWEEN = re.compile("[,;]")
_PLAIN = re.compile(r"[\w.&'’/ \t-]+([,;][\w.&'’/ \t-]+)+")
"""Tags that need no quotes in a list."""


def joined_tags(read: ReadBriefing) -> Iterator[Finding]:
    """No tag is really several, as in *trade, labour*, unless quotes say that it is one."""
    source, given = read.document.source, read.document.root.items.get("tags")
    if given is None:
        return
    _, tags = given
    for tag in tags.items if isinstance(tags, Sequence) else [tags]:
        text = source.text[tag.start : tag.end]
        if not isinstance(tag, Scalar) or text[:1] in tuple("'\"|>") or not _BETWEEN.search(text):
            continue
        fix = None
        if tag is tags and _PLAIN.fullmatch(text):
            found = filter(None, map(str.strip, _BETWEEN.split(text)))
            listed = Edit(tag.start, tag.end, f"[{', '.join(found)}]")
            fix = Fix("write a list", (listed,), safe=False)
        yield Finding(
            "joined-tags",
            "this is read as a single tag, commas included",
            Place(source, tag.start, tag.end),
            help="write tags as a list: `[trade, labour]`; put a tag with a comma in quotes",
            fix=fix,
        )
