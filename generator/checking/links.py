"""Rules about links in prose."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel

from generator.diagnostics.finding import Finding
from generator.model.briefing import Briefing
from generator.model.references import hint_of, parts_of
from generator.model.text import Prose
from generator.reading.folder import ReadBriefing
from generator.reading.inside import inside
from generator.reading.walk import text_at, walk


def refused_links(read: ReadBriefing) -> Iterator[Finding]:
    """Links in prose lead to the web, to a mailbox or to a page of the site."""
    for path, model, node in walk(read.document, Briefing):
        for field in _prose_of(model):
            text = (text_at(node, field) or "").strip()
            if "](" not in text:  # the parser is loaded for few briefings
                continue
            place = read.document.place((*path, field))
            for address in _refused(text):
                at = text.find(address)  # -1 if it is typed in different characters
                yield Finding(
                    "bad-link",
                    f"“{address}” cannot be used as a link",
                    inside(place, text, at, at + len(address)) if at >= 0 else place,
                    help="link to an address with https, http or mailto, or to a page of the site",
                )


@cache
def _prose_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of an entry that hold prose."""
    return tuple(name for name in model.model_fields if Prose in parts_of(hint_of(model, name)))


def _refused(text: str) -> tuple[str, ...]:
    """The addresses in what looks like a link but is not allowed as one, each once."""
    from generator.model.markup import is_allowed, prose_parser

    refused: dict[str, None] = {}

    def may_link(url: str) -> bool:
        allowed = is_allowed(url)
        if not allowed:
            refused[url] = None
        return allowed

    prose_parser(may_link).parseInline(text)
    return tuple(refused)
