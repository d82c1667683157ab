"""Rules about text that a writer typed but YAML leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics.finding import Edit, Finding, Fix, Place
from generator.reading.folder import ReadBriefing, ReadRegister
from generator.reading.nodes import Mapping, Node, Scalar, Sequence

_GLUED_HASH = re.compile(r"(?<=\S)[ \t]+(?P<cut>#[^\s#].*)")
_COMMENT = re.compile(r"[ \t]#(?:\s|$)")
"""A comment has a space after its #; without one, it is probably a number or a name."""


def texts_cut_short(read: ReadBriefing | ReadRegister) -> Iterator[Finding]:
    """No text is cut off at a ` #` that belongs to it, as in *Order #2*."""
    source = read.document.source
    cuts = {match.start(): match for match in _GLUED_HASH.finditer(source.text)}
    if not cuts:
        return
    for scalar in scalars(read.document.root):
        match = cuts.get(scalar.end)
        if match is None or not scalar.value or source.text[scalar.end - 1] in "'\"":
            continue
        start, cut = match.start("cut"), _COMMENT.split(match["cut"], maxsplit=1)[0].rstrip()
        place = Place(source, start, start + len(cut))
        whole = source.text[scalar.start : place.end]
        quoted = "'" + whole.replace("'", "''") + "'"
        # Inside brackets it is unclear where the text ends, as what follows may close them.
        is_plain = not re.search(r"[{}\[\]\r\n]", whole)
        edit = Edit(scalar.start, scalar.start + len(whole), quoted)
        yield Finding(
            "cut-text",
            "the text ends before this #, and the rest is a comment",
            place,
            help="put the text in quotes; if it is a comment, put a space after the #",
            fix=Fix("put the text in quotes", (edit,), safe=False) if is_plain else None,
        )


def scalars(node: Node) -> Iterator[Scalar]:
    """Every value in a node, in the order of the file."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    elif isinstance(node, Mapping):
        for _, value in node.items.values():
            yield from scalars(value)
